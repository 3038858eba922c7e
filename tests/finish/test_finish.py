from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Place
from generator.finish import Finished, check_built, finish, site_pages
from generator.finish.pages import Page
from generator.publish import PublishError
from tests.build.project import stamps, tree

GOOD = (
    b'<!doctype html><html data-kind="home"><head><title>t</title><link rel="stylesheet" href="a.css"></head>'
    b'<body><a href="b/">b</a></body></html>'
)
SITE = "https://example.org/kb/"


def built(folder: Path, **files: bytes) -> Path:
    for name, data in {"index": GOOD, "b/index": b"<p>b</p>", **files}.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "a.css").write_bytes(b"a{color:red}")
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in `build/site`, finished once into `site`."""
    assert finish(built(tmp_path / "build" / "site"), tmp_path / "site", SITE) == []
    return tmp_path


def test_a_good_site_goes_live_with_what_was_added_and_the_built_one_stays_as_it_was(tmp_path: Path) -> None:
    new, live = built(tmp_path / "build" / "site"), tmp_path / "site"
    before = stamps(new)
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"png")

    assert finish(new, live, SITE, {"q/1/index.html": b'<a href="../../b/">', "p.png": picture}) == []

    (sheet,) = (path for path in names(live) if path.endswith(".css"))
    assert names(live) == {".site", sheet, "b/index.html", "index.html", "p.png", "q/1/index.html"}
    assert (live / "p.png").read_bytes() == b"png"
    assert stamps(new) == before
    assert {path.name for path in tmp_path.iterdir()} == {"build", "picture.png", "site"}


def test_a_bad_site_leaves_the_live_one_and_the_built_one_as_they_were(site: Path) -> None:
    new, live = built(site / "build" / "site", c=b'<a href="none/"><p id="x"><p id="x">'), site / "site"
    before, made = tree(live), tree(new)

    problems = finish(new, live, SITE, {"d/index.html": b'<img src="https://x.example/">'})

    assert [(problem.place.path, problem.code) for problem in problems] == [
        ("c.html", "KB901"),
        ("c.html", "KB904"),
        ("d/index.html", "KB903"),
    ]
    assert (tree(live), tree(new)) == (before, made)


def test_a_check_from_outside_sees_every_page_and_can_stop_a_site(site: Path) -> None:
    before = tree(site / "site")
    built(site / "build" / "site", c=b'<html data-kind="faq"><p id="x"><meta name="robots" content="NOINDEX,follow">')
    seen: dict[str, tuple[str, bool, frozenset[str]]] = {}

    def also(pages: Mapping[str, Page]) -> list[Diagnostic]:
        seen.update((path, (page.kind, page.hidden, page.ids)) for path, page in pages.items())
        return [Diagnostic(Place("c.html"), "KB804", "gone")]

    assert [problem.code for problem in finish(site / "build" / "site", site / "site", SITE, {}, also)] == ["KB804"]
    assert seen["c.html"] == ("faq", True, frozenset({"x"}))
    assert seen.keys() == {"b/index.html", "c.html", "index.html"}
    assert tree(site / "site") == before


def test_a_folder_that_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    live = tmp_path / "site"
    live.mkdir()
    (live / "mine.txt").write_text("mine")
    with pytest.raises(PublishError):
        finish(built(tmp_path / "build" / "site"), live, SITE)
    assert names(live) == {"mine.txt"}


def test_additions_take_the_place_of_what_was_built(tmp_path: Path) -> None:
    live = tmp_path / "site"
    assert finish(built(tmp_path / "build" / "site"), live, SITE, {"b/index.html": b"<p>new</p>"}) == []
    assert b"<p>new</p>" in (live / "b" / "index.html").read_bytes()


def test_bytes_that_are_no_text_are_read_as_a_browser_reads_them(tmp_path: Path) -> None:
    found = check_built(built(tmp_path, c=b'\xff<a href="\xfe">'), SITE)
    assert [problem.code for problem in found] == ["KB901"]


def test_a_second_finish_writes_only_what_differs_and_removes_what_is_gone(site: Path) -> None:
    new, live = built(site / "build" / "site", c=b"<p>c</p>"), site / "site"
    for page in ("c", "c", "c"):  # both folders have had the page by then
        assert finish(built(new, **{page: b"<p>c</p>"}), live, SITE) == []
    same = stamps(live)
    (new / "c.html").unlink()
    built(new, **{"b/index": b"<p>other</p>"})

    for _ in range(2):
        assert finish(new, live, SITE) == []
        now = stamps(live)
        assert same.keys() - now.keys() == {"c.html"}
        assert b"<p>other</p>" in (live / "b" / "index.html").read_bytes()
    assert now["index.html"] <= max(same.values())


SPOILINGS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda file: file.unlink(),
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "emptied": lambda file: file.write_bytes(b""),
    "other bytes": lambda file: file.write_bytes(b"no data base at all" * 1000),
    "a folder": lambda file: _replaced_by_a_folder(file),
    "every value another's": lambda file: _mixed(file),
    "a bit of every value": lambda file: _flipped(file),
    "values that are no bytes": lambda file: _sql(file, "UPDATE known SET value = 'text'"),
    "another table": lambda file: _sql(file, "DROP TABLE known"),
}


def _replaced_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _sql(file: Path, *lines: str) -> None:
    base = sqlite3.connect(file)
    for line in lines:
        base.execute(line)
    base.commit()
    base.close()


def _mixed(file: Path) -> None:
    base = sqlite3.connect(file)
    rows = base.execute("SELECT key, value FROM known ORDER BY key").fetchall()
    values = [value for _, value in rows]
    turned = zip(values[1:] + values[:1], (key for key, _ in rows), strict=True)
    base.executemany("UPDATE known SET value = ? WHERE key = ?", list(turned))
    base.commit()
    base.close()


def _flipped(file: Path) -> None:
    base = sqlite3.connect(file)
    for key, value in base.execute("SELECT key, value FROM known").fetchall():
        other = value[:-1] + bytes([value[-1] ^ 1])
        base.execute("UPDATE known SET value = ? WHERE key = ?", (other, key))
    base.commit()
    base.close()


@pytest.mark.parametrize("spoiling", SPOILINGS)
def test_a_spoiled_cache_changes_nothing_but_the_time(site: Path, spoiling: str) -> None:
    new, live = site / "build" / "site", site / "site"
    before, cache = tree(live), site / "build" / "pages.sqlite"
    assert cache.is_file()
    SPOILINGS[spoiling](cache)
    assert finish(new, live, SITE) == []
    assert tree(live) == before
    built(new, c=b'<a href="none/">')
    assert [problem.code for problem in finish(new, live, SITE)] == ["KB901"]


def test_what_was_changed_by_hand_in_the_finished_folder_does_not_reach_readers(site: Path) -> None:
    new, live, finished = site / "build" / "site", site / "site", site / "build" / "finished"
    before = tree(live)
    finish(new, live, SITE)
    (finished / "b" / "index.html").write_text("spoiled")
    (finished / "index.html").unlink()
    (finished / "extra").write_text("x")
    assert finish(new, live, SITE) == []
    assert tree(live) == before


def test_the_last_step_sees_every_finished_file_and_adds_more_or_other_ones(site: Path) -> None:
    seen: dict[str, Finished] = {}

    def last(files: Mapping[str, Finished], read: Callable[[str], bytes]) -> Mapping[str, bytes]:
        seen.update(files)
        assert all(len(read(path)) == file.size for path, file in files.items())
        return {"sw.js": b"// worker", "b/index.html": read("b/index.html") + b"<p>more</p>"}

    assert finish(site / "build" / "site", site / "site", SITE, last=last) == []
    assert seen.keys() == names(site / "site") - {".site", "sw.js"}
    assert (seen["index.html"].kind, seen["b/index.html"].kind) == ("home", "")
    assert len(seen["index.html"].digest) == 64
    assert seen["index.html"].wire < seen["index.html"].size
    assert (site / "site" / "sw.js").read_bytes() == b"// worker"
    assert (site / "site" / "b" / "index.html").read_bytes().endswith(b"<p>more</p>")


def test_what_pages_weigh_is_said_and_a_page_that_is_too_heavy_stops_the_site(site: Path) -> None:
    said: list[str] = []
    before = tree(site / "site")
    heavy = bytes(f"<p>{' '.join(str(n * 7919 % 100003) for n in range(20000))}</p>", "ascii")
    built(site / "build" / "site", c=heavy)
    problems = finish(site / "build" / "site", site / "site", SITE, say=said.append)
    assert {(problem.place.path, problem.code) for problem in problems} == {("c.html", "KB907")}
    assert [line.split()[0] for line in said] == ["kind", "-", "home"]
    assert tree(site / "site") == before


def test_what_a_component_fetches_is_weighed_with_its_page(site: Path) -> None:
    data = bytes(str([n * 7919 % 100003 for n in range(60000)]), "ascii")
    fetching = b'<html data-kind="flow"><p><flow-runner hidden src="flow.json"></flow-runner></p>'
    added = {"c/index.html": fetching, "c/flow.json": data}
    problems = finish(site / "build" / "site", site / "site", SITE, added)
    assert [(problem.place.path, problem.code) for problem in problems] == [("c/index.html", "KB907")]
    assert "heaviest: c/flow.json" in problems[0].hint
    added["c/flow.json"] = data[:100]
    assert finish(site / "build" / "site", site / "site", SITE, added) == []
    assert (site / "site" / "c" / "flow.json").read_bytes() == data[:100]


def test_the_pages_of_a_finished_site_can_be_read_again(site: Path) -> None:
    pages = site_pages(site / "site")
    assert sorted(pages) == ["b/index.html", "index.html"]
    assert [link.address for link in pages["index.html"].links if link.tag == "a"] == ["b/"]
    assert "x.html" not in pages
    with pytest.raises(KeyError):
        pages["x.html"]
