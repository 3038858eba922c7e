from __future__ import annotations

from tests.conftest import Content

SCENARIO = """# yaml-language-server: $schema=../.schema/scenario.json
label: {label}
title: Person {label}
summary: Somebody called {label}.
traits: {traits}
risk: low
risk_reason: It is only rain.
text: Nothing to fear.
related: ["scenario:{other}"]
checked: 2026-11-24
"""


def found(content: Content, first: str, second: str) -> list[str]:
    content.write("scenarios/a.yml", SCENARIO.format(label="A", traits=first, other="b"))
    return content.write("scenarios/b.yml", SCENARIO.format(label="B", traits=second, other="a")).messages()


def test_scenarios_with_the_same_traits_are_fine(content: Content) -> None:
    assert found(content, "{Walks: yes, Rides: no}", "{Walks: no, Rides: yes}") == []


def test_other_traits_than_those_of_the_first_are_a_problem(content: Content) -> None:
    assert found(content, "{Walks: yes, Rides: no}", "{Walks: no, Drives: yes}") == [
        "scenarios/b.yml:5:9 KB405 the traits are Walks, Drives | use the headings of a: Walks, Rides"
    ]


def test_another_order_is_a_problem_too(content: Content) -> None:
    assert len(found(content, "{Walks: yes, Rides: no}", "{Rides: no, Walks: yes}")) == 1
