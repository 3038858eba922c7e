"""What a search costs a slow phone: `python -m benchmarks.search` prints bytes and times until the first result.

The real content, and two sizes of made-up answers whose words are drawn as often as real answers have them (drawn one
by one, so that they shrink less than sentences do). In real Chromium, a page that is already there: 400 kbit/s, 400 ms
round trip, the processor slowed down four times, everything sent as gzip.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from generator.build import check_content
from generator.finish.modules import joined, slim
from generator.knowledge import KnowledgeBase
from generator.model import Faq
from generator.render.search import FIRST, SENTENCES, TEXTS, Found, Kind, files, search_files
from generator.render.text import plain
from tests.browser.chromium import ARGUMENTS, MISSING, find

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "generator" / "theme" / "components" / "search"
MADE_UP = (300, 2000)
KILOBYTE = 1000
LIMITS = {"real": (100 * KILOBYTE, 1500.0), "300": (100 * KILOBYTE, 1500.0), "2000": (150 * KILOBYTE, None)}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TYPES = {".json": "application/json", ".mjs": "text/javascript", ".css": "text/css", ".html": "text/html"}
PAGE = """<!doctype html><title>Search</title><link rel="icon" href="data:,"><a href="#" data-search>Search</a>
<script type="module" src="components/search/search.mjs"></script>"""
FIRST_RESULT = """async (words) => {
    const started = performance.now();
    document.querySelector("[data-search]").click();
    const dialog = document.querySelector("dialog.search");
    dialog.querySelector("input").value = words;
    const until = async (there) => {
        while (!there()) await new Promise((done) => setTimeout(done, 5));
        return performance.now() - started;
    };
    const first = await until(() => dialog.querySelector("li a"));
    return [first, await until(() => dialog.querySelector("li p")?.textContent)];
}"""


@dataclass(frozen=True)
class Cost:
    """What one size of content costs: bytes as gzip, medians of times in ms."""

    content: str
    entries: int
    first: int
    all: int
    result: float
    sentence: float


def made_up(knowledge: KnowledgeBase, count: int) -> dict[str, bytes]:
    """The search's files for so many answers, as long as real ones and of their words; the same every time."""
    random = Random(count)
    real = [entry.record for entry in knowledge.of("faq", Faq)]

    def words(texts: Sequence[str]) -> list[str]:
        return " ".join(plain(text, knowledge) for text in texts).split()

    asked = words([record.question for record in real])
    also = words([line for record in real for line in record.also_asked])
    short, long = words([record.short for record in real]), words([record.answer for record in real])

    def drawn(bag: list[str], like: str) -> str:
        return " ".join(random.choices(bag, k=len(like.split())))

    def entry(number: int) -> Found:
        record = real[number % len(real)]
        return Found(
            "faq",
            f"{'-'.join(re.findall('[a-z]+', drawn(asked, 'a b c').lower()))}-{number}",
            drawn(asked, record.question).capitalize() + "?",
            tuple(drawn(also, line) for line in record.also_asked),
            drawn(short, record.short).capitalize() + ".",
            drawn(long, record.answer),
        )

    return files([Kind("faq", "Answer", "faq/", "/")], [entry(number) for number in range(count)])


def lay_out(folder: Path, search: dict[str, bytes]) -> None:
    """A site of one page, with the search's modules as readers get them."""
    modules = {f"components/search/{path.name}": path.read_text("utf-8") for path in PARTS.glob("*.mjs")}
    wanted = ("components/search/search.mjs", "components/search/results.mjs")
    parts = {path: slim(joined(modules, path)).encode() for path in wanted}
    style = {"components/search/results.css": (PARTS / "results.css").read_bytes()}
    for path, data in {"index.html": PAGE.encode(), **parts, **style, **search}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


class _Compressed(BaseHTTPRequestHandler):
    """Serves a folder as gzip."""

    def __init__(self, folder: Path, *arguments: Any) -> None:
        self.folder = folder
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.folder / (self.path.partition("?")[0].lstrip("/") or "index.html")
        data = gzip.compress(path.read_bytes(), 9) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", TYPES.get(path.suffix, "text/plain"))
        self.send_header("Content-Encoding", "gzip" if data else "identity")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def compressed(folder: Path) -> Iterator[str]:
    """The address of the folder, sent as gzip."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def on_a_slow_phone(page: Page) -> None:
    """From now on the page has the network and the processor of a slow phone."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def timed(browser: Browser, address: str, words: str) -> tuple[float, float]:
    """Until the first result and until its sentence, in ms, from the click that opens the search."""
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        on_a_slow_phone(page)
        first, sentence = page.evaluate(FIRST_RESULT, words)
    return first, sentence


def measured(browser: Browser, name: str, entries: int, search: dict[str, bytes], rounds: int) -> Cost:
    """The cost of one size of content."""
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder), search)
        sizes = {
            path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes(), 9))
            for path in Path(folder).rglob("*.*")
        }
        with compressed(Path(folder)) as address:
            times = [timed(browser, address, "letter from home country") for _ in range(rounds)]
    later = sizes[SENTENCES] + sizes[TEXTS]
    whole = sum(sizes.values()) - sizes["index.html"]
    results, sentences = zip(*times, strict=True)
    return Cost(name, entries, whole - later, whole, statistics.median(results), statistics.median(sentences))


def holds(cost: Cost) -> bool:
    """Whether a cost keeps within its limits."""
    size, time = LIMITS[cost.content]
    return cost.first <= size and (time is None or cost.result <= time)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 if a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    chromium = find()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 2
    knowledge, problems = check_content(ROOT / "content")
    if knowledge is None:
        print(*problems, sep="\n", file=sys.stderr)
        return 2
    contents = {"real": search_files(knowledge)} | {str(size): made_up(knowledge, size) for size in MADE_UP}
    print(f"{'content':>8} {'entries':>8} {'to first':>9} {'in all':>8} {'result':>8} {'sentence':>9}")
    missed = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, search in contents.items():
            entries = search[FIRST].count(b"],[") + 1
            cost = measured(browser, name, entries, search, options.rounds)
            missed |= not holds(cost)
            print(
                f"{name:>8} {cost.entries:>8} {cost.first / KILOBYTE:6.1f} KB {cost.all / KILOBYTE:5.1f} KB"
                f" {cost.result:5.0f} ms {cost.sentence:6.0f} ms  {'holds' if holds(cost) else 'MISSED'}"
            )
        browser.close()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
