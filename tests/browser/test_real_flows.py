"""The flows of this site in real Chromium: by keyboard alone, on paper, without a script, for everybody, in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, Request

from generator.logic.compile import Edge
from generator.logic.domains import question
from generator.logic.program import SOME, YES
from generator.model import Fact
from generator.model.question import ChoicesQuestion, answers
from tests.browser.components import until
from tests.browser.local_site import served
from tests.browser.test_runner import choose, drawn, heading
from tests.browser.test_runner_agrees import address, compiled, knowledge, of
from tests.build.project import Project

FIRST = "what-next"
FLOWS = sorted(compiled("real"))
BY_CLICKS = (FIRST, "visitor-visa")


@pytest.fixture(scope="module")
def site(real: Project) -> Iterator[str]:
    with served(real.site) as root:
        yield root


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce") as context:
        context.set_default_timeout(5000)
        yield context


def is_asking(page: Page) -> bool:
    page.locator(".flow-heading").wait_for()
    return page.locator(".flow-view button.way, .flow-view form").count() > 0


def answer_somehow(page: Page) -> None:
    if page.locator(".flow-view form [type=checkbox]").count():
        page.locator(".flow-view form [type=checkbox]").first.check()
        choose(page, "Continue")
    else:
        page.locator(".flow-view button.way").first.click()
    drawn(page)


def to_the_end(page: Page) -> None:
    while is_asking(page):
        answer_somehow(page)


def longest_way(flow: str) -> dict[str, list[int]]:
    """A longest way through a flow: the places of the answers, by the question's words."""
    found, way = of("real", flow), dict[str, list[int]]()
    edge = found.automaton.start
    while edge.state is not None:
        shown = found.automaton.pages[edge.state]
        asked = question(knowledge("real"), shown.question)
        assert asked is not None
        edge = max(shown.edges, key=lambda each: _left(flow, each))
        ids, value = list(answers(asked)), edge.values[0]
        if shown.option is None:
            way[asked.ask] = [] if value == SOME and isinstance(asked, ChoicesQuestion) else [ids.index(value)]
        elif value == YES:
            way[asked.ask].append(ids.index(shown.option))
    return way


def _left(flow: str, edge: Edge) -> int:
    return 0 if edge.state is None else of("real", flow).automaton.pages[edge.state].most


