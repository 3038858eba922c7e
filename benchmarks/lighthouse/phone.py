"""Our phone: 360 × 640, 400 kbit/s, 400 ms round trip, a processor four times slower; nothing of the site on it yet."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4
PAINTS = """() => new Promise((done) => {
    const found = { first: 0, largest: 0, shift: 0 };
    const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
        .observe({ type, buffered: true });
    watch("paint", (entry) => { if (entry.name === "first-contentful-paint") found.first = entry.startTime; });
    watch("largest-contentful-paint", (entry) => { found.largest = entry.startTime; });
    watch("layout-shift", (entry) => { if (!entry.hadRecentInput) found.shift += entry.value; });
    setTimeout(() => done(found), 100);
})"""


@dataclass(frozen=True)
class View:
    """A first view: ms until something and until the largest part can be read, shift, bytes and requests by kind."""

    first: float
    largest: float
    shift: float
    before: int
    """Bytes that had arrived when the first text could be read."""
    sizes: Mapping[str, int]
    """Bytes of everything, by kind."""
    requests: Mapping[str, int]

    @property
    def bytes(self) -> int:
        """Of everything that was fetched."""
        return sum(self.sizes.values())

    @property
    def needed(self) -> int:
        """Of what must be there before anything can be read, however fast the rest comes: the page and its sheets."""
        return self.sizes.get("document", 0) + self.sizes.get("stylesheet", 0)


@dataclass
class _Arrived:
    """What the network brought: kind, and when (s of the browser's clock) and how many bytes came."""

    kinds: dict[str, str]
    bytes: dict[str, int]
    pieces: list[tuple[float, int]]
    started: float = 0.0


def first_view(browser: Browser, address: str) -> View:
    """One visit with an empty cache; no worker of the site, which would fetch for later visits."""
    with browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block") as context:
        page = context.new_page()
        arrived = _watched(page)
        page.goto(address, wait_until="networkidle")
        paints = page.evaluate(PAINTS)
    readable = arrived.started + paints["first"] / 1000
    sizes: Counter[str] = Counter()
    for id_, size in arrived.bytes.items():
        sizes[arrived.kinds[id_]] += size
    return View(
        paints["first"],
        paints["largest"],
        paints["shift"],
        sum(size for when, size in arrived.pieces if when <= readable),
        sizes,
        Counter(arrived.kinds[id_] for id_ in arrived.bytes),
    )


def typical(views: list[View]) -> View:
    """The view with the median of the times."""
    middle = statistics.median_low(view.largest for view in views)
    return next(view for view in views if view.largest == middle)


def _watched(page: Page) -> _Arrived:
    """Slows the page down, and notes what it fetches."""
    arrived = _Arrived({}, {}, [])
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def asked(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            arrived.kinds[event["requestId"]] = event["type"].lower()
            arrived.started = arrived.started or event["timestamp"]

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in arrived.kinds:
            arrived.pieces.append((event["timestamp"], event["encodedDataLength"]))

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in arrived.kinds:
            arrived.bytes[event["requestId"]] = round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.dataReceived", came)
    session.on("Network.loadingFinished", finished)
    return arrived
