"""The files for other programs: valid by their schemas, and enough to get what the site shows."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.logic.walk import walk
from generator.references import references
from generator.render.api import api_files
from generator.render.compiled import compiled_flows
from generator.render.renderer import Renderer
from tests.build.project import ROOT, SAMPLES
from tests.conftest import Content

FOLDERS = [SAMPLES / "minimal", SAMPLES / "bicycles", SAMPLES / "towing", ROOT / "content"]
Values = Mapping[tuple[str, str | None], str]


def known(folder: Path) -> KnowledgeBase:
    found, problems = check_content(folder)
    assert found is not None, problems
    return found


def files(knowledge: KnowledgeBase) -> dict[str, Any]:
    made = api_files(Renderer(knowledge, references(knowledge)))
    return {path: json.loads(data) for path, data in made.items()}


def faults(made: Mapping[str, Any]) -> dict[str, list[str]]:
    """What each file has that its own schema refuses."""
    found = {}
    for path, data in made.items():
        if "/schema/" not in path:
            named = posixpath.normpath(posixpath.join(posixpath.dirname(path), data["$schema"]))
            check = Draft202012Validator(made[named], format_checker=FormatChecker())
            found[path] = [f"{error.json_path}: {error.message}" for error in check.iter_errors(data)]
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_is_valid_by_the_schema_that_it_names(folder: Path) -> None:
    made = files(known(folder))
    assert {path: wrong for path, wrong in faults(made).items() if wrong} == {}
    assert {"api/faq.json", "api/facts.json", "api/addresses.json"} <= made.keys()
    assert {data["format"] for path, data in made.items() if "/schema/" not in path} == {1}


def test_every_schema_is_one_and_each_has_its_files() -> None:
    made = files(known(SAMPLES / "bicycles"))
    schemas = {path: data for path, data in made.items() if "/schema/" in path}
    assert sorted(schemas) == [f"api/schema/{name}.json" for name in ("addresses", "facts", "faq", "flow")]
    for data in schemas.values():
        Draft202012Validator.check_schema(data)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("api/faq.json", {"format": 2}),
        ("api/faq.json", {"more": 1}),
        ("api/facts.json", {"facts": [{"id": "ribs"}]}),
        ("api/addresses.json", {"addresses": "none"}),
        ("api/flows/umbrella.json", {"plan": [{"action": "take-umbrella", "when": {"maybe": True}}]}),
        ("api/flows/umbrella.json", {"start": {"answers": [], "tells": [], "step": "first"}}),
    ],
)
def test_the_schemas_refuse_what_is_no_such_file(path: str, change: dict[str, Any], content: Content) -> None:
    made = files(known(content.folder))
    assert faults(made)[path] == []
    assert faults(made | {path: made[path] | change})[path] != []


def test_an_answer_comes_in_plain_words_with_its_addresses_sources_and_day(content: Content) -> None:
    content.change("faq/does-it-help.yml", "checked:", "number: 7\nsources: [maker]\nbasis: sources\nchecked:")
    data = files(known(content.folder))["api/faq.json"]
    assert data["site"] == {
        "title": "Umbrella",
        "publisher": "The umbrella editors",
        "disclaimer": "We cannot see your sky.",
        "language": "en",
    }
    (answer,) = data["answers"]
    assert {key: answer[key] for key in answer if key != "sources"} == {
        "id": "does-it-help",
        "url": "faq/does-it-help/",
        "number": 7,
        "short_url": "q/7/",
        "question": "Does an umbrella help in rain?",
        "also_asked": [],
        "answer": "Yes, an umbrella keeps the rain off your head.",
        "text": "Its parts are in All about umbrellas.",
        "basis": "sources",
        "checked": "2026-11-24",
    }
    assert [source["url"] for source in answer["sources"]] == ["https://example.org/umbrella"]


def test_a_fact_comes_with_its_value_age_and_source(content: Content) -> None:
    content.change("facts/ribs.yml", "volatile: false", "review_by: 2027-01-31\nvolatile: false")
    (fact,) = files(known(content.folder))["api/facts.json"]["facts"]
    assert {key: fact[key] for key in fact if key != "sources"} == {
        "id": "ribs",
        "url": "facts/ribs/",
        "title": "Ribs",
        "value": "8",
        "unit": "ribs",
        "statement": "The umbrella of this example has eight ribs.",
        "as_of": "2026-11-01",
        "review_by": "2027-01-31",
        "volatile": False,
    }


def test_the_list_of_addresses_has_first_page_lists_records_and_outcomes_but_no_source(content: Content) -> None:
    found = files(known(content.folder))["api/addresses.json"]["addresses"]
    kinds = {it["url"]: it["kind"] for it in found}
    assert kinds == {
        "": "home",
        "actions/": "index",
        "actions/leave-umbrella/": "action",
        "actions/take-umbrella/": "action",
        "facts/": "index",
        "facts/ribs/": "fact",
        "faq/": "index",
        "faq/does-it-help/": "faq",
        "flows/": "index",
        "flows/umbrella/": "flow",
        "flows/umbrella/leave-it/": "outcome",
        "flows/umbrella/take-it/": "outcome",
        "guides/": "index",
        "guides/umbrellas/": "guide",
        "questions/": "index",
        "sources/": "index",
    }


def test_no_file_holds_what_a_server_that_mistakes_it_could_take_for_a_tag(content: Content) -> None:
    content.change("faq/does-it-help.yml", "Its parts are in", "1 < 2 and `<script>`")
    knowledge = known(content.folder)
    for data in api_files(Renderer(knowledge, references(knowledge))).values():
        assert b"<" not in data


@pytest.mark.parametrize("folder", FOLDERS[:3], ids=lambda folder: folder.name)
def test_who_walks_the_steps_of_a_file_gets_what_the_site_shows(folder: Path) -> None:
    knowledge = known(folder)
    made, walked = files(knowledge), 0
    for id_, compiled in compiled_flows(knowledge).items():
        data = made[f"api/flows/{id_}.json"]
        names = {_name(it.question, it.option): name for name, it in compiled.program.variables.items()}
        for values in _readers(data):
            mine = _result(data, values)
            theirs = walk(compiled.program, {names[name]: value for name, value in values.items()})
            verdicts = {it["url"]: it["verdict"] for it in mine["verdicts"]}
            assert (mine["outcome"], mine["told"], mine["plan"]) == (theirs.outcome, theirs.told, theirs.plan)
            assert sorted(verdicts.values()) == sorted(theirs.verdicts.values())
            walked += 1
    assert walked > 1


def test_the_version_of_a_decision_changes_with_what_it_does_and_not_with_its_words(content: Content) -> None:
    def version() -> str:
        return str(files(known(content.folder))["api/flows/umbrella.json"]["version"])

    first = version()
    content.change("flows/umbrella.yml", "title: ", "title: Now, ")
    assert version() == first
    content.change("flows/umbrella.yml", "actions: [leave-umbrella]", "actions: [take-umbrella]")
    content.change("flows/umbrella.yml", "actions: [take-umbrella]", "actions: [leave-umbrella]")
    assert version() != first


def test_no_kind_of_record_can_take_the_folder_of_these_files(content: Content) -> None:
    content.change("site.yml", "horizons:", "kinds: {date: {folder: api}}\nhorizons:")
    assert content.problems() == ["site.yml:6:24 KB126"]


def _name(question: str, option: str | None) -> tuple[str, str | None]:
    return question, option


def _readers(data: Any) -> Iterator[Values]:
    """Every complete set of values on every way through the steps, by the file alone."""

    def onward(way: Any, values: dict[tuple[str, str | None], str]) -> Iterator[Values]:
        if "step" not in way:
            yield values
            return
        step = data["steps"][way["step"]]
        name = _name(step["question"], step.get("option"))
        for following, value in ((it, value) for it in step["ways"] for value in it["answers"]):
            yield from onward(following, {**values, name: value})

    yield from onward(data["start"], {})


def _result(data: Any, values: Values) -> dict[str, Any]:
    way, told = data["start"], list(data["start"]["tells"])
    while "step" in way:
        step = data["steps"][way["step"]]
        value = values[_name(step["question"], step.get("option"))]
        way = next(it for it in step["ways"] if value in it["answers"])
        told += [action for action in way["tells"] if action not in told]
    verdicts = []
    for path in data["verdicts"]:
        row = next((row for row in path["rows"] if _holds(row["when"], values)), None)
        verdicts += [{"url": path["url"], "verdict": row["verdict"]}] if row else []
    plan = [row["action"] for row in data["plan"] if _holds(row["when"], values)]
    return {
        "outcome": way.get("outcome"),
        "told": tuple(told),
        "plan": tuple(dict.fromkeys(plan)),
        "verdicts": verdicts,
    }


def _holds(when: Any, values: Values) -> bool:
    if isinstance(when, bool):
        return when
    if "not" in when:
        return not _holds(when["not"], values)
    if "all" in when:
        return all(_holds(item, values) for item in when["all"])
    if "of" in when:
        return sum(_holds(item, values) for item in when["of"]) >= int(when["at_least"])
    name = _name(when["question"], when.get("option"))
    return name in values if when.get("asked") else values.get(name) in when["in"]
