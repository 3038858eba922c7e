"""Cards are drawn once and kept; what a build does not need any more is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import generator.card_stage
import generator.processes
from generator.card_stage import FEW, cards
from generator.render.cards import Face, card, key
from tests.build.project import stamps, tree

FACES = {f"cards/faq/{number}.png": Face("Answer", f"Title {number}", "Yes.", "Umbrella") for number in range(3)}
MANY = {f"cards/faq/{number}.png": Face("Answer", f"Title {number}", "Yes.", "Umbrella") for number in range(FEW + 4)}


def drawn(faces: Mapping[str, Face], kept: Path, processes: int | None = None) -> dict[str, bytes]:
    return {path: file.read_bytes() for path, file in cards(faces, kept, processes).items()}


def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    def picture(face: Face) -> bytes:
        raise AssertionError(f"{face} was drawn again")

    monkeypatch.setattr(generator.card_stage, "_picture", picture)


def test_every_face_gets_its_card_at_its_path(tmp_path: Path) -> None:
    assert drawn(FACES, tmp_path / "kept") == {path: card(face).png for path, face in FACES.items()}


def test_other_processes_draw_the_same_cards(tmp_path: Path) -> None:
    assert drawn(MANY, tmp_path / "two", processes=2) == drawn(MANY, tmp_path / "one", processes=1)
    assert tree(tmp_path / "two") == tree(tmp_path / "one")


def test_where_no_process_can_be_started_cards_are_drawn_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no semaphores here")

    monkeypatch.setattr(generator.processes, "pool", refuse)
    assert drawn(MANY, tmp_path, processes=2).keys() == MANY.keys()


def test_an_unchanged_card_is_not_drawn_and_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(FACES, tmp_path)
    before = stamps(tmp_path)
    no_drawing(monkeypatch)
    assert drawn(FACES, tmp_path) == first
    assert stamps(tmp_path) == before


def test_a_changed_card_is_drawn_and_the_old_one_forgotten(tmp_path: Path) -> None:
    drawn(FACES, tmp_path)
    changed = FACES | {"cards/faq/0.png": Face("Answer", "Another title", "Yes.", "Umbrella")}
    assert drawn(changed, tmp_path)["cards/faq/0.png"] == card(changed["cards/faq/0.png"]).png
    assert tree(tmp_path).keys() == {f"{key(face)}.png" for face in changed.values()}


def test_two_pages_with_the_same_face_share_one_picture(tmp_path: Path) -> None:
    face = FACES["cards/faq/0.png"]
    assert len(drawn({"cards/a.png": face, "cards/b.png": face}, tmp_path)) == 2
    assert len(tree(tmp_path)) == 1


@pytest.mark.parametrize("damage", [b"", b"\x89PNG\r\n\x1a\nhalf of it"])
def test_a_damaged_picture_is_drawn_again(damage: bytes, tmp_path: Path) -> None:
    first = drawn(FACES, tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(damage)
    assert drawn(FACES, tmp_path) == first
    assert {path.read_bytes() for path in tmp_path.iterdir()} == set(first.values())
