from __future__ import annotations

import json

from generator.diagnostics import Diagnostic, Place, Severity
from generator.report import FORMATS, as_github, as_json, as_text, count

ERROR = Diagnostic(Place("content/faq/a.yml", 14, 12), "KB201", "unknown reference [[faq:b]]", "did you mean faq:c?")
WARNING = Diagnostic(Place("content/faq/b.yml", 2, 1), "KB402", "nothing leads to faq:b", severity=Severity.WARNING)


def test_text_is_one_line_a_problem_with_its_hint_below() -> None:
    assert as_text([ERROR, WARNING]) == (
        "content/faq/a.yml:14:12: unknown reference [[faq:b]] (KB201)\n"
        "    did you mean faq:c?\n"
        "content/faq/b.yml:2:1: warning: nothing leads to faq:b (KB402)\n"
        "1 error, 1 warning"
    )


def test_nothing_is_said_to_be_nothing() -> None:
    assert as_text([]) == "no problems"
    assert as_json([]) == "[]"
    assert as_github([]) == ""


def test_problems_are_counted() -> None:
    assert count([ERROR, ERROR]) == "2 errors"
    assert count([ERROR, WARNING, WARNING]) == "1 error, 2 warnings"


def test_a_line_break_in_a_message_does_not_break_the_report() -> None:
    problem = Diagnostic(Place("a.yml"), "KB131", "unknown key “x\ny.yml:1:1: fine”", "a\n::error::b")
    assert as_text([problem]) == "a.yml:1:1: unknown key “x y.yml:1:1: fine” (KB131)\n    a ::error::b\n1 error"


def test_json_has_every_part_of_a_problem() -> None:
    assert json.loads(as_json([ERROR])) == [
        {
            "path": "content/faq/a.yml",
            "line": 14,
            "column": 12,
            "severity": "error",
            "code": "KB201",
            "message": "unknown reference [[faq:b]]",
            "hint": "did you mean faq:c?",
        }
    ]


def test_annotations_for_github_escape_what_would_end_them() -> None:
    tricky = Diagnostic(Place("a,b:c.yml", 1, 2), "KB101", "50% of\nit", severity=Severity.WARNING)
    assert as_github([ERROR, tricky]) == (
        "::error file=content/faq/a.yml,line=14,col=12,title=KB201::"
        "unknown reference [[faq:b]]%0Adid you mean faq:c?\n"
        "::warning file=a%2Cb%3Ac.yml,line=1,col=2,title=KB101::50%25 of%0Ait"
    )


def test_the_formats_have_names() -> None:
    assert dict(FORMATS) == {"text": as_text, "json": as_json, "github": as_github}
