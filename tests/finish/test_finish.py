from __future__ import annotations

from pathlib import Path

import pytest

from generator.finish import check_built, finish, read_built
from generator.publish import PublishError

GOOD = b'<!doctype html><title>t</title><a href="b/">b</a><link rel="stylesheet" href="a.css">'
SITE = "https://example.org/kb/"


def built(folder: Path, **files: bytes) -> Path:
    for name, data in {"index": GOOD, "b/index": b"<p>b</p>", **files}.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "a.css").write_bytes(b"a{}")
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_good_site_goes_live_with_what_was_added(tmp_path: Path) -> None:
    live = tmp_path / "site"
    assert finish(built(tmp_path / "build"), live, SITE, {"q/1/index.html": b'<a href="../../b/">'}) == []

    assert names(live) == {".site", "a.css", "b/index.html", "index.html", "q/1/index.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_bad_site_leaves_the_live_one_and_the_built_one_as_they_were(tmp_path: Path) -> None:
    live = tmp_path / "site"
    finish(built(tmp_path / "build"), live, SITE)
    before = names(live)
    new = built(tmp_path / "build", c=b'<a href="none/"><p id="x"><p id="x">')

    problems = finish(new, live, SITE, {"d/index.html": b'<img src="https://x.example/">'})

    assert [(problem.place.path, problem.code) for problem in problems] == [
        ("c.html", "KB901"),
        ("c.html", "KB904"),
        ("d/index.html", "KB903"),
    ]
    assert names(live) == before
    assert names(new) == {"a.css", "b/index.html", "c.html", "index.html"}


def test_a_folder_that_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    live = tmp_path / "site"
    live.mkdir()
    (live / "mine.txt").write_text("mine")
    with pytest.raises(PublishError):
        finish(built(tmp_path / "build"), live, SITE)
    assert names(live) == {"mine.txt"}


def test_additions_take_the_place_of_what_was_built(tmp_path: Path) -> None:
    texts, files = read_built(built(tmp_path), {"index.html": b"new", "x/y.png": b"\0"})
    assert texts == {"a.css": "a{}", "b/index.html": "<p>b</p>", "index.html": "new"}
    assert files == {"a.css", "b/index.html", "index.html", "x/y.png"}


def test_bytes_that_are_no_text_are_read_as_a_browser_reads_them(tmp_path: Path) -> None:
    texts, files = read_built(built(tmp_path, c=b'\xff<a href="\xfe">'))
    assert [problem.code for problem in check_built(texts, files, SITE)] == ["KB901"]
