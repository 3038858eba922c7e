"""The one style sheet of the finished site, without the rules that match nothing, looks like all that were written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.finish import site_pages
from tests.browser.local_site import plain, served
from tests.build.project import Project
from tests.site.looks import Scheme

LOOK = """() => {
  const look = (element, part) => {
    const style = getComputedStyle(element, part || null);
    const names = [...style].filter((name) => !name.startsWith("--"));
    return part && ["none", "normal", ""].includes(style.content) ? [] : names.map(
      (name) => `${part} ${name}: ${style.getPropertyValue(name)}`);
  };
  return [document.documentElement, ...document.body.querySelectorAll("*")].slice(0, 400).map(
    (element) => [element, ["", "::before", "::after"].flatMap((part) => look(element, part))]);
}"""
SETTLED = """async () => {
  const place = (element) => Object.values(element.getBoundingClientRect().toJSON());
  const places = () => [...document.querySelectorAll("body *")].map(place).join();
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  for (let last = "", calm = 0; calm < 5; ) {
    await frame();
    const now = places();
    calm = now === last ? calm + 1 : 0;
    last = now;
  }
}"""
"""Waits until nothing in the page moves any more: scripts may still be at work on it."""
SWAP = f"""async (sheets) => {{
  const look = {LOOK};
  const settled = {SETTLED};
  await settled();
  const before = look();
  const old = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => !link.href.includes("results."));
  await Promise.all(sheets.map((href) => new Promise((resolve, reject) => {{
    const link = document.createElement("link");
    old[0].before(Object.assign(link, {{ rel: "stylesheet", href, onload: resolve, onerror: reject }}));
  }})));
  for (const link of old) link.remove();
  await settled();
  const after = look();
  const wrong = [];
  before.forEach(([element, one], number) => {{
    const different = after[number][1].filter((line, at) => line !== one[at]);
    if (different.length) wrong.push([element.outerHTML.slice(0, 80), ...different.slice(0, 4)]);
  }});
  return [before.length, after.length, wrong.slice(0, 6)];
}}"""

_LONG = 40_000
"""Bytes of a page that shows all that its kind has."""
BREAK = """() => {
  window.broken = [];
  addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));
  document.body.insertAdjacentHTML("beforeend", `<p style="color: red">x</p><img src="https://x.example/">
    <p onclick="window.hit = 1" id="pressed">x</p><iframe src="/"></iframe>`);
  document.querySelector("#pressed").click();
  const script = document.createElement("script");
  script.textContent = "window.hit = 1";
  document.body.append(script);
  fetch("https://x.example/").catch(() => {});
}"""
FORBIDDEN = ["connect-src", "frame-src", "img-src", "script-src-attr", "script-src-elem", "style-src-attr"]


@pytest.fixture(scope="module")
def address(real: Project) -> Iterator[str]:
    """The address of the project's folder: the finished site in `site/`, what it was made from in `build/site/`."""
    with served(real.root) as found:
        yield found


@pytest.fixture(scope="module")
def kinds(real: Project) -> dict[str, str]:
    """Kind of page → the folder of its longest that is not very long."""
    found: dict[str, tuple[int, str]] = {}
    for path, page in site_pages(real.site).items():
        if page.kind and path.endswith("index.html"):
            size = (real.site / path).stat().st_size
            of_use = size if size < _LONG else _LONG - size
            found[page.kind] = max(found.get(page.kind, (-size, "")), (of_use, path.removesuffix("index.html")))
    return {kind: path for kind, (_, path) in sorted(found.items())}


def written_sheets(real: Project, path: str, address: str) -> list[str]:
    pages = site_pages(real.root / "build" / "site")
    return [f"{address}build/site/{path}{sheet}" for sheet in pages[f"{path}index.html"].sheets]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_looks_as_it_was_written(
    scheme: Scheme, browser: Browser, real: Project, address: str, kinds: dict[str, str]
) -> None:
    assert len(kinds) > 15
    if scheme == "dark":
        kinds = {kind: kinds[kind] for kind in ("faq", "flow", "home", "tool")}
    looks = {kind: compared(browser, real, address, path, scheme) for kind, path in kinds.items()}
    assert {kind: wrong for kind, (_, _, wrong) in looks.items() if wrong} == {}
    assert all(before == after > 20 for before, after, _ in looks.values())


def compared(
    browser: Browser, real: Project, address: str, path: str, scheme: Scheme
) -> tuple[int, int, list[list[str]]]:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}site/{path}", wait_until="networkidle")
        before, after, wrong = page.evaluate(SWAP, written_sheets(real, path, address))
        return before, after, wrong


def test_what_scripts_add_to_a_page_looks_as_it_was_written(browser: Browser, real: Project, address: str) -> None:
    path = "flows/what-next/"
    with browser.new_context(reduced_motion="reduce", viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        page.goto(f"{address}site/{path}", wait_until="networkidle")
        answer(page)
        answer(page)
        page.locator("header [data-search]").click()
        page.keyboard.type("a")
        expect(page.locator("dialog[open] li").first).to_be_visible()
        before, after, wrong = page.evaluate(SWAP, written_sheets(real, path, address))
    assert wrong == []
    assert before == after > 100


def answer(page: Page) -> None:
    """Gives the first answer to the question that is asked."""
    heading = page.locator(".flow-view .flow-heading").first
    question = heading.text_content()
    page.locator(".flow-view button.way").first.click()
    expect(heading).not_to_have_text(question or "")


def heard(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for and what its console says, as it comes."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    return asked, said


def test_a_page_loads_one_sheet_and_only_modules_of_the_components_and_its_policy_holds(
    browser: Browser, address: str, kinds: dict[str, str]
) -> None:
    for kind in ("faq", "flow", "tool", "home"):
        with browser.new_context() as context:
            page = context.new_page()
            asked, said = heard(page)
            page.goto(f"{address}site/{kinds[kind]}", wait_until="networkidle")
            assert [words for words in said if "Service Worker" not in words] == []
            sheets = [url for url in map(plain, asked) if url.endswith(".css")]
            assert sheets[0] == f"{address}site/assets/site.css"
            assert kind == "tool" or len(sheets) == 1
            scripts = [url for url in map(plain, asked) if url.endswith((".js", ".mjs"))]
            assert [url for url in scripts if not url.startswith(f"{address}site/components/")] == []
            page.evaluate(BREAK)
            page.wait_for_function("rules => rules.every((rule) => window.broken.includes(rule))", arg=FORBIDDEN)
            assert page.evaluate("[window.hit, ...new Set(window.broken.sort())]") == [None, *FORBIDDEN]
