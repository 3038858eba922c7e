"""Problems as text for people, JSON for programs, and annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from generator.diagnostics import Diagnostic, Severity

Format = Callable[[Sequence[Diagnostic]], str]


def as_text(problems: Sequence[Diagnostic]) -> str:
    """One line a problem, `path:line:column: message (CODE)`, its hint below it, and a line that counts them."""
    lines = []
    for problem in problems:
        mark = "warning: " if problem.severity is Severity.WARNING else ""
        lines.append(f"{problem.place}: {mark}{_on_one_line(problem.message)} ({problem.code})")
        if problem.hint:
            lines.append(f"    {_on_one_line(problem.hint)}")
    return "\n".join([*lines, count(problems)])


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines())


def count(problems: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or `no problems`."""
    numbers = [
        (sum(problem.severity is severity for problem in problems), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in numbers if n) or "no problems"


def as_json(problems: Sequence[Diagnostic]) -> str:
    """A list of objects with path, line, column, severity, code, message and hint."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity.value,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(problems: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows as annotations on the lines of a pull request."""
    return "\n".join(
        f"::{problem.severity.value} file={_property(problem.place.path)},line={problem.place.line},"
        f"col={problem.place.column},title={problem.code}::"
        + _data(f"{problem.message}\n{problem.hint}" if problem.hint else problem.message)
        for problem in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "github": as_github}
