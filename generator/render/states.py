"""The pages of a flow that need no script: one for each state, each answer a link to the next.

States route to outcomes only, so that they stay few; what else depends on answers stands on the page of the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.knowledge import KnowledgeBase
from generator.logic.compile import Edge
from generator.logic.program import NO, SOME, YES, Variable
from generator.model import KindNames, Question
from generator.model.question import ChoiceQuestion, ChoicesQuestion, answers
from generator.render.compiled import Compiled
from generator.render.notes import Notes, notes
from generator.render.outcomes import outcome_pages, outcome_route
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
        yield from outcome_pages(renderer, compiled)


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
