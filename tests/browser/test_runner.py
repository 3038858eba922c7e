"""The runner on a page of its own: what a reader does, and what the page then says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.components import until
from tests.browser.local_site import served
from tests.browser.trip import lay_out, shop, trip

SITE_WORDS = 'Written "on purpose" <b>& here</b>'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("trip")
    lay_out(folder, trip())
    lay_out(folder, shop())
    with served(folder) as root:
        yield f"{root}flows/trip/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce") as context:
        context.set_default_timeout(3000)
        yield context


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.locator("flow-runner").wait_for()  # its data comes after the page
    yield page
    assert errors == []


def heading(page: Page) -> str:
    return page.locator(".flow-heading").inner_text()


def drawn(page: Page) -> Page:
    """The page, once all that waits for the next pictures is there."""
    until(page, "document.querySelector('flow-runner').waiting?.length === 0")
    return page


def choose(page: Page, *answers: str) -> None:
    for answer in answers:
        page.locator(".flow-view").get_by_role("button", name=answer).click()
        drawn(page)


def tick(page: Page, *options: str) -> None:
    for option in options:
        page.locator(".flow-view").get_by_role("checkbox", name=option).check()
    choose(page, "Continue")


def to_the_end(page: Page) -> None:
    choose(page, "In a city")
    tick(page, "A pump")
    choose(page, "Up to 5")


def notes(page: Page) -> list[str]:
    return drawn(page).locator(".flow-notes > p").all_inner_texts()


def taken(page: Page) -> list[str]:
    """The answers from before that the page says it has used."""
    return drawn(page).locator(".flow-taken dl > div").all_inner_texts()


def plan(page: Page) -> list[str]:
    return drawn(page).locator(".flow-plan label").all_inner_texts()


def test_one_question_stands_on_the_page_at_a_time_and_the_last_answer_gives_the_result(page: Page) -> None:
    seen = [heading(page)]
    assert page.locator(".flow-still").is_hidden()
    choose(page, "In a city")
    seen.append(heading(page))
    tick(page, "Tyre levers", "A pump")
    seen.append(heading(page))
    choose(page, "6 to 20")
    seen.append(heading(page))
    choose(page, "Since 2020")
    seen.append(heading(page))
    assert seen == ["Where do you live?", "Which tools do you carry?", "How far is it?", "When was it bought?", "Ride"]
    assert page.locator(".flow-risk").inner_text() == "Scenario: Sunday rider · Timeline risk: Low"
    assert plan(page) == ["Pump up the tyres"]
    assert page.locator(".flow-verdicts li").inner_text().startswith("● By train: Open – Every hour.")
    assert "Enjoy the wind." in page.locator(".flow-view").inner_text()


def test_progress_names_the_fewest_and_the_most_questions_left(page: Page) -> None:
    said = [page.locator(".flow-progress").inner_text()]
    for step in ("In a village", "A pump", "6 to 20"):
        tick(page, step) if step == "A pump" else choose(page, step)
        said.append(page.locator(".flow-progress").inner_text())
    assert said == ["1 to 4 questions left", "1 to 3 questions left", "1 to 2 questions left", "Last question"]


def test_focus_moves_to_the_new_question_and_one_region_speaks(page: Page) -> None:
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    choose(page, "In a village")
    assert page.evaluate("document.activeElement.textContent") == "Which tools do you carry?"
    assert page.locator("flow-runner > [role=status]").inner_text() == (
        "1 to 3 questions left For your plan, from here on:Note the last bus: Villages have few."
    )
    assert page.title() == "Which tools do you carry? - Trip"
    assert page.locator(".flow-told li").all_inner_texts() == ["Note the last bus: Villages have few."]


def test_back_forward_and_reload_give_the_same_view(page: Page) -> None:
    to_the_end(page)
    for expected in ("How far is it?", "Which tools do you carry?", "Where do you live?"):
        page.go_back()
        expect(page.locator(".flow-heading")).to_have_text(expected)
        page.reload()
        expect(page.locator(".flow-heading")).to_have_text(expected)
    page.go_forward()
    page.go_forward()
    page.go_forward()
    expect(page.locator(".flow-heading")).to_have_text("Ride")
    page.reload()
    assert plan(page) == ["Pump up the tyres"]


def test_answers_stand_in_the_fragment_without_the_sensitive_ones(page: Page, address: str) -> None:
    to_the_end(page)
    assert page.url == f"{address}#a=tools.pump~distance.short&v=k3f9a2"


def test_a_link_asks_only_for_what_it_leaves_out(context: BrowserContext, page: Page, address: str) -> None:
    other = context.new_page()
    other.goto(f"{address}#a=home.village~tools.none&v=k3f9a2")
    assert heading(other) == "Take the bus"
    other.goto(f"{address}#a=tools.none&v=k3f9a2")
    assert heading(other) == "Where do you live?"
    choose(other, "In a village")
    assert heading(other) == "Take the bus"
    assert plan(other) == ["Note the last bus", "Ask a friend"]


def test_answers_of_an_old_link_that_are_gone_are_left_out_and_named(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}#a=home.moon~weather.wet~tools.pump_horn~distance.short&v=aaaaaa")
    assert heading(page) == "Where do you live?"
    assert notes(page) == [
        "These questions have changed since this link was made. The answers that still exist are used.",
        "Left out, because it no longer exists: home: moon; weather: wet; tools: horn.",
    ]
    choose(page, "In a city")
    assert heading(page) == "Ride"


@pytest.mark.parametrize(
    "hash_", ["#a=", "#a=~~..=&v", "#a=__proto__.x~constructor.y", "#code=zzzzzzzz", "#a=home", "#%"]
)
def test_no_fragment_breaks_the_page(context: BrowserContext, address: str, hash_: str) -> None:
    page = context.new_page()
    page.goto(address + hash_)
    assert heading(page) == "Where do you live?"


def test_changing_an_answer_keeps_what_still_applies_names_what_falls_away_and_can_be_undone(page: Page) -> None:
    choose(page, "In a city")
    tick(page, "A pump")
    choose(page, "6 to 20", "Since 2020")
    page.get_by_role("button", name="Change: How far is it?").click()
    assert heading(page) == "How far is it?"
    assert page.locator("button[aria-current]").inner_text() == "6 to 20 (your answer)"
    choose(page, "21 or more")
    assert heading(page) == "Take the bus"
    assert notes(page) == [
        "No longer asked: “When was it bought?” (Since 2020). Your answers come back if you change back.",
        "Your result is another one now.",
    ]
    assert plan(page) == ["Pump up the tyres", "Ask a friendnew"]
    page.reload()
    page.get_by_role("button", name="Change: How far is it?").click()
    choose(page, "6 to 20")
    assert heading(page) == "Ride"
    assert notes(page) == ["Your result is another one now.", "No longer in your plan: Ask a friend."]


def test_a_change_can_be_left_without_changing_anything(page: Page) -> None:
    to_the_end(page)
    page.get_by_role("button", name="Change: Where do you live?").click()
    page.reload()
    assert heading(page) == "Where do you live?"
    choose(page, "Keep my answer")
    assert heading(page) == "Ride"
    page.go_back()
    expect(page.locator(".flow-heading")).to_have_text("Where do you live?")


def test_the_previous_question_is_one_press_away(page: Page) -> None:
    choose(page, "In a city")
    choose(page, "Previous question")
    assert heading(page) == "Where do you live?"


def test_an_exclusive_option_clears_the_others_and_nothing_at_all_is_no_answer(page: Page) -> None:
    choose(page, "In a city")
    choose(page, "Continue")
    assert page.locator(".flow-view [role=alert]").inner_text() == "Tick at least one line."
    boxes = page.locator(".flow-view").get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    boxes.nth(2).check()
    assert [boxes.nth(place).is_checked() for place in range(4)] == [False, False, True, False]
    boxes.nth(1).check()
    assert [boxes.nth(place).is_checked() for place in range(4)] == [False, True, False, False]


def test_a_number_and_a_date_can_be_typed(page: Page) -> None:
    choose(page, "In a city")
    tick(page, "A pump")
    assert page.get_by_label("Type it").get_attribute("inputmode") == "numeric"
    for wrong in ("", "far", "101", "5.5", "5,0"):
        page.get_by_label("Type it (km, 0 to 100)").fill(wrong)
        choose(page, "Continue")
        assert (
            page.locator(".flow-view [role=alert]").inner_text()
            == "Write a whole number from 0 to 100, or choose below."
        )
    page.get_by_label("Type it").fill("12")
    choose(page, "Continue")
    page.get_by_label("Type it").fill("2019-12-31")
    choose(page, "Continue")
    assert heading(page) == "Take the bus"


def test_the_diagram_marks_the_place_the_way_taken_and_what_is_open(page: Page) -> None:
    def marks() -> dict[str, str]:
        found: dict[str, str] = page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.node')]"
            ".map((it) => [it.getAttribute('href').slice(6), it.dataset.mark]))"
        )
        return found

    assert set(marks().values()) == {"here", "open"}
    choose(page, "In a village")
    assert marks() == {
        "home": "taken",
        "tools": "here",
        "bus": "taken",
        "distance": "open",
        "ride": "open",
        "stay": "open",
        "ask": "open",
    }
    tick(page, "None of these")
    assert marks() == {
        "home": "taken",
        "tools": "taken",
        "bus": "taken",
        "distance": "closed",
        "ride": "closed",
        "stay": "here",
        "ask": "closed",
    }
    assert page.locator(".node[aria-current]").get_attribute("aria-label") == "stay (you are here)"


def test_a_node_of_the_diagram_leads_to_its_question(page: Page, address: str) -> None:
    choose(page, "In a city")
    page.locator('.node[href="#step-home"]').dispatch_event("click")
    assert heading(page) == "Where do you live?"
    page.go_back()
    expect(page.locator(".flow-heading")).to_have_text("Which tools do you carry?")
    page.locator('.node[href="#step-tools"]').dispatch_event("click")
    assert page.evaluate("document.activeElement.textContent") == "Which tools do you carry?"


def test_a_link_to_another_part_of_the_page_loses_no_answer(page: Page) -> None:
    choose(page, "In a city")
    page.get_by_role("link", name="Further down").click()
    assert page.url.endswith("#elsewhere")
    assert heading(page) == "Which tools do you carry?"
    page.reload()
    assert heading(page) == "Which tools do you carry?"


def test_the_result_says_why_and_what_would_change_it(page: Page) -> None:
    to_the_end(page)
    view = page.locator(".flow-view").inner_text()
    assert "These answers decided it:" in view
    assert "Which tools do you carry? None of these / Not sure → “Take the bus”" in view
    assert "How far is it? 21 or more → “Take the bus”" in view
    assert "Where do you live? Not sure → “Ask somebody”" in view
    assert page.locator("section", has_text="What would change this result").locator("> ul > li").all_inner_texts() == [
        "Where do you live? Not sure → “Ask somebody”",
        "Which tools do you carry? None of these / Not sure → “Take the bus”",
        "How far is it? 21 or more → “Take the bus”",
        "How far is it? Not known → “Ask somebody”",
    ]
    assert "In a village" not in page.locator("section", has_text="What would change this result").inner_text()


def test_changes_that_need_further_answers_come_last_each_outcome_on_its_line(browser: Browser, tmp_path: Path) -> None:
    flow = trip()
    flow["states"][5:7] = [[4, [7, 6, 9, 9], 1, 2], [5, [7, 7, 9], 1, 1]]
    flow["states"][1] = [1, [8, 9, 2], 1, 3]
    lay_out(tmp_path, flow)
    with served(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}flows/trip/#a=home.city~tools.none&v=k3f9a2")
        section = drawn(page).locator("section", has_text="What would change this result")
        lines = [re.sub(r"\s+", " ", text) for text in section.locator("> ul > li").all_inner_texts()]
    assert lines == [
        "Where do you live? Not sure → “Ask somebody”",
        "Which tools do you carry? Not sure → “Ask somebody”",
        "Which tools do you carry? A pump / Tyre levers → by further answers: “Ride” “Ask somebody”",
    ]


def test_answers_and_ticks_last_as_long_as_the_tab_unless_the_reader_says_more(
    context: BrowserContext, page: Page, address: str
) -> None:
    to_the_end(page)
    page.get_by_role("checkbox", name="Pump up the tyres").check()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("Object.keys(sessionStorage).sort()") == ["kb:/flows/:answers", "kb:/flows/:ticks"]
    page.reload()
    assert page.get_by_role("checkbox", name="Pump up the tyres").is_checked()
    other_tab = context.new_page()
    other_tab.goto(address)
    assert heading(other_tab) == "Where do you live?"


def test_what_one_flow_asked_another_uses_in_the_same_tab_says_so_and_lets_it_be_changed(
    page: Page, address: str
) -> None:
    choose(page, "In a city")
    page.goto(address.replace("/trip/", "/shop/"))
    assert heading(page) == "How far is it?"
    assert taken(page) == ["Where do you live?\nIn a city\nChange"]
    assert page.locator(".flow-taken summary").inner_text() == "Not asked again, taken from before: 1"
    page.reload()
    assert taken(page) == ["Where do you live?\nIn a city\nChange"]
    page.get_by_role("button", name="Change: Where do you live?").click()
    choose(page, "In a village")
    assert heading(page) == "How far is it?"
    assert taken(page) == []
    choose(page, "6 to 20")
    page.goto(address)
    assert heading(page) == "Which tools do you carry?"
    assert taken(page) == ["Where do you live?\nIn a village\nChange"]
    tick(page, "A pump")
    assert heading(page) == "When was it bought?"
    assert taken(page) == ["How far is it?\n6 to 20\nChange"]
    assert "taken from before: 1" in page.locator("flow-runner > [role=status]").inner_text()
    page.get_by_role("button", name="Forget everything").click()
    page.goto(address.replace("/trip/", "/shop/"))
    assert heading(page) == "Where do you live?"


FOR_YOU = {
    "format": 1,
    "root": "../",
    "questions": [{"id": "home", "kind": "choice", "answers": [{"id": "city"}]}],
    "variables": [{"question": 0, "option": -1, "values": ["city"]}],
    "lines": [[["in", 0, [0]], "You live in a city."]],
    "title": "Shall I ride there?",
    "url": "#",
}


SPEAK = """async (data) => {
  await import("/components/for-you/for-you.mjs");
  const script = Object.assign(document.createElement("script"), { type: "application/json" });
  const line = document.createElement("for-you");
  script.textContent = JSON.stringify(data);
  line.hidden = true;
  line.append(script);
  document.body.append(line);
  return line.hidden ? "" : line.textContent;
}"""


def test_other_pages_speak_of_the_answers_given_in_this_tab_until_they_are_forgotten_in_any(
    context: BrowserContext, page: Page, address: str
) -> None:
    line = "For your situation: You live in a city. Shall I ride there?"
    assert page.evaluate(SPEAK, FOR_YOU) == ""
    choose(page, "In a city")
    assert page.evaluate(SPEAK, FOR_YOU) == line
    page.get_by_role("button", name="Forget everything").click()
    assert page.evaluate(SPEAK, FOR_YOU) == ""
    choose(page, "In a city")
    assert page.evaluate(SPEAK, FOR_YOU) == line
    other = context.new_page()
    other.goto(address)
    other.get_by_role("button", name="Forget everything").click()
    expect(page.locator("for-you:not([hidden])")).to_have_count(0)


def test_a_link_with_answers_is_shown_as_it_was_sent_whatever_this_tab_knows(page: Page, address: str) -> None:
    choose(page, "In a village")
    page.goto(f"{address.replace('/trip/', '/shop/')}#a=distance.short&v=k3f9a2")
    assert heading(page) == "Where do you live?"


def test_remembered_answers_come_back_on_this_device_until_everything_is_forgotten(
    context: BrowserContext, page: Page, address: str
) -> None:
    choose(page, "In a city")
    page.get_by_label("Remember my answers").check()
    tick(page, "A pump")
    choose(page, "Up to 5")
    page.get_by_role("checkbox", name="Pump up the tyres").check()
    later = context.new_page()
    later.goto(address)
    assert heading(later) == "Ride"
    assert later.locator(".flow-taken summary").inner_text().endswith("taken from before: 3")
    later.locator(".flow-taken summary").click()
    assert taken(later)[1] == "Which tools do you carry?\nA pump\nChange"
    assert later.get_by_role("checkbox", name="Pump up the tyres").is_checked()
    later.get_by_role("button", name="Forget everything").click()
    assert heading(later) == "Where do you live?"
    assert later.url == address
    assert later.evaluate("[localStorage, sessionStorage].map((it) => ({ ...it }))") == [{"kb:/flows/:run": "1"}] * 2
    later.reload()
    assert heading(later) == "Where do you live?"


def test_what_one_tab_forgets_the_others_forget_too_and_say_so(
    context: BrowserContext, page: Page, address: str
) -> None:
    other = context.new_page()
    other.goto(address)
    choose(other, "In a village")
    tick(other, "None of these")
    assert heading(other) == "Take the bus"
    asleep = context.new_page()
    asleep.goto(address)
    choose(asleep, "In a city")
    asleep.goto("about:blank")
    page.get_by_role("button", name="Forget everything").click()
    expect(other.locator(".flow-heading")).to_have_text("Where do you live?")
    assert notes(other) == ["Everything was forgotten in another tab, and so it is here."]
    assert other.url == address
    asleep.goto(address)
    assert heading(asleep) == "Where do you live?"
    asleep.go_back()
    asleep.go_back()
    expect(asleep.locator(".flow-heading")).to_have_text("Where do you live?")
    choose(other, "In a city")
    assert heading(other) == "Which tools do you carry?"
    other.reload()
    assert heading(other) == "Which tools do you carry?"


def test_who_stops_remembering_keeps_the_answers_for_this_tab(page: Page, address: str) -> None:
    page.get_by_label("Remember my answers").check()
    choose(page, "In a city")
    page.get_by_label("Remember my answers").uncheck()
    assert page.evaluate("localStorage.length") == 0
    page.goto(address.replace("/trip/", "/shop/"))
    assert heading(page) == "How far is it?"


def test_the_first_screen_of_a_result_does_not_wait_for_the_rest_and_paper_gets_all(page: Page, address: str) -> None:
    choose(page, "In a village")
    tick(page, "A pump")
    page.evaluate("window.requestAnimationFrame = () => 0")
    page.locator(".flow-view").get_by_role("button", name="Up to 5").click()
    assert heading(page) == "Ride"
    assert page.locator(".flow-view .lead").inner_text() == "Nothing speaks against it."
    assert page.locator(".flow-view section").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".flow-view section h3").all_inner_texts() == [
        "Why", "Your plan", "What is open to you", "What this means", "What to stop", "What would change this result",
        "Read next", "Your answers", "Keep it or share it",
    ]  # fmt: skip


def test_the_plan_and_the_verdicts_name_the_answers_that_decided_them(page: Page) -> None:
    choose(page, "In a village")
    tick(page, "A pump", "Tyre levers")
    choose(page, "Up to 5")
    reasons = drawn(page).locator(".flow-plan li, .flow-verdicts li")
    assert [re.sub(r"\s+", " ", text).strip() for text in reasons.all_inner_texts()] == [
        "Note the last bus Villages have few. How Because you answered: Home: In a village",
        "Pump up the tyres Before each ride. (5 minutes) How "
        "Because you answered: Which tools do you carry? A pump, Tyre levers",
        "○ By train: Closed – No station. Because you answered: Home: In a village",
    ]


def test_the_verdict_for_all_others_names_the_answers_that_ruled_the_rest_out(page: Page) -> None:
    to_the_end(page)
    assert drawn(page).locator(".flow-verdicts .flow-because").inner_text() == "Because you answered: Home: In a city"


def test_the_hours_of_a_plan_are_added_up_where_its_actions_say_them(page: Page) -> None:
    choose(page, "In a village")
    tick(page, "A pump")
    choose(page, "Up to 5")
    assert drawn(page).locator(".flow-plan h4").all_inner_texts() == ["Now about 3–6 hours"]
    found = page.evaluate(
        """async () => {
            const { hours } = await import("/components/flow-runner/result.mjs");
            const of = (...spans) => hours(spans.map((span) => (span ? { hours: span } : {})));
            return [of([1, 1]), of([2, 2], [3, 5]), of([0, 1]), of([4, 9], null), of([0, 3], null), of(null)];
        }"""
    )
    assert found == ["about 1 hour", "about 5–7 hours", "about 0–1 hour", "at least 4 hours", "", ""]


def test_what_the_flow_says_where_a_reader_stops_is_said_with_the_result(page: Page) -> None:
    choose(page, "In a city")
    tick(page, "None of these")
    assert heading(page) == "Take the bus"
    assert "Carry some." in page.locator(".flow-view").inner_text()
    assert "Old wheels break." not in page.locator(".flow-view").inner_text()


def test_a_printed_plan_carries_its_address_the_day_and_the_plan_code(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-11-24T12:00:00Z")
    to_the_end(page)
    code = drawn(page).locator(".flow-code").inner_text()
    assert not page.locator(".flow-printed").is_visible()
    page.pdf(format="A4")
    page.emulate_media(media="print")
    assert page.locator(".flow-printed").inner_text() == f"{address} · printed on 24 November 2026 · plan code {code}"


def test_after_forgetting_back_brings_no_answer_back(page: Page, address: str) -> None:
    to_the_end(page)
    page.get_by_role("button", name="Forget everything").click()
    page.go_back()
    expect(page.locator(".flow-heading")).to_have_text("Where do you live?")
    assert page.url == address
    assert page.locator(".flow-given dt").count() == 0


def test_a_device_that_keeps_nothing_breaks_nothing(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage'])"
            " Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }});"
        )
        page = context.new_page()
        page.goto(address)
        to_the_end(page)
        assert heading(page) == "Ride"
        page.get_by_label("Remember my answers").click()
        assert not page.get_by_label("Remember my answers").is_checked()


def test_the_two_kinds_of_link_are_explained_and_copied(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(address)
        to_the_end(page)

        def copied(name: str) -> str:
            page.get_by_role("button", name=name).click()
            expect(page.locator(f"button:has-text('{name}') + .flow-copied")).to_have_text("Copied.")
            assert page.locator(".flow-copied:not(:empty)").count() == 1
            text: str = page.evaluate("navigator.clipboard.readText()")
            return text

        assert copied("Copy public link") == f"{address}ride/"
        assert copied("Copy private link") == f"{address}#a=tools.pump~distance.short&v=k3f9a2"
        public_code = copied("Copy plan code")
        assert copied("Copy as chat text") == (
            f"*Ride*\n\nNothing speaks against it.\n\n*Now*\n– Pump up the tyres\n\n{address}ride/"
        )
        page.get_by_label("Add my sensitive answers").check()
        assert copied("Copy private link") == f"{address}#a=home.city~tools.pump~distance.short&v=k3f9a2"
        private_code = copied("Copy plan code")
        assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", public_code)
        assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", private_code)

        page.goto(address)
        page.get_by_text("I have a plan code").click()
        page.get_by_label("Plan code").fill("AAAA-AAAA")
        page.get_by_role("button", name="Open").click()
        assert page.locator(".flow-foot [role=alert]").inner_text().startswith("This is no plan code")
        page.get_by_label("Plan code").fill(private_code)
        page.get_by_role("button", name="Open").click()
        assert heading(page) == "Ride"
        page.goto(f"{address}#code={public_code}")
        assert heading(page) == "Where do you live?"


def test_a_code_that_would_hold_nothing_is_left_out_until_the_answers_are_added(page: Page, address: str) -> None:
    page.goto(f"{address}#a=home.not-sure&v=k3f9a2")
    share = page.locator(".flow-share")
    share.get_by_text("All answers behind this result are sensitive.").wait_for()
    assert share.locator("button:visible").all_inner_texts() == ["Copy public link", "Copy as chat text", "Print"]
    assert page.locator(".flow-code").inner_text() == ""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "plan code" not in (page.locator(".flow-printed").text_content() or "")
    page.get_by_label("Add my sensitive answers").check()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator(".flow-code").inner_text())
    assert share.get_by_text("All answers behind this result").is_hidden()
    assert share.locator("button:visible").count() == 5


def test_a_result_can_be_kept_as_a_plan_whose_address_holds_no_sensitive_answer(page: Page, address: str) -> None:
    page.goto(f"{address}#a=home.city~tools.pump~distance.short&v=k3f9a2")
    way = drawn(page).get_by_role("link", name="Keep this plan in “My rides”")
    root = address.removesuffix("flows/trip/")
    assert way.get_attribute("href") == f"{root}tools/rides/#flow=trip&a=tools.pump~distance.short&v=k3f9a2"
    way.evaluate("it => it.addEventListener('click', (event) => event.preventDefault())")
    way.click()
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('kb:/flows/:answers'))")
    assert kept == {"home": "city", "tools": ["pump"], "distance": "short"}


def test_ways_to_share_that_do_not_arrive_leave_the_rest_of_the_result(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.route("**/sharing.mjs", lambda route: route.abort())
    page.goto(address)
    to_the_end(page)
    expect(page.locator(".flow-share")).to_contain_text("This part could not be loaded.")
    assert plan(page) == ["Pump up the tyres"]


def test_a_text_can_be_copied_by_hand_where_the_browser_forbids_copying(page: Page) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    to_the_end(page)
    page.get_by_role("button", name="Copy public link").click()
    assert page.get_by_label("Text to copy").input_value().endswith("/flows/trip/ride/")


def test_the_whole_flow_can_be_finished_by_keyboard_alone(page: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            text = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent"
            if name in page.evaluate(text):
                return
        raise AssertionError(f"Tab never reaches {name}")

    tab_to("In a city")
    page.keyboard.press("Enter")
    tab_to("A pump")
    page.keyboard.press("Space")
    tab_to("Continue")
    page.keyboard.press("Enter")
    tab_to("Type it")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    assert heading(page) == "Ride"
    tab_to("Forget everything")
    page.keyboard.press("Space")
    assert heading(page) == "Where do you live?"


def test_every_target_is_at_least_44_px_high(page: Page) -> None:
    targets = ":is(button, summary, label:has([type=checkbox]), [type=text], [type=date])"
    small = f"""() => [...document.querySelectorAll("flow-runner {targets}")]
        .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 44).map((it) => it.outerHTML)"""
    found = list(page.evaluate(small))
    choose(page, "In a city")
    found += page.evaluate(small)
    tick(page, "A pump")
    found += page.evaluate(small)
    choose(page, "Up to 5")
    found += page.evaluate(small)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_in_any_state(page: Page, scheme: str) -> None:
    page.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)

    def violations() -> list[str]:
        found = Axe().run(page, context="flow-runner")
        return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]

    found = violations()
    choose(page, "In a village")
    found += violations()
    tick(page, "A pump")
    found += violations()
    choose(page, "6 to 20")
    found += violations()
    choose(page, "Since 2020")
    found += violations()
    page.get_by_role("button", name="Change: How far is it?").click()
    found += violations()
    assert found == []


def test_words_are_never_read_as_html(browser: Browser, tmp_path: Path) -> None:
    flow = trip()
    flow["questions"][0] |= {"ask": SITE_WORDS, "why": SITE_WORDS}
    flow["questions"][0]["answers"][0] |= {"label": SITE_WORDS, "hint": SITE_WORDS}
    lay_out(tmp_path, flow)
    with served(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}flows/trip/")
        assert heading(page) == SITE_WORDS
        assert page.locator("flow-runner b").count() == 0


@pytest.mark.parametrize("broken", [{"format": 2}, {"states": []}])
def test_a_flow_that_the_program_cannot_read_leaves_the_links_in_place(
    browser: Browser, tmp_path: Path, broken: dict[str, object]
) -> None:
    lay_out(tmp_path, trip(**broken))
    with served(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}flows/trip/")
        until(page, "document.querySelector('flow-runner').coming === null")
        assert page.get_by_role("link", name="In a city").is_visible()
        assert page.locator("flow-runner").is_hidden()


def test_no_request_of_a_whole_flow_holds_an_answer(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.goto(address)
    to_the_end(page)
    page.get_by_label("Remember my answers").check()
    page.get_by_role("button", name="Change: Where do you live?").click()
    choose(page, "In a village")
    page.reload()
    words = ("pump", "short", "city", "village", "a=")
    # Chromium reports the fragment of a navigation with its request, but sends none.
    sent = [re.sub(r"#.*", "", line) for line in asked]
    assert len(sent) > 3
    assert [line for line in sent if any(word in line for word in words)] == []
    assert [line for line in sent if not line.startswith("GET ")] == []
