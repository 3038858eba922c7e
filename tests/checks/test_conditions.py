# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from tests.conftest import Content
from tests.logic.weather import ENDS, weather

ASKS = "script: [{ask: wind}, {ask: clothes}, {ask: degrees}, {ask: day}]\n"


def found(content: Content, condition: str, head: str = "") -> list[str]:
    """Problems of a flow whose fourth line is `head`, if any, and whose outcome has this condition."""
    weather(content, wear=head + ASKS + ENDS.replace("{wind: storm}", condition))
    return [line for line in content.messages() if "KB3" in line]


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        ("{wint: storm}", "6:55 KB320 “wint” is neither a question nor a fact | did you mean wind?"),
        ("{wind: strom}", "6:61 KB303 the question “wind” has no answer “strom” | did you mean storm?"),
        ("{wind: [calm, strom]}", "6:68 KB303 the question “wind” has no answer “strom” | did you mean storm?"),
        ("{wind: {includes: storm}}",
         "6:62 KB321 “includes” does not fit the question “wind”, which is a choice"
         " | a choice is compared by its answers, such as {question: [this, that]}"),
        ("{day: {below: 3}}",
         "6:61 KB321 “below” does not fit the question “day”, which is a date"
         " | a date is compared with from:, to:, before: and after:, or by its bands"),
        ("{clothes: {includes: cap}}",
         "6:75 KB303 the question “clothes” has no answer “cap” | write one of: boots, coat, hat, nothing"),
        ("{degrees: {at-least: 16}}",
         "6:75 KB322 no band of “degrees” starts at 16 | write one of: -20, 0, 15, 25; or cut the bands anew"),
        ("{degrees: {to: warm}}",
         "6:69 KB322 no band of “degrees” ends with warm | write one of: -1, 14, 24, 40; or cut the bands anew"),
        ("{any: [{not: {wint: storm}}]}", "6:68 KB320 “wint” is neither a question nor a fact | did you mean wind?"),
        ("{inner.rough: true}", "6:55 KB320 “inner.rough” is neither a question nor a fact | write one of: clothes, day, degrees, sky, wind"),
    ],
)  # fmt: skip
def test_a_condition_that_means_nothing_is_named_at_its_place(content: Content, condition: str, problem: str) -> None:
    assert [line.removeprefix("flows/wear.yml:") for line in found(content, condition)] == [problem.removesuffix(" | ")]


def test_a_fact_is_true_or_false(content: Content) -> None:
    head = "facts: {rough: {wind: storm}}\n"
    assert found(content, "{rough: yes}", head) == [
        "flows/wear.yml:7:62 KB321 “rough” is a fact: it is true or false | write rough: true or rough: false"
    ]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("facts: {wind: {wind: storm}}\n", "3:9 KB323 “wind” is a question already | choose another name"),
        ("facts: {any: {wind: storm}}\n", "3:9 KB323 “any” is a word of conditions already | choose another name"),
        ("groups: {calm: {question: wind, in: [storm]}}\n",
         "3:10 KB323 “calm” is an answer to that question already | choose another name"),
        ("groups: {rough: {question: wind, in: [strom]}}\n",
         "3:39 KB303 the question “wind” has no answer “strom” | did you mean storm?"),
        ("facts: {a: {b: true}, b: {a: false}}\n", "3:9 KB324 this fact leads back to itself: a → b → a | say it by questions"),
        ("returns: [rugh]\nfacts: {rough: {wind: storm}}\n", "3:11 KB320 this flow has no fact “rugh” | did you mean rough?"),
    ],
)  # fmt: skip
def test_names_of_groups_and_facts_are_checked_where_they_are_given(content: Content, head: str, problem: str) -> None:
    assert found(content, "{wind: storm}", head) == [f"flows/wear.yml:{problem}"]


def test_a_fact_of_another_flow_is_read_only_if_that_flow_returns_it_and_is_gone_through(content: Content) -> None:
    inner = "facts: {rough: {wind: storm}}\nscript: [{ask: wind}]\n" + ENDS
    outer = "script: [{ask: wind}]\n" + ENDS.replace("{wind: storm}", "{inner.rough: true}")
    weather(content, inner=inner, wear=outer)
    assert content.messages() == [
        "flows/wear.yml:6:55 KB325 the flow “inner” does not return the fact “rough”"
        " | add it there under `returns:`: [rough]"
    ]
    weather(content, inner=f"returns: [rough]\n{inner}", wear=outer)
    assert content.messages() == [
        "flows/wear.yml:6:55 KB325 this flow does not go through “inner”, so it cannot read its facts"
        " | add `use: inner` before this"
    ]


def test_what_a_page_says_to_whom_is_checked_too(content: Content) -> None:
    content.change("faq/does-it-help.yml", "checked:", "applies: [{when: {sky: wett}, say: Take it.}]\nchecked:")
    assert [line.split(" KB")[1] for line in content.messages()] == [
        "303 the question “sky” has no answer “wett” | did you mean wet?"
    ]
