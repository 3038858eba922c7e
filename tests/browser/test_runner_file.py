"""The file that a flow's page fetches: the first question does not wait for it, and stays if it does not come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.components import until
from tests.browser.kept_site import visitor
from tests.browser.local_site import served
from tests.browser.test_real_flows import FLOWS
from tests.browser.trip import lay_out, trip
from tests.build.project import Project

DONE = "document.querySelector('flow-runner').coming === null"
SHIFTS = """window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((it) => it.value)))
    .observe({ type: "layout-shift", buffered: true });"""
TELLING = """new MutationObserver(() => console.log("took over"))
  .observe(document.querySelector("flow-runner"), { attributes: true, attributeFilter: ["hidden"] })"""
PICTURES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("trip")
    lay_out(folder, trip())
    state = folder / "flows/trip/steps/1/index.html"
    state.parent.mkdir(parents=True)
    state.write_text('<!doctype html><title>Next</title><link rel="icon" href="data:,"><h1>Next</h1>', "utf-8")
    with served(folder) as root:
        yield f"{root}flows/trip/"


class Held:
    """Requests that wait until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.routes: list[Route] = []
        self.page = page
        page.route(re.compile(pattern), lambda route: self.routes.append(route))

    def come(self) -> None:
        """Waits until there is one."""
        while not self.routes:
            self.page.wait_for_timeout(20)

    def go(self) -> None:
        """Lets them go on to the server."""
        self.come()
        for route in self.routes:
            route.continue_()
        self.routes.clear()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone; what goes wrong in a script of its pages fails the test."""
    with visitor(browser, service_workers="block", reduced_motion="reduce") as page:
        yield page


@contextmanager
def slow(page: Page, address: str) -> Iterator[Held]:
    """The page of the flow while its file is on the way."""
    data = Held(page, r"/flow\.json$")
    page.goto(address)
    data.come()
    yield data


def first_answer(page: Page) -> str:
    """Where the first answer of the static question leads, if it can be tapped."""
    link = page.locator(".flow-still a.way").first
    expect(link).to_be_visible()
    link.click(trial=True)
    return str(link.evaluate("it => it.href"))


ANSWERS: dict[str, Callable[[Route], None]] = {
    "it is not there": lambda route: route.fulfill(status=404, body="<h1>Not here</h1>"),
    "the server fails": lambda route: route.fulfill(status=500, json=trip()),
    "no network": lambda route: route.abort(),
    "it is cut": lambda route: route.fulfill(body='{"format":1,"fl'),
    "it is a page": lambda route: route.fulfill(body="<!doctype html><p>Sign in to this network"),
    "it holds nothing": lambda route: route.fulfill(body="null"),
    "another format": lambda route: route.fulfill(json=trip(format=2)),
    "parts are missing": lambda route: route.fulfill(json={"format": 1}),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_without_its_file_the_static_question_stays_and_leads_on(page: Page, address: str, answer: str) -> None:
    page.route("**/flow.json", ANSWERS[answer])
    page.goto(address)
    until(page, DONE)
    assert page.locator("flow-runner").is_hidden()
    assert (page.url, page.title()) == (address, "Trip")
    assert first_answer(page) == f"{address}steps/1/"
    page.locator(".flow-still a.way").first.click()
    expect(page.locator("h1")).to_have_text("Next")


def test_who_comes_with_answers_does_not_see_the_first_question_come_and_go(page: Page, address: str) -> None:
    with slow(page, f"{address}#v1") as data:
        assert page.locator(".flow-still").is_hidden()
        data.go()
        expect(page.locator(".flow-view .flow-heading")).to_be_visible()
        expect(page.locator(".flow-still")).to_be_hidden()


def test_who_comes_with_answers_sees_the_first_question_if_the_file_does_not_come(page: Page, address: str) -> None:
    page.route("**/flow.json", lambda route: route.abort())
    page.goto(f"{address}#v1")
    until(page, DONE)
    assert first_answer(page) == f"{address}steps/1/"


def test_the_first_question_can_be_read_and_tapped_before_the_file_has_come(page: Page, address: str) -> None:
    with slow(page, address) as data:
        assert page.locator(".flow-still h2").inner_text() == "Where do you live?"
        assert first_answer(page) == f"{address}steps/1/"
        assert page.locator("flow-runner").is_hidden()
        data.go()
        expect(page.locator(".flow-view .flow-heading")).to_have_text("Where do you live?")
        expect(page.locator(".flow-still")).to_be_hidden()


def test_it_is_asked_for_once_and_without_the_answers_in_the_address(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}#a=home.city")
    expect(page.locator(".flow-heading")).to_have_text("Which tools do you carry?")
    page.evaluate("document.querySelector('.flow').append(document.querySelector('flow-runner'))")
    page.locator(".flow-view").get_by_label("A pump").check()
    page.get_by_role("button", name="Continue").click()
    assert [url for url in asked if "flow.json" in url] == [f"{address}flow.json"]


def test_who_has_tapped_an_answer_meanwhile_goes_where_it_leads(page: Page, address: str) -> None:
    with slow(page, address) as data:
        state = Held(page, "/steps/1/$")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.evaluate(TELLING)  # a page that is being left cannot be asked
        page.locator(".flow-still a.way").first.click(no_wait_after=True)
        state.come()
        with page.expect_response("**/flow.json"):
            data.go()
        page.wait_for_timeout(300)
        state.go()
        expect(page.locator("h1")).to_have_text("Next")
        assert (page.url, said) == (f"{address}steps/1/", [])
        page.unroute_all()
        page.go_back()
        expect(page.locator(".flow-view .flow-heading")).to_have_text("Where do you live?")


def test_a_finger_on_an_answer_is_not_robbed_of_it(page: Page, address: str) -> None:
    with slow(page, address) as data:
        box = page.locator(".flow-still a.way").first.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 20, box["y"] + 10)
        page.mouse.down()
        with page.expect_response("**/flow.json"):
            data.go()
        page.wait_for_timeout(300)
        assert page.locator(".flow-still").is_visible()
        page.mouse.up()
        expect(page.locator("h1")).to_have_text("Next")


def test_a_tap_beside_the_answers_and_one_for_another_tab_hold_up_nothing(page: Page, address: str) -> None:
    with slow(page, address) as data:
        page.locator(".flow-still h2").click()
        page.locator(".flow-still a.way").first.click(modifiers=["Control"])
        data.go()
        expect(page.locator(".flow-view .flow-heading")).to_have_text("Where do you live?")


def test_who_stands_on_an_answer_by_keyboard_stands_at_the_question_then(page: Page, address: str) -> None:
    with slow(page, address) as data:
        page.locator(".flow-still a.way").first.focus()
        data.go()
        expect(page.locator(".flow-view .flow-heading")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.flow-view button.way')")


def test_a_runner_that_was_taken_away_meanwhile_does_nothing_until_it_is_back(page: Page, address: str) -> None:
    with slow(page, address) as data:
        page.evaluate("window.taken = document.querySelector('flow-runner'); window.taken.remove()")
        data.go()
        until(page, "window.taken.coming === null")
        assert page.evaluate("[history.state, window.taken.childElementCount, location.href]") == [None, 0, address]
        assert page.locator(".flow-still").is_visible()
        page.unroute_all()
        page.evaluate("document.querySelector('.flow').append(window.taken)")
        expect(page.locator(".flow-view .flow-heading")).to_have_text("Where do you live?")


def test_addresses_in_the_file_lead_from_where_the_file_lies(browser: Browser, tmp_path: Path) -> None:
    lay_out(tmp_path, trip())
    framed = tmp_path / "flows/trip/embed/index.html"
    framed.parent.mkdir()
    text = (tmp_path / "flows/trip/index.html").read_text("utf-8")
    framed.write_text(text.replace('src="flow.json"', 'src="../flow.json"'), "utf-8")
    with served(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        found = []
        for path in ("flows/trip/", "flows/trip/embed/"):
            page.goto(f"{root}{path}#a=home.city~tools.pump~distance.short")
            expect(page.locator(".flow-heading")).to_have_text("Ride")
            page.locator(".flow-share button").first.wait_for()
            links = page.locator("flow-runner a").evaluate_all("all => all.map((it) => it.href.split('#')[0])")
            found.append((links, page.evaluate("Object.keys(sessionStorage)")))
        assert found[0] == found[1]
        assert f"{root}jobs/pump-up/" in found[0][0]


@pytest.mark.parametrize(("width", "height"), [(360, 640), (412, 823), (768, 1024), (1280, 800), (1920, 1080)])
def test_nothing_moves_when_the_runner_takes_over(browser: Browser, real: Project, width: int, height: int) -> None:
    moved = {}
    with (
        served(real.site) as root,
        browser.new_context(viewport={"width": width, "height": height}) as context,
    ):
        for flow in FLOWS:
            page = context.new_page()
            page.add_init_script(SHIFTS)
            data = Held(page, r"/flow\.[0-9a-f]+\.json$")
            page.goto(f"{root}flows/{flow}/")
            data.come()
            page.evaluate(PICTURES)
            data.go()
            expect(page.locator(".flow-view .flow-heading")).to_be_visible()
            page.evaluate(PICTURES)
            if shifts := page.evaluate("window.shifts"):
                moved[flow] = shifts
            page.close()
    assert moved == {}


def test_no_page_holds_what_its_runner_fetches_and_the_frame_fetches_the_same(real: Project) -> None:
    for flow in FLOWS:
        folder = real.site / "flows" / flow
        (file,) = folder.glob("flow.*.json")
        assert '"states":' in file.read_text("utf-8")
        for path, src in (("index.html", file.name), ("embed/index.html", f"../{file.name}")):
            text = (folder / path).read_text("utf-8")
            assert '"states":' not in text
            assert re.findall(r"<flow-runner\b[^>]*>(.*?)</flow-runner>", text) == [""]
            assert re.findall(r"<flow-runner\b[^>]* src=\"?([^\s\">]+)", text) == [src]
