"""Flows to programs: both forms, with the flows they use inlined and the tables of the paths they judge.

A question with several answers is asked gate first, then option after option. A used flow ends where it would stop or
decide: its outcome is not told, what it asked and told is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from generator.diagnostics import Diagnostic, did_you_mean
from generator.knowledge import Entry, KnowledgeBase
from generator.logic.arrange import arranged
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question, variables
from generator.logic.expressions import reads
from generator.logic.program import (
    SOME,
    Ask,
    Branch,
    Const,
    Decide,
    Expression,
    In,
    Node,
    Origin,
    Program,
    Stop,
    Tell,
    Variable,
)
from generator.logic.tables import Tables, tables_of, when
from generator.model import AskStep, Flow, Step, StopStep, TellStep, UseStep
from generator.model import Branch as Way
from generator.model.conditions import RESERVED
from generator.model.flow import AskItem, ScriptItem, Stage, StopItem, TellItem, UseItem, branches, used_flows
from generator.model.question import answers
from generator.model.titles import bare
from generator.nodes import Loc

LARGEST = 5_000


def program(flow: Entry[Flow], knowledge: KnowledgeBase) -> tuple[Program | None, list[Diagnostic]]:
    """The flow as a program, and what is wrong with the names in this file.

    None where a name is unknown here, in a flow that it uses or in a path that it judges; unknown questions, actions,
    steps and outcomes, and flows that use themselves, are others' to report.
    """
    building = _Building(Names(knowledge))
    building.check_names(flow)
    if (size := _size(flow, building.names, {})) > LARGEST:
        return None, building.names.found(flow) + _too_large(flow, building.names, size)
    start = building.flow(flow, None)
    tables = tables_of(flow, building.names)
    problems = building.names.found(flow)
    if building.is_broken or any(building.names.problems.values()):
        return None, problems
    nodes = arranged(building.nodes, start)
    made = _variables(knowledge, nodes, tables)
    return Program(flow.id, made, nodes, tables.outcomes, tables.verdicts, tables.plan), problems


@lru_cache(maxsize=2)
def programs(knowledge: KnowledgeBase) -> Mapping[str, Program]:
    """The programs of all flows that stand for themselves, by id: those with outcomes and without problems.

    The same knowledge base gives the same programs again: checks and pages both ask for them.
    """
    flows: list[Entry[Flow]] = knowledge.of("flow", Flow)
    made = {flow.id: program(flow, knowledge)[0] for flow in flows if flow.record.outcomes}
    return MappingProxyType({id_: found for id_, found in made.items() if found is not None})


def unknown_names(knowledge: KnowledgeBase) -> list[Diagnostic]:
    """What is wrong with the names in the conditions of all records, flows included."""
    problems = [problem for flow in knowledge.of("flow", Flow) for problem in program(flow, knowledge)[1]]
    names = Names(knowledge)
    for entry in knowledge.all():
        writing = Writing(names, entry)
        for key in ("verdicts", "applies", "signs", "decide"):
            for index, rule in enumerate(getattr(bare(entry.record), key, ()) if entry.kind != "flow" else ()):
                if rule.when is not None:
                    writing.expression(rule.when, (key, index, "when"))
        problems += names.found(entry) if entry.kind != "flow" else []
    return problems


def _size(flow: Entry[Flow], names: Names, known: dict[str, int]) -> int:
    """The number of steps with those of used flows unfolded; a flow that uses itself counts once."""
    if flow.id not in known:
        known[flow.id] = 0
        used = [entry for id_ in used_flows(flow.record) if (entry := names.flow(id_))]
        own = len(flow.record.steps) + len(flow.record.script)
        known[flow.id] = own + sum(_size(entry, names, known) for entry in used)
    return known[flow.id]


def _too_large(flow: Entry[Flow], names: Names, size: int) -> list[Diagnostic]:
    """The problem of a flow that unfolds too far, unless one that it uses has it already."""
    used = [entry for id_ in used_flows(flow.record) if (entry := names.flow(id_))]
    if any(_size(entry, names, {}) > LARGEST for entry in used):
        return []
    message = f"this flow unfolds to {size:,} steps with those of the flows that it uses; {LARGEST:,} can be proved"
    return [Diagnostic(flow.place(), "KB327", message, "go through each other flow once")]


@dataclass
class _Building:
    """Nodes as they are found; a number stands for "go on there", None for a node that is still to come."""

    names: Names
    nodes: list[Node | int | None] = field(default_factory=list)
    is_broken: bool = False
    using: list[str] = field(default_factory=list)

    def flow(self, flow: Entry[Flow], after: int | None) -> int:
        """The first node of a flow; where it would end, a used flow goes on `after`."""
        if flow.id in self.using:
            return self._broken()
        self.using.append(flow.id)
        start = self._steps(flow, after) if flow.record.steps else self._script(flow, after)
        for index, id_ in reversed(list(enumerate(flow.record.inputs))):
            start = self._asking(id_, start, Origin("flow", flow.id, ("inputs", index)))
        self.using.pop()
        return start

    def check_names(self, flow: Entry[Flow]) -> None:
        """Reports names of groups and facts that mean something already, and wrong answers in groups."""
        knowledge, found = self.names.knowledge, self.names.found(flow)
        for key in ("groups", "facts"):
            for name in getattr(flow.record, key):
                taken = _taken(name, key, flow.record, knowledge)
                if taken:
                    place = flow.key_place(key, name)
                    found.append(Diagnostic(place, "KB323", f"“{name}” is {taken} already", "choose another name"))
        for name, group in flow.record.groups.items():
            Writing(self.names, flow).answers(group.question, group.in_, ("groups", name, "in"))
        for name in flow.record.facts:
            self.names.fact(flow, name)
        for index, name in enumerate(flow.record.returns):
            if name not in flow.record.facts:
                hint = did_you_mean(name, flow.record.facts)
                found.append(Diagnostic(flow.place("returns", index), "KB320", f"this flow has no fact “{name}”", hint))

    def _steps(self, flow: Entry[Flow], after: int | None) -> int:
        places = {name: self._add(None) for name in flow.record.steps}
        for name, step in flow.record.steps.items():
            self.nodes[places[name]] = self._step(flow, name, step, places, after)
        return self._first(places, flow.record.start)

    def _first(self, places: dict[str, int], start: str | None) -> int:
        return places[start] if start in places else self._broken()

    def _step(self, flow: Entry[Flow], name: str, step: Step, places: dict[str, int], after: int | None) -> Node | int:
        writing, loc = Writing(self.names, flow), ("steps", name)
        if isinstance(step, StopStep):
            return self._stop(step.stop, writing.at(loc), after)
        onward = self._ways(writing, step, (*loc, "next"), places)
        if isinstance(step, AskStep):
            return self._asking(step.ask, onward, writing.at(loc))
        if isinstance(step, TellStep):
            return Tell(step.tell, onward, writing.at(loc))
        return self._using(step, onward)

    def _ways(self, writing: Writing, step: Step, loc: Loc, places: dict[str, int]) -> int:
        by_answer = isinstance(step, AskStep) and isinstance(step.next, dict)
        arms = []
        for index, way in enumerate(branches(step)):
            arms.append((self._arm(writing, way, loc, index, by_answer), self._first(places, way.go)))
        if isinstance(arms[0][0], Const):
            return arms[0][1]
        return self._add(Branch(tuple(arms), writing.at(loc)))

    def _arm(self, writing: Writing, way: Way, loc: Loc, index: int, by_answer: bool) -> Expression:
        if by_answer and way.when:
            ((key, words),) = way.when.words.items()
            return writing.answer(key, words[0], loc)
        return when(writing, None if way.otherwise else way.when, (*loc, index))

    def _script(self, flow: Entry[Flow], after: int | None) -> int:
        writing = Writing(self.names, flow)
        last = flow.record.script[-1]
        never_ends = isinstance(last, StopItem) and last.when is None
        decide = None if never_ends else Decide(writing.at(("outcomes",)))
        following = self._add(decide) if after is None else after
        for index, item in reversed(list(enumerate(flow.record.script))):
            if isinstance(item, Stage):
                continue
            loc = ("script", index)
            body = self._item(item, following, writing.at(loc), after)
            if item.when is not None:
                guard = writing.expression(item.when, (*loc, "when"))
                arms = ((guard, body), (Const(True, writing.at(loc)), following))
                body = self._add(Branch(arms, writing.at((*loc, "when"))))
            following = body
        return following

    def _item(self, item: ScriptItem, following: int, at: Origin, after: int | None) -> int:
        if isinstance(item, AskItem):
            return self._asking(item.ask, following, at)
        if isinstance(item, TellItem):
            return self._add(Tell(item.tell, following, at))
        if isinstance(item, UseItem):
            return self._using(item, following)
        assert isinstance(item, StopItem)
        stop = self._stop(item.stop, at, after)
        return stop if isinstance(stop, int) else self._add(stop)

    def _stop(self, outcome: str, at: Origin, after: int | None) -> Node | int:
        return Stop(outcome, at) if after is None else after

    def _using(self, item: UseStep | UseItem, following: int) -> int:
        used = self.names.flow(item.use)
        return self.flow(used, following) if used else self._broken()

    def _asking(self, id_: str, following: int, at: Origin) -> int:
        """The first node that asks for a question, whatever it takes to ask it."""
        asked = question(self.names.knowledge, id_)
        if asked is None:
            return self._broken()
        gate, *options = variables(id_, asked)
        onward = following
        for option in reversed(options):
            onward = self._add(Ask(option.id, onward, at))
        if options and len(gate.values) > 1:
            chose = In(gate.id, frozenset({SOME}), at)
            onward = self._add(Branch(((chose, onward), (Const(True, at), following)), at))
        return self._add(Ask(gate.id, onward, at))

    def _add(self, node: Node | int | None) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _broken(self) -> int:
        self.is_broken = True
        return self._add(None)


def _taken(name: str, key: str, flow: Flow, knowledge: KnowledgeBase) -> str:
    """What a name of a group or a fact means already, or nothing."""
    if name in RESERVED:
        return "a word of conditions"
    if name in knowledge.entries["question"]:
        return "a question"
    if key == "facts":
        return "a group" if name in flow.groups else ""
    asked = question(knowledge, flow.groups[name].question)
    return "an answer to that question" if asked and name in answers(asked) else ""


def _variables(knowledge: KnowledgeBase, nodes: tuple[Node, ...], tables: Tables) -> dict[str, Variable]:
    """The variables of every question that is asked, in that order, then of those that are only read."""
    asked = [node.variable for node in nodes if isinstance(node, Ask)]
    guards = [guard for node in nodes if isinstance(node, Branch) for guard, _ in node.arms]
    read = sorted(name for condition in (*guards, *tables.conditions()) for name in reads(condition))
    found: dict[str, Variable] = {}
    for id_ in dict.fromkeys(name.partition(".")[0] for name in (*asked, *read)):
        known = question(knowledge, id_)
        assert known is not None
        found |= {variable.id: variable for variable in variables(id_, known)}
    return found
