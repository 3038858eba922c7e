from __future__ import annotations

import pytest

from generator.logic.conditions import Names, Writing
from generator.logic.sentences import sentence, value_words
from generator.model import Condition, Flow
from generator.model.read import read
from generator.source import parse
from tests.conftest import Content
from tests.logic.weather import loaded, weather


def words(content: Content, condition: str, known: str | None = None) -> str:
    """The sentence of a condition, as a flow might write it."""
    knowledge = loaded(weather(content))
    flow = knowledge.of("flow", Flow)[0]
    node, _ = parse(condition, "x.yml")
    assert node is not None
    written, problems = read(Condition, node)
    assert written is not None
    assert problems == []
    names = Names(knowledge)
    made = Writing(names, flow).expression(written, ())
    assert names.found(flow) == []
    return sentence(made, knowledge, known)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{wind: storm}", "Wind: A storm"),
        ("{sky: wet}", "Is it raining? It is raining"),
        ("{wind: [storm, calm, breeze]}", "Wind: Calm, A breeze or A storm"),
        ("{degrees: {at-least: 15}}", "Temperature: 15 degrees or more"),
        ("{degrees: {below: 15}}", "Temperature: up to 14 degrees"),
        ("{degrees: {from: 0, to: 24}}", "Temperature: 0 degrees to 24 degrees"),
        ("{degrees: {at-least: 25}}", "Temperature: Hot"),
        ("{degrees: [frost, mild, hot, unknown]}", "Temperature: Frost, 15 degrees or more or No thermometer"),
        ("{day: {after: 2026-03-31}}", "When do you go out? 2026-04-01 or later"),
        ("{not: {wind: storm}}", "Wind: not A storm"),
        ("{wind: calm, degrees: hot}", "Wind: Calm, and Temperature: Hot"),
        ("{any: [{wind: calm}, {degrees: hot}]}", "Wind: Calm, or Temperature: Hot"),
        ("{sky: wet, any: [{wind: calm}, {degrees: hot}]}",
         "Is it raining? It is raining, and (Wind: Calm, or Temperature: Hot)"),
        ("{not: {wind: calm, degrees: hot}}", "not: (Wind: Calm, and Temperature: Hot)"),
        ("{count: [{wind: calm}, {degrees: hot}, {sky: dry}], at-least: 2}",
         "at least 2 of: Wind: Calm; Temperature: Hot; Is it raining? It is dry"),
        ("{clothes: [hat, nothing]}", "Clothes: None of these or A hat"),
        ("{not: {clothes: {includes: hat}}}", "Clothes: not A hat"),
        ("{wind: {unasked: true}}", "Wind: was not asked"),
    ],
)  # fmt: skip
def test_every_condition_has_its_sentence(content: Content, condition: str, expected: str) -> None:
    assert words(content, condition) == expected


def test_on_an_arrow_that_leaves_a_question_its_name_is_not_repeated(content: Content) -> None:
    assert words(content, "{wind: storm, degrees: hot}", known="wind") == "A storm, and Temperature: Hot"


def test_each_value_of_a_variable_has_words(content: Content) -> None:
    knowledge = loaded(weather(content))
    given = [("wind", "storm"), ("clothes", "some"), ("clothes", "nothing")]
    given += [("clothes.hat", "yes"), ("clothes.hat", "no")]
    assert [value_words(variable, value, knowledge) for variable, value in given] == [
        "Wind: A storm",
        "Clothes: some of the answers",
        "Clothes: None of these",
        "Clothes: A hat",
        "Clothes: not A hat",
    ]
