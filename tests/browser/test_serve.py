"""The preview in a real browser: reload, overlay, and what they must not do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serve.running import ANSWER, PATIENCE, Preview, lay_out, running, until

PATH = "faq/does-it-help/"
MISTAKE = "\n<img src=x onerror=alert(1)>: 1"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    lay_out(tmp_path)
    with running(tmp_path) as preview:
        until(lambda: "built " in preview.said())
        yield preview


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, preview: Preview, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 360, "height": 640}, color_scheme=request.param, reduced_motion="reduce"
    ) as context:
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.goto(preview.address + PATH)
        yield page


def shown(page: Page, text: str) -> None:
    expect(page.locator("article")).to_contain_text(text, timeout=PATIENCE * 1000)


def test_an_open_page_reloads_after_an_edit_and_says_what_is_wrong_after_a_mistake(
    page: Page, preview: Preview
) -> None:
    alert = page.get_by_role("alert")
    preview.edit(ANSWER, "keeps the rain off", "holds the rain off")
    shown(page, "holds the rain off")
    assert alert.count() == 0

    preview.edit(ANSWER, "checked: 2026-11-24", f"checked: 2026-11-24{MISTAKE}")
    alert.wait_for()
    assert f"{preview.content / ANSWER}:6:1" in alert.inner_text()
    assert "<img src=x onerror=alert(1)>" in alert.inner_text()
    assert alert.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert alert.evaluate("panel => panel.scrollWidth <= panel.clientWidth && panel.offsetHeight < innerHeight")
    assert contrast(page) >= 4.5
    shown(page, "holds the rain off")

    page.keyboard.press("Escape")
    expect(alert).to_have_count(0)

    builds = preview.said().count("built ")
    preview.edit(ANSWER, MISTAKE, "")
    until(lambda: preview.said().count("built ") > builds)
    preview.edit(ANSWER, "checked: 2026-11-24", "checked: yesterday")
    alert.wait_for()
    preview.edit(ANSWER, "checked: yesterday", "checked: 2026-11-24")
    expect(alert).to_have_count(0, timeout=PATIENCE * 1000)


def test_a_page_that_waits_for_the_first_site_becomes_the_site(browser: Browser, tmp_path: Path) -> None:
    lay_out(tmp_path)
    answer = tmp_path / "content" / ANSWER
    good = answer.read_text("utf-8")
    answer.write_text("no: such key", "utf-8")
    with running(tmp_path) as preview, browser.new_context() as context:
        page = context.new_page()
        page.goto(preview.address + PATH)
        assert page.get_by_role("heading", level=1).inner_text() == "Building…"
        page.get_by_role("alert").wait_for(timeout=PATIENCE * 1000)
        answer.write_text(good, "utf-8")
        shown(page, "keeps the rain off")


def test_a_page_finds_its_preview_again_after_a_restart(browser: Browser, tmp_path: Path) -> None:
    lay_out(tmp_path)
    with browser.new_context() as context:
        page = context.new_page()
        with running(tmp_path) as preview:
            until(lambda: "built " in preview.said())
            page.goto(preview.address + PATH)
            shown(page, "keeps the rain off")
        preview.edit(ANSWER, "keeps the rain off", "holds the rain off")
        with running(tmp_path, preview.port):
            shown(page, "holds the rain off")


def test_a_preview_asks_for_nothing_outside_this_machine(browser: Browser, preview: Preview) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(preview.address)
        page.wait_for_function("performance.getEntriesByType('resource').length > 3")
        assert [url for url in asked if not url.startswith((preview.address, "data:"))] == []
        assert preview.address + ".live" in asked


def test_a_service_worker_left_by_an_earlier_preview_goes_away(browser: Browser, preview: Preview) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(preview.address)
        page.evaluate("navigator.serviceWorker.register('/worker.js')")
        page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")


def contrast(page: Page) -> float:
    """The lowest contrast ratio of any text in the overlay with its ground (WCAG 2)."""
    ratio: float = page.get_by_role("alert").evaluate("""panel => {
        const light = (colour) => {
            const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(part => part / 255)
                .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const ground = light(getComputedStyle(panel).backgroundColor);
        return Math.min(...[...panel.querySelectorAll("*")].map(element => {
            const text = light(getComputedStyle(element).color);
            return Math.max(text, ground) / Math.min(text, ground);
        }));
    }""")
    return ratio


def test_a_failed_proof_leads_to_the_state_of_the_flow_that_shows_it(page: Page, preview: Preview) -> None:
    preview.edit("flows/umbrella.yml", "related:", "plan: [{do: leave-umbrella, when: {sky: dry}}]\nrelated:")
    preview.edit("flows/umbrella.yml", "You will need the umbrella., actions: [take-umbrella]", "You will need it.")
    link = page.get_by_role("alert").get_by_role("link", name="/flows/umbrella/#a=sky.wet")
    link.wait_for()
    link.click()
    page.get_by_role("heading", name="Take it").first.wait_for()
