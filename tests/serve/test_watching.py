from __future__ import annotations

import errno
import threading
import time
from pathlib import Path

import pytest
from watchdog.observers.polling import PollingObserver

import generator
from generator.build import Folders
from generator.serve import watching
from generator.serve.watching import Changes, Sources, watch
from tests.serve.running import until

THEME = Path(generator.__file__).with_name("theme")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs/faq").mkdir(parents=True)
    (tmp_path / "docs/faq/.generated").touch()
    (tmp_path / "docs/.generated").write_text("# a note\nindex.md\n", "utf-8")
    return tmp_path.resolve()


def sources(root: Path) -> Sources:
    return Sources.of(
        Folders(root / "content", root / "docs", root / "content/out", root / "mkdocs.yml", root / "docs/work")
    )


@pytest.mark.parametrize(
    "path",
    ["content/site.yml", "content/faq", "content/faq/gone.yml", "docs/about.md", "docs/pictures/a.png", "mkdocs.yml"],
)
def test_a_source_asks_for_a_build(root: Path, path: str) -> None:
    assert sources(root).include(root / path)


@pytest.mark.parametrize(
    "path",
    [
        "docs/faq/a.md", "docs/faq", "docs/index.md", "docs/.generated", "docs/faq/.generated",
        "content/.schema/faq.json", "content/faq/.a.yml.swp", "content/faq/a.yml~", "content/faq/#a.yml#",
        "content/faq/4913", "content/a.yml.tmp", "content/a.yml___jb_tmp___", "content/.git/HEAD",
        "README.md", "content/out/index.html", "docs/work/serve.log",
    ],
)  # fmt: skip
def test_what_is_generated_hidden_passing_or_elsewhere_does_not(root: Path, path: str) -> None:
    assert not sources(root).include(root / path)


def test_the_theme_is_a_source(root: Path) -> None:
    assert sources(root).include(THEME.resolve() / "assets/site.css")


def test_changes_are_handed_over_together_and_once() -> None:
    changes = Changes()
    changes.add(Path("a"))
    changes.add(Path("b"))
    assert changes.wait() == {Path("a"), Path("b")}
    changes.add(Path("c"))
    assert changes.wait() == {Path("c")}


def test_whoever_waits_for_changes_is_let_go_at_the_end() -> None:
    changes, got = Changes(), list[frozenset[Path]]()
    waiting = threading.Thread(target=lambda: got.append(changes.wait()))
    waiting.start()
    changes.end()
    waiting.join(60)
    assert got == [frozenset()]
    assert changes.wait() == frozenset()


class Refused(PollingObserver):
    """What a system with too few watches does."""

    def start(self) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


def test_where_the_system_refuses_to_watch_changes_are_still_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "Observer", Refused)
    changes = Changes()
    (root / "content").mkdir()
    started = watch(sources(root), changes)
    waiting = threading.Thread(target=changes.wait)
    waiting.start()

    def seen() -> bool:
        (root / "content" / f"{time.monotonic_ns()}.yml").touch()
        return not waiting.is_alive()

    until(seen)
    started.stop()
