"""A flow as its page shows it: numbered steps with their ways on, and the diagram of the same steps."""

from __future__ import annotations

from dataclasses import dataclass

from generator.graph import topological
from generator.knowledge import Entry, KnowledgeBase
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question, whole
from generator.logic.program import Const, Expression
from generator.logic.sentences import either, sentence
from generator.logic.truth import settled
from generator.model import Action, AskStep, Branch, Flow, QuestionFile, Step, StopStep, TellStep, UseStep
from generator.model.flow import branches, graph_of
from generator.model.question import answers
from generator.render.diagrams import Diagram, Edge, Node
from generator.render.notes import stop_key
from generator.render.outlines import Shape
from generator.render.scripts import decided, stages, steps_of
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
    condition: str = ""
    """In a script: what must hold for the step to come up, in words."""
    stage: str = ""
    """The heading of the part of a script that begins here."""

    @property
    def anchor(self) -> str:
        """The id of the step's element in a page."""
        return f"step-{self.id}"

    @property
    def note_key(self) -> str:
        """What the runner finds the step's note by; nothing where it has no use for it."""
        match self.step:
            case AskStep():
                return f"ask:{self.step.ask}"
            case TellStep():
                return f"tell:{self.step.tell}"
            case StopStep():
                return stop_key(self.id)
        return ""


def step_views(entry: Entry[Flow], knowledge: KnowledgeBase) -> tuple[StepView, ...]:
    """The steps of a flow in reading order: each after all that lead to it."""
    flow, words = entry.record, _Words(knowledge, Writing(Names(knowledge), entry))
    steps, start = steps_of(flow)
    order = topological(graph_of(steps), start)
    numbers = {name: number for number, name in enumerate(order, 1)}
    titles = {name: step_title(flow, steps[name], knowledge) for name in order}
    headings = {name: stages(flow).get(number, "") for number, name in enumerate(steps)}
    ways = {name: words.joined_ways(steps[name]) for name in order}
    conditions = {branch.go: words.condition(branch) for step in steps.values() for branch in branches(step)}
    scripted = flow.start is None
    return tuple(
        StepView(
            name,
            numbers[name],
            _SHAPES[type(steps[name])],
            titles[name],
            steps[name],
            ways=tuple(
                Way(either(labels) if "" not in labels else "", target, titles[target], numbers[target])
                for target, labels in ways[name].items()
            ),
            choices=tuple(
                Way(label, target, titles[target], numbers[target]) for label, target in words.choices(steps[name])
            )
            if not scripted
            else (),
            condition=conditions.get(name, "") if scripted else "",
            stage=headings[name],
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


@dataclass(frozen=True)
class _Words:
    """The words on the ways of one flow."""

    knowledge: KnowledgeBase
    writing: Writing

    def joined_ways(self, step: Step) -> dict[str, list[str]]:
        """The steps that may follow, each with the words for "when"; no words for "always"."""
        ways: dict[str, list[str]] = {}
        for branch in branches(step):
            ways.setdefault(branch.go, []).append(self._way(branch, step))
        return ways

    def choices(self, step: Step) -> list[tuple[str, str]]:
        """What a reader can choose: each answer of the question, or the one way on, with the step it leads to."""
        if not isinstance(step, AskStep):
            return [(self._way(branch, step), branch.go) for branch in branches(step)]
        asked = question(self.knowledge, step.ask)
        assert asked is not None
        found = []
        for answer, label in answers(asked).items():
            known = whole(step.ask, asked, answer)
            for branch in branches(step):
                left = settled(self._condition(branch), known)
                if left == Const(False):
                    continue
                extra = "" if left == Const(True) else f", and {sentence(left, self.knowledge)}"
                found.append((plain(f"{label}{extra}", self.knowledge), branch.go))
                if not extra:
                    break
        return found

    def condition(self, branch: Branch) -> str:
        """What must hold for a branch in words that name every question; nothing if it is always taken."""
        if branch.label or not branch.when:
            return plain(branch.label or "", self.knowledge)
        return plain(sentence(self._condition(branch), self.knowledge), self.knowledge)

    def _condition(self, branch: Branch) -> Expression:
        return self.writing.expression(branch.when, ()) if branch.when else Const(True)

    def _way(self, branch: Branch, step: Step) -> str:
        if branch.label:
            return plain(branch.label, self.knowledge)
        if not branch.when:
            return "" if len(branches(step)) == 1 else "otherwise"
        asked = step.ask if isinstance(step, AskStep) else None
        return plain(sentence(self._condition(branch), self.knowledge, asked), self.knowledge)


def diagrams(entry: Entry[Flow], steps: tuple[StepView, ...], knowledge: KnowledgeBase) -> tuple[Diagram, ...]:
    """The steps as drawings whose nodes lead to their sections on the same page: one for each stage of a script."""
    title = plain(entry.record.title, knowledge)
    results = decided(entry.record) if entry.record.start is None else frozenset()
    outcomes = sum(view.shape is Shape.OUTCOME for view in steps)
    questions = sum(view.shape is Shape.QUESTION for view in steps)
    about = (
        f"{_count(questions, 'question')} and {_count(outcomes, 'outcome')} in all. This page has them as a list, too."
    )
    return tuple(
        Diagram(
            id=f"diagram-{entry.id}" + (f"-{number}" if number else ""),
            title=f"Diagram: {title}" + (f", {part[0].stage}" if part[0].stage else ""),
            description=about,
            nodes=nodes,
            edges=edges,
            stage=part[0].stage,
        )
        for number, part in enumerate(_stages(steps))
        for nodes, edges in [_drawn(part, results)]
    )


def _stages(steps: tuple[StepView, ...]) -> list[tuple[StepView, ...]]:
    """The steps in groups, each beginning where a stage does."""
    starts = [number for number, view in enumerate(steps) if view.stage or number == 0]
    return [steps[start:end] for start, end in zip(starts, [*starts[1:], len(steps)], strict=True)]


def _drawn(part: tuple[StepView, ...], results: frozenset[str]) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """The nodes and edges of a group; the outcomes that a script's table chooses from are one node, the result."""
    nodes = [Node(view.id, view.shape, view.title, f"#{view.anchor}") for view in part if view.id not in results]
    known = {node.id for node in nodes}
    edges = [Edge(view.id, way.target, way.label) for view in part for way in view.ways if way.target in known]
    ends = [view for view in part if view.id in results]
    if ends:
        label = f"Your result: one of {len(ends)}" if len(ends) > 1 else ends[0].title
        nodes.append(Node("result", Shape.OUTCOME, label, f"#{ends[0].anchor}"))
        # The last question may stand in an earlier stage: then the result is alone in this picture.
        onward = [view for view in part if any(way.target in results for way in view.ways)]
        edges += [Edge(view.id, "result") for view in onward[-1:]]
    return tuple(nodes), tuple(edges)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
