"""What the steps of a flow say to the reader who is there, by what they ask or tell, or where they stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.knowledge import KnowledgeBase
from generator.logic.expressions import ALWAYS
from generator.logic.program import Expression, Program
from generator.logic.reasons import stops
from generator.model import AskStep, Flow, StopStep, TellStep
from generator.model.flow import AskItem, StopItem, TellItem, used_flows
from generator.render.scripts import Loc, step_places

Notes = Mapping[str, tuple[str, ...]]
"""Notes by `ask:question` or `tell:action`, each once, as Markdown."""


def notes(flow: str, knowledge: KnowledgeBase) -> Notes:
    """The notes of a flow and of those that it uses; what a used flow says at its stops is for who came by itself."""
    record = knowledge.entries["flow"][flow].record
    assert isinstance(record, Flow)
    found: dict[str, dict[str, None]] = {}
    for step in (*record.steps.values(), *record.script):
        match step:
            case AskStep() | AskItem() if step.note:
                found.setdefault(f"ask:{step.ask}", {})[step.note] = None
            case TellStep() | TellItem() if step.note:
                found.setdefault(f"tell:{step.tell}", {})[step.note] = None
    for used in used_flows(record):
        for key, said in notes(used, knowledge).items():
            found.setdefault(key, {}).update(dict.fromkeys(said))
    return {key: tuple(said) for key, said in found.items()}


def stop_key(step: str) -> str:
    """What the note of a step that stops is found by: several steps may stop at the same outcome."""
    return f"stop:{step}"


def stop_notes(flow: Flow) -> dict[Loc, tuple[str, str]]:
    """The steps that stop with a note, by their place in the file: id and note."""
    found = {}
    for place, id_ in step_places(flow).items():
        step = flow.steps[id_] if place[0] == "steps" else flow.script[int(place[1])]
        if isinstance(step, StopStep | StopItem) and step.note:
            found[place] = (id_, step.note)
    return found


def said_at(outcome: str, flow: Flow, program: Program) -> Iterator[tuple[Expression, str]]:
    """The notes of the steps that stop at an outcome, each with for whom it is; always where there is one way there."""
    rows = [row for row in stops(program) if row.result == outcome]
    tabled = program.outcomes is not None and any(row.result == outcome for row in program.outcomes.rows)
    noted = stop_notes(flow)
    for row in rows:
        if row.at.loc in noted:
            yield (row.when if tabled or len(rows) > 1 else ALWAYS), noted[row.at.loc][1]
