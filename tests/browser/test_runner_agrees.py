"""The browser's program and Python's on the real flows and on the samples: the same way, outcome, verdicts and plan.

Real Chromium runs the modules that readers get on the JSON that stands in the pages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import combinations, pairwise, product
from math import prod
from pathlib import Path
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.logic.codes import code_list, extremes, plan_code, read_code
from generator.logic.compile import Page as StatePage
from generator.logic.domains import Answer, question
from generator.logic.program import SOME, YES
from generator.logic.reasons import decided, stops
from generator.logic.truth import holds
from generator.logic.walk import Result, answers_to_values, walk
from generator.model.question import ChoicesQuestion, answers
from generator.render.client import Client
from generator.render.compiled import Compiled, compiled_flows
from generator.render.notes import stop_key, stop_notes
from generator.render.runtime import client
from tests.browser.local_site import plain, served
from tests.browser.test_runner import choose, drawn, heading
from tests.browser.trip import lay_out, trip
from tests.build.project import ROOT, SAMPLES, Project, built_once

CONTENTS = {
    "real": ROOT / "content",
    **{folder.name: folder for folder in sorted(SAMPLES.iterdir()) if folder.is_dir()},
}
EVERY = 600
"""So many ways through a flow are all walked; of more, a covering part is."""

Profile = dict[str, Answer]


@cache
def knowledge(name: str) -> KnowledgeBase:
    found, problems = check_content(CONTENTS[name])
    assert found is not None, problems
    return found


def flows() -> list[tuple[str, str]]:
    return [(name, flow) for name in CONTENTS for flow in compiled(name)]


@cache
def compiled(name: str) -> dict[str, Compiled]:
    return compiled_flows(knowledge(name))


@cache
def as_json(name: str, flow: str) -> dict[str, Any]:
    """What the page fetches, without the places in its diagram."""
    return client(Client.of(of(name, flow), knowledge(name)), ())


@pytest.fixture(scope="module")
def sites(shared_folder: Path, real: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of each built site, below a path of its own."""
    root = tmp_path_factory.mktemp("sites")
    (root / "real").symlink_to(real.root)
    for name, content in CONTENTS.items():
        if name != "real":
            project = built_once(shared_folder, name, partial(Project.copied, content))
            (root / name).symlink_to(project.root)
    with served(root) as address:
        yield {name: f"{address}{name}/site/" for name in CONTENTS}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(5000)
        yield context.new_page()


def of(name: str, flow: str) -> Compiled:
    return compiled(name)[flow]


def questions(name: str, flow: str) -> dict[str, list[Answer]]:
    """The answers that a profile may hold, by question; of several options each alone, and a few together."""
    found: dict[str, list[Answer]] = {}
    for id_ in dict.fromkeys(page.question for page in of(name, flow).automaton.pages):
        asked = question(knowledge(name), id_)
        assert asked is not None
        single: list[Answer] = list(answers(asked))
        if isinstance(asked, ChoicesQuestion):
            shared = [option for option, its in asked.options.items() if not its.exclusive]
            single = [[option] for option in asked.options]
            single += [shared, *map(list, pairwise(shared))]
        found[id_] = single
    return found


@cache
def profiles(name: str, flow: str) -> list[Profile]:
    """All profiles while they are few; else each pair of answers at least once, and each link of the state pages."""
    domains = questions(name, flow)
    if prod(map(len, domains.values())) <= EVERY:
        return [dict(zip(domains, chosen, strict=True)) for chosen in product(*domains.values())]
    random, found = Random(flow), list(along_every_edge(name, flow))
    for first, second in combinations(domains, 2):
        for one, other in product(domains[first], domains[second]):
            rest = {id_: random.choice(domain) for id_, domain in domains.items()}
            found.append(rest | {first: one, second: other})
    return found


def along_every_edge(name: str, flow: str) -> Iterator[Profile]:
    """For each value at each state a profile that comes there and answers so, then goes on anyhow."""
    pages, start = of(name, flow).automaton.pages, of(name, flow).automaton.start.state
    several = {variable.question for variable in of(name, flow).program.variables.values() if variable.option}
    ways: dict[int, dict[str, str]] = {} if start is None else {start: {}}
    waiting = list(ways)
    for number in waiting:
        for edge in pages[number].edges:
            for value in edge.values:
                values = ways[number] | {pages[number].variable: value}
                if edge.state is not None and edge.state not in ways:
                    ways[edge.state] = values
                    waiting.append(edge.state)
                yield answers_of(_to_the_end(pages, edge.state, values), several)


