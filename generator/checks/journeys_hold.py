"""KB342: a journey does not end as it says. KB343: no journey through a flow meets one of its outcomes or actions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity
from generator.knowledge import Entry, KnowledgeBase
from generator.logic.journeys import Broken, expected, missed
from generator.logic.lower import programs
from generator.logic.program import Program
from generator.model import Flow, JourneyFile


def check(context: Context) -> Iterator[Diagnostic]:
    """Every expectation of a journey that is not met; then, flow by flow, what its journeys leave out."""
    made = programs(context.knowledge)
    files = context.knowledge.of("journey", JourneyFile)
    for entry in files:
        if program := made.get(entry.record.flow):
            yield from _broken(context.knowledge, entry, program)
    for id_, program in made.items():
        own = [entry for entry in files if entry.record.flow == id_]
        if own:
            yield from _left_out(context.knowledge, own, program)


def _broken(knowledge: KnowledgeBase, entry: Entry[JourneyFile], program: Program) -> Iterator[Diagnostic]:
    flow = _flow(knowledge, program)
    for index, journey in enumerate(entry.record.journeys):
        for broken in expected(journey, flow, program, knowledge):
            place = entry.place("journeys", index, *broken.loc)
            yield Diagnostic(place, "KB342", f"{broken.message} (“{journey.title}”)", _hint(broken, program))


def _hint(broken: Broken, program: Program) -> str:
    return f"mend the flow, or what the journey expects; see kb walk {program.id} {broken.arguments}".rstrip()


def _left_out(knowledge: KnowledgeBase, files: list[Entry[JourneyFile]], program: Program) -> Iterator[Diagnostic]:
    journeys = [journey for entry in files for journey in entry.record.journeys]
    found = missed(journeys, _flow(knowledge, program), program, knowledge)
    parts = [
        f"{name} {', '.join(ids)}" for name, ids in (("outcome", found.outcomes), ("action", found.actions)) if ids
    ]
    if parts:
        message = f"no journey through the flow “{program.id}” meets {'; nor '.join(parts)}"
        hint = "write a journey for a reader who does"
        yield Diagnostic(files[0].place("flow"), "KB343", message, hint, Severity.WARNING)


def _flow(knowledge: KnowledgeBase, program: Program) -> Flow:
    record = knowledge.entries["flow"][program.id].record
    assert isinstance(record, Flow)
    return record
