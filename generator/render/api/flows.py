"""Decisions for other programs: what the browser's own JSON says by number stands here by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.knowledge import KnowledgeBase
from generator.logic.compile import Edge
from generator.logic.domains import question as question_of
from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not
from generator.model import Action, Outcome, Path
from generator.model.question import ChoiceQuestion, ChoicesQuestion
from generator.render.api.flow_models import (
    ActionOf,
    AnswerOf,
    AnyIn,
    Condition,
    Conjunction,
    FlowFile,
    HorizonOf,
    Negation,
    OutcomeOf,
    PlannedAction,
    QuestionOf,
    StepOf,
    Threshold,
    VerdictRow,
    VerdictsOn,
    WasAsked,
    WayOn,
)
from generator.render.api.records import page_at
from generator.render.client import Client, plan_rows
from generator.render.compiled import Compiled
from generator.render.outcomes import outcome_route
from generator.render.routes import address, route
from generator.render.runtime import version
from generator.render.text import plain


def flow_file(compiled: Compiled, knowledge: KnowledgeBase) -> FlowFile:
    """A decision with everything that it can ask, tell and give."""
    parts, flow = Client.of(compiled, knowledge), compiled.flow.record
    start, steps = _way(compiled.automaton.start), _steps(parts)
    plan = [PlannedAction(action=row.result, when=_condition(row.when, parts)) for row in plan_rows(parts.program)]
    verdicts = [_verdicts(parts, path) for path in parts.program.verdicts]
    rows = [[[row.verdict, _plain(row.when)] for row in table.rows] for table in verdicts]
    behaviour = [_plain(part) for part in (start, *steps, *plan)]
    return FlowFile(
        schema_="../schema/flow.json",
        **page_at(route("flow", compiled.flow.id, knowledge.names), flow.number),
        id=compiled.flow.id,
        title=plain(flow.title, knowledge),
        summary=plain(flow.summary, knowledge),
        version=version([behaviour, rows, {id_: list(it.actions) for id_, it in flow.outcomes.items()}]),
        questions=[_question(parts, id_) for id_ in parts.questions],
        start=start,
        steps=steps,
        outcomes=[_outcome(parts, id_, outcome) for id_, outcome in flow.outcomes.items()],
        plan=plan,
        verdicts=verdicts,
        actions=[_action(id_, knowledge) for id_ in parts.actions],
        horizons=[HorizonOf(id=id_, title=plain(it, knowledge)) for id_, it in knowledge.site.horizons.items()],
    )


def _plain(part: Any) -> Any:
    return part if isinstance(part, bool) else part.model_dump(mode="json")


def _steps(parts: Client) -> list[StepOf]:
    return [
        StepOf(question=page.question, option=page.option, ways=[_way(edge) for edge in page.edges])
        for page in parts.compiled.automaton.pages
    ]


def _way(edge: Edge) -> WayOn:
    return WayOn(answers=list(edge.values), tells=list(edge.told), step=edge.state, outcome=edge.outcome)


def _condition(when: Expression, parts: Client) -> Condition:
    """A condition by names; what reads a question that is never asked is false."""
    match when:
        case Const(value):
            return value
        case In(variable, values):
            if variable not in parts.variables:
                return False
            given = [value for value in parts.domains[variable].values if value in values]
            return AnyIn(**_read(variable, parts), in_=given)
        case Asked(variable):
            return WasAsked(**_read(variable, parts)) if variable in parts.variables else False
        case Not(item):
            return Negation(not_=_condition(item, parts))
        case All(items):
            return Conjunction(all=_conditions(items, parts))
        case AtLeast(number, items):
            return Threshold(at_least=number, of=_conditions(items, parts))


def _conditions(items: Iterable[Expression], parts: Client) -> list[Condition]:
    return [_condition(item, parts) for item in items]


def _read(variable: str, parts: Client) -> dict[str, Any]:
    its = parts.domains[variable]
    return {"question": its.question, "option": its.option}


def _question(parts: Client, id_: str) -> QuestionOf:
    asked, knowledge = question_of(parts.knowledge, id_), parts.knowledge
    assert asked is not None
    if isinstance(asked, ChoiceQuestion | ChoicesQuestion):
        several = isinstance(asked, ChoicesQuestion)
        given = [
            AnswerOf(
                id=name,
                label=plain(it.label, knowledge),
                hint=plain(it.hint, knowledge) if it.hint else None,
                exclusive=True if it.exclusive and several else None,
            )
            for name, it in asked.options.items()
        ]
    else:
        given = [
            AnswerOf(id=name, label=plain(it.label, knowledge), from_=_end(it.from_), to=_end(it.to))
            for name, it in asked.bands.items()
        ]
    unit = getattr(asked, "unit", None)
    return QuestionOf(
        id=id_,
        ask=plain(asked.ask, knowledge),
        why=plain(asked.why, knowledge) if asked.why else None,
        kind=asked.kind,
        sensitive=asked.sensitive,
        unit=plain(unit, knowledge) if unit else None,
        answers=given,
    )


def _end(value: Any) -> int | str | None:
    """The end of a band: a number, a day as text, or nothing."""
    return value if value is None or isinstance(value, int) else str(value)


def _outcome(parts: Client, id_: str, it: Outcome) -> OutcomeOf:
    knowledge, names = parts.knowledge, parts.knowledge.names
    return OutcomeOf(
        **page_at(outcome_route(parts.flow.id, id_, names), it.number),
        id=id_,
        title=plain(it.title, knowledge),
        summary=plain(it.summary, knowledge),
        risk=it.risk.value if it.risk else None,
        scenario=address(route("scenario", it.scenario, names)) if it.scenario else None,
        actions=list(it.actions),
        stop=[plain(line, knowledge) for line in it.stop],
    )


def _verdicts(parts: Client, id_: str) -> VerdictsOn:
    knowledge = parts.knowledge
    path = knowledge.entries["path"][id_].record
    assert isinstance(path, Path)
    return VerdictsOn(
        title=plain(path.title, knowledge),
        url=address(route("path", id_, knowledge.names)),
        rows=[
            VerdictRow(
                verdict=rule.verdict.value, when=_condition(row.when, parts), because=plain(rule.because, knowledge)
            )
            for row, rule in zip(parts.program.verdicts[id_].rows, path.verdicts, strict=True)
        ],
    )


def _action(id_: str, knowledge: KnowledgeBase) -> ActionOf:
    it = knowledge.entries["action"][id_].record
    assert isinstance(it, Action)
    return ActionOf(
        id=id_,
        title=plain(it.title, knowledge),
        summary=plain(it.summary, knowledge),
        url=address(route("action", id_, knowledge.names)),
        horizon=it.horizon,
        hours=it.hours,
    )
