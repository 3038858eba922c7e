from __future__ import annotations

import pytest

from generator.model import Checklist, Flow, QuestionFile, Redirect, Scenario
from generator.model.texts import Marked, marked
from generator.model.types import Points, Refers, Role

LINE, MARKDOWN = Role.LINE, Role.MARKDOWN


def test_every_text_id_and_reference_of_a_flow_is_found_where_it_stands() -> None:
    flow = Flow.model_validate(
        {
            "title": "T",
            "summary": "S",
            "start": "look",
            "steps": {
                "look": {"ask": "sky", "next": [{"go": "end", "label": "L"}], "note": "N"},
                "next": {"tell": "act", "next": "end"},
                "end": {"stop": "out"},
            },
            "outcomes": {"out": {"title": "O", "summary": "Out", "actions": ["act"], "related": ["faq:a"]}},
            "sources": ["book"],
        }
    )
    assert list(marked(flow)) == [
        Marked(("title",), "T", LINE),
        Marked(("summary",), "S", LINE),
        Marked(("steps", "look", "note"), "N", MARKDOWN),
        Marked(("steps", "look", "ask"), "sky", Points("question")),
        Marked(("steps", "look", "next", 0, "label"), "L", LINE),
        Marked(("steps", "next", "tell"), "act", Points("action")),
        Marked(("outcomes", "out", "title"), "O", LINE),
        Marked(("outcomes", "out", "summary"), "Out", LINE),
        Marked(("outcomes", "out", "actions", 0), "act", Points("action")),
        Marked(("outcomes", "out", "related", 0), "faq:a", Refers()),
        Marked(("sources", 0), "book", Points("source")),
    ]


def test_the_texts_of_a_question_are_found_below_its_kind() -> None:
    question = QuestionFile.model_validate(
        {
            "ask": "Q?",
            "kind": "number",
            "range": ["0", "9"],
            "unit": "days",
            "bands": {"a": {"label": "A", "to": "4"}, "b": {"label": "B", "from": "5"}},
        }
    )
    assert [(item.loc, item.text) for item in marked(question)] == [
        (("ask",), "Q?"),
        (("unit",), "days"),
        (("bands", "a", "label"), "A"),
        (("bands", "b", "label"), "B"),
    ]


def test_a_short_option_is_found_where_its_label_would_stand() -> None:
    question = QuestionFile.model_validate({"ask": "Q?", "kind": "choice", "options": {"a": "A", "b": {"label": "B"}}})
    assert [(item.loc, item.text) for item in marked(question)][1:] == [
        (("options", "a", "label"), "A"),
        (("options", "b", "label"), "B"),
    ]


def test_texts_below_headings_that_are_data_are_found() -> None:
    checklist = Checklist.model_validate(
        {"title": "T", "summary": "S", "groups": {"First": [{"do": "D", "why": "W"}]}, "checked": "2026-11-24"}
    )
    assert [(item.loc, item.text) for item in marked(checklist)][2:] == [
        (("groups", "First"), "First"),
        (("groups", "First", 0, "do"), "D"),
        (("groups", "First", 0, "why"), "W"),
    ]


@pytest.mark.parametrize("field", ["risk", "basis", "checked"])
def test_choices_and_dates_are_no_texts(field: str) -> None:
    scenario = Scenario.model_validate(
        {
            "label": "A",
            "title": "T",
            "summary": "S",
            "traits": {"Heading": "V"},
            "risk": "low",
            "risk_reason": "R",
            "text": "X",
            "checked": "2026-11-24",
        }
    )
    assert field not in {item.loc[0] for item in marked(scenario)}
    assert [item.text for item in marked(scenario)] == ["A", "T", "S", "Heading", "V", "R", "X"]


def test_what_is_not_written_is_not_found() -> None:
    assert list(marked(Redirect.model_validate({"path": "a/"}))) == []
