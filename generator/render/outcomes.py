"""The page of each outcome: the same for everybody; what depends on answers has its condition beside it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.knowledge import KnowledgeBase
from generator.logic.compile import Automaton, Edge
from generator.logic.expressions import ALWAYS
from generator.logic.outcomes import verdicts_by_outcome
from generator.logic.program import Expression
from generator.logic.reasons import tells
from generator.logic.sentences import sentence
from generator.model import Action, Fact, KindNames, Path
from generator.render.age import by_age, facts_in, review
from generator.render.client import plan_rows
from generator.render.compiled import Compiled
from generator.render.hours import hours
from generator.render.notes import said_at
from generator.render.renderer import Renderer
from generator.render.routes import Route
from generator.render.text import plain


@dataclass(frozen=True)
class PlanItem:
    """An action of an outcome's plan, and in words for whom: "If …"; no words for everybody who comes there."""

    action: str
    condition: str


@dataclass(frozen=True)
class Horizon:
    """The part of a plan that is due at the same time, and how long it takes, in words."""

    label: str
    hours: str
    items: list[PlanItem]


@dataclass(frozen=True)
class Judged:
    """A verdict that a path may get with an outcome, its reason, and in words for whom; no words for everybody."""

    verdict: str
    because: str
    condition: str


def outcome_route(flow: str, outcome: str, names: Mapping[str, KindNames]) -> Route:
    """The page of an outcome."""
    return Route(f"{names['flow'].folder}/{flow}/{outcome}.md")


def outcome_pages(renderer: Renderer, compiled: Compiled) -> Iterator[tuple[str, bytes]]:
    """The pages of the outcomes of a flow."""
    flow, record, knowledge = compiled.flow.id, compiled.flow.record, renderer.knowledge
    judged = verdicts_by_outcome(compiled.program)
    for id_, outcome in record.outcomes.items():
        page = renderer.page(outcome_route(flow, id_, knowledge.names).path)
        facts = rules(knowledge, compiled, id_)
        said = said_at(id_, record, compiled.program)
        yield (
            page.path,
            renderer.rendered(
                "outcome.md.j2",
                page,
                record=record,
                flow=flow,
                it=outcome,
                notes=[(for_whom(when, knowledge, _DEPENDS), note) for when, note in said],
                plan=by_horizon(knowledge, plan_items(knowledge, compiled, id_)),
                verdicts={
                    path: verdicts(knowledge, compiled, path, rows) for path, rows in judged.get(id_, {}).items()
                },
                oldest=next(iter(facts), None),
                review=review((fact for fact, _ in facts), knowledge, renderer.today),
                links=[page.ref(reference) for reference in outcome.related],
            ),
        )


_READABLE = 90
_ASKED = "was asked"
_DEPENDS = "Depending on your answers"


def for_whom(when: Expression, knowledge: KnowledgeBase, too_long: str) -> str:
    """A condition as "If …", or other words where it is too long to read; nothing where it always holds."""
    if when == ALWAYS:
        return ""
    said = f"If {plain(sentence(when, knowledge), knowledge)}"
    return said if len(said) <= _READABLE and _ASKED not in said else too_long


def plan_items(knowledge: KnowledgeBase, compiled: Compiled, outcome: str) -> list[PlanItem]:
    """What the plan of an outcome may hold: its own actions, and what its readers are told, with for whom if not all.

    Rows that can hold for nobody who comes to the outcome are left out; a condition too long to read is not spelled,
    and neither are several.
    """
    own = compiled.flow.record.outcomes[outcome].actions
    given = compiled.actions.get(outcome, {})
    whens: dict[str, list[Expression]] = {}
    for row in (*tells(compiled.program), *plan_rows(compiled.program)):
        whens.setdefault(row.result, []).append(row.when)
    items = []
    for action in dict.fromkeys((*own, *(action for action in whens if action in given))):
        if action in own or given.get(action):
            items.append(PlanItem(action, ""))
        else:
            only = whens[action][0] if len(set(whens[action])) == 1 else ALWAYS
            items.append(PlanItem(action, for_whom(only, knowledge, _DEPENDS) or _DEPENDS))
    return items


def verdicts(knowledge: KnowledgeBase, compiled: Compiled, path: str, rows: tuple[int, ...]) -> list[Judged]:
    """What a path may be for the readers of an outcome, by the rows of its table that can win there."""
    record = knowledge.entries["path"][path].record
    assert isinstance(record, Path)
    whens = [compiled.program.verdicts[path].rows[row].when for row in rows]
    words = [for_whom(when, knowledge, _DEPENDS) or "Otherwise" for when in whens] if len(rows) > 1 else [""]
    judging = (record.verdicts[row] for row in rows)
    return [Judged(rule.verdict, rule.because, said) for rule, said in zip(judging, words, strict=False)]


def rules(knowledge: KnowledgeBase, compiled: Compiled, outcome: str) -> list[tuple[str, Fact]]:
    """The facts that a reader who comes to an outcome may be told, with their ids, oldest first."""
    records = [
        compiled.flow.record.outcomes[outcome],
        *(knowledge.entries["action"][item.action].record for item in plan_items(knowledge, compiled, outcome)),
        *(knowledge.entries["question"][id_].record for id_ in asked_before(compiled.automaton, outcome)),
    ]
    return by_age((fact for record in records for fact in facts_in(record, knowledge)), knowledge)


def asked_before(automaton: Automaton, outcome: str) -> tuple[str, ...]:
    """The questions that are asked on some way to an outcome."""
    leads: dict[int, bool] = {}

    def reaches(edge: Edge) -> bool:
        if edge.state is None:
            return edge.outcome == outcome
        if edge.state not in leads:
            ways = [reaches(each) for each in automaton.pages[edge.state].edges]
            leads[edge.state] = any(ways)
        return leads[edge.state]

    reaches(automaton.start)
    return tuple(dict.fromkeys(page.question for page in automaton.pages if leads.get(page.number)))


def by_horizon(knowledge: KnowledgeBase, items: list[PlanItem]) -> list[Horizon]:
    """A plan in parts, soonest first; hours are those of what everybody does there, up to those of everything."""
    found = []
    for horizon, label in knowledge.site.horizons.items():
        here = [(item, action) for item in items if (action := _action(knowledge, item)).horizon == horizon]
        if here:
            spans = [(action.hours, bool(item.condition)) for item, action in here]
            found.append(Horizon(label, hours(spans), [item for item, _ in here]))
    return found


def _action(knowledge: KnowledgeBase, item: PlanItem) -> Action:
    record = knowledge.entries["action"][item.action].record
    assert isinstance(record, Action)
    return record
