"""What the steps of a flow say to the reader who is there, by what they ask or tell."""

from __future__ import annotations

from collections.abc import Mapping

from generator.knowledge import KnowledgeBase
from generator.model import AskStep, Flow, TellStep
from generator.model.flow import AskItem, TellItem, used_flows

Notes = Mapping[str, tuple[str, ...]]
"""Notes by `ask:question` or `tell:action`, each once, as Markdown."""


def notes(flow: str, knowledge: KnowledgeBase) -> Notes:
    """The notes of a flow and of those that it uses."""
    record = knowledge.entries["flow"][flow].record
    assert isinstance(record, Flow)
    found: dict[str, dict[str, None]] = {}
    for step in (*record.steps.values(), *record.script):
        match step:
            case AskStep() | AskItem() if step.note:
                found.setdefault(f"ask:{step.ask}", {})[step.note] = None
            case TellStep() | TellItem() if step.note:
                found.setdefault(f"tell:{step.tell}", {})[step.note] = None
    for used in used_flows(record):
        for key, said in notes(used, knowledge).items():
            found.setdefault(key, {}).update(dict.fromkeys(said))
    return {key: tuple(said) for key, said in found.items()}