def _to_the_end(pages: tuple[StatePage, ...], state: int | None, values: dict[str, str]) -> dict[str, str]:
    while state is not None:
        edge = pages[state].edges[0]
        values = values | {pages[state].variable: edge.values[0]}
        state = edge.state
    return values


def answers_of(values: dict[str, str], several: set[str]) -> Profile:
    """The answers, by question, that give these values to its variables; `several` names questions with options."""
    found: Profile = {}
    for variable, value in values.items():
        id_, _, option = variable.partition(".")
        chosen = [*found.get(id_, ())] if option else []
        if option or (value == SOME and id_ in several):
            found[id_] = [*chosen, option] if value == YES else chosen
        else:
            found[id_] = value
    return found


def in_python(name: str, flow: str, profile: Profile) -> dict[str, Any]:
    values, problems = answers_to_values(knowledge(name), profile)
    assert problems == []
    result = walk(of(name, flow).program, values)
    reasons = decided(of(name, flow).program, dict(result.asked))
    return {
        "asked": list(dict.fromkeys(variable.partition(".")[0] for variable, _ in result.asked)),
        "outcome": result.outcome,
        "told": sorted(result.told),
        "plan": sorted(result.plan),
        "verdicts": dict(result.verdicts),
        "actionReasons": {id_: list(asked) for id_, asked in reasons.actions.items()},
        "verdictReasons": {path: list(asked) for path, asked in reasons.paths.items()},
        "noted": said_where_it_stops(name, flow, result),
    }


def said_where_it_stops(name: str, flow: str, result: Result) -> str | None:
    """The key of the note of the step where a reader stopped, by the conditions of the steps."""
    found, values = of(name, flow), dict(result.asked)
    noted = stop_notes(found.flow.record)
    rows = [row for row in stops(found.program) if row.result == result.outcome and row.at.loc in noted]
    return next((stop_key(noted[row.at.loc][0]) for row in rows if holds(row.when, values)), None)


IN_BROWSER = """async ([flow, profiles]) => {
    const { collected, ending, reasons, verdicts, walk } = await import("/components/flow-runner/flow.mjs");
    const named = (list) => (places) => places.map((place) => flow[list][place].id);
    const reasons_ = (found, name) =>
        Object.fromEntries([...found].map(([each, asked]) => [name(each), named("questions")(asked)]));
    return profiles.map((profile) => {
        const run = walk(flow, profile);
        const { actions, paths } = reasons(flow, run);
        return {
            asked: named("questions")(run.asked),
            outcome: flow.outcomes[run.outcome]?.id ?? null,
            told: named("actions")(run.told).sort(),
            plan: named("actions")(collected(flow, run)).sort(),
            verdicts: Object.fromEntries(verdicts(flow, run).map(({ path, verdict }) => [path, verdict])),
            actionReasons: reasons_(actions, (action) => flow.actions[action].id),
            verdictReasons: reasons_(paths, (path) => path),
            noted: ending(flow, run) ?? null,
        };
    });
}"""


@pytest.mark.parametrize(("name", "flow"), flows())
def test_browser_and_python_give_the_same_for_a_covering_set_of_answers(name: str, flow: str, modules: Page) -> None:
    wanted = profiles(name, flow)
    found = modules.evaluate(IN_BROWSER, [as_json(name, flow), wanted])
    assert found == [in_python(name, flow, profile) for profile in wanted]
    assert {each["outcome"] for each in found} == set(of(name, flow).automaton.outcomes)


@pytest.mark.parametrize(("name", "flow"), flows())
def test_the_browser_counts_the_questions_left_as_the_automaton_does(name: str, flow: str, modules: Page) -> None:
    differing = modules.evaluate(
        """async (flow) => {
            const { progress } = await import("/components/flow-runner/flow.mjs");
            const whole = (variable) => variable >= 0 && flow.variables[variable].option < 0;
            return flow.states.filter(([variable, , ...left], state) =>
                whole(variable) && String(progress(flow, {}, state)) !== String(left.slice(0, 2)));
        }""",
        as_json(name, flow),
    )
    assert differing == []


@pytest.mark.parametrize(("name", "flow"), flows())
def test_the_page_of_a_flow_fetches_the_program_that_was_compared(
    name: str, flow: str, sites: dict[str, str], tab: Page
) -> None:
    tab.goto(f"{sites[name]}{address(name, flow)}")
    file = tab.locator("flow-runner").get_attribute("src") or ""
    fetched = tab.request.get(f"{sites[name]}{address(name, flow)}{file}")
    assert fetched.json() | {"diagram": {}} == as_json(name, flow)
    expect(tab.locator(".flow-heading")).to_be_visible()


