# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from generator.logic.expressions import leaves
from generator.logic.program import (
    All,
    Ask,
    Asked,
    AtLeast,
    Branch,
    Const,
    Decide,
    Expression,
    In,
    Not,
    Stop,
    Tell,
    Variable,
)
from tests.conftest import Content
from tests.logic.weather import ENDS, lowered, weather


def is_in(variable: str, *values: str) -> In:
    return In(variable, frozenset(values))


def stays_when(content: Content, condition: str, head: str = "") -> Expression:
    """What a condition, written as the guard of an outcome, becomes."""
    asks = "script: [{ask: wind}, {ask: clothes}, {ask: degrees}, {ask: day}]\n"
    made = lowered(weather(content, wear=head + asks + ENDS.replace("{wind: storm}", condition)))
    assert made.outcomes is not None
    return made.outcomes.rows[0].when


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{wind: storm}", is_in("wind", "storm")),
        ("{wind: [calm, breeze]}", is_in("wind", "calm", "breeze")),
        ("{wind: calm, degrees: hot}", All((is_in("wind", "calm"), is_in("degrees", "hot")))),
        ("{any: [{wind: calm}, {degrees: hot}]}", AtLeast(1, (is_in("wind", "calm"), is_in("degrees", "hot")))),
        ("{not: {wind: calm}}", Not(is_in("wind", "calm"))),
        ("{count: [{wind: calm}, {degrees: hot}], at-most: 1}", Not(AtLeast(2, (is_in("wind", "calm"), is_in("degrees", "hot"))))),
        ("{clothes: hat}", is_in("clothes.hat", "yes")),
        ("{clothes: nothing}", is_in("clothes", "nothing")),
        ("{clothes: {includes: [hat, nothing]}}", AtLeast(1, (is_in("clothes", "nothing"), is_in("clothes.hat", "yes")))),
        ("{clothes: {includes-all: [hat, coat]}}", All((is_in("clothes.hat", "yes"), is_in("clothes.coat", "yes")))),
        ("{clothes: {count: {at-least: 2}}}",
         AtLeast(2, (is_in("clothes.hat", "yes"), is_in("clothes.coat", "yes"), is_in("clothes.boots", "yes")))),
        ("{degrees: {at-least: 15}}", is_in("degrees", "mild", "hot")),
        ("{degrees: {below: 15}}", is_in("degrees", "frost", "cool")),
        ("{degrees: {from: 0, to: 24}}", is_in("degrees", "cool", "mild")),
        ("{day: {before: 2026-04-01}}", is_in("day", "winter")),
        ("{day: {after: 2026-03-31}}", is_in("day", "summer", "autumn")),
        ("{day: {from: 2026-04-01, to: 2026-09-30}}", is_in("day", "summer")),
        ("{wind: {unasked: true}}", Not(Asked("wind"))),
        ("{wind: {unasked: false}}", Asked("wind")),
    ],
)  # fmt: skip
def test_each_kind_of_condition_has_its_meaning(content: Content, condition: str, expected: Expression) -> None:
    assert stays_when(content, condition) == expected


def test_a_group_stands_for_its_answers(content: Content) -> None:
    head = "groups: {moving: {question: wind, in: [breeze, storm]}}\n"
    assert stays_when(content, "{wind: [moving, not-sure]}", head) == is_in("wind", "breeze", "storm", "not-sure")


def test_a_fact_stands_for_its_condition_also_through_another_fact(content: Content) -> None:
    head = "facts:\n  rough: {wind: storm}\n  nice: {rough: false, degrees: mild}\n"
    expected = All((Not(is_in("wind", "storm")), is_in("degrees", "mild")))
    assert stays_when(content, "{nice: true}", head) == All((expected,))


def test_every_leaf_knows_where_it_was_written(content: Content) -> None:
    found = stays_when(content, "{any: [{wind: calm}, {not: {clothes: {includes: hat}}}]}")
    assert [leaf.at and leaf.at.loc for leaf in leaves(found)] == [
        ("outcomes", "stay", "when", "any", 0, "wind"),
        ("outcomes", "stay", "when", "any", 1, "not", "clothes", "includes"),
    ]


def test_a_script_is_a_chain_with_guards(content: Content) -> None:
    script = """
script:
  - stage: Outside
  - {ask: wind}
  - {tell: take-umbrella, when: {wind: breeze}}
  - {stop: stay, when: {wind: storm}}
outcomes:
  stay: {title: Stay in, summary: Better not.}
  go: {title: Go, summary: Enjoy it., otherwise: true}
"""
    made = lowered(weather(content, wear=script))
    assert [type(node) for node in made.nodes] == [
        Ask, Branch, Tell, Branch, Stop, Decide,
    ]  # fmt: skip
    first, second = made.nodes[1], made.nodes[3]
    assert isinstance(first, Branch)
    assert isinstance(second, Branch)
    assert first.arms == ((is_in("wind", "breeze"), 2), (Const(True), 3))
    assert second.arms == ((is_in("wind", "storm"), 4), (Const(True), 5))
    assert made.variables == {"wind": Variable("wind", ("calm", "breeze", "storm", "not-sure"), "wind")}


