"""`python -m benchmarks.edit`: how long an editor waits for an edit under `kb serve`.

Of each size a project is made and previewed; one answer is edited again and again, and its page asked for until it
shows the new word. Then the whole site is awaited.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.content import write_content

ROOT = Path(__file__).resolve().parents[1]
BUDGETS = {500: 1.0, 2000: 2.0}
"""Entries → seconds until an edit may be seen."""
EDITS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what was measured; exit code 1 if a budget is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.edit", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(BUDGETS), metavar="N", help="numbers of entries")
    sizes = parser.parse_args(arguments).sizes
    print(f"{'entries':>8} {'seen, median':>13} {'slowest':>8} {'whole site':>11}")
    missed = False
    for size in sizes:
        seen, whole = measure(size)
        limit = BUDGETS.get(size, float("inf"))
        missed |= statistics.median(seen) > limit
        verdict = f"at most {limit:g} s: {'holds' if statistics.median(seen) <= limit else 'MISSED'}"
        print(
            f"{size:>8} {statistics.median(seen):>11.2f} s {max(seen):>6.2f} s {whole:>9.2f} s   {verdict}", flush=True
        )
    return 1 if missed else 0


def measure(entries: int) -> tuple[list[float], float]:
    """Seconds until each of some edits was seen, and until the site was whole again after the last."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        write_content(root / "content", entries)
        (root / "docs").mkdir()  # a folder that comes later is news of its own
        places = [f"--content={root / 'content'}", f"--docs={root / 'docs'}", f"--out={root / 'site'}", "--port=0"]
        command = [sys.executable, "-u", "-m", "generator", "serve", *places, f"--config={ROOT / 'mkdocs.yml'}"]
        said = root / "said"
        with said.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=out) as running:
            try:
                _until(lambda: "built " in said.read_text("utf-8"))
                _idle(said)
                return _edits(root, said, said.read_text("utf-8").split()[1])
            finally:
                running.terminate()


def _edits(root: Path, said: Path, address: str) -> tuple[list[float], float]:
    file = root / "content/faq/entry-00007.yml"
    before, seconds, started = file.read_text("utf-8"), [], 0.0
    for number in range(EDITS):
        word = f"Seen{number}"
        builds, started = said.read_text("utf-8").count("built "), time.perf_counter()
        file.write_text(before.replace('"short": "', f'"short": "{word} '), "utf-8")
        _until(partial(_shows, f"{address}faq/entry-00007/", word))
        seconds.append(time.perf_counter() - started)
        _until(partial(_has_built, said, builds))
        whole = time.perf_counter() - started
        _idle(said)
    return seconds, whole


def _shows(address: str, word: str) -> bool:
    with urllib.request.urlopen(address) as answer:
        return word.encode() in bytes(answer.read())


def _has_built(said: Path, before: int) -> bool:
    return said.read_text("utf-8").count("built ") > before


def _idle(said: Path) -> None:
    """Waits until the preview has nothing to do: an editor thinks longer than that between two edits."""
    time.sleep(3)


def _until(happened: Callable[[], bool]) -> None:
    latest = time.monotonic() + 600
    while not happened():
        if time.monotonic() > latest:
            sys.exit("waited in vain for the preview")
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
