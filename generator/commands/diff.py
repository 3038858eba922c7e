"""`kb diff`: which readers get something else than at a git revision, counted, with the shortest example of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.commands import ContentError, readable
from generator.commands.revision import content_at
from generator.diagnostics import in_order
from generator.knowledge import KnowledgeBase
from generator.loader import load
from generator.logic.compare import Comparison, compare
from generator.logic.lower import programs
from generator.logic.program import Program
from generator.model import Flow


@dataclass(frozen=True)
class Side:
    """What there was, or is: the knowledge base and the programs of its flows."""

    knowledge: KnowledgeBase
    programs: Mapping[str, Program]

    def flow(self, id_: str) -> Flow:
        """The record of a flow."""
        record = self.knowledge.entries["flow"][id_].record
        assert isinstance(record, Flow)
        return record

    def unread(self) -> set[str]:
        """Flows that have outcomes but no program, since something in them is wrong."""
        return {entry.id for entry in self.knowledge.of("flow", Flow) if entry.record.outcomes} - set(self.programs)


@dataclass(frozen=True)
class OwnActions:
    """An outcome whose own actions, those that everybody gets who ends there, are others than before."""

    outcome: str
    new: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What changed between two sides; `changed` has the flows that behave otherwise for somebody."""

    before: Side
    after: Side
    new: tuple[str, ...]
    removed: tuple[str, ...]
    not_compared: tuple[str, ...]
    """Flows that could not be read on one of the sides."""
    changed: dict[str, Comparison]
    own_actions: dict[str, tuple[OwnActions, ...]]
    """By flow, for outcomes that there were and are."""

    @property
    def is_none(self) -> bool:
        """Whether every flow does for everybody what it did."""
        return not (self.new or self.removed or self.not_compared or self.changed or self.own_actions)


def difference(content: Path, revision: str) -> Difference:
    """The content folder as it is, compared with what it was; raises WrongUseError and ContentError."""
    after = readable(content)
    with content_at(content, revision) as folder:
        before, problems = load(folder, f"{revision}:{content.name}")
    if before is None:
        raise ContentError(in_order(problems))
    known = {Path(entry.path).stem for entry in before.of("flow", Flow)}
    flows = f"/{before.names['flow'].folder}/"
    broken = {Path(problem.place.path).stem for problem in problems if flows in problem.place.path}
    return compared(Side(before, programs(before)), Side(after, programs(after)), frozenset(broken - known))


def compared(before: Side, after: Side, broken: frozenset[str] = frozenset()) -> Difference:
    """The difference of two sides; `broken` are flows whose files could not be read before."""
    unread = (before.unread() | broken | after.unread()) - (set(before.programs) & set(after.programs))
    both = [id_ for id_ in after.programs if id_ in before.programs]
    found = {id_: compare(before.programs[id_], after.programs[id_]) for id_ in both}
    return Difference(
        before,
        after,
        tuple(id_ for id_ in after.programs if id_ not in before.programs and id_ not in unread),
        tuple(id_ for id_ in before.programs if id_ not in after.programs and id_ not in unread),
        tuple(sorted(unread)),
        {id_: comparison for id_, comparison in found.items() if not comparison.same},
        {id_: others for id_ in both if (others := tuple(_own_actions(before.flow(id_), after.flow(id_))))},
    )


def _own_actions(before: Flow, after: Flow) -> Iterator[OwnActions]:
    for id_, outcome in after.outcomes.items():
        were, are = before.outcomes[id_].actions if id_ in before.outcomes else outcome.actions, outcome.actions
        if set(were) != set(are):
            new = tuple(action for action in are if action not in were)
            yield OwnActions(id_, new, tuple(action for action in were if action not in are))
