"""`kb prove`: the certificates of flows: what was counted, what was proved, what was not."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.proofs import diagnostics, proved
from generator.commands import Said, chosen, how_many, readable
from generator.diagnostics import Diagnostic, in_order
from generator.knowledge import KnowledgeBase
from generator.logic.certificate import MEANINGS, Certificate, certificate
from generator.logic.journeys import expected
from generator.logic.paths import Ending, paths, percent
from generator.logic.program import Program
from generator.logic.verify import PROPERTIES, Report
from generator.logic.witness import answers_of
from generator.model import Flow, JourneyFile
from generator.report import as_text


@dataclass(frozen=True)
class Proof:
    """Everything that `kb prove` has to say about one flow."""

    program: Program
    report: Report
    certificate: Certificate
    endings: tuple[Ending, ...]
    problems: tuple[Diagnostic, ...]
    journeys: tuple[int, int]
    """How many journeys hold, and how many there are."""

    @property
    def open(self) -> tuple[str, ...]:
        """The properties that were not proved."""
        settled = (*self.report.proved, *self.report.not_met)
        return tuple(name for name in PROPERTIES if name not in settled)

    @property
    def is_complete(self) -> bool:
        """Whether every property is proved and every journey holds."""
        return not self.open and self.journeys[0] == self.journeys[1]


def prove(content: Path, flow: str | None, today: datetime.date, form: str = "text") -> Said:
    """The certificates as text or JSON; not fine if anything is unproved."""
    knowledge = readable(content)
    proofs = [proof(program, knowledge) for program in chosen(knowledge, flow).values()]
    is_fine = all(each.is_complete for each in proofs)
    if form == "json":
        return Said(json.dumps([as_data(each) for each in proofs], ensure_ascii=False, indent=2), is_fine)
    return Said("\n\n".join("\n".join(_lines(each, today)) for each in proofs) or "there are no flows", is_fine)


def proof(program: Program, knowledge: KnowledgeBase) -> Proof:
    """What can be proved about a flow."""
    flow = knowledge.find("flow", Flow, program.id)
    assert flow is not None
    report = proved(flow, program, knowledge)
    files = [entry.record for entry in knowledge.of("journey", JourneyFile) if entry.record.flow == program.id]
    journeys = [journey for file in files for journey in file.journeys]
    held = sum(not list(expected(journey, flow.record, program, knowledge)) for journey in journeys)
    return Proof(
        program,
        report,
        certificate(program, report),
        paths(program).endings,
        tuple(in_order(diagnostics(program, report, knowledge))),
        (held, len(journeys)),
    )


def as_data(found: Proof) -> dict[str, Any]:
    """A proof as lists and mappings."""
    figures = found.certificate
    return {
        "flow": found.program.id,
        "combinations": figures.combinations,
        "questions": [figures.fewest_questions, figures.most_questions],
        "least_actions": figures.least_actions,
        "outcomes": [{"outcome": each.outcome, "count": each.count, "readers": each.weight} for each in found.endings],
        "journeys": {"hold": found.journeys[0], "all": found.journeys[1]},
        "proved": list(found.report.proved),
        "nothing_to_prove": list(found.report.not_met),
        "not_proved": list(found.open),
        "findings": [
            {
                "code": finding.code,
                "property": finding.property,
                "severity": finding.severity.value,
                "message": finding.message,
                "example": answers_of(found.program.variables, finding.witness),
                "count": finding.count,
                "suggestion": finding.suggestion,
            }
            for finding in found.report.findings
        ],
    }


def _lines(found: Proof, today: datetime.date) -> list[str]:
    figures, (held, journeys) = found.certificate, found.journeys
    lines = [f"{found.program.id}: {figures.sentence(today)}"]
    if figures.fewest_questions is not None:
        lines.append(f"  questions: {figures.fewest_questions} to {figures.most_questions}")
    for each in found.endings:
        readers = "?" if each.weight is None else percent(each.weight)
        number = "not counted" if each.count is None else how_many(each.count, "combination")
        lines.append(f"  {readers:>7} of readers*: {each.outcome} ({number})")
    lines.append(f"  journeys: {held} of {journeys} hold" if journeys else "  journeys: none written")
    for heading, names in (("proved", found.report.proved), ("nothing to prove", found.report.not_met)):
        lines += [f"  {heading}: {name} {MEANINGS[name]}" for name in names]
    lines += [f"  NOT PROVED: {name} {MEANINGS[name]}" for name in found.open]
    lines.append("  * were all answers equally likely")
    return [*lines, as_text(found.problems)] if found.problems else lines
