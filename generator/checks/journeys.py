"""KB303: a journey gives an answer that its question does not offer. KB326: it expects what its flow does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.knowledge import Entry
from generator.logic.domains import micro, question
from generator.model import Flow, JourneyFile
from generator.model.question import answers


def check(context: Context) -> Iterator[Diagnostic]:
    """Every answer, outcome and path of a journey that means nothing; unknown questions and flows are KB201."""
    flows: Mapping[str, Entry[Flow]] = {entry.id: entry for entry in context.flows}
    for entry in context.knowledge.of("journey", JourneyFile):
        yield from _answers(context, entry)
        if flow := flows.get(entry.record.flow):
            yield from _expected(entry, flow.record)


def _answers(context: Context, entry: Entry[JourneyFile]) -> Iterator[Diagnostic]:
    for index, journey in enumerate(entry.record.journeys):
        for id_, answer in journey.answers.items():
            asked = question(context.knowledge, id_)
            if asked is not None and micro(id_, asked, answer) is None:
                message = f"“{', '.join(answer)}” is no answer to the question “{id_}”"
                hint = did_you_mean(answer[0] if answer else "", answers(asked))
                yield Diagnostic(entry.place("journeys", index, "answers", id_), "KB303", message, hint)


def _expected(entry: Entry[JourneyFile], flow: Flow) -> Iterator[Diagnostic]:
    for index, journey in enumerate(entry.record.journeys):
        if journey.outcome not in flow.outcomes:
            message = f"the flow “{entry.record.flow}” has no outcome “{journey.outcome}”"
            place = entry.place("journeys", index, "outcome")
            yield Diagnostic(place, "KB326", message, did_you_mean(journey.outcome, flow.outcomes))
        for path in journey.verdicts:
            if path not in flow.verdicts:
                message = f"the flow “{entry.record.flow}” gives no verdict on “{path}”"
                place = entry.key_place("journeys", index, "verdicts", path)
                yield Diagnostic(place, "KB326", message, did_you_mean(path, flow.verdicts))