def test_several_answers_are_asked_gate_first_then_option_by_option(content: Content) -> None:
    made = lowered(
        weather(content, wear="script: [{ask: clothes}]\n" + ENDS.replace("{wind: storm}", "{clothes: hat}"))
    )
    asked = [node.variable for node in made.nodes if isinstance(node, Ask)]
    assert asked == ["clothes", "clothes.hat", "clothes.coat", "clothes.boots"]
    assert made.variables["clothes"] == Variable("clothes", ("nothing", "some"), "clothes")
    assert made.variables["clothes.hat"] == Variable("clothes.hat", ("yes", "no"), "clothes", "hat")
    gate = made.nodes[1]
    assert isinstance(gate, Branch)
    assert [made.nodes[target] for _, target in gate.arms] == [made.nodes[2], made.nodes[-1]]


def test_steps_and_a_script_that_say_the_same_become_the_same(content: Content) -> None:
    steps = """
start: a
steps:
  a: {ask: wind, next: [{when: {wind: storm}, go: b}, {otherwise: true, go: c}]}
  b: {tell: take-umbrella, next: c}
  c: {stop: go}
outcomes:
  go: {title: Go, summary: Enjoy it.}
"""
    script = """
script: [{ask: wind}, {tell: take-umbrella, when: {wind: storm}}, {stop: go}]
outcomes:
  go: {title: Go, summary: Enjoy it.}
"""
    weather(content, wear=steps, other=script)

    def shape(flow: str) -> list[object]:
        nodes = lowered(content, flow).nodes
        return [(type(n).__name__, getattr(n, "next", None), getattr(n, "arms", None)) for n in nodes]

    assert shape("wear") == shape("other")


def test_a_used_flow_is_inlined_and_its_end_goes_on(content: Content) -> None:
    inner = """
inputs: [day]
returns: [rough]
facts: {rough: {wind: storm}}
script: [{ask: wind}, {stop: done, when: {wind: calm}}, {tell: take-umbrella}]
outcomes:
  done: {title: Calm, summary: It is calm.}
"""
    outer = "script: [{use: inner}, {ask: degrees}]\n" + ENDS.replace("{wind: storm}", "{inner.rough: true}")
    made = lowered(weather(content, wear=outer, inner=inner))
    assert [type(node).__name__ for node in made.nodes] == ["Ask", "Ask", "Branch", "Ask", "Decide", "Tell"]
    assert [node.variable for node in made.nodes if isinstance(node, Ask)] == ["day", "wind", "degrees"]
    assert made.outcomes is not None
    assert made.outcomes.rows[0].when == All((is_in("wind", "storm"),))
    assert made.nodes[5].at.id == "inner"


def test_otherwise_means_no_other_row_where_hits_are_unique_and_always_where_the_first_counts(content: Content) -> None:
    made = lowered(
        weather(content, wear="script: [{ask: wind}]\n" + ENDS, first="hit: first\nscript: [{ask: wind}]\n" + ENDS)
    )
    assert made.outcomes is not None
    assert made.outcomes.rows[1].when == Not(AtLeast(1, (is_in("wind", "storm"),)))
    other = lowered(content, "first")
    assert other.outcomes is not None
    assert other.outcomes.rows[1].when == Const(True)


def test_a_plan_collects_and_a_path_is_judged_by_its_own_table(content: Content) -> None:
    content.write("paths/trees.yml", """
title: Walk under the trees
short: Trees
summary: Dry for a while.
who: You.
allows: [Walking]
verdict: Good for a minute
verdicts:
  - {verdict: closed, when: {wind: storm}, because: Branches fall.}
  - {verdict: open, otherwise: true, because: Nothing speaks against it.}
text: Leaves drip.
checked: 2026-11-24
""".lstrip())  # fmt: skip
    extra = "plan: [{do: take-umbrella, when: {wind: breeze}}, {do: leave-umbrella}]\nverdicts: [trees]\n"
    made = lowered(weather(content, wear=extra + "script: [{ask: wind}]\n" + ENDS))
    assert made.plan is not None
    assert [(row.result, row.when) for row in made.plan.rows] == [
        ("take-umbrella", is_in("wind", "breeze")),
        ("leave-umbrella", Const(True)),
    ]
    assert [(row.result, row.at.kind, row.at.loc) for row in made.verdicts["trees"].rows] == [
        ("closed", "path", ("verdicts", 0)),
        ("open", "path", ("verdicts", 1)),
    ]
