"""`make bench`: our whole build beside plain MkDocs over the same pages, in turns, in the same run.

Both are started as commands, as a person would, with nothing left from an earlier run. Plain MkDocs is the Material
theme with the same Markdown extensions and the same navigation, without our pages of the theme, styles or checks.
"""

from __future__ import annotations

import argparse
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
    plain: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.ours)

    @property
    def plain_seconds(self) -> float:
        return statistics.median(run.seconds for run in self.plain)

    @property
    def ratio(self) -> float:
        return self.seconds / self.plain_seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table and whether the budgets hold; exit code 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of entries")
    parser.add_argument("--entries-a-flow", type=int, default=10, metavar="N", help="1: each entry its own decision")
    parser.add_argument("--rounds", type=int, metavar="N", help="builds of each; default: 3, from 1000 entries on 2")
    options = parser.parse_args(arguments)
    print(f"{'entries':>8} {'pages':>6} {'ours':>8} {'plain':>8} {'ratio':>6} {'ms/page':>8} {'peak':>7} {'plain':>7}")
    results = []
    for size in options.sizes:
        result = measure(size, options.rounds or (3 if size < 1000 else 2), options.entries_a_flow)
        results.append(result)
        print(row(result), flush=True)
    verdicts = budgets(results)
    print(*(f"{'holds ' if holds else 'MISSED'}  {words}" for holds, words in verdicts), sep="\n")
    return 0 if all(holds for holds, _ in verdicts) else 1


def measure(entries: int, rounds: int, entries_a_flow: int) -> Result:
    """Builds of one size, ours and plain in turns."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        write_content(root / "content", entries, entries_a_flow)
        ours, plain = [], []
        for _ in range(rounds):
            ours.append(_timed(_our_build(root)))
            plain.append(_timed(_plain_build(root)))
        pages = sum(1 for _ in (root / "site").rglob("*.html"))
        assert pages == sum(1 for _ in (root / "plain" / "site").rglob("*.html")), "the two sites differ"
        return Result(entries, pages, tuple(ours), tuple(plain))


def row(result: Result) -> str:
    """A line of the table."""
    peaks = [max(run.megabytes for run in runs) for runs in (result.ours, result.plain)]
    return (
        f"{result.entries:>8} {result.pages:>6} {result.seconds:>6.2f} s {result.plain_seconds:>6.2f} s "
        f"{result.ratio:>6.2f} {1000 * result.seconds / result.pages:>8.2f} {peaks[0]:>4.0f} MB {peaks[1]:>4.0f} MB"
    )


def budgets(results: Sequence[Result]) -> list[tuple[bool, str]]:
    """Whether each budget that these results can answer for holds, and which it is."""
    verdicts = [
        (it.ratio <= MOST_TIMES_PLAIN, f"{it.entries}: {it.ratio:.2f} × plain MkDocs, at most {MOST_TIMES_PLAIN}")
        for it in results
    ]
    by_size = {result.entries: result.seconds for result in results}
    if SMALL in by_size and LARGE in by_size:
        growth = by_size[LARGE] / by_size[SMALL]
        words = f"{LARGE} cost {growth:.2f} × {SMALL}, at most {MOST_TIMES_SMALL}"
        verdicts.append((growth <= MOST_TIMES_SMALL, words))
    return verdicts


def _our_build(root: Path) -> list[str]:
    for name in ("docs", "site", "build"):
        shutil.rmtree(root / name, ignore_errors=True)
    places = [f"--content={root / 'content'}", f"--docs={root / 'docs'}", f"--out={root / 'site'}"]
    return [sys.executable, "-m", "generator", "build", *places, f"--config={ROOT / 'mkdocs.yml'}"]


def _plain_build(root: Path) -> list[str]:
    """Plain MkDocs over the pages that our build has just generated."""
    plain = root / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    plain.mkdir()
    (plain / "mkdocs.yml").write_text(_plain_config(root), "utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(plain / "mkdocs.yml")]


def _plain_config(root: Path) -> str:
    """Our configuration without what is ours."""
    text = re.sub(r"!ENV \[.*\]", "https://example.org/", (ROOT / "mkdocs.yml").read_text("utf-8"))
    config = yaml.safe_load(text)
    for ours in ("hooks", "extra_css", "extra_javascript", "strict", "validation"):
        config.pop(ours, None)
    del config["theme"]["custom_dir"]
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
