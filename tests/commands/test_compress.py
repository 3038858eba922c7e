"""`kb compress` puts what servers send beside texts, never what is old, and knows what it did before."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from generator.commands import WrongUseError
from generator.commands.compress import LEAST, TEXTS, compress
from tests.hosting.small_site import FILES, LONG, lay_out

LARGE_TEXTS = {path for path, text in FILES.items() if Path(path).suffix in TEXTS and len(text) >= LEAST}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "site")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_large_text_and_nothing_else_gets_both_forms_and_they_hold_the_same(site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "kept")
    assert files(site) == set(FILES) | {f"{path}{ending}" for path in LARGE_TEXTS for ending in (".br", ".gz")}
    for path in LARGE_TEXTS:
        data = (site / path).read_bytes()
        assert brotli.decompress((site / f"{path}.br").read_bytes()) == data
        assert gzip.decompress((site / f"{path}.gz").read_bytes()) == data
    assert {"index.html", "cards/index.png"} - LARGE_TEXTS == {"cards/index.png"}


def test_it_says_how_much_there_was_and_what_is_left(site: Path, tmp_path: Path) -> None:
    first, second = (compress(site, tmp_path / "kept").text.split(": ") for _ in range(2))
    size = sum(len(FILES[path]) for path in LARGE_TEXTS) / 1e6
    assert first[0] == f"{len(LARGE_TEXTS)} texts of {size:.1f} MB, {len(LARGE_TEXTS)} of them new"
    assert second == [first[0].replace(f"{len(LARGE_TEXTS)} of", "0 of"), first[1]]


def test_a_second_run_writes_nothing(site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "kept")
    before = {path: os.stat(site / path).st_ino for path in files(site)}
    compress(site, tmp_path / "kept")
    assert {path: os.stat(site / path).st_ino for path in files(site)} == before


def test_what_is_known_is_taken_from_what_was_kept(site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "kept")
    for path in LARGE_TEXTS:
        (site / f"{path}.br").unlink()
    assert ", 0 of them new" in compress(site, tmp_path / "kept").text
    assert brotli.decompress((site / "index.html.br").read_bytes()) == LONG.encode()


def test_a_changed_text_never_keeps_what_stood_beside_it(site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "kept")
    kept = files(tmp_path / "kept")
    changed = LONG.replace("Rain", "Snow")
    (site / "index.html").write_text(changed, "utf-8")
    (site / "about/index.html").write_text("<p>short</p>", "utf-8")
    assert ", 1 of them new" in compress(site, tmp_path / "kept").text
    assert gzip.decompress((site / "index.html.gz").read_bytes()).decode() == changed
    assert {path for path in files(site) if path.startswith("about/")} == {"about/index.html"}
    assert len(files(tmp_path / "kept")) == len(kept) + 2  # other pages have the old text of the first
    (site / "index.html").write_text(LONG, "utf-8")
    compress(site, tmp_path / "kept")
    assert files(tmp_path / "kept") == kept


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind", gzip.compress(b"another text", mtime=0)])
def test_what_was_kept_and_is_damaged_is_made_again(damage: bytes, site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "kept")
    for kept in (tmp_path / "kept").iterdir():
        kept.write_bytes(damage)
    compress(site, tmp_path / "kept")
    assert brotli.decompress((site / "index.html.br").read_bytes()) == LONG.encode()
    assert gzip.decompress((site / "index.html.gz").read_bytes()) == LONG.encode()


def test_a_text_that_does_not_get_smaller_has_nothing_beside_it(site: Path, tmp_path: Path) -> None:
    (site / "noise.txt").write_bytes(os.urandom(2 * LEAST))
    compress(site, tmp_path / "kept")
    assert {path for path in files(site) if path.startswith("noise")} == {"noise.txt"}


def test_other_peoples_archives_stay(site: Path, tmp_path: Path) -> None:
    (site / "data.tar.gz").write_bytes(b"an archive")
    (site / "table.csv.gz").write_bytes(b"somebody put this here")
    compress(site, tmp_path / "kept")
    assert (site / "data.tar.gz").read_bytes() == b"an archive"
    assert (site / "table.csv.gz").read_bytes() == b"somebody put this here"


def test_a_folder_that_no_build_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(LONG, "utf-8")
    with pytest.raises(WrongUseError, match="is not a finished site"):
        compress(tmp_path, tmp_path / "kept")
    assert files(tmp_path) == {"index.html"}
