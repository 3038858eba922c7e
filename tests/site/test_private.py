"""What a reader answers, writes and looks for stays in the browser: a proxy between it and everything else listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ProxySettings, ViewportSize, expect

from tests.browser.local_site import served
from tests.site.kinds import Kinds
from tests.site.recording_proxy import Asked, recording_proxy
from tests.site.robot import do_everything
from tests.site.states import answer_all

WRITTEN = "Qwertzheim 4711"
"""What the robot writes into every field: a name that stands nowhere else."""
TYPED = ("Qwertzheim", "4711", "xqzvisa")
WORKER = "sw.js"
"""What it fetches says that the worker asks, never which page is read."""
OF_CHROMIUM = {"content-autofill.googleapis.com:443"}
"""Chromium asks its maker which fields a form has, whatever the page says; the page's own requests are seen twice."""


@dataclass(frozen=True)
class Listener:
    """A browser with a proxy that hears what its windows ask for, not what Chromium asks for by itself."""

    browser: Browser
    proxy: str
    asked: list[Asked]

    @contextmanager
    def reader(self, **options: Any) -> Iterator[BrowserContext]:
        """A new reader on a phone."""
        # Without the bypass, what is on this machine would go past the proxy.
        through: ProxySettings = {"server": self.proxy, "bypass": "<-loopback>"}
        phone: ViewportSize = {"width": 360, "height": 640}
        with self.browser.new_context(proxy=through, viewport=phone, accept_downloads=True, **options) as context:
            context.set_default_timeout(8000)
            self.asked.clear()
            yield context


@pytest.fixture(scope="module")
def listener(browser: Browser) -> Iterator[Listener]:
    with recording_proxy() as (proxy, asked):
        yield Listener(browser, proxy, asked)


def told_to_others(context: BrowserContext, asked: list[Asked], site: str) -> list[str]:
    """What a request says that it must not."""
    here = urlsplit(site).netloc
    asked = [it for it in asked if it.host not in OF_CHROMIUM]
    return [
        *(f"to another host: {it}"[:200] for it in asked if it.host != here),
        *(f"no plain question: {it}"[:200] for it in asked if it.method != "GET" or it.body or "?" in it.address),
        *(f"says what was written: {it}"[:300] for it in asked if any(word in str(it) for word in TYPED)),
        *(f"says where from: {it}"[:300] for it in asked if it.headers.get("referer", site + WORKER) != site + WORKER),
        *(f"a cookie: {it}"[:300] for it in asked if "cookie" in it.headers),
        *(f"a cookie: {it}" for it in context.cookies()),
    ]


def test_the_proxy_hears_whatever_a_page_says_to_others(listener: Listener, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        """<!doctype html><title>x</title><img src="http://one.example/4711"><script>
        document.cookie = "a=1";
        fetch("https://two.example/").catch(() => 0);
        fetch("asked?4711").catch(() => 0);
        navigator.sendBeacon("told", "Qwertzheim");
        new WebSocket("ws://three.example/");
        </script>""",
        "utf-8",
    )
    with served(tmp_path) as address, listener.reader() as context:
        context.new_page().goto(address, wait_until="networkidle")
        told = told_to_others(context, listener.asked, address)
    assert {it.host.partition(":")[0] for it in listener.asked} == {
        "127.0.0.1",
        "one.example",
        "two.example",
        "three.example",
    }
    assert {line.partition(":")[0] for line in told} == {
        "to another host", "no plain question", "says what was written", "says where from", "a cookie",
    }  # fmt: skip


def test_nothing_that_is_written_on_any_kind_of_page_leaves_it(listener: Listener, site: str, kinds: Kinds) -> None:
    pressed: list[str] = []
    told: list[str] = []
    with listener.reader(service_workers="allow") as context:
        context.on("request", lambda request: told.append(request.url))
        page = context.new_page()
        for address in kinds.standing_for_all():
            page.goto(site + address)
            answer_all(page)
            pressed += do_everything(page, WRITTEN, "forget|delete|remove")
            look_for(page, f"{WRITTEN} xqzvisa")
        page.goto(site + kinds.one_that_leads_on(), wait_until="networkidle")
        assert page.evaluate("document.cookie") == ""
        assert WRITTEN in page.evaluate("JSON.stringify(localStorage)")
        assert told_to_others(context, listener.asked, site) == []
    assert [address for address in told if not address.startswith((site, "blob:"))] == []
    assert len(pressed) > 60
    assert len(listener.asked) > 100


def look_for(page: Page, words: str) -> None:
    if page.locator("header [data-search]").count():
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        page.locator("dialog.search input").fill(words)
        expect(page.locator("dialog.search [role=status]")).to_contain_text("Nothing")


def test_whatever_a_reader_answers_the_same_is_asked_for(listener: Listener, site: str, kinds: Kinds) -> None:
    """No address may hang on an answer, however it would be written in it."""
    found: dict[str, list[set[str]]] = {}
    for place in (0, -1):
        with listener.reader() as context:
            page = context.new_page()
            for flow in kinds.addresses["flow"]:
                listener.asked.clear()
                page.goto(site + flow)
                answer_all(page, place)
                page.locator(".flow-view .lead").wait_for()
                do_everything(page, WRITTEN, "print|forget|code", within=".flow-view, .flow-foot")
                page.goto(site + flow, wait_until="networkidle")
                assert told_to_others(context, listener.asked, site) == []
                found.setdefault(flow, []).append({str(it) for it in listener.asked})
                page.evaluate("localStorage.clear(), sessionStorage.clear()")
    assert len(found) > 10
    assert {flow: first ^ last for flow, (first, last) in found.items() if first != last} == {}
