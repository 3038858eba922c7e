"""A flow as its page shows it: numbered steps with their ways on, and the diagram of the same steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.graph import topological
from generator.loader import Entry, KnowledgeBase
from generator.model import Action, AskStep, Branch, Flow, QuestionFile, Step, StopStep, TellStep, UseStep
from generator.model.flow import branches, step_graph
from generator.model.question import answers
from generator.render.diagrams import Diagram, Edge, Node
from generator.render.outlines import Shape
from generator.render.text import plain

_SHAPES = {AskStep: Shape.QUESTION, TellStep: Shape.ACTION, UseStep: Shape.FLOW, StopStep: Shape.OUTCOME}


@dataclass(frozen=True)
class Way:
    """A way on from a step: what must be true, in words, and the step it leads to."""

    label: str
    target: str
    target_title: str
    target_number: int


@dataclass(frozen=True)
class StepView:
    """A step of a flow, ready for a template; `number` counts from 1 in reading order."""

    id: str
    number: int
    shape: Shape
    title: str
    step: Step
    ways: tuple[Way, ...]
    """Answers that lead to the same step joined: for the diagram and the outline."""
    choices: tuple[Way, ...]
    """Every answer by itself: for the reader who chooses."""

    @property
    def anchor(self) -> str:
        return f"step-{self.id}"


def step_views(entry: Entry[Flow], knowledge: KnowledgeBase) -> tuple[StepView, ...]:
    """The steps of a flow in reading order: each after all that lead to it."""
    flow = entry.record
    order = topological(step_graph(flow), flow.start or "")
    numbers = {name: number for number, name in enumerate(order, 1)}
    titles = {name: step_title(flow, flow.steps[name], knowledge) for name in order}
    return tuple(
        StepView(
            name,
            numbers[name],
            _SHAPES[type(flow.steps[name])],
            titles[name],
            flow.steps[name],
            ways=tuple(
                Way(_either(labels) if "" not in labels else "", target, titles[target], numbers[target])
                for target, labels in joined_ways(flow.steps[name], knowledge).items()
            ),
            choices=tuple(
                Way(label, target, titles[target], numbers[target])
                for label, target in choices(flow.steps[name], knowledge)
            ),
        )
        for name in order
    )


def step_title(flow: Flow, step: Step, knowledge: KnowledgeBase) -> str:
    """The short name of a step: its own, or that of what it asks, tells, uses or stops at."""
    if isinstance(step, AskStep):
        question = knowledge.entries["question"][step.ask].record
        assert isinstance(question, QuestionFile)
        name = question.root.ask
    elif isinstance(step, TellStep):
        action = knowledge.entries["action"][step.tell].record
        assert isinstance(action, Action)
        name = action.title
    elif isinstance(step, UseStep):
        other = knowledge.entries["flow"][step.use].record
        assert isinstance(other, Flow)
        name = other.title
    else:
        name = flow.outcomes[step.stop].title
    return plain(step.title or name, knowledge)


def joined_ways(step: Step, knowledge: KnowledgeBase) -> dict[str, list[str]]:
    """The steps that may follow, each with the words for "when"; no words for "always"."""
    ways: dict[str, list[str]] = {}
    for branch in branches(step):
        ways.setdefault(branch.go, []).append(_words(branch, step, knowledge))
    return ways


def choices(step: Step, knowledge: KnowledgeBase) -> list[tuple[str, str]]:
    """What a reader can choose at a step: each answer of its question, or the one way on, with the step it leads to."""
    ways = [(_words(branch, step, knowledge), branch) for branch in branches(step)]
    if not isinstance(step, AskStep):
        return [(words, branch.go) for words, branch in ways]
    record = knowledge.entries["question"][step.ask].record
    assert isinstance(record, QuestionFile)
    found = []
    for answer, label in answers(record.root).items():
        for _, branch in ways:
            read = branch.when.words if branch.when else {}
            if answer in read.get(step.ask, (answer,)):
                others = {question: values for question, values in read.items() if question != step.ask}
                extra = ", and ".join(_condition(q, values, True, knowledge) for q, values in others.items())
                found.append((f"{plain(label, knowledge)}{', and ' + extra if extra else ''}", branch.go))
                if not others:
                    break
    return found


def _words(branch: Branch, step: Step, knowledge: KnowledgeBase) -> str:
    if branch.label:
        return plain(branch.label, knowledge)
    if not branch.when:
        return "" if len(branches(step)) == 1 else "otherwise"
    asked = step.ask if isinstance(step, AskStep) else None
    return ", and ".join(_condition(q, values, q != asked, knowledge) for q, values in branch.when.words.items())


def _condition(question: str, values: tuple[str, ...], name_it: bool, knowledge: KnowledgeBase) -> str:
    record = knowledge.entries["question"][question].record
    assert isinstance(record, QuestionFile)
    labels = answers(record.root)
    words = _either(plain(labels[value], knowledge) for value in values)
    return f"{plain(record.root.ask, knowledge)} {words}" if name_it else words


def _either(labels: Iterable[str]) -> str:
    """Words joined as alternatives, the short way: "a, b or c"."""
    words = list(dict.fromkeys(labels))
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def diagram(entry: Entry[Flow], steps: tuple[StepView, ...], knowledge: KnowledgeBase) -> Diagram:
    """The steps as a drawing whose nodes lead to their sections on the same page."""
    title = plain(entry.record.title, knowledge)
    outcomes = sum(view.shape is Shape.OUTCOME for view in steps)
    questions = sum(view.shape is Shape.QUESTION for view in steps)
    return Diagram(
        id=f"diagram-{entry.id}",
        title=f"Diagram: {title}",
        description=f"{_count(questions, 'question')} and {_count(outcomes, 'outcome')}. The same content stands as a list of steps on this page.",
        nodes=tuple(Node(view.id, view.shape, view.title, f"#{view.anchor}") for view in steps),
        edges=tuple(Edge(view.id, way.target, way.label) for view in steps for way in view.ways),
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
