from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publish import (
    MARKER,
    SITE_MARKER,
    Current,
    PublishError,
    WriteReport,
    add_files,
    check_paths,
    lock,
    recover,
    swap_in,
    write_generated,
)
from generator.publish.swap import exchange_folders

OWNED = ("faq", "flows", "index.md")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, without the marks of the publisher."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {MARKER, SITE_MARKER}
    }


def folder_with(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def never(one: Path, other: Path) -> bool:
    """A system that cannot exchange two folders."""
    return False


# --- write_generated


def test_files_are_written_and_every_owned_folder_gets_a_marker(tmp_path: Path) -> None:
    report = write_generated(tmp_path, OWNED, {"faq/a.md": b"A", "faq/deep/b.md": b"B", "index.md": b"I"})

    assert report == WriteReport(("faq/a.md", "faq/deep/b.md", "index.md"), (), ())
    assert tree(tmp_path) == {"faq/a.md": b"A", "faq/deep/b.md": b"B", "index.md": b"I"}
    assert (tmp_path / "faq" / MARKER).is_file()
    assert (tmp_path / "flows" / MARKER).is_file()
    assert (tmp_path / MARKER).read_text().splitlines()[1:] == ["index.md"]


def test_a_second_write_of_the_same_bytes_touches_no_file(tmp_path: Path) -> None:
    files = {"faq/a.md": b"A", "index.md": b"I"}
    write_generated(tmp_path, OWNED, files)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(1, 1))

    report = write_generated(tmp_path, OWNED, files)

    assert report == WriteReport((), ("faq/a.md", "index.md"), ())
    assert {path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == {1}


def test_what_is_no_longer_made_is_pruned_with_its_empty_folders(tmp_path: Path) -> None:
    write_generated(tmp_path, OWNED, {"faq/x/y/a.md": b"A", "faq/b.md": b"B", "index.md": b"I"})
    (tmp_path / "about.md").write_text("by hand")

    report = write_generated(tmp_path, OWNED, {"faq/b.md": b"new"})

    assert report == WriteReport(("faq/b.md",), (), ("faq/x/y/a.md", "index.md"))
    assert tree(tmp_path) == {"about.md": b"by hand", "faq/b.md": b"new"}
    assert not (tmp_path / "faq" / "x").exists()
    assert (tmp_path / MARKER).read_text().splitlines()[1:] == []


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    write_generated(tmp_path, OWNED, {"faq/a": b"file", "faq/b/c": b"in folder"})
    write_generated(tmp_path, OWNED, {"faq/a/c": b"in folder", "faq/b": b"file"})

    assert tree(tmp_path) == {"faq/a/c": b"in folder", "faq/b": b"file"}


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd", "../x.md", "faq/../../x.md", "faq/./x.md", "faq//x.md", "faq/", "faq", "", ".", "..",
        "C:/x.md", "faq\\..\\x.md", "faq/a\0.md", "faq/a\n.md", "faq/\ud800.md", "about.md", "other/x.md",
        f"faq/{MARKER}", f"{MARKER}", "faq/" + "n" * 256,
    ],
)  # fmt: skip
def test_a_path_that_is_not_a_plain_one_inside_the_owned_set_is_refused(tmp_path: Path, path: str) -> None:
    docs = tmp_path / "docs"
    with pytest.raises(PublishError):
        write_generated(docs, ("faq", "index.md"), {"faq/good.md": b"", path: b"x", "faq/also/good.md": b""})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("paths", [("faq/a", "faq/a/b"), ("faq/A.md", "faq/a.md"), ("faq/caf\u00e9", "faq/cafe\u0301")])
def test_two_paths_that_are_in_each_others_way_are_refused(paths: tuple[str, str]) -> None:
    with pytest.raises(PublishError):
        check_paths(paths)


def test_a_folder_with_foreign_files_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder_with(tmp_path / "flows", **{"mine.md": "by hand"})

    with pytest.raises(PublishError, match=r"flows is not empty and not ours \(it has no \.generated\); move it\.$"):
        write_generated(tmp_path, OWNED, {"faq/a.md": b"A", "flows/b.md": b"B"})

    assert tree(tmp_path) == {"flows/mine.md": b"by hand"}
    assert not (tmp_path / "faq").exists()


def test_an_empty_folder_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    write_generated(tmp_path, OWNED, {"faq/a.md": b"A"})
    assert tree(tmp_path) == {"faq/a.md": b"A"}


