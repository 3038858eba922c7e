from __future__ import annotations

import pytest

from tests.conftest import Content

FIRST = "# yaml-language-server: $schema=../.schema/tool.json\n"
LIST = (
    FIRST
    + """kind: list
title: Walks
summary: Which walk to take today.
entry: walk
entries: walks
name: {label: Walk}
columns:
  place: {label: Place}
  sky: {label: Sky, question: sky, reads: [{answer: wet, words: [rain]}]}
groups: {go: {label: Go}, stay: {label: Stay}}
decide:
  - {group: go, when: {sky: dry}, because: It is dry.}
  - {group: stay, otherwise: true, because: It may rain.}
signs: [{sign: bad, when: {sky: wet}, because: It rains.}]
statuses: {open: Open}
targets:
  by: place
  main: {label: Here, from: 1, to: 2}
  others: {label: Elsewhere, from: 0, to: 1}
checked: 2026-01-15
"""
)
COST = (
    FIRST
    + """kind: cost
title: What an umbrella costs
summary: What an umbrella costs in all.
counts: {umbrellas: {label: Umbrellas, start: 1}}
groups: {shop: In the shop}
lines: {ribs: {label: Ribs, group: shop, per: umbrellas, fact: ribs}}
checked: 2026-01-15
"""
)


def changed(content: Content, old: str, new: str) -> list[str]:
    assert old in LIST
    return content.write("tools/walks.yml", LIST.replace(old, new)).messages()


def test_a_list_whose_columns_answer_its_questions_is_fine(content: Content) -> None:
    assert content.write("tools/walks.yml", LIST).problems() == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("answer: wet", "answer: wett", "10:53 KB431 sky has no answer “wett” | did you mean wet?"),
        ("question: sky,", "question: sea,", "10:31 KB201 unknown reference question:sea | write one of: sky"),
        ("{sky: wet}", "{sky: wett}", "15:33 KB303 the question “sky” has no answer “wett” | did you mean wet?"),
    ],
)
def test_what_a_list_names_must_be_there(content: Content, old: str, new: str, message: str) -> None:
    assert changed(content, old, new) == [f"tools/walks.yml:{message}"]


def test_a_column_answers_a_choice_of_one_answer(content: Content) -> None:
    content.write(
        "questions/hours.yml",
        "# yaml-language-server: $schema=../.schema/question.json\nask: How many hours?\nkind: number\nrange: [0, 9]\n"
        "unit: hours\n"
        "bands: {few: {label: Few, to: 3}, many: {label: More, from: 4}, unknown: {label: No, not_sure: true}}\n",
    )
    assert changed(content, "place: {label: Place}", "place: {label: Place, question: hours}") == [
        "tools/walks.yml:9:35 KB431 a column cannot answer hours: it is no choice of one answer"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (", otherwise: true", ", when: {sky: wet}", "needs otherwise: true"),
        ("{group: go, when", "{group: run, when", "names the group “run”"),
        ("by: place", "by: town", "which is not among columns:"),
        ("question: sky, reads", "reads", "needs question: beside it"),
    ],
)
def test_a_list_is_a_whole_table(content: Content, old: str, new: str, message: str) -> None:
    (found,) = changed(content, old, new)
    assert message in found


@pytest.mark.parametrize(
    ("value", "problems"),
    [("EUR 12.50", 0), ("USD 1,230", 0), ("about USD 5", 1), ("USD 12,30", 1), ("$5", 1), ("USD 5 or 6", 1)],
)
def test_what_a_line_costs_is_a_price(content: Content, value: str, problems: int) -> None:
    content.change("facts/ribs.yml", "value: 8\nunit: ribs", f"value: {value}")
    content.write("tools/costs.yml", COST)
    assert [problem[-5:] for problem in content.problems()] == ["KB430"] * problems


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("group: shop", "group: shed", "names the group “shed”"),
        ("per: umbrellas", "per: ribs", "is per “ribs”"),
        ("fact: ribs", "fact: ribs, tiers: [{each: ribs}]", "write fact: or tiers:, and not both"),
        ("fact: ribs", "tiers: [{each: ribs}, {each: ribs}]", "to: in each but the last"),
    ],
)
def test_a_line_of_costs_has_one_price_of_one_count(content: Content, old: str, new: str, message: str) -> None:
    (found,) = content.write("tools/costs.yml", COST.replace(old, new)).messages()
    assert message in found


@pytest.mark.parametrize(
    ("count", "problems"),
    [
        ("several: Colour, list: walks", []),
        ("several: Colour, list: strolls", ["KB201"]),
        ("several: Colour, list: costs", ["KB431"]),
        ("list: walks", ["KB133"]),
    ],
    ids=["a list", "nothing", "no list", "only one number"],
)
def test_numbers_of_a_cost_can_be_taken_from_a_list(content: Content, count: str, problems: list[str]) -> None:
    content.write("tools/walks.yml", LIST)
    cost = COST.replace("start: 1}", f"start: 1, {count}}}")
    content.change("facts/ribs.yml", "value: 8\nunit: ribs", "value: EUR 12.50")
    content.write("tools/costs.yml", cost)
    assert [problem.rpartition(" ")[2] for problem in content.problems()] == problems