def press_until(page: Page, key: str, selector: str) -> None:
    """Presses a key until what has the focus matches."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {selector} from {heading(page)}")


def test_the_first_flow_can_be_finished_by_keyboard_alone(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}{address('real', FIRST)}")
    page.locator(".flow-heading").wait_for()
    asked = []
    way = longest_way(FIRST)
    page.locator(".flow-heading").focus()
    while is_asking(page):
        asked.append(heading(page))
        if page.locator(".flow-view form [type=checkbox]").count():
            for place in way[asked[-1]]:
                press_until(page, "Tab", f".flow-box:nth-of-type({place + 1}) [type=checkbox]")
                page.keyboard.press("Space")
            press_until(page, "Tab", ".flow-view .flow-main")
        else:
            press_until(page, "Tab", f".flow-ways > :nth-child({way[asked[-1]][0] + 1}) > button")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('.flow-heading')")
    assert asked == list(way)
    assert len(asked) >= 12
    press_until(page, "Tab", ".flow-plan [type=checkbox]")
    page.keyboard.press("Space")
    assert page.locator(".flow-plan [type=checkbox]").first.is_checked()
    press_until(page, "Tab", ".flow-share button")
    press_until(page, "Tab", ".flow-foot button")
    page.keyboard.press("Enter")
    assert heading(page) == asked[0]


def test_no_request_of_the_whole_first_flow_holds_an_answer(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    made: list[Request] = []
    page.on("request", lambda request: made.append(request))
    page.goto(f"{site}{address('real', FIRST)}")
    page.get_by_label("Remember my answers").check()
    way = longest_way(FIRST)
    while is_asking(page):
        places = way[heading(page)]
        if page.locator(".flow-view form [type=checkbox]").count():
            for place in places:
                page.locator(".flow-view [type=checkbox]").nth(place).check()
            choose(page, "Continue")
        else:
            page.locator(".flow-view button.way").nth(places[0]).click()
    page.locator(".flow-plan [type=checkbox]").first.check()
    for change in range(2):
        page.locator(".flow-given button").nth(change).click()
        page.locator(".flow-view button.way").last.click()
        to_the_end(page)
    page.reload()
    page.go_back()
    page.goto(f"{site}faq/gap-year-bad/")
    fragment = page.evaluate("JSON.stringify(localStorage)")
    kept = dict(re.findall(r'\\"([a-z0-9-]+)\\":\[?\\"([a-z0-9-]+)', fragment))
    assert len(kept) >= 12
    sent = [_sent(request) for request in made]
    words = [f"{asked}.{given}" for asked, given in kept.items()] + ["#a=", "a=", "code="]
    assert len(sent) > 10
    assert [line for line in sent if any(word in line for word in words)] == []
    assert {request.method for request in made} == {"GET"}
    assert {request.url.startswith(site) or request.url.startswith("data:") for request in made} == {True}


def _sent(request: Request) -> str:
    """All that goes to a server: Chromium reports the fragment of a navigation with its request, but sends none."""
    headers = " ".join(f"{name}: {value}" for name, value in request.headers.items() if name != "user-agent")
    return f"{request.method} {request.url.partition('#')[0]} {headers} {request.post_data or ''}"


RULES: dict[str, dict[str, list[str]]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
"""That is the one rule whose answer hangs on the colour scheme; the others are asked for in one scheme only."""


@pytest.mark.parametrize(("width", "part"), [(360, "article"), (1280, ".flow-layout")])
def test_axe_finds_nothing_on_any_flow_in_question_result_state_and_outcome_light_and_dark(
    browser: Browser, site: str, width: int, part: str
) -> None:
    """The list of steps below each flow is looked at once; what a reader answers, at both widths."""
    found: list[str] = []
    wide: list[str] = []
    with browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce") as context:
        page = context.new_page()

        def look(where: str, part: str, in_the_dark: str = "") -> None:
            for scheme, rules in RULES.items():
                looked_at = (in_the_dark or part) if scheme == "dark" else part
                page.evaluate(SCHEME, scheme)
                violations = Axe().run(page, context=looked_at, options=rules).response["violations"]
                found.extend(f"{where}, {scheme}: {each['id']}: {each['nodes'][0]['html']}" for each in violations)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(where)

        for flow in FLOWS:
            base = f"{site}{address('real', flow)}"
            page.goto(base)
            page.locator(".flow-heading").wait_for()
            look(flow, part, ".flow-layout")
            to_the_end(page)
            outcome = next(iter(of("real", flow).flow.record.outcomes))
            look(f"{flow}, result", ".flow")
            for path in ("steps/2/", f"{outcome}/"):
                page.goto(f"{base}{path}")
                look(f"{flow}/{path}", "article")
    assert (found, wide) == ([], [])


SCHEME = "scheme => document.body.dataset.mdColorScheme = { light: 'default', dark: 'slate' }[scheme]"


def test_a_result_is_one_page_of_paper_or_two(context: BrowserContext, site: str) -> None:
    pages = {}
    page = context.new_page()
    for flow in FLOWS:
        page.goto(f"{site}{address('real', flow)}")
        page.locator(".flow-heading").wait_for()
        to_the_end(page)
        page.emulate_media(media="print", color_scheme="light")
        assert page.locator(".flow-plan").is_visible()
        hidden = page.locator(".flow-share, .flow-foot, .flow-map, .md-header, .md-footer")
        assert [it.evaluate("it => it.className") for it in hidden.all() if it.is_visible()] == []
        pages[flow] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        page.emulate_media(media="screen")
    assert {flow: number for flow, number in pages.items() if number not in (1, 2)} == {}


@pytest.mark.parametrize("flow", BY_CLICKS)
def test_without_javascript_clicks_lead_to_every_outcome(browser: Browser, site: str, flow: str) -> None:
    ways = shortest_ways(flow)
    assert set(ways) == set(of("real", flow).automaton.outcomes)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(5000)
        for outcome, places in ways.items():
            page.goto(f"{site}{address('real', flow)}")
            for number, place in enumerate(places):
                page.locator(".flow-still a.way" if number == 0 else "article a.way").nth(place).click()
            assert page.url == f"{site}{address('real', flow)}{outcome}/"
            record = of("real", flow).flow.record.outcomes[outcome]
            assert page.locator("h1").inner_text().rstrip("¶").strip() == record.title


def shortest_ways(flow: str) -> dict[str, list[int]]:
    """For each outcome the places of the links on a shortest way there."""
    found, automaton = of("real", flow), of("real", flow).automaton
    ways: dict[int, list[int]] = {}
    outcomes: dict[str, list[int]] = {}
    waiting: list[tuple[Edge, list[int]]] = [(automaton.start, [])]
    for edge, places in waiting:
        if edge.outcome is not None:
            outcomes.setdefault(edge.outcome, places)
        elif edge.state is not None and edge.state not in ways:
            ways[edge.state] = places
            page = automaton.pages[edge.state]
            offered = [
                v for v in found.program.variables[page.variable].values if any(v in e.values for e in page.edges)
            ]
            waiting += [(page.edge(value), [*places, place]) for place, value in enumerate(offered)]
    return outcomes


def test_the_first_question_of_the_home_page_leads_into_the_flow(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(site)
    ways = page.locator("article a.way")
    labels = [way.inner_text() for way in ways.all()]
    targets = [way.evaluate("way => way.href") for way in ways.all()]
    page.goto(f"{site}{address('real', FIRST)}")
    still = page.locator(".flow-still a.way")
    assert labels == [way.text_content() for way in still.all()]
    assert targets == [way.evaluate("way => way.href") for way in still.all()]


def test_a_page_speaks_to_the_reader_whose_answers_this_device_remembers(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def said(path: str) -> str | None:
        page.goto(f"{site}{path}")
        until(page, "customElements.get('for-you') !== undefined")
        line = page.locator("for-you")
        return line.inner_text() if line.is_visible() else None

    paths = ("faq/gap-year-bad/", "scenarios/d/", "visas/f-1/", "guides/letters/")
    assert [said(path) for path in paths] == [None] * 4
    kept = {"work-now": "nothing", "refusals": "none", "passport": "none"}
    page.evaluate("kept => localStorage.setItem('kb:/:answers', JSON.stringify(kept))", kept)
    assert [said(path) for path in paths] == [
        "For your situation: You have no work at present, and one fixed half day a week with patients already changes "
        "that line of your CV. Stuck abroad: what should I do next?",
        "For your situation: You were never refused, so this is not your scenario. "
        "Stuck abroad: what should I do next?",
        None,
        None,
    ]
    page.goto(f"{site}faq/gap-year-bad/")
    page.locator("for-you a").click()
    assert page.url.startswith(f"{site}{address('real', FIRST)}")
    page.get_by_role("button", name="Forget everything").click()
    assert said("faq/gap-year-bad/") is None
    page.evaluate("localStorage.setItem('kb:/:answers', '[1, null]')")
    assert said("faq/gap-year-bad/") is None
    assert errors == []


LATE = " We meant to read it again before today: check it before you act."


def test_the_result_names_its_oldest_rule_and_says_when_it_is_due(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    days = []
    for flow in (FIRST, "visitor-visa", "j1-or-h1b", "this-cycle-or-wait"):
        seen = {}
        for year in (2026, 2046):
            page.clock.set_fixed_time(f"{year}-11-24T12:00:00Z")
            page.goto(f"{site}{address('real', flow)}")
            to_the_end(page)
            line = page.locator(".flow-view .why", has_text="Oldest rule")
            seen[year] = line.inner_text()
        rule = line.locator("a").evaluate("it => it.href")
        assert page.request.get(rule).status == 200
        fact = knowledge("real").find("fact", Fact, rule.rstrip("/").rpartition("/")[2])
        assert fact is not None
        assert re.fullmatch(r"Oldest rule behind this plan: .+, as of \d+ \w+ \d{4}\.", seen[2026])
        assert seen[2046] == seen[2026] + (LATE if fact.record.review_by else "")
        days.append(fact.record.review_by)
    assert any(days)


def test_a_step_says_what_it_says_in_the_runner_and_on_its_state_page(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}{address('real', 'short-chart')}")
    assert "some passports cannot receive the visa" in page.locator(".flow-view").inner_text()
    page.goto(f"{site}{address('real', FIRST)}")
    page.locator(".flow-view button.way").nth(1).click()
    assert "On either list, an offer does not open the visa" in page.locator(".flow-told").inner_text()
    assert "On either list, an offer does not open the visa" in (page.locator(".flow-still").text_content() or "")
