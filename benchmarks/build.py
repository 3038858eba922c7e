"""`make bench`: our whole build beside plain MkDocs over the same pages, in turns, in the same run.

Both are started as commands, as a person would, with nothing left from an earlier run. Ours also draws a preview card
and a QR code for every answer, which plain MkDocs does not; so it is measured once more with those kept, as after any
change of the program or the theme, and once with nothing changed at all. Plain MkDocs is the Material
theme with the same Markdown extensions and the same navigation, without our pages of the theme, styles or checks.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.content import write_content
from generator.build import check_content, settings

ROOT = Path(__file__).resolve().parents[1]
SIZES = (50, 500, 2000)
MOST_TIMES_PLAIN = 1.5
SMALL, LARGE, MOST_TIMES_SMALL = 500, 2000, 4.4
MOST_MS_A_PAGE, MOST_MEGABYTES = 7.0, 600
PAGES = ("site", "finished", "pages.json", "pages.sqlite")
"""What a build keeps of pages."""


@dataclass(frozen=True)
class Run:
    """What one build took."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Result:
    """All builds of one size."""

    entries: int
    pages: int
    ours: tuple[Run, ...]
    drawn: tuple[Run, ...]
    """With the cards and codes of an earlier build."""
    again: tuple[Run, ...]
    """With everything of an earlier build."""
    plain: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.ours)

    @property
    def drawn_seconds(self) -> float:
        return statistics.median(run.seconds for run in self.drawn)

    @property
    def again_seconds(self) -> float:
        return statistics.median(run.seconds for run in self.again)

    @property
    def plain_seconds(self) -> float:
        return statistics.median(run.seconds for run in self.plain)

    @property
    def ratio(self) -> float:
        return self.drawn_seconds / self.plain_seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table and whether the budgets hold; exit code 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of entries")
    parser.add_argument("--entries-a-flow", type=int, default=10, metavar="N", help="1: each entry its own decision")
    parser.add_argument("--rounds", type=int, metavar="N", help="builds of each; default: 3, from 1000 entries on 2")
    parser.add_argument("--without-plain", action="store_true", help="only our own builds")
    options = parser.parse_args(arguments)
    print(
        f"{'entries':>8} {'pages':>6} {'all new':>8} {'pages':>8} {'again':>8} {'plain':>8} {'ratio':>6} {'ms/page':>8}"
        f" {'peak':>7} {'plain':>7}"
    )
    results = []
    for size in options.sizes:
        rounds = options.rounds or (3 if size < 1000 else 1)
        result = measure(size, rounds, options.entries_a_flow, with_plain=not options.without_plain)
        results.append(result)
        print(row(result), flush=True)
    verdicts = budgets(results)
    print(*(f"{'holds ' if holds else 'MISSED'}  {words}" for holds, words in verdicts), sep="\n")
    return 0 if all(holds for holds, _ in verdicts) else 1


def measure(entries: int, rounds: int, entries_a_flow: int, *, with_plain: bool = True) -> Result:
    """Builds of one size, ours and plain in turns."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        write_content(root / "content", entries, entries_a_flow)
        ours, drawn, again, plain = [], [], [], []
        for _ in range(rounds):
            _forget(root, "docs", "site", "build")
            ours.append(_timed(_our_build(root)))
            _forget(root, "docs", "site", *(f"build/{name}" for name in PAGES))
            drawn.append(_timed(_our_build(root)))
            again.append(_timed(_our_build(root)))
            if with_plain:
                plain.append(_timed(_plain_build(root)))
        pages = sum(1 for _ in (root / "site").rglob("*.html"))
        if with_plain:
            assert pages == sum(1 for _ in (root / "plain" / "site").rglob("*.html")), "the two sites differ"
        return Result(entries, pages, tuple(ours), tuple(drawn), tuple(again), tuple(plain) or (Run(math.nan, 0),))


def row(result: Result) -> str:
    """A line of the table."""
    peaks = [max(run.megabytes for run in runs) for runs in (result.ours, result.plain)]
    return (
        f"{result.entries:>8} {result.pages:>6} {result.seconds:>6.2f} s {result.drawn_seconds:>6.2f} s"
        f" {result.again_seconds:>6.2f} s {result.plain_seconds:>6.2f} s {result.ratio:>6.2f}"
        f" {1000 * result.drawn_seconds / result.pages:>8.2f} {peaks[0]:>4.0f} MB {peaks[1]:>4.0f} MB"
    )


def budgets(results: Sequence[Result]) -> list[tuple[bool, str]]:
    """Whether each budget that these results can answer for holds, and which it is."""
    verdicts = [
        (it.ratio <= MOST_TIMES_PLAIN, f"{it.entries}: {it.ratio:.2f} × plain MkDocs, at most {MOST_TIMES_PLAIN}")
        for it in results
        if not math.isnan(it.ratio)
    ]
    verdicts += [
        (
            (ms := 1000 * it.drawn_seconds / it.pages) <= MOST_MS_A_PAGE,
            f"{it.entries}: {ms:.1f} ms a page, at most {MOST_MS_A_PAGE:g}",
        )
        for it in results
        if it.entries >= LARGE
    ]
    peaks = [(it.entries, max(run.megabytes for run in it.ours)) for it in results]
    verdicts += [
        (peak <= MOST_MEGABYTES, f"{entries}: {peak:.0f} MB in the largest process, at most {MOST_MEGABYTES}")
        for entries, peak in peaks
    ]
    by_size = {result.entries: result.seconds for result in results}
    if SMALL in by_size and LARGE in by_size:
        growth = by_size[LARGE] / by_size[SMALL]
        words = f"{LARGE} cost {growth:.2f} × {SMALL}, at most {MOST_TIMES_SMALL}"
        verdicts.append((growth <= MOST_TIMES_SMALL, words))
    return verdicts


def _forget(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)


def _our_build(root: Path) -> list[str]:
    places = [f"--content={root / 'content'}", f"--docs={root / 'docs'}", f"--out={root / 'site'}"]
    return [sys.executable, "-m", "generator", "build", *places, f"--config={ROOT / 'mkdocs.yml'}"]


def _plain_build(root: Path) -> list[str]:
    """Plain MkDocs over the pages that our build has just generated."""
    plain = root / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    (plain / "theme").mkdir(parents=True)
    # Frame pages ask for a template of ours.
    (plain / "theme" / "embed.html").write_text('{% extends "main.html" %}', "utf-8")
    (plain / "mkdocs.yml").write_text(_plain_config(root), "utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(plain / "mkdocs.yml")]


def _plain_config(root: Path) -> str:
    """Our configuration without what is ours."""
    text = re.sub(r"!ENV \[.*\]", "https://example.org/", (ROOT / "mkdocs.yml").read_text("utf-8"))
    config = yaml.safe_load(text)
    for ours in ("hooks", "extra_css", "extra_javascript", "strict", "validation"):
        config.pop(ours, None)
    config["theme"]["custom_dir"] = "theme"
    del config["theme"]["static_templates"]
    knowledge, problems = check_content(root / "content")
    assert knowledge is not None, problems
    config |= settings(knowledge, root / "docs")
    config |= {"docs_dir": str(root / "docs"), "site_dir": "site"}
    return yaml.safe_dump(config, allow_unicode=True)


def _timed(command: list[str]) -> Run:
    """A command from its start to its end, and its peak memory."""
    environment = os.environ | {"CI": "1", "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        said = running.stdout.read() if running.stdout else ""
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if running.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit)


if __name__ == "__main__":
    sys.exit(main())
