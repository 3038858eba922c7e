from __future__ import annotations

from tests.conftest import Content

FLOW = "flows/umbrella.yml"
OTHER = """# yaml-language-server: $schema=../.schema/flow.json
title: {title}
summary: {title} and then.
start: go
steps:
  go: {{use: {use}, next: end}}
  end: {{stop: done}}
outcomes:
  done: {{title: Done, summary: It is done.}}
"""


def test_a_flow_that_uses_itself_is_a_problem(content: Content) -> None:
    content.change(FLOW, "open: {stop: take-it}", "open: {use: umbrella, next: closed}")
    assert content.messages() == [f"{FLOW}:7:15 KB308 these flows use each other in a circle: umbrella → umbrella"]


def test_flows_that_use_each_other_are_one_problem(content: Content) -> None:
    content.write("flows/a.yml", OTHER.format(title="A", use="b"))
    content.write("flows/b.yml", OTHER.format(title="B", use="c"))
    content.write("flows/c.yml", OTHER.format(title="C", use="b"))
    assert content.messages() == ["flows/b.yml:6:13 KB308 these flows use each other in a circle: b → c → b"]


def test_a_flow_may_use_another_that_comes_to_an_end(content: Content) -> None:
    content.write("flows/a.yml", OTHER.format(title="A", use="umbrella"))
    # All come to the same end in the end: that the question changes nothing for them is a warning.
    assert content.problems() == ["flows/a.yml:2:1 KB402", "flows/umbrella.yml:6:9 KB339"]


def test_many_flows_that_use_the_next_one_twice_are_one_problem_that_takes_no_time(content: Content) -> None:
    twice = OTHER.replace("next: end}}", "next: again}}\n  again: {{use: {use}, next: end}}")
    for number in range(60):
        content.write(f"flows/a{number}.yml", twice.format(title=f"Number {number}", use=f"a{number + 1}"))
    content.write("flows/a60.yml", OTHER.format(title="The last one", use="umbrella"))
    assert content.problems() == ["flows/a50.yml:2:1 KB327"]