def test_a_single_file_written_by_hand_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("by hand")

    with pytest.raises(PublishError, match=r"index\.md is in the way of a generated file and is not ours; move it\.$"):
        write_generated(tmp_path, OWNED, {"faq/a.md": b"A", "index.md": b"I"})

    assert tree(tmp_path) == {"index.md": b"by hand"}


def test_a_single_file_written_by_hand_is_refused_also_when_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("by hand")
    with pytest.raises(PublishError):
        write_generated(tmp_path, OWNED, {})
    assert tree(tmp_path) == {"index.md": b"by hand"}


def test_what_a_killed_write_left_behind_does_not_lock_the_next_one_out(tmp_path: Path) -> None:
    write_generated(tmp_path, OWNED, {"index.md": b"I"})
    for folder in (tmp_path, tmp_path / "faq", tmp_path / "flows"):
        (folder / f"{MARKER}.new").write_text("half")
    (tmp_path / "flows" / MARKER).unlink()

    write_generated(tmp_path, OWNED, {"faq/a.md": b"A", "index.md": b"J"})

    assert tree(tmp_path) == {"faq/a.md": b"A", "index.md": b"J"}


def test_a_link_that_leaves_the_folder_is_refused_wherever_it_stands_on_the_way(tmp_path: Path) -> None:
    outside = folder_with(tmp_path / "outside", **{"a.md": "safe"})
    for place in ("docs/faq", "docs/faq/sub"):
        docs = tmp_path / place.replace("/", "-") / "docs"
        write_generated(docs, OWNED, {})
        link = docs / place.removeprefix("docs/")
        if link.is_dir():
            (link / MARKER).unlink()
            link.rmdir()
        link.symlink_to(outside)
        with pytest.raises(PublishError):
            write_generated(docs, OWNED, {"faq/sub/a.md": b"A"})
    assert tree(outside) == {"a.md": b"safe"}


def test_a_link_in_place_of_a_folder_or_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = folder_with(tmp_path / "outside", **{"a.md": "A"})
    docs = tmp_path / "docs"
    write_generated(docs, OWNED, {"flows/a.md": b"A"})
    (docs / "faq" / "sub").symlink_to(docs / "flows")
    (docs / "faq" / "b.md").symlink_to(outside / "a.md")
    (docs / "faq" / "old").symlink_to(outside)

    report = write_generated(docs, OWNED, {"flows/a.md": b"A", "faq/sub/a.md": b"A", "faq/b.md": b"A"})

    assert report == WriteReport(("faq/b.md", "faq/sub/a.md"), ("flows/a.md",), ("faq/old", "faq/sub"))
    assert not any(path.is_symlink() for path in docs.rglob("*"))
    assert tree(docs) == {"faq/b.md": b"A", "faq/sub/a.md": b"A", "flows/a.md": b"A"}
    assert tree(outside) == {"a.md": b"A"}


def test_what_is_neither_file_nor_folder_is_refused(tmp_path: Path) -> None:
    write_generated(tmp_path, OWNED, {})
    os.mkfifo(tmp_path / "faq" / "pipe")
    with pytest.raises(PublishError, match="pipe is neither a file nor a folder"):
        write_generated(tmp_path, OWNED, {"faq/a.md": b"A"})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab./\\:\0\u00e9 ~"), max_size=12), max_size=4))
def test_no_path_ever_reaches_outside_the_owned_folder(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str]
) -> None:
    top = tmp_path_factory.mktemp("top")
    files = {f"faq/{path}": b"x" for path in paths}
    try:
        write_generated(top / "docs", ("faq",), files)
    except PublishError:
        assert list(top.iterdir()) == []
    else:
        assert tree(top) == {f"docs/{path}": b"x" for path in files}


def test_added_files_replace_files_and_are_never_written_through_a_link(tmp_path: Path) -> None:
    outside = folder_with(tmp_path / "outside", **{"a.html": "safe"})
    site = folder_with(tmp_path / "site", **{"a.html": "old"})
    (site / "out").symlink_to(outside)

    add_files(site, {"a.html": b"new", "b/c.html": b"more"})
    with pytest.raises(PublishError, match="is a link; nothing is written through it"):
        add_files(site, {"out/a.html": b"bad"})

    assert (tree(site)["a.html"], tree(site)["b/c.html"]) == (b"new", b"more")
    assert tree(outside) == {"a.html": b"safe"}


# --- Current


