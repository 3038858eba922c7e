"""The pages of a flow that need no script: one for each state, each answer a link to the next; one for each outcome.

States route to outcomes only, so that they stay few; what else depends on answers stands on the page of the outcome
with its condition in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.knowledge import KnowledgeBase
from generator.logic.compile import Automaton, Edge
from generator.logic.program import NO, SOME, YES, Variable
from generator.logic.sentences import sentence
from generator.model import Fact, KindNames, Question
from generator.model.question import ChoiceQuestion, ChoicesQuestion, answers
from generator.render.age import by_age, facts_in, review
from generator.render.compiled import Compiled
from generator.render.notes import Notes, notes
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import Route
from generator.render.text import plain


@dataclass(frozen=True)
class Answer:
    """A link to what follows an answer."""

    value: str
    """The value that the question's variable gets."""
    label: str
    hint: str
    told: tuple[str, ...]
    """Actions for the reader who answers so."""
    address: str
    notes: tuple[str, ...] = ()
    """What the flow says about these actions."""


@dataclass(frozen=True)
class StateView:
    """A question as a page shows it: `option` is the one option that is asked about, of several."""

    title: str
    question: Question
    question_id: str
    option: str
    left: str
    answers: tuple[Answer, ...]
    notes: tuple[str, ...] = ()
    """What the flow says where it asks this."""


@dataclass(frozen=True)
class PlanItem:
    """An action of an outcome's plan, and in words for whom: "If …"; no words for everybody who comes there."""

    action: str
    condition: str


def outcome_route(flow: str, outcome: str, names: Mapping[str, KindNames]) -> Route:
    """The page of an outcome."""
    return Route(f"{names['flow'].folder}/{flow}/{outcome}.md")


def state_route(flow: str, state: int, names: Mapping[str, KindNames]) -> Route:
    """The page of a state, counted from 1; in a folder of its own, since an outcome may be called anything."""
    return Route(f"{names['flow'].folder}/{flow}/steps/{state + 1}.md")


def state_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The pages of the states and outcomes of all flows; the first state stands on the flow's own page."""
    for flow, compiled in renderer.compiled.items():
        record, names = compiled.flow.record, renderer.knowledge.names
        for state in compiled.automaton.pages:
            if state.number == compiled.automaton.start.state:
                continue
            page = renderer.page(state_route(flow, state.number, names).path)
            view = state_view(renderer, compiled, state.number, page)
            yield page.path, renderer.rendered("state.md.j2", page, record=record, flow=flow, view=view)
        for id_, outcome in record.outcomes.items():
            page = renderer.page(outcome_route(flow, id_, names).path)
            facts = rules(renderer.knowledge, compiled, id_)
            yield (
                page.path,
                renderer.rendered(
                    "outcome.md.j2",
                    page,
                    record=record,
                    flow=flow,
                    it=outcome,
                    plan=_by_horizon(renderer.knowledge, plan_items(renderer.knowledge, compiled, id_)),
                    verdicts=list(compiled.program.verdicts),
                    oldest=next(iter(facts), None),
                    review=review((fact for fact, _ in facts), renderer.knowledge, renderer.today),
                    links=[page.ref(reference) for reference in outcome.related],
                ),
            )


def state_view(renderer: Renderer, compiled: Compiled, number: int, page: Page) -> StateView:
    """A state's question with a link for each answer."""
    state, knowledge = compiled.automaton.pages[number], renderer.knowledge
    variable = compiled.program.variables[state.variable]
    asked: Question = renderer.shared["questions"][variable.question]
    option = answers(asked)[variable.option] if variable.option else ""
    edges = {value: edge for edge in state.edges for value in edge.values}
    said = notes(compiled.flow.id, knowledge)
    return StateView(
        title=plain(f"{asked.ask} {option}".strip(), knowledge),
        question=asked,
        question_id=variable.question,
        option=option,
        left=questions_left(state.fewest, state.most),
        answers=tuple(
            Answer(value, *_words(asked, variable, value), told := edges[value].told, address, _told_notes(said, told))
            for value in variable.values
            if value in edges and (address := _address(compiled, edges[value], page, knowledge))
        ),
        notes=() if option else said.get(f"ask:{variable.question}", ()),
    )


def _told_notes(said: Notes, told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(note for action in told for note in said.get(f"tell:{action}", ()))


def start_view(renderer: Renderer, compiled: Compiled, page: Page) -> StateView | None:
    """The first question, for the flow's own page; None where nothing is asked."""
    start = compiled.automaton.start.state
    return None if start is None else state_view(renderer, compiled, start, page)


def questions_left(least: int, most: int) -> str:
    """How many questions are still to come, the one shown included."""
    if most == 1:
        return "Last question"
    return f"{most} questions left" if least == most else f"{least} to {most} questions left"


_READABLE = 90
_ASKED = "was asked"
_DEPENDS = "Depending on your answers"


def plan_items(knowledge: KnowledgeBase, compiled: Compiled, outcome: str) -> list[PlanItem]:
    """What the plan of an outcome may hold: its own actions, and what its readers are told, with for whom if not all.

    Rows that can hold for nobody who comes to the outcome are left out; a condition too long to read is not spelled.
    """
    own = compiled.flow.record.outcomes[outcome].actions
    given = compiled.actions.get(outcome, {})
    rows = compiled.program.plan.rows if compiled.program.plan else ()
    words = {row.result: f"If {plain(sentence(row.when, knowledge), knowledge)}" for row in reversed(rows)}
    order = dict.fromkeys((*own, *(action for action in given if action not in words), *reversed(words)))
    items = []
    for action in order:
        if action in own or given.get(action):
            items.append(PlanItem(action, ""))
        elif action in given:
            said = words.get(action, "")
            items.append(PlanItem(action, said if 0 < len(said) <= _READABLE and _ASKED not in said else _DEPENDS))
    return items


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


def _by_horizon(knowledge: KnowledgeBase, items: list[PlanItem]) -> list[tuple[str, list[PlanItem]]]:
    actions = knowledge.entries["action"]
    groups = [
        (label, [item for item in items if getattr(actions[item.action].record, "horizon", "") == horizon])
        for horizon, label in knowledge.site.horizons.items()
    ]
    return [(label, found) for label, found in groups if found]


def _words(asked: Question, variable: Variable, value: str) -> tuple[str, str]:
    """The label of an answer, and its smaller line."""
    if variable.option is not None:
        return {YES: "Yes", NO: "No"}[value], ""
    if isinstance(asked, ChoiceQuestion | ChoicesQuestion):
        if value in asked.options:
            return asked.options[value].label, asked.options[value].hint or ""
        several = [option.label for option in asked.options.values() if not option.exclusive]
        assert value == SOME
        return ("This one" if len(several) == 1 else "One or more of these"), "; ".join(several)
    return answers(asked)[value], ""


def _address(compiled: Compiled, edge: Edge, page: Page, knowledge: KnowledgeBase) -> str:
    flow = compiled.flow.id
    if edge.state is not None:
        return page.to(state_route(flow, edge.state, knowledge.names))
    return page.to(outcome_route(flow, edge.outcome, knowledge.names)) if edge.outcome else ""
