"""The client JSON: what is in it, and that nothing in it can leave its script."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not
from generator.render.as_json import as_script
from generator.render.client import Client, address, expression
from generator.render.compiled import compiled_flows
from generator.render.flows import step_views
from generator.render.notes import notes
from generator.render.routes import Route
from generator.render.runtime import RUNNER_FILE, client, runner_file, version
from tests.conftest import Content

BICYCLES = Path(__file__).resolve().parents[1] / "content" / "bicycles"


@cache
def bicycles() -> KnowledgeBase:
    knowledge, _ = check_content(BICYCLES)
    assert knowledge is not None
    return knowledge


def parts(flow: str = "is-it-safe") -> Client:
    return Client.of(compiled_flows(bicycles())[flow], bicycles())


def made(flow: str = "is-it-safe") -> dict[str, Any]:
    return client(parts(flow), step_views(parts(flow).flow, bicycles()))


def test_a_flow_becomes_numbered_states_with_a_leaf_for_each_outcome() -> None:
    data = made()
    assert {key: data[key] for key in ("format", "flow", "root", "start", "told", "variables", "states", "plan")} == {
        "format": 1,
        "flow": "is-it-safe",
        "root": "../../",
        "start": 0,
        "told": [],
        "variables": [
            {"question": 0, "option": -1, "values": ["none", "alone", "with-others", "not-sure"]},
            {"question": 1, "option": -1, "values": ["yes", "no", "not-sure"]},
        ],
        "states": [
            [0, [1, 1, 1, 1], 2, 2, [[], [0], [1, 0], [0]]],
            [1, [3, 2, 4], 1, 1],
            [-1, 0],
            [-1, 1],
            [-1, 2],
        ],
        "plan": [],
    }
    assert data["diagram"] == {
        "fall": ["question", 0],
        "proof": ["action", 1],
        "search": ["action", 0],
        "frame": ["question", 1],
        "sound": ["outcome", 0],
        "broken": ["outcome", 1],
        "unclear": ["outcome", 2],
    }


def test_an_outcome_names_its_page_and_its_links_relative_to_the_flow() -> None:
    outcome = made()["outcomes"][0]
    actions = [made()["actions"][number]["id"] for number in outcome.pop("actions")]
    assert actions == ["mend-the-part"]
    assert outcome == {
        "id": "no-damage-found",
        "title": "You found no damage to the frame",
        "summary": "Nothing you saw speaks against a repair; check again when it is done.",
        "url": "no-damage-found/",
        "stop": [],
        "links": [
            ["Check after the repair", "../../checklists/after-the-repair/"],
            ["Should I mend it, take it to a shop or replace it?", "../mend-or-replace/"],
        ],
        "risk": "Low",
    }


def test_questions_of_a_used_flow_are_asked_too_and_its_node_stands_for_them() -> None:
    data = made("mend-or-replace")
    ids = [question["id"] for question in data["questions"]]
    assert {"crash", "frame-check", "bought", "damage", "skill", "tools", "repair-share"} == set(ids)
    assert data["diagram"]["safety"] == ["question", [ids.index("crash"), ids.index("frame-check")]]


def test_a_date_question_keeps_the_days_of_its_bands() -> None:
    bought = next(question for question in made("mend-or-replace")["questions"] if question["id"] == "bought")
    assert bought["kind"] == "date"
    assert all(isinstance(day, str) for day in bought["range"])
    assert [band["id"] for band in bought["bands"]] == ["before-2025", "since-2025"]
    assert "unit" not in bought


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (Const(True), True),
        (In("crash", frozenset({"alone", "none"})), ["in", 0, [0, 1]]),
        (In("never-asked", frozenset({"yes"})), False),
        (Asked("frame-check"), ["asked", 1]),
        (Asked("never-asked"), False),
        (Not(All((Asked("crash"), Const(False)))), ["not", ["all", ["asked", 0], False]]),
        (AtLeast(2, (Asked("crash"), Asked("frame-check"))), ["least", 2, ["asked", 0], ["asked", 1]]),
    ],
)
def test_conditions_become_expressions_of_numbers(when: Expression, wanted: Any) -> None:
    assert expression(when, parts()) == wanted


def test_the_version_changes_with_behaviour_and_not_with_words() -> None:
    before, now = parts(), made()
    reworded = before.flow.record.model_copy(update={"title": "Other words"})
    other = replace(before, compiled=replace(before.compiled, flow=replace(before.flow, record=reworded)))
    assert client(other, ())["version"] == now["version"]
    assert client(other, ())["title"] == "Other words"
    assert version([1]) != version([2])
    assert made("mend-or-replace")["version"] != now["version"]


def test_a_flow_is_a_file_whose_name_changes_with_every_byte_that_it_holds() -> None:
    file, other = runner_file(parts(), ()), runner_file(parts("mend-or-replace"), ())
    assert json.loads(file.data) == client(parts(), ())
    assert file.name == f"flow.{hashlib.sha256(file.data).hexdigest()[:12]}.json"
    assert RUNNER_FILE.fullmatch(file.name)
    assert runner_file(parts(), ()) == file
    assert other.name != file.name


def test_no_text_can_end_the_script_that_holds_it() -> None:
    text = as_script({"a": "</script><!-- <b> & \u2028"})
    assert "<" not in text
    assert ">" not in text
    assert json.loads(text) == {"a": "</script><!-- <b> & \u2028"}


@pytest.mark.parametrize(
    ("origin", "target", "wanted"),
    [
        ("flows/a.md", Route("flows/b.md"), "../b/"),
        ("flows/a.md", Route("flows/a/end.md"), "end/"),
        ("flows/a.md", Route("terms/index.md", "word"), "../../terms/#word"),
        ("flows/a.md", Route("index.md"), "../../"),
    ],
)
def test_addresses_are_relative_to_the_folder_that_a_page_is_served_as(origin: str, target: Route, wanted: str) -> None:
    assert address(origin, target) == wanted


def test_facts_stand_oldest_first_and_each_text_names_its_oldest(content: Content) -> None:
    content.write("facts/ribs-once.yml", (content.folder / "facts/ribs.yml").read_text("utf-8"))
    content.change("facts/ribs-once.yml", "title: ", "title: Once, ")
    rewritten = re.sub(r"as_of: .*", "as_of: 2001-02-03", (content.folder / "facts/ribs-once.yml").read_text("utf-8"))
    content.write("facts/ribs-once.yml", rewritten)
    content.change("flows/umbrella.yml", "You will need the umbrella.", "'It has [[fact:ribs]].'")
    content.change("actions/take-umbrella.yml", "how: ", "how: It had {{fact:ribs-once}}, now {{fact:ribs}}. ")
    knowledge, problems = content.check()
    assert knowledge is not None, problems
    data = client(Client.of(compiled_flows(knowledge)["umbrella"], knowledge), ())
    assert [(fact["day"], fact["url"]) for fact in data["facts"]] == [
        ("3 February 2001", "../../facts/ribs-once/"),
        ("1 November 2026", "../../facts/ribs/"),
    ]
    told = {record["id"]: record.get("fact") for key in ("questions", "outcomes", "actions") for record in data[key]}
    assert told == {"sky": None, "take-it": 1, "leave-it": None, "take-umbrella": 0, "leave-umbrella": None}


def test_the_notes_of_a_flow_and_of_those_it_uses_are_found_by_what_they_stand_at() -> None:
    assert set(notes("is-it-safe", bicycles())) == {"tell:look-over-the-frame"}
    assert notes("is-it-safe", bicycles()).items() <= notes("mend-or-replace", bicycles()).items()