def test_a_folder_of_ours_is_brought_up_to_date_whatever_somebody_left_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "finished"
    first = Current(folder, {"a.html", "b/c.html", "d"})
    for path in ("a.html", "b/c.html", "d"):
        first.put(path, b"one")
    (folder / "b" / "c.html").write_bytes(b"two")  # by hand, of the same size
    (folder / "extra" / "deep").mkdir(parents=True)
    (folder / "extra" / "deep" / "x").write_text("x")
    (folder / "a.html").unlink()
    (folder / "a.html").symlink_to("d")
    (folder / "b" / ".generated.new").write_text("half")  # a killed build's

    second = Current(folder, {"a.html", "b/c.html", "d/e"})  # what was a file is a folder now
    for path in ("a.html", "b/c.html", "d/e"):
        second.put(path, b"one")

    assert tree(folder) == {"a.html": b"one", "b/c.html": b"one", "d/e": b"one"}
    assert not (folder / "a.html").is_symlink()


def test_a_file_that_is_as_it_should_be_is_not_written_again(tmp_path: Path) -> None:
    Current(tmp_path / "f", {"a"}).put("a", b"one")
    before = (tmp_path / "f" / "a").stat()
    current = Current(tmp_path / "f", {"a"})
    current.put("a", b"one")
    after = (tmp_path / "f" / "a").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (current.read("a"), current.read("none")) == (b"one", b"")


def test_half_a_file_of_a_killed_build_is_written_again_and_a_copy_that_shares_its_bytes_stays(tmp_path: Path) -> None:
    Current(tmp_path / "f", {"a"}).put("a", b"on")
    os.link(tmp_path / "f" / "a", tmp_path / "copy")
    Current(tmp_path / "f", {"a"}).put("a", b"one")
    assert ((tmp_path / "f" / "a").read_bytes(), (tmp_path / "copy").read_bytes()) == (b"one", b"on")


@pytest.mark.parametrize("wrong", ["../a", "/a", "a/../b", "a//b", ""])
def test_a_path_that_is_not_plain_is_refused_before_anything_is_removed(tmp_path: Path, wrong: str) -> None:
    Current(tmp_path / "f", {"a"}).put("a", b"one")
    with pytest.raises(PublishError):
        Current(tmp_path / "f", {wrong})
    with pytest.raises(PublishError):
        Current(tmp_path / "f", {"a"}).put(wrong, b"two")
    assert tree(tmp_path / "f") == {"a": b"one"}


def test_a_folder_that_is_not_ours_is_not_emptied(tmp_path: Path) -> None:
    mine = folder_with(tmp_path / "mine", **{"thesis.doc": "by hand"})
    (tmp_path / "link").symlink_to(mine)
    for folder in (mine, tmp_path / "link"):
        with pytest.raises(PublishError):
            Current(folder, {"a"})
    assert tree(mine) == {"thesis.doc": b"by hand"}


# --- swap_in and recover


