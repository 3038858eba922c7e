"""States that a page gets into only by what a reader does there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.site.robot import do_everything

TAKES_AWAY = "delete|remove|forget|undo|empty|clear|leave|print|bring back|take them|start again|previous|change"
WORDS = "Mercy hospital, for 3 days"


class State(NamedTuple):
    """Where it is found (a kind of page), and how it comes about."""

    kind: str
    reach: Callable[[Page], None]
    holding: str = ""
    before: str = ""
    """A kind of page where something is done first."""


def answer_all(page: Page, place: int = 0, boxes: bool = True) -> None:
    """Gives the answer at a place of each question, to the result; or to the first question with boxes.

    Does nothing on a page that asks nothing.
    """
    runner = page.locator("flow-runner")
    if runner.count():
        runner.wait_for()  # its data comes after the page
    page.evaluate(ANSWERING, {"place": place, "boxes": boxes})


def _several(page: Page) -> None:
    """A question with boxes, or else one further on; what was answered is listed below it."""
    _begin(page)
    for place in (0, -1, 1):
        answer_all(page, place, boxes=False)
        if page.locator(".flow-view .flow-main").count():
            break
        page.get_by_role("button", name="Forget everything").click()
    page.locator(".flow-view .flow-main").click()
    expect(page.locator(".flow-view [role=alert]")).not_to_be_empty()
    if page.locator("details.flow-so-far").is_visible():
        page.locator("details.flow-so-far summary").click()


def _result(page: Page) -> None:
    _begin(page)
    answer_all(page)
    page.locator(".flow-share").wait_for()
    page.evaluate("document.querySelectorAll('flow-runner details').forEach((it) => (it.open = true))")


def _changed(page: Page) -> None:
    _result(page)
    page.locator(".flow-given button").first.click()
    page.get_by_role("button", name="Keep my answer").wait_for()


def _expired(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#a=no-such-question.yes&v=000000")
    page.reload()
    page.locator(".flow-notes").wait_for()


def _no_code(page: Page) -> None:
    _begin(page)
    page.locator("summary", has_text="I have a plan code").click()
    page.get_by_label("Plan code").fill("UUUU")
    page.get_by_label("Plan code").press("Enter")
    expect(page.locator(".flow-foot [role=alert]")).not_to_be_empty()


def fill_a_tool(page: Page) -> None:
    """Uses a tool in every way that keeps what is entered."""
    page.locator("article .tool-row button:visible").first.wait_for()
    do_everything(page, WORDS, TAKES_AWAY)


def _plan(page: Page) -> None:
    """A tool that works on a flow's result gets one from the flow itself."""
    tool = page.url
    page.goto(page.locator("tool-plan a[href*=flows], article a[href*=flows]").first.evaluate("it => it.href"))
    _result(page)
    page.goto(tool)
    page.get_by_role("button", name="Take it over").first.click()
    page.evaluate("document.querySelectorAll('article details').forEach((it) => (it.open = true))")


def _search(words: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.keyboard.press("/")
        page.locator("dialog.search input").fill(words)
        expect(page.locator("dialog.search [role=status]")).to_contain_text("result" if words == "visa" else "Nothing")

    return reach


def _shared(page: Page) -> None:
    page.locator("share-links summary").first.click()
    page.locator("share-links .share-more button").first.wait_for()


def _helped(page: Page) -> None:
    page.locator("group-helper input").fill("gap")
    page.locator("group-helper li").first.wait_for()


def _not_helped(page: Page) -> None:
    page.locator("group-helper input").fill("xqzj")
    expect(page.locator(".helper-said")).to_contain_text("Nothing fits")


def _menu(page: Page) -> None:
    page.locator(MENU).first.click()


def _unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('article details').forEach((it) => (it.open = true))")


def _begin(page: Page) -> None:
    page.locator(".flow-view .flow-heading").wait_for()


MENU = ".menu-switch > summary"
ANSWERING = """async ({ place, boxes }) => {
  const all = (selector) => [...document.querySelectorAll(`.flow-view ${selector}`)];
  for (let step = 0; step < 60; step += 1) {
    const box = all("form [type=checkbox]").at(place);
    const way = all("button.way").at(place);
    if (box ? !boxes : !way) return;
    if (box && !box.checked) box.click();
    (box ? all(".flow-main")[0] : way).click();
    await new Promise((done) => setTimeout(done));
  }
}"""
ON_PHONES = {"the menu is open"}
"""States that only a small screen has."""
STATES = {
    "a question with boxes that were left empty": State("flow", _several, holding='"kind":"choices"'),
    "the result of a flow": State("flow", _result),
    "an answer is being changed": State("flow", _changed),
    "a link of a list of questions that has changed": State("flow", _expired),
    "a plan code that is none": State("flow", _no_code),
    "a result as a plan": State("tool plan", _plan),
    "an own task": State("tool plan", fill_a_tool),
    **{f"something in the tool: {kind}": State(f"tool {kind}", fill_a_tool) for kind in
       ("calendar", "clock", "cost", "letters", "list", "week")},
    "something in the tool: data": State("tool data", fill_a_tool, before="tool list"),
    "the search has results": State("faq", _search("visa")),
    "the search has none": State("faq", _search("xqzjw")),
    "the ways to pass a page on": State("faq", _shared),
    "everything that was folded": State("flow", _unfolded),
    "the helper has answers": State("helper", _helped),
    "the helper has none": State("helper", _not_helped),
    "the menu is open": State("guide", _menu),
}  # fmt: skip