@pytest.mark.parametrize(("name", "flow"), flows())
def test_without_javascript_links_alone_reach_every_outcome_that_python_computes(
    name: str, flow: str, sites: dict[str, str], browser: Browser
) -> None:
    """Every profile of a covering set, clicked; pages met before are not loaded again."""
    found, base = of(name, flow), f"{sites[name]}{address(name, flow)}"
    met: dict[str, list[tuple[str, str]]] = {}
    ends = set()
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for profile in profiles(name, flow):
            values, _ = answers_to_values(knowledge(name), profile)
            result = walk(found.program, values)
            at = base
            state = found.automaton.start.state
            while state is not None:
                if at not in met:
                    page.goto(at)
                    ways = page.locator(".flow-still a.way" if at == base else "article a.way")
                    met[at] = [(way.inner_text(), way.evaluate("way => way.href")) for way in ways.all()]
                shown = found.automaton.pages[state]
                offered = [v for v in found.program.variables[shown.variable].values if _leads(shown, v)]
                assert len(met[at]) == len(offered)
                value = values[shown.variable]
                at = met[at][offered.index(value)][1]
                state = shown.edge(value).state
            assert at == f"{base}{result.outcome}/"
            if at not in ends:
                assert page.goto(at).status == 200  # type: ignore[union-attr]
                ends.add(at)
    assert ends == {f"{base}{outcome}/" for outcome in found.automaton.outcomes}


def _leads(page: Any, value: str) -> bool:
    return any(value in edge.values for edge in page.edges)


def address(name: str, flow: str) -> str:
    return f"{knowledge(name).names['flow'].folder}/{flow}/"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_real_flow_in_question_and_result(
    sites: dict[str, str], browser: Browser, scheme: Any, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        name, flow = flows()[0]
        page.goto(f"{sites[name]}{address(name, flow)}")
        page.locator(".flow-heading").wait_for()
        found = _violations(page)
        while page.locator(".flow-view button.way, .flow-view form").count():
            _answer_somehow(page)
        found += _violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{sites[name]}{address(name, flow)}steps/2/")
        found += _violations(page)
    assert found == []


def _answer_somehow(page: Page) -> None:
    if page.locator(".flow-view form [type=checkbox]").count():
        page.locator(".flow-view form [type=checkbox]").first.check()
        choose(page, "Continue")
    else:
        page.locator(".flow-view button.way").first.click()
    drawn(page)


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, context="article")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]


def test_a_real_flow_works_below_any_path_and_its_links_lead_somewhere(sites: dict[str, str], tab: Page) -> None:
    name, flow = flows()[0]
    tab.goto(f"{sites[name]}{address(name, flow)}")
    tab.locator(".flow-heading").wait_for()
    while tab.locator(".flow-view button.way, .flow-view form").count():
        _answer_somehow(tab)
    here = tab.locator("flow-runner a[href]").evaluate_all("links => links.map((it) => it.href)")
    internal = sorted({link for link in here if link.startswith(sites[name])})
    assert internal
    assert [link for link in internal if tab.request.get(link).status != 200] == []
    assert heading(tab) in [outcome.title for outcome in of(name, flow).flow.record.outcomes.values()]


@pytest.mark.parametrize(("component", "path", "most"), [
    ("flow-runner", "flows/what-next/", 12 * 1024 - 300), ("for-you", "faq/gap-year-bad/", 1792),
])  # fmt: skip
def test_a_component_is_one_light_module(
    component: str, path: str, most: int, sites: dict[str, str], browser: Browser
) -> None:
    """The runner may weigh 12 KB; 300 bytes are kept in reserve."""
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{sites['real']}{path}", wait_until="networkidle")
        # Others may stand on every page; of this component there is one file, and it asks for none of another's.
        modules = [url for url in asked if url.endswith(".mjs") and re.search("/(flow-runner|for-you)/", url)]
        assert [*map(plain, modules)] == [f"{sites['real']}components/{component}/{component}.mjs"]
        assert len(gzip.compress(page.request.get(modules[0]).body(), 9)) <= most


@pytest.fixture(scope="module")
def modules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("modules")
    lay_out(folder, trip())
    with served(folder) as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}flows/trip/")
        yield page


