"""An address that leads nowhere: the page says so, and finds what was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize

from tests.build.project import SAMPLES, Project

PHONE: ViewportSize = {"width": 360, "height": 640}
LIST = "api/addresses.json"


class _Static(SimpleHTTPRequestHandler):
    """A plain host: the site below a path, and its 404.html for everything that is not there."""

    base = "/"

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.base) if path.startswith(self.base) else "/nowhere")

    def send_error(self, code: int, *_: Any) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def hosted(folder: Path, base: str) -> Iterator[str]:
    """The address of a site that lives below a path of its host."""
    handler = type("_Below", (_Static,), {"base": base})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def built(root: Path, base: str) -> Path:
    """The bicycles as a finished site that is to live below a path."""
    project = Project.copied(SAMPLES / "bicycles", root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"https://umbrellas.example{base}")
        assert project.build() == []
    return project.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the bicycles below a path of their host."""
    base = "/some/project/"
    with hosted(built(tmp_path_factory.mktemp("below"), base), base) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def suggested(page: Page, address: str) -> list[str]:
    """The addresses that the page suggests, as soon as it suggests any."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    page.locator("not-found a").first.wait_for()
    return [str(way.evaluate("it => it.href")) for way in page.locator("not-found a").all()]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("answers/worn-chain.html", "answers/worn-chain/"),
        ("answers/wornchain/", "answers/worn-chain/"),
        ("answers/wron-chian/", "answers/worn-chain/"),
        ("faq/worn-chains/", "answers/worn-chain/"),
        ("chain", "answers/worn-chain/"),
        ("a/b/c/d/Cracked_Frame/", "answers/cracked-frame/"),
        ("answers/new%20sprockets", "answers/worn-chain/"),
        ("answers/cr%C3%A1cked-frame/", "answers/cracked-frame/"),
        ("flows/is-it-safe/do-not-rid", "flows/is-it-safe/do-not-ride/"),
        ("Answers/", "answers/"),
    ],
)
def test_the_page_that_was_meant_is_suggested_first(asked: str, meant: str, page: Page, site: str) -> None:
    assert suggested(page, site + asked)[0] == site + meant


def test_the_same_at_the_top_of_a_host(page: Page, tmp_path: Path) -> None:
    with hosted(built(tmp_path, "/"), "/") as top:
        assert suggested(page, f"{top}deep/down/worn-chian/")[0] == f"{top}answers/worn-chain/"


def test_a_suggestion_leads_to_its_page(page: Page, site: str) -> None:
    suggested(page, f"{site}deep/down/worn-chian/")
    page.locator("not-found a").first.click()
    page.wait_for_url(f"{site}answers/worn-chain/")
    assert "sprockets" in page.locator("h1").inner_text()


def test_at_most_five_pages_are_suggested_and_they_come_as_news_to_a_screen_reader(page: Page, site: str) -> None:
    assert 0 < len(suggested(page, f"{site}chain-frame-tube-shop-brake")) <= 5
    assert page.locator("not-found").get_attribute("role") == "status"
    assert page.locator("not-found h2").inner_text() == "Perhaps you meant"


@pytest.mark.parametrize("asked", ["xyzzy/", "q/99999/", "%", "404.html", "%3Cimg%20src=x%20onerror=alert(1)%3E"])
def test_nothing_is_suggested_for_what_is_like_nothing_and_the_lists_are_there(
    asked: str, page: Page, site: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with page.expect_response(lambda answer: answer.url.endswith(LIST)):
        page.goto(site + asked)
    page.wait_for_load_state("networkidle")
    assert page.locator("not-found").inner_text() == ""
    assert page.locator("article a", has_text="Answers").get_attribute("href")
    assert errors == []


def test_the_page_asks_its_own_site_only_and_tells_nobody_what_was_asked_for(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    suggested(page, f"{site}answers/my-secret-chain/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert [url for url in asked if "secret" in url] == [f"{site}answers/my-secret-chain/"]
    assert f"{site}{LIST}" in asked


def test_the_search_opens_with_the_words_of_the_address(page: Page, site: str) -> None:
    suggested(page, f"{site}answers/Worn_Chian.html")
    assert page.locator("article a[data-search]").get_attribute("data-search-for") == "answers worn chian"


def test_pages_that_are_there_do_not_ask_for_the_list(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}answers/worn-chain/", wait_until="networkidle")
    assert [url for url in asked if LIST in url or "not-found" in url] == []


def test_without_the_list_the_page_still_says_where_to_go(page: Page, site: str) -> None:
    page.route(f"**/{LIST}", lambda route: route.abort())
    page.goto(f"{site}answers/worn-chian/", wait_until="networkidle")
    assert page.locator("not-found").inner_text() == ""
    assert page.locator("h1").inner_text() == "This page is not here"


def test_without_scripts_every_list_and_the_search_are_a_link_away(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}deep/down/worn-chian/")
    assert page.locator("h1").inner_text() == "This page is not here"
    links = [str(it.get_attribute("href")) for it in page.locator("article a").all()]
    base = site.partition("//")[2].partition("/")[2]
    assert {f"/{base}{name}/" for name in ("answers", "flows", "options", "glossary", "facts")} <= set(links)
    page.locator("article a", has_text="Search").click()
    assert page.locator("h1").inner_text() != "This page is not here"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_obstacle(scheme: Any, browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    suggested(page, f"{site}answers/worn-chian/")
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [f"{it['id']}: {it['nodes'][0]['html'][:160]}" for it in violations] == []


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("chain", "chain", 1), ("chains", "chain", 0.8), ("chian", "chain", 0.6), ("chan", "chain", 0.6),
        ("trains", "chain", 0),
        ("replacment", "replacement", 0.6), ("2025", "2026", 0), ("ab", "abc", 0),
    ],
)  # fmt: skip
def test_words_are_alike_by_a_letter_or_a_beginning(
    one: str, other: str, likeness: float, page: Page, site: str
) -> None:
    page.goto(site)
    # The folder of the components has a name that tells what it holds.
    any_module = page.locator("script[type=module][src]").first.evaluate("script => script.src")
    module = f"{any_module.rpartition('/')[0].rpartition('/')[0]}/not-found/nearest.mjs"
    found = page.evaluate(f"import('{module}').then(it => it.alike('{one}', '{other}'))")
    assert found == likeness
