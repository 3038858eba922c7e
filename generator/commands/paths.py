"""`kb paths`: every path through a flow while they are few, else their exact number and where they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.commands import Said, chosen, how_many, readable
from generator.logic.paths import Ending, Paths, percent
from generator.logic.paths import paths as found_paths
from generator.logic.program import Program
from generator.logic.witness import answers_of, as_arguments

LIMIT = 200


def paths(content: Path, flow: str, limit: int = LIMIT, form: str = "text") -> Said:
    """The paths as text or JSON."""
    program = chosen(readable(content), flow)[flow]
    found = found_paths(program, limit)
    if form == "json":
        return Said(json.dumps(as_data(program, found), ensure_ascii=False, indent=2))
    return Said("\n".join(_listed(program, found) if found.listed is not None else _table(program, found)))


def as_data(program: Program, found: Paths) -> dict[str, Any]:
    """The paths or the table of outcomes, as lists and mappings."""
    data: dict[str, Any] = {"flow": program.id, "count": found.count}
    if found.listed is not None:
        return data | {
            "paths": [
                {"answers": answers_of(program.variables, answers), "outcome": outcome}
                for answers, outcome in found.listed
            ]
        }
    return data | {
        "outcomes": [
            {
                "outcome": each.outcome,
                "count": each.count,
                "readers": each.weight,
                "example": None if each.example is None else answers_of(program.variables, each.example),
            }
            for each in found.endings
        ]
    }


def _listed(program: Program, found: Paths) -> list[str]:
    listed = found.listed or ()
    lines = [
        f"{as_arguments(program.variables, answers) or 'no question'} → {outcome or 'nothing'}"
        for answers, outcome in listed
    ]
    return [f"{program.id}: {how_many(len(listed), 'path')}", *lines]


def _table(program: Program, found: Paths) -> list[str]:
    number = "more paths than were counted" if found.count is None else how_many(found.count, "path")
    head = ("outcome", "paths", "readers*", "shortest example")
    rows = [head, *(_row(program, each) for each in found.endings)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}".rstrip() for row in rows]
    return [f"{program.id}: {number}", *lines, "* the share of readers, were all answers equally likely"]


def _row(program: Program, each: Ending) -> tuple[str, str, str, str]:
    example = "nobody" if each.count == 0 else "not looked for"
    if each.example is not None:
        example = as_arguments(program.variables, each.example) or "no question"
    return (
        each.outcome,
        "not counted" if each.count is None else f"{each.count:,}",
        "?" if each.weight is None else percent(each.weight),
        example,
    )
