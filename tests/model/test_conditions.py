# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

from typing import Any

import pytest

from generator.model import Condition, Requirement
from generator.model.conditions import answered
from generator.model.read import read
from generator.schemas import schemas
from generator.source import parse


def problems(text: str) -> list[str]:
    node, found = parse(text, "x.yml")
    assert node is not None
    assert found == []
    return [f"{p.place.line}:{p.place.column} {p.code} {p.message}" for p in read(Condition, node)[1]]


def test_a_condition_knows_what_is_wanted_of_each_name() -> None:
    made = Condition.model_validate({"sky": "wet", "wind": ["calm", "storm"], "degrees": {"at-least": "15"}})
    assert made.wanted == {
        "sky": ("wet",),
        "wind": ("calm", "storm"),
        "degrees": Requirement.model_validate({"at-least": "15"}),
    }
    assert made.words == {"sky": ("wet",), "wind": ("calm", "storm")}


def test_conditions_nest() -> None:
    made = Condition.model_validate({"any": [{"sky": "wet"}, {"not": {"wind": "calm"}}], "flow.fact": "true"})
    assert made.any_ == (answered("sky", "wet"), Condition.model_validate({"not": {"wind": "calm"}}))
    assert made.wanted == {"flow.fact": ("true",)}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "1:1 KB133 a condition needs at least one key, such as a question"),
        ("{any: []}", "1:1 KB133 any:, all: and count: need at least one condition"),
        ("{count: [{sky: wet}]}", "1:1 KB133 count: needs at-least: or at-most: beside it"),
        ("{sky: wet, at-least: 2}", "1:1 KB133 at-least: and at-most: belong beside count:, or below the name of a question"),
        ("{sky: {}}", "1:7 KB133 write what must be true of the answer, such as includes: or at-least:"),
        ("any:\n  - {sky: {includs: a}}", "2:12 KB131 unknown key “includs”"),
        ("not:\n  clothes: {count: {}}", "2:20 KB133 write at-least: or at-most:"),
        ("any:\n  - sky: [wet, B C]", "2:16 KB133 “sky” is no valid name ('B C')"),
        ("{clothes: {count: {at-least: some}}}", "1:30 KB133 “at-least”: write a whole number such as 2 ('some')"),
        ("any: {sky: wet}", "1:6 KB133 “any” must be a list, not a mapping"),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_named_at_its_place(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_a_misspelled_key_of_a_requirement_has_a_hint() -> None:
    node, _ = parse("{clothes: {includs: hat}}", "x.yml")
    assert node is not None
    assert [p.hint for p in read(Condition, node)[1]] == ["did you mean includes or includes-all?"]


def test_the_schema_describes_conditions_inside_conditions_for_editors() -> None:
    import json

    flow: dict[str, Any] = json.loads(schemas()["flow.json"])
    condition = flow["$defs"]["Condition"]
    assert condition["properties"]["any"]["anyOf"][0]["items"] == {"$ref": "#/$defs/Condition"}
    assert condition["properties"]["not"]["anyOf"][0] == {"$ref": "#/$defs/Condition"}
    assert {"$ref": "#/$defs/Requirement"} in condition["additionalProperties"]["oneOf"]
