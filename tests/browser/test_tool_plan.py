"""The plan: taken over from what the device knows, a link or a code; ticked, dated, noted, exported, printed."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.logic.domains import question
from generator.logic.journeys import given, walked
from generator.logic.walk import answers_to_values
from generator.model import Flow, Journey, JourneyFile
from generator.model.question import ChoicesQuestion
from tests.browser.tool_page import SCHEMES, obstacles, opened, renderer, saved, shelf
from tests.calendars import calendar

TOOL, FLOW = "my-plan", "what-next"
NOW = "2026-11-24T10:00:00+05:30"
SAVE = "Save as a calendar file"
Profile = dict[str, Any]


QUESTIONS = "JSON.stringify(document.querySelector('tool-plan').data.flows[0].questions)"


def journeys(flow: str) -> list[Journey]:
    files = [it.record for it in renderer().knowledge.of("journey", JourneyFile) if it.record.flow == flow]
    return [journey for file in files for journey in file.journeys]


def profile(journey: Journey) -> Profile:
    """The answers as the browser keeps them."""
    knowledge = renderer().knowledge
    values, problems = answers_to_values(knowledge, journey.answers)
    assert problems == []
    several = {id_ for id_ in journey.answers if isinstance(question(knowledge, id_), ChoicesQuestion)}
    return {id_: list(answer) if id_ in several else values[id_] for id_, answer in journey.answers.items()}


def actions(flow: str, journey: Journey) -> frozenset[str]:
    compiled = renderer().compiled[flow]
    record = compiled.flow.record
    assert isinstance(record, Flow)
    return given(walked(journey, compiled.program, renderer().knowledge), record)


def with_many() -> Journey:
    return max(journeys(FLOW), key=lambda it: (len(actions(FLOW, it)), it.title))


@pytest.fixture
def both(both: tuple[BrowserContext, Page]) -> tuple[BrowserContext, Page]:
    """A page that results can be taken over on."""
    ready(both[1])
    return both


def ready(page: Page) -> Page:
    page.locator("tool-plan[data-ready]").wait_for()
    return page


def answered(page: Page, answers: Profile, **more: Any) -> None:
    """This tab has given these answers to a flow."""
    page.evaluate("(text) => sessionStorage.setItem('kb:/:answers', text)", json.dumps(answers))
    for key, value in more.items():
        page.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [f"kb:/:{key}", json.dumps(value)])
    page.reload()
    ready(page)


def take(page: Page) -> list[str]:
    """Takes the result of the main flow over; the ids of its tasks."""
    answered(page, profile(with_many()))
    page.get_by_role("button", name="Take it over").first.click()
    return ids(page)


def ids(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".plan-task", "all => all.map((it) => it.dataset.id)")
    return found


def upcoming(page: Page) -> list[str]:
    return page.locator(".plan-next .tool-box span").all_inner_texts()


def write(page: Page, number: int, due: str = "", note: str = "") -> None:
    task = page.locator(".plan-task").nth(number)
    if task.locator("details").get_attribute("open") is None:
        task.locator("summary").click()
    if due:
        task.locator("input[type=date]").fill(due)
    if note:
        task.locator("textarea").fill(note)
        task.locator("textarea").blur()


@pytest.mark.parametrize("flow", [FLOW, "this-cycle-or-wait", "take-step-2-now", "parallel-route", "visitor-visa"])
def test_every_journey_gives_the_plan_that_python_gives(page: Page, flow: str) -> None:
    for journey in journeys(flow):
        answered(page, profile(journey))
        found = page.evaluate(
            """async (id) => {
              const { knownHere, resultsHere } = await import("/components/tool-plan/results.mjs");
              const { flows } = document.querySelector("tool-plan").data;
              return resultsHere(flows.filter(({ flow }) => flow === id), knownHere("/").answers()).map(
                ({ actions }) => actions.map((each) => each.id).sort());
            }""",
            flow,
        )
        assert found == [sorted(actions(flow, journey))], journey.title


def test_nothing_is_known_at_first_and_the_page_says_where_to_begin(page: Page) -> None:
    assert page.locator("tool-plan").get_by_text("No plan yet.").is_visible()
    links = page.locator("tool-plan > p a").evaluate_all("all => all.map((it) => it.getAttribute('href'))")
    assert links[0] == "../../flows/what-next/"


def test_a_result_of_this_device_is_offered_and_taken_over_without_the_answers(page: Page) -> None:
    assert sorted(take(page)) == sorted(actions(FLOW, with_many()))
    assert page.get_by_text("No plan yet.").is_hidden()
    text = page.evaluate("localStorage.getItem('kb:/:tool:my-plan')")
    answers = profile(with_many())
    assert [question for question in answers if f'"{question}"' in text] == []
    page.evaluate("sessionStorage.clear()")
    page.reload()
    assert sorted(ids(page)) == sorted(actions(FLOW, with_many()))
    assert (page.locator(".plan-task a").first.get_attribute("href") or "").startswith("/actions/")


def test_what_was_ticked_at_the_result_is_ticked_here(page: Page) -> None:
    first = sorted(actions(FLOW, with_many()))[0]
    answered(page, profile(with_many()), ticks={first: True})
    page.get_by_role("button", name="Take it over").first.click()
    done = page.eval_on_selector_all(".plan-task[data-done=true]", "all => all.map((it) => it.dataset.id)")
    assert done == [first]


@pytest.mark.parametrize("form", ["link", "link of elsewhere", "own link"])
def test_a_private_link_gives_its_plan(page: Page, address: str, form: str) -> None:
    answers = profile(with_many())
    given_ = "~".join(f"{id_}.{'_'.join([it] if isinstance(it, str) else it)}" for id_, it in answers.items())
    if form == "own link":
        page.goto(f"{address}#flow={FLOW}&a={given_}&v=xxxxxx")
        page.reload()
        ready(page)
    else:
        host = "https://elsewhere.example/kb" if form == "link of elsewhere" else address.split("/tools/")[0]
        page.get_by_label("Plan code").fill(f"{host}/flows/{FLOW}/#a={given_}&v=xxxxxx")
        page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Take it over").first.click()
    assert sorted(ids(page)) == sorted(actions(FLOW, with_many()))


def test_the_way_from_a_result_is_completed_by_this_tab_only_if_it_says_nothing_else(page: Page, address: str) -> None:
    answers = profile(with_many())
    sensitive = {it["id"] for it in json.loads(page.evaluate(QUESTIONS)) if it.get("sensitive")}
    assert sensitive & answers.keys()
    public = {id_: it for id_, it in answers.items() if id_ not in sensitive}
    hash_ = "~".join(f"{id_}.{'_'.join([it] if isinstance(it, str) else it)}" for id_, it in public.items())
    page.goto(f"{address}#flow={FLOW}&a={hash_}&v=xxxxxx")
    page.reload()
    ready(page)
    assert page.get_by_text("Some questions are still open").get_by_role("link").count() == 1
    answered(page, answers)
    page.get_by_role("button", name="Take it over").first.click()
    assert sorted(ids(page)) == sorted(actions(FLOW, with_many()))
    other = next(id_ for id_ in public if isinstance(public[id_], str))
    answered(page, answers | {other: "not-sure"})
    assert page.get_by_text("Some questions are still open").get_by_role("link").count() == 1


def test_what_another_tab_forgets_is_offered_no_longer_and_the_plan_stays(
    both: tuple[BrowserContext, Page], address: str
) -> None:
    context, page = both
    tasks = take(page)
    answered(page, {**profile(with_many()), **profile(journeys("visitor-visa")[0])})
    page.get_by_role("button", name="Take it over").first.wait_for()
    other = context.new_page()
    other.goto(address)
    ready(other)
    other.evaluate("""async () => (await import("/components/tool-plan/results.mjs")).knownHere("/").forget()""")
    expect(page.get_by_role("button", name="Take it over")).to_have_count(0)
    assert ids(page) == tasks


def test_a_plan_code_gives_its_plan(page: Page) -> None:
    code = page.evaluate(
        """async (answers) => {
          const { planCode } = await import("/components/flow-runner/plan-code.mjs");
          return planCode(document.querySelector("tool-plan").data.flows[0], answers, { sensitive: true });
        }""",
        profile(with_many()),
    )
    page.get_by_label("Plan code").fill(f"{code[:4]} {code[4:]}".upper())
    page.get_by_role("button", name="Look at it").click()
    page.locator(".tool-card", has_text="Stuck abroad").get_by_role("button", name="Take it over").click()
    assert sorted(ids(page)) == sorted(actions(FLOW, with_many()))


@pytest.mark.parametrize(
    "text", ["", "zzzz-zzzz", "https://example.org/", "https://example.org/flows/what-next/#a=", "#"]
)
def test_what_is_no_code_and_no_link_is_refused_plainly(page: Page, text: str) -> None:
    page.get_by_label("Plan code").fill(text)
    page.get_by_role("button", name="Look at it").click()
    assert page.locator(".tool-said").inner_text().startswith("This is no plan code and no link")


def test_an_unfinished_link_leads_back_to_its_questions(page: Page) -> None:
    first = next(iter(profile(with_many()).items()))
    answer = first[1] if isinstance(first[1], str) else "_".join(first[1])
    page.get_by_label("Plan code").fill(f"https://example.org/flows/{FLOW}/#a={first[0]}.{answer}&v=x")
    page.get_by_role("button", name="Look at it").click()
    link = page.get_by_text("Some questions are still open").get_by_role("link")
    assert link.get_attribute("href") == f"../../flows/{FLOW}/#a={first[0]}.{answer}&v=x"


def test_ticks_days_and_notes_last_and_decide_what_is_next(page: Page) -> None:
    take(page)
    titles = page.locator(".plan-task strong").all_inner_texts()
    assert upcoming(page) == titles[:3]
    write(page, 4, due="2026-11-26")
    write(page, 3, due="2026-11-20")
    assert [it.split("\n") for it in upcoming(page)] == [
        [titles[3], "Fri 20 November 2026 – overdue"], [titles[4], "Thu 26 November 2026 – in 2 days"], [titles[0]],
    ]  # fmt: skip
    write(page, 0, note="First line\nsecond line")
    page.locator(".plan-next input").first.check()
    assert [it.split("\n")[0] for it in upcoming(page)] == [titles[3], titles[4], titles[0]]
    page.reload()
    assert [it.split("\n")[0] for it in upcoming(page)] == [titles[4], titles[0], titles[1]]
    assert page.locator(".plan-task").first.locator(".plan-note").inner_text() == "First line\nsecond line"
    assert page.locator(".plan-task").nth(3).get_attribute("data-done") == "true"


def test_own_tasks_can_be_added_deleted_and_brought_back(page: Page) -> None:
    take(page)
    page.get_by_label("Task", exact=True).fill("Write to <b>Ayesha</b>")
    page.get_by_role("button", name="Add", exact=True).click()
    assert page.locator(".plan-task strong").last.inner_text() == "Write to <b>Ayesha</b>"
    write(page, len(ids(page)) - 1, due="2026-12-01", note="soon")
    page.get_by_role("button", name="Delete: Write to <b>Ayesha</b>").click()
    assert page.get_by_text("Write to <b>Ayesha</b>", exact=True).count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".plan-task .plan-note").last.inner_text() == "soon"


def test_a_new_result_keeps_what_was_written_also_for_what_it_leaves_out(page: Page) -> None:
    before = take(page)
    write(page, 0, note="A note on the first")
    other = min(journeys(FLOW), key=lambda it: (len(actions(FLOW, it) & set(before)), it.title))
    left = [id_ for id_ in before if id_ not in actions(FLOW, other)]
    write(page, before.index(left[-1]), note="A note on one that goes")
    answered(page, profile(other))
    assert page.get_by_text("A newer result").is_visible()
    page.get_by_role("button", name="Take it over").first.click()
    assert set(ids(page)) == actions(FLOW, other) | {left[-1], *({before[0]} - set(actions(FLOW, other)))}
    assert page.locator(f".plan-task[data-id={left[-1]}] .plan-note").inner_text() == "A note on one that goes"
    assert page.get_by_text("No longer in your plan").is_visible()
    answered(page, profile(with_many()))
    page.get_by_role("button", name="Take it over").first.click()
    assert sorted(ids(page)) == sorted(before)
    assert page.locator(f".plan-task[data-id={left[-1]}] .plan-note").inner_text() == "A note on one that goes"


def test_the_calendar_file_holds_own_days_and_the_official_dates(page: Page) -> None:
    take(page)
    write(page, 0, due="2026-12-01", note="With a note; and marks")
    name, text = saved(page, SAVE)
    found = calendar(text)
    assert name == "my-plan.ics"
    events = {str(it["UID"]): it for it in found.walk("VEVENT")}
    own = events[f"{ids(page)[0]}.my-plan@127.0.0.1"]
    assert own["DTSTART"].dt == datetime.date(2026, 12, 1)
    assert [alarm["TRIGGER"].dt for alarm in own.walk("VALARM")] == [datetime.timedelta(hours=9)]
    assert str(own["DESCRIPTION"]).endswith("\nWith a note; and marks")
    assert "/actions/" in str(own["URL"])
    official = [it for uid, it in events.items() if uid.endswith("@match-from-abroad")]
    assert len(official) == len(events) - 1 > 10
    assert [it for it in official if "Source: " not in str(it["DESCRIPTION"])] == []
    page.get_by_label("official dates").uncheck()
    assert len(calendar(saved(page, SAVE)[1]).walk("VEVENT")) == 1


def test_two_tabs_do_not_undo_each_other_and_typing_is_not_disturbed(
    both: tuple[BrowserContext, Page], address: str
) -> None:
    context, page = both
    take(page)
    other = context.new_page()
    other.goto(address)
    page.locator(".plan-task").first.locator("summary").click()
    note = page.locator(".plan-task textarea").first
    note.press_sequentially("Half a sen")
    other.locator(".plan-task input[type=checkbox]").nth(2).check()
    expect(page.locator(".plan-task").nth(2)).to_have_attribute("data-done", "true")
    page.keyboard.type("tence")
    note.blur()
    items = shelf(page, TOOL)["value"]["items"]
    order = ids(page)
    assert [items[order[0]], items[order[2]]] == [{"note": "Half a sentence"}, {"done": True}]


def test_without_storage_it_works_and_says_so(browser: Browser, address: str) -> None:
    with opened(browser, address, NOW) as (_, page):
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('No'); } })")
        page.reload()
        ready(page)
        take(page)
        page.locator(".plan-task input[type=checkbox]").first.check()
        assert page.locator(".plan-task").first.get_attribute("data-done") == "true"
        assert "keeps nothing for this site" in page.locator(".tool-warning").inner_text()


def test_once_it_is_loaded_it_needs_no_network(both: tuple[BrowserContext, Page]) -> None:
    context, page = both
    context.set_offline(True)
    code = "zzzz"
    page.get_by_label("Plan code").fill(code)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Task", exact=True).fill("Offline")
    page.get_by_role("button", name="Add", exact=True).click()
    assert ids(page) != []
    assert "BEGIN:VEVENT" in saved(page, SAVE)[1]


def test_it_can_be_used_by_keyboard_alone_and_the_focus_stays(page: Page) -> None:
    take(page)
    page.locator(".plan-task input[type=checkbox]").first.focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.closest('.plan-task').dataset.done") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".plan-task details").first.get_attribute("open") is not None


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_obstacle_and_no_page_wider_than_the_screen(browser: Browser, address: str, scheme: str, width: int) -> None:
    with opened(browser, address, NOW, viewport={"width": width, "height": 800}) as (_, page):
        page.evaluate("(name) => { document.body.dataset.mdColorScheme = name; }", SCHEMES[scheme])
        ready(page)
        take(page)
        page.evaluate("(name) => { document.body.dataset.mdColorScheme = name; }", SCHEMES[scheme])
        write(page, 1, due="2026-11-30", note="https://example.org/" + "a-long-address-without-a-break" * 5)
        page.locator(".plan-task input[type=checkbox]").nth(2).check()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert obstacles(page) == []
