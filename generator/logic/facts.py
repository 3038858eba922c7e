"""The facts that a flow's answers rest on."""

from __future__ import annotations

from generator.knowledge import Entry
from generator.logic.program import Ask, Program, Tell
from generator.model import Flow
from generator.references import References, Target


def parts_of(flow: Entry[Flow], program: Program) -> frozenset[Target]:
    """The records a reader of the flow meets: it and those it uses, questions, actions, judged paths."""
    asked = {program.variables[node.variable].question for node in program.nodes if isinstance(node, Ask)}
    actions = {node.action for node in program.nodes if isinstance(node, Tell)}
    actions |= {row.result for row in program.plan.rows} if program.plan else set()
    actions |= {action for outcome in flow.record.outcomes.values() for action in outcome.actions}
    flows = {flow.id} | {node.at.id for node in program.nodes if node.at.kind == "flow"}
    kinds = {"flow": flows, "question": asked, "action": actions, "path": set(program.verdicts)}
    return frozenset((kind, id_) for kind, ids in kinds.items() for id_ in ids)


def facts_of(flow: Entry[Flow], program: Program, references: References) -> dict[str, tuple[Target, ...]]:
    """The facts that these records mention, by id, each with the records that do."""
    found: dict[str, set[Target]] = {}
    for part in parts_of(flow, program):
        for fact in references.facts.get(part, ()):
            found.setdefault(fact, set()).add(part)
    return {fact: tuple(sorted(sources)) for fact, sources in sorted(found.items())}
