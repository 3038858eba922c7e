from __future__ import annotations

from generator.model import Fact, Faq, QuestionFile, Scenario, Term
from generator.model.titles import summary, title, value_with_unit

CHECKED = {"checked": "2026-11-24"}
FAQ = Faq.model_validate({"question": "Q?", "short": "S.", "answer": "A.", **CHECKED})
SCENARIO = Scenario.model_validate(
    {"label": "A", "title": "T", "summary": "S", "traits": {"H": "V"}, "risk": "low", "risk_reason": "R", "text": "X"}
    | CHECKED
)
QUESTION = QuestionFile.model_validate({"ask": "Q?", "why": "W.", "kind": "choice", "options": {"a": "A", "b": "B"}})
FACT = Fact.model_validate(
    {"title": "T", "value": "8", "unit": "ribs", "statement": "Eight.", "sources": ["a"], "as_of": "2026-11-24",
     "volatile": "false"}
)  # fmt: skip


def test_every_kind_has_a_title_and_one_sentence() -> None:
    term = Term.model_validate({"term": "Rib", "meaning": "A rod."})
    assert [(title(record), summary(record)) for record in (FAQ, SCENARIO, QUESTION, FACT, term)] == [
        ("Q?", "S."),
        ("A. T", "S"),
        ("Q?", "W."),
        ("T", "Eight."),
        ("Rib", "A rod."),
    ]


def test_a_value_stands_with_its_unit_if_it_has_one() -> None:
    assert value_with_unit(FACT) == "8 ribs"
    assert value_with_unit(FACT.model_copy(update={"unit": None})) == "8"
