"""A difference between two revisions as text for people, Markdown for a pull request, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.commands import how_many
from generator.commands.diff import Difference
from generator.logic.compare import NOT_OFFERED, Change, Comparison
from generator.logic.program import Program, Variable
from generator.logic.sentences import value_words
from generator.logic.witness import answers_of, as_arguments, as_words

NOTHING = "no change in behaviour"


def as_text(found: Difference) -> str:
    """A line a change, under the flow it is in; the example as `kb walk` takes it."""
    lines = [f"{flow}: {words}" for flow, words in _flows(found)]
    for flow, comparison in _changed(found):
        variables = _variables(found, flow)
        lines.append(f"{flow}:")
        lines += [f"  {words}" for words in (*_questions(comparison, str), *_own_actions(found, flow, str))]
        for change in _shown(comparison):
            lines.append(f"  {_moved(change, str)}")
            lines.append(f"      for example: {as_arguments(variables, change.example)}")
    return "\n".join(lines) or NOTHING


def as_markdown(found: Difference) -> str:
    """A table for each flow that changed, the examples in the words of the questions."""
    if found.is_none:
        return f"No flow changed: {NOTHING}.\n"
    parts = ["## What this changes for readers"]
    listed = [f"- {_code(flow)}: {words}" for flow, words in _flows(found)]
    parts += ["\n".join(listed)] if listed else []
    for flow, comparison in _changed(found):
        parts.append(f"### {_code(flow)}")
        said = [f"- {words}" for words in (*_questions(comparison, _code), *_own_actions(found, flow, _code))]
        parts += ["\n".join(said)] if said else []
        rows = [
            f"| {_moved(change, _code)} | {_cell(_example(found, flow, change))} |" for change in _shown(comparison)
        ]
        parts += ["\n".join(["| change | shortest example |", "| --- | --- |", *rows])] if rows else []
    return "\n\n".join(parts) + "\n"


def as_json(found: Difference) -> str:
    """Everything that changed, with exact counts; answers by question."""
    data: dict[str, Any] = {
        "same": found.is_none,
        "new": list(found.new),
        "removed": list(found.removed),
        "not_compared": list(found.not_compared),
        "changed": {
            flow: {
                "new_questions": list(comparison.added),
                "removed_questions": list(comparison.removed),
                "not_counted": [list(pair) for pair in comparison.uncounted],
                "changes": [
                    {
                        "kind": change.kind,
                        "id": change.id,
                        "before": change.before,
                        "after": change.after,
                        "count": change.count,
                        "example": answers_of(_variables(found, flow), change.example),
                    }
                    for change in comparison.changes
                ],
                "actions_of_outcomes": [
                    {"outcome": own.outcome, "new": list(own.new), "removed": list(own.removed)}
                    for own in found.own_actions.get(flow, ())
                ],
            }
            for flow, comparison in _changed(found)
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Difference], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _flows(found: Difference) -> Iterator[tuple[str, str]]:
    for flows, words in (
        (found.new, "new flow"),
        (found.removed, "removed flow"),
        (found.not_compared, "not compared: it has problems in one of the two"),
    ):
        yield from ((flow, words) for flow in flows)


def _questions(comparison: Comparison, name: Callable[[str], str]) -> Iterator[str]:
    for questions, words in ((comparison.added, "new question"), (comparison.removed, "removed question")):
        yield from (f"{words}: {name(question)}" for question in questions)
    for kind, id_ in comparison.uncounted:
        yield f"too many combinations to compare: {kind} {name(id_) if id_ else ''}".rstrip()


def _changed(found: Difference) -> list[tuple[str, Comparison]]:
    """The flows of which something is to be said."""
    flows = (flow for flow in found.after.programs if flow in found.changed or flow in found.own_actions)
    return [(flow, found.changed.get(flow, Comparison())) for flow in flows]


def _own_actions(found: Difference, flow: str, name: Callable[[str], str]) -> Iterator[str]:
    for own in found.own_actions.get(flow, ()):
        gained = [f"gives {', '.join(map(name, own.new))}"] if own.new else []
        lost = [f"no longer gives {', '.join(map(name, own.removed))}"] if own.removed else []
        yield f"outcome {name(own.outcome)} {' and '.join(gained + lost)}"


def _shown(comparison: Comparison) -> Iterator[Change]:
    """The changes without those that an answer which is new, or gone, has been asked for."""
    for change in comparison.changes:
        if change.kind != "asked" or NOT_OFFERED not in (change.before, change.after):
            yield change


def _moved(change: Change, name: Callable[[str], str]) -> str:
    number = how_many(change.count, "combination")
    if change.kind != "outcome" and NOT_OFFERED in (change.before, change.after):
        number += " with an answer that is new" if change.before == NOT_OFFERED else " with an answer that is gone"
    gone = change.after in (None, NOT_OFFERED)
    match change.kind:
        case "plan":
            return f"{number}: action {name(change.id)} {'leaves' if gone else 'joins'} the plan"
        case "told":
            return f"{number}: action {name(change.id)} is {'no longer' if gone else 'newly'} told on the way"
        case "asked":
            return f"{number}: question {name(change.id)} is {'no longer' if gone else 'newly'} asked"
    what = f"verdict on {name(change.id)}" if change.kind == "verdict" else "outcome"
    return f"{number}: {what} {_result(change.before, name)} → {_result(change.after, name)}"


def _result(result: str | None, name: Callable[[str], str]) -> str:
    return "none" if result is None else result if result == NOT_OFFERED else name(result)


def _variables(found: Difference, flow: str) -> dict[str, Variable]:
    return {**_program(found.before.programs, flow), **_program(found.after.programs, flow)}


def _program(programs: Mapping[str, Program], flow: str) -> Mapping[str, Variable]:
    return programs[flow].variables


def _example(found: Difference, flow: str, change: Change) -> str:
    """The example in words: those of today, for an answer that is gone those of then."""
    now = found.after.programs[flow].variables

    def say(name: str, value: str) -> str:
        side = found.after if name in now and value in now[name].values else found.before
        return value_words(name, value, side.knowledge)

    return as_words(_variables(found, flow), change.example, say)


def _code(words: str) -> str:
    return f"`{words}`"


def _cell(words: str) -> str:
    """Words that stay in their cell of a table."""
    return " ".join(words.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())