ROUND_TRIP = """async ([flow, answers]) => {
    const { fragment, read, readCode } = await import("/components/flow-runner/codec.mjs");
    const { grouped, planCode } = await import("/components/flow-runner/plan-code.mjs");
    const plain = planCode(flow, answers), whole = planCode(flow, answers, { sensitive: true });
    return {
        link: read(flow, fragment(flow, answers)).answers,
        safe: read(flow, fragment(flow, answers, { sensitive: false })).answers,
        code: readCode(flow, grouped(whole).toUpperCase()).answers,
        plain: readCode(flow, plain).answers,
        lengths: [plain.length, whole.length],
        typo: [...whole].map((character, place) =>
            readCode(flow, whole.slice(0, place) + (character === "z" ? "y" : "z") + whole.slice(place + 1))?.answers),
    };
}"""


def _answer(asked: dict[str, Any]) -> st.SearchStrategy[Any]:
    ids = [answer["id"] for answer in asked["answers"]]
    if asked["kind"] != "choices":
        return st.sampled_from(ids)
    shared = [answer["id"] for answer in asked["answers"] if not answer.get("exclusive")]
    alone = [[answer["id"]] for answer in asked["answers"] if answer.get("exclusive")]
    several = st.sets(st.sampled_from(shared), min_size=1).map(lambda chosen: [id_ for id_ in ids if id_ in chosen])
    return several | st.sampled_from(alone) if alone else several


PROFILES = st.fixed_dictionaries({}, optional={asked["id"]: _answer(asked) for asked in trip()["questions"]})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(profile=PROFILES)
def test_links_and_codes_give_back_the_answers_they_were_made_from(modules: Page, profile: dict[str, Any]) -> None:
    found = modules.evaluate(ROUND_TRIP, [trip(), profile])
    public = {id_: answer for id_, answer in profile.items() if id_ != "home"}
    typos = found.pop("typo")
    assert found == {"link": profile, "safe": public, "code": profile, "plain": public, "lengths": [8, 8]}
    assert sum(answers is not None for answers in typos) <= 1


def test_a_code_made_with_an_older_list_of_questions_still_gives_the_answers_that_exist(modules: Page) -> None:
    found = modules.evaluate(
        """async ([old, now]) => {
            const { readCode } = await import("/components/flow-runner/codec.mjs");
            const { domain } = await import("/components/flow-runner/code-list.mjs");
            const { planCode } = await import("/components/flow-runner/plan-code.mjs");
            const code = planCode(old, { tools: ["pump"], distance: "short" });
            return [readCode(now, code), readCode({ ...now, past: [domain(old.questions)] }, code)];
        }""",
        [trip(), _without_a_band()],
    )
    assert found == [
        None,
        {
            "answers": {"tools": ["pump"]},
            "unknown": [{"question": "distance", "answer": "short"}],
            "version": None,
        },
    ]


PLAN_CODES = """async ([flow, profiles]) => {
    const { readCode } = await import("/components/flow-runner/codec.mjs");
    const { domain } = await import("/components/flow-runner/code-list.mjs");
    const { planCode } = await import("/components/flow-runner/plan-code.mjs");
    return [domain(flow.questions), profiles.map((answers) => [false, true].map((sensitive) => {
        const code = planCode(flow, answers, { sensitive });
        return [code, readCode(flow, code).answers];
    }))];
}"""


@pytest.mark.parametrize(("name", "flow"), flows())
def test_plan_codes_of_browser_and_python_are_the_same(name: str, flow: str, modules: Page) -> None:
    found = of(name, flow)
    coded = code_list(found.program, found.automaton, knowledge(name))
    # Who ticks nothing has given no answer, which the page does not let through.
    complete = [profile for profile in profiles(name, flow) if [] not in profile.values()]
    wanted: list[Any] = [*extremes(coded), *complete[:80]]
    lists, codes = modules.evaluate(PLAN_CODES, [as_json(name, flow), wanted])
    assert lists == [asked.model_dump(mode="json") for asked in coded]
    assert [[code for code, _ in pair] for pair in codes] == [
        [plan_code(coded, profile, sensitive) for sensitive in (False, True)] for profile in wanted
    ]
    assert [[(coded, answers) for _, answers in pair] for pair in codes] == [
        [read_code([coded], code) for code, _ in pair] for pair in codes
    ]


def _without_a_band() -> dict[str, Any]:
    flow: dict[str, Any] = json.loads(json.dumps(trip()))
    flow["questions"][2]["answers"] = flow["questions"][2]["answers"][1:]
    return flow
