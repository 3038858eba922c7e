"""KB330 to KB341: what does not hold for every answer that a reader can give; one code a property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Place
from generator.knowledge import Entry, KnowledgeBase
from generator.logic.domains import question
from generator.logic.lower import programs
from generator.logic.program import Origin, Program
from generator.logic.verify import Finding, Limits, Report, verify
from generator.logic.witness import as_arguments, as_fragment, in_words
from generator.model import Action, Flow, Role
from generator.model.flow import PlanLimits
from generator.model.question import ChoiceQuestion, ChoicesQuestion, Question
from generator.model.texts import marked

LONGEST = 20
"""More questions than this are not answered on a phone in one sitting."""
MOST_WORDS = 1500
"""About ten minutes for somebody who reads in a second language: longer is put off, and then not done."""
UNSURE_WORD = "not-sure"


def check(context: Context) -> Iterator[Diagnostic]:
    """Every property that fails, of every flow that stands for itself, with the shortest reader who meets it."""
    made = programs(context.knowledge)
    for id_, report in reports(context.knowledge).items():
        yield from diagnostics(made[id_], report, context.knowledge)


@lru_cache(maxsize=2)
def reports(knowledge: KnowledgeBase) -> Mapping[str, Report]:
    """What was found and proved about every flow that stands for itself, by id; worked out once a knowledge base."""
    flows = {entry.id: entry for entry in knowledge.of("flow", Flow)}
    return MappingProxyType(
        {id_: proved(flows[id_], program, knowledge) for id_, program in programs(knowledge).items()}
    )


def proved(flow: Entry[Flow], program: Program, knowledge: KnowledgeBase) -> Report:
    """What was found and what was proved, within the limits that the flow and its actions set."""
    return verify(program, limits(flow.record, program, knowledge))


def diagnostics(program: Program, report: Report, knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """The findings of a report as problems."""
    for finding in report.findings:
        place = where(finding.origin, knowledge)
        message = f"{finding.message}{_where_else(finding, program)}{words_of(finding, program, knowledge)}"
        yield Diagnostic(place, finding.code, message, hint(finding, program, knowledge), finding.severity)


def limits(flow: Flow, program: Program, knowledge: KnowledgeBase) -> Limits:
    """What the plan must keep to: the flow's own limits, and which actions go together and in which order."""
    own = flow.plan_limits or PlanLimits.model_validate({})
    actions: Mapping[str, Action] = {entry.id: entry.record for entry in knowledge.of("action", Action)}
    asked_for = {variable.question for variable in program.variables.values()}
    return Limits(
        at_least=own.at_least,
        at_most=own.at_most,
        horizons={id_: action.horizon for id_, action in actions.items()},
        required=own.horizons,
        not_with=tuple((id_, other) for id_, action in actions.items() for other in action.not_with),
        after=tuple((id_, other) for id_, action in actions.items() for other in action.after),
        given={id_: outcome.actions for id_, outcome in flow.outcomes.items() if outcome.actions},
        longest=LONGEST,
        words={id_: _words(asked) for id_ in sorted(asked_for) if (asked := question(knowledge, id_))},
        reading=MOST_WORDS,
        rare=frozenset(id_ for id_, outcome in flow.outcomes.items() if outcome.rare),
        unsure={id_: name for id_ in sorted(asked_for) if (name := _unsure(question(knowledge, id_)))},
    )


def where(origin: Origin, knowledge: KnowledgeBase) -> Place:
    """The place in a file that an origin stands for."""
    return knowledge.entries[origin.kind][origin.id].place(*origin.loc)


def _words(asked: Question) -> int:
    """How many words a question puts before its reader, its reason and its answers with theirs included."""
    texts = [item.text for item in marked(asked) if isinstance(item.mark, Role)]
    return sum(len(text.split()) for text in texts)


def _unsure(asked: Question | None) -> str | None:
    """The band for those who do not know; options for them are all called the same."""
    if asked is None or isinstance(asked, ChoiceQuestion | ChoicesQuestion):
        return None
    return next((name for name, band in asked.bands.items() if band.not_sure and name != UNSURE_WORD), None)


def _where_else(finding: Finding, program: Program) -> str:
    """Which flow it is about, where the place does not say so: a shared table, a flow that others use."""
    at = finding.origin
    return "" if (at.kind, at.id) == ("flow", program.id) else f" in the flow “{program.id}”"


def words_of(finding: Finding, program: Program, knowledge: KnowledgeBase) -> str:
    """The shortest reader who meets a finding, as the end of a sentence."""
    if not finding.witness:
        return ""
    words = in_words(program, finding.reduced or finding.witness, knowledge)
    if finding.count is None:
        return f"; for example: {words}"
    return f"; for example: {words} ({finding.count:,} combination{'s' * (finding.count != 1)} of answers)"


def hint(finding: Finding, program: Program, knowledge: KnowledgeBase) -> str:
    """What to do about a finding, and how to see it."""
    if not finding.witness:
        return finding.suggestion
    walk = f"kb walk {program.id} {as_arguments(program.variables, finding.witness)}"
    page = f"/{knowledge.names['flow'].folder}/{program.id}/{as_fragment(program.variables, finding.witness)}"
    see = f"see it with: {walk}, or in the preview at {page}"
    return f"{finding.suggestion}; {see}" if finding.suggestion else see
