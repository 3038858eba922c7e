"""Flows compiled for their pages: records to programs to automata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.knowledge import Entry, KnowledgeBase
from generator.logic.compile import Automaton, automaton
from generator.logic.lower import programs
from generator.logic.outcomes import actions_by_outcome
from generator.logic.program import Program
from generator.model import Flow


@dataclass(frozen=True)
class Compiled:
    """A flow that can be walked by links and in the browser."""

    flow: Entry[Flow]
    program: Program
    automaton: Automaton
    actions: Mapping[str, Mapping[str, bool]]
    """For each outcome what its readers may be told to do, and whether all of them are."""

    @property
    def asks(self) -> bool:
        """Whether there is a question, and so a runner and a page for frames."""
        return self.automaton.start.state is not None


def compiled_flows(knowledge: KnowledgeBase) -> dict[str, Compiled]:
    """The flows that stand for themselves, by id; one with too many states to compile is left out."""
    made = programs(knowledge)
    found = {}
    for flow in knowledge.of("flow", Flow):
        result = automaton(made[flow.id]) if flow.id in made else None
        if isinstance(result, Automaton):
            found[flow.id] = Compiled(flow, made[flow.id], result, actions_by_outcome(made[flow.id]))
    return found
