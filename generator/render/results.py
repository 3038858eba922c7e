"""What a flow gives its reader at the end, as the browser gets it: outcomes, actions, verdicts, facts."""

from __future__ import annotations

from typing import Any

from generator.logic.reasons import stops, tells
from generator.model import Action, Fact, Outcome, Path, Scenario
from generator.model.titles import title
from generator.render.client import Client, Json, expression
from generator.render.dates import long_day
from generator.render.notes import stop_key, stop_notes
from generator.render.page import RISKS
from generator.render.text import plain


def outcome(parts: Client, id_: str, record: Outcome) -> Json:
    """An outcome with the address of its page."""
    knowledge = parts.knowledge
    data: Json = {
        "id": id_,
        "title": plain(record.title, knowledge),
        "summary": plain(record.summary, knowledge),
        "url": f"{id_}/",
        "actions": [parts.actions[action] for action in record.actions],
        "stop": [plain(line, knowledge) for line in record.stop],
        "links": [list(_link(parts, *reference.split(":", 1))) for reference in record.related],
    }
    if record.risk:
        data["risk"] = RISKS[record.risk]
    if record.scenario:
        scenario = knowledge.entries["scenario"][record.scenario].record
        assert isinstance(scenario, Scenario)
        data["scenario"] = {
            "title": plain(title(scenario), knowledge),
            "url": parts.url("scenario", record.scenario),
        }
    return data | parts.oldest_fact(record)


def _link(parts: Client, key: str, id_: str) -> tuple[str, str]:
    kind = next(kind for kind, names in parts.knowledge.names.items() if names.key == key)
    return plain(title(parts.knowledge.entries[kind][id_].record), parts.knowledge), parts.url(kind, id_)


def action(parts: Client, id_: str) -> Json:
    """An action as a line of a plan."""
    record = parts.knowledge.entries["action"][id_].record
    assert isinstance(record, Action)
    data: Json = {
        "id": id_,
        "title": plain(record.title, parts.knowledge),
        "summary": plain(record.summary, parts.knowledge),
        "horizon": record.horizon,
        "url": parts.url("action", id_),
    }
    if record.effort:
        data["effort"] = plain(record.effort, parts.knowledge)
    if record.hours:
        data["hours"] = list(record.hours)
    return data | parts.oldest_fact(record)


def verdicts(parts: Client, id_: str) -> Json:
    """The table of a path: verdict, condition and reason of each row."""
    path = parts.knowledge.entries["path"][id_].record
    assert isinstance(path, Path)
    rows = parts.program.verdicts[id_].rows
    return {
        "path": id_,
        "title": plain(path.short, parts.knowledge),
        "url": parts.url("path", id_),
        "rows": [
            [row.result, expression(row.when, parts), plain(rule.because, parts.knowledge)]
            for row, rule in zip(rows, path.verdicts, strict=True)
        ],
    }


def told_when(parts: Client) -> list[list[Any]]:
    """The actions that steps tell, each with the condition of its step."""
    rows = (row for row in tells(parts.program) if row.result in parts.actions)
    return [[parts.actions[row.result], expression(row.when, parts)] for row in rows]


def stopped_at(parts: Client) -> list[list[Any]]:
    """The outcomes at which a step stops with a note, the condition of the step, and the key of the note."""
    outcomes, noted = list(parts.flow.record.outcomes), stop_notes(parts.flow.record)
    return [
        [outcomes.index(row.result), expression(row.when, parts), stop_key(noted[row.at.loc][0])]
        for row in stops(parts.program)
        if row.at.loc in noted
    ]


def fact(parts: Client, id_: str) -> Json:
    """A fact: its day in words, and the day by which it must be read again as a browser compares it."""
    record = parts.knowledge.entries["fact"][id_].record
    assert isinstance(record, Fact)
    data: Json = {
        "title": plain(record.title, parts.knowledge),
        "url": parts.url("fact", id_),
        "day": long_day(record.as_of),
    }
    if record.review_by:
        data["review"] = str(record.review_by)
    return data