@pytest.mark.parametrize("exchange", [exchange_folders, never])
def test_the_new_folder_and_the_live_one_change_places_and_nothing_else_is_left(
    tmp_path: Path, exchange: Callable[[Path, Path], bool]
) -> None:
    live, new = tmp_path / "site", tmp_path / "build"
    swap_in(folder_with(new, **{"one.html": "one"}), live, exchange)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    swap_in(folder_with(new, **{"two.html": "two"}), live, exchange)
    assert (tree(live), tree(new)) == ({"two.html": b"two"}, {"one.html": b"one"})
    swap_in(new, live, exchange)
    assert (tree(live), tree(new)) == ({"one.html": b"one"}, {"two.html": b"two"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_this_system_exchanges_two_folders_in_one_step(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "one", a="1")
    other = folder_with(tmp_path / "other", b="2")
    if exchange_folders(one, other):
        assert (tree(one), tree(other)) == ({"b": b"2"}, {"a": b"1"})
    else:
        assert (tree(one), tree(other)) == ({"a": b"1"}, {"b": b"2"})


def test_a_live_folder_that_no_build_made_is_refused(tmp_path: Path) -> None:
    live = folder_with(tmp_path / "site", **{"thesis.doc": "by hand"})
    new = folder_with(tmp_path / "build", **{"index.html": "new"})

    with pytest.raises(PublishError, match=r"site is not empty and not made by a build \(it has no \.site\)"):
        swap_in(new, live)

    assert (tree(live), tree(new)) == ({"thesis.doc": b"by hand"}, {"index.html": b"new"})


def test_an_empty_live_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    swap_in(folder_with(tmp_path / "build", a="1"), tmp_path / "site")
    assert tree(tmp_path / "site") == {"a": b"1"}


def test_a_live_link_a_live_file_and_folders_inside_each_other_are_refused(tmp_path: Path) -> None:
    real = folder_with(tmp_path / "real", a="1")
    (tmp_path / "link").symlink_to(real)
    (tmp_path / "file").write_text("text")
    new = folder_with(tmp_path / "build", b="2")
    for live in (tmp_path / "link", tmp_path / "file", new / "inside", tmp_path, new):
        with pytest.raises(PublishError):
            swap_in(new, live)
    with pytest.raises(PublishError):
        swap_in(tmp_path / "missing", tmp_path / "site")
    assert (tree(real), tree(new)) == ({"a": b"1"}, {"b": b"2"})


class Killed(BaseException):
    """Ends the swap as a kill would: no `except OSError` sees it."""


@pytest.mark.parametrize("fatal", range(3))
def test_after_a_kill_at_any_step_without_exchange_the_site_is_whole_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fatal: int
) -> None:
    live = tmp_path / "site"
    swap_in(folder_with(tmp_path / "build", version="old", a="old"), live)
    new = folder_with(tmp_path / "build", version="new", a="new")
    steps = iter(range(3))
    really = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if next(steps) == fatal:
            raise Killed
        return really(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(Killed):
            swap_in(new, live, never)
    recover(live)

    version = b"old" if fatal < 2 else b"new"
    assert tree(live) == {"version": version, "a": version}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_with_the_name_of_our_trash_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    folder_with(tmp_path / ".site.trash", mine="mine")
    with pytest.raises(PublishError, match="was not made by a build"):
        recover(tmp_path / "site")
    assert tree(tmp_path / ".site.trash") == {"mine": b"mine"}


def test_the_pages_of_a_folder_that_was_renamed_go(tmp_path: Path) -> None:
    write_generated(tmp_path, ["faq"], {"faq/a.md": b"a"})
    write_generated(tmp_path, ["answers"], {"answers/a.md": b"a"})
    assert not (tmp_path / "faq" / "a.md").exists()
    assert (tmp_path / "answers" / "a.md").read_bytes() == b"a"


def test_an_empty_folder_in_the_live_place_does_not_cost_the_old_site(tmp_path: Path) -> None:
    folder_with(tmp_path / ".site.old", a="old")
    (tmp_path / "site").mkdir()
    recover(tmp_path / "site")
    assert tree(tmp_path / "site") == {"a": b"old"}


SWAPPING = """
    import shutil, sys
    from itertools import count
    from pathlib import Path
    from generator.publish import swap_in

    top, how = Path(sys.argv[1]), sys.argv[2]
    exchange = None if how == "exchange" else lambda one, other: False
    for version in count():
        shutil.rmtree(top / "build", ignore_errors=True)
        (top / "build" / "deep").mkdir(parents=True)
        for number in range(30):
            (top / "build" / "deep" / f"{number}.html").write_text(str(version))
        swap_in(top / "build", top / "site", exchange)
        print(version, flush=True)
"""


def assert_whole(site: Path) -> None:
    texts = [path.read_text() for path in (site / "deep").iterdir()]
    assert (len(texts), len(set(texts))) == (30, 1)


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_a_killed_swap_leaves_a_whole_site(tmp_path: Path, how: str) -> None:
    chance = random.Random(how)
    for _ in range(12):
        command = [sys.executable, "-c", textwrap.dedent(SWAPPING), str(tmp_path), how]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
        assert process.stdout is not None
        with process.stdout:
            assert process.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
            process.wait()
        if how == "exchange" and exchange_works(tmp_path):
            assert_whole(tmp_path / "site")
        recover(tmp_path / "site")
        assert_whole(tmp_path / "site")


def exchange_works(folder: Path) -> bool:
    one, other = folder_with(folder / "one"), folder_with(folder / "other")
    return exchange_folders(one, other)


# --- lock


def test_a_second_build_gets_one_clear_sentence(tmp_path: Path) -> None:
    with lock(tmp_path / "build"):
        with pytest.raises(PublishError) as refusal, lock(tmp_path / "build"):
            pass
        assert str(refusal.value) == (
            f"Another build (process {os.getpid()}) is at work in {tmp_path / 'build'}; wait until it is done."
        )
    with lock(tmp_path / "build"):
        pass


def test_a_lock_ends_with_its_block_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mine"), lock(tmp_path):
        raise ValueError("mine")
    with lock(tmp_path):
        pass


def test_a_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    program = "import sys, os\nfrom pathlib import Path\nfrom generator.publish import lock\n"
    program += "with lock(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode == -9
    with lock(tmp_path):
        pass


def test_without_flock_a_lock_file_does_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.locking.fcntl", None)
    with (
        lock(tmp_path),
        pytest.raises(PublishError, match=r"If no build is running, delete .*\.lock\.$"),
        lock(tmp_path),
    ):
        pass
    with lock(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
