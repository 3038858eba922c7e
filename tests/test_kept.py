from __future__ import annotations

from pathlib import Path

import pytest

import generator.kept
import generator.processes
from generator.kept import kept


def test_what_was_made_once_is_not_made_again_and_what_nobody_wants_is_forgotten(tmp_path: Path) -> None:
    asked: list[str] = []

    def make(words: str) -> str:
        asked.append(words)
        return words.upper()

    path = tmp_path / "work" / "kept.json"
    assert kept(path, "one", ["a", "b", "a"], make) == {"a": "A", "b": "B"}
    assert kept(path, "one", ["b", "c"], make) == {"b": "B", "c": "C"}
    assert kept(path, "one", ["a", "b", "c"], make) == {"a": "A", "b": "B", "c": "C"}
    assert asked == ["a", "b", "c", "a"]


def test_other_processes_make_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.kept, "FEW", 3)
    monkeypatch.setattr(generator.kept, "processors", lambda: 2)
    wanted = [f"word {number}" for number in range(120)]
    assert kept(tmp_path / "kept.json", "one", wanted, str.upper) == {words: words.upper() for words in wanted}


def test_where_no_process_can_be_started_all_is_made_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no semaphores here")

    monkeypatch.setattr(generator.kept, "FEW", 0)
    monkeypatch.setattr(generator.kept, "processors", lambda: 2)
    monkeypatch.setattr(generator.processes, "pool", refuse)
    assert kept(tmp_path / "kept.json", "one", ["a"], str.upper) == {"a": "A"}


def test_another_maker_makes_everything_anew(tmp_path: Path) -> None:
    kept(tmp_path / "kept.json", "one", ["a"], str.upper)
    assert kept(tmp_path / "kept.json", "two", ["a"], str.title) == {"a": "A"}
    assert kept(tmp_path / "kept.json", "three", ["a"], lambda _: "new") == {"a": "new"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"maker": "one"}', '{"maker": "one", "made": [1]}', "\0"])
def test_a_damaged_file_is_not_believed(text: str, tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text(text, "utf-8")
    assert kept(path, "one", ["a"], str.upper) == {"a": "A"}
    assert kept(path, "one", ["a"], lambda _: "made again") == {"a": "A"}
