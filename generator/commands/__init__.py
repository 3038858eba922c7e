"""What the commands find out, as text; `__main__` prints it. One command a module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build import check_content
from generator.checks import BEFORE_PROOFS
from generator.diagnostics import Diagnostic, did_you_mean
from generator.knowledge import KnowledgeBase
from generator.logic.lower import programs
from generator.logic.program import Program


@dataclass(frozen=True)
class Said:
    """What a command prints, and whether all is well."""

    text: str
    is_fine: bool = True


class WrongUseError(Exception):
    """A command was asked for what there is not; the text is a sentence without its full stop."""


class ContentError(Exception):
    """The content has errors that stand in the way."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def readable(content: Path) -> KnowledgeBase:
    """The knowledge base of a folder that is right as far as it can be without proofs; raises ContentError."""
    knowledge, problems = check_content(content, stages=BEFORE_PROOFS)
    if knowledge is None:
        raise ContentError(problems)
    return knowledge


def chosen(knowledge: KnowledgeBase, flow: str | None) -> Mapping[str, Program]:
    """The program of the flow of this id, or of all flows; raises WrongUseError for a flow that there is not."""
    made = programs(knowledge)
    if flow is None:
        return made
    if flow not in made:
        raise WrongUseError(f"there is no flow {flow}; {did_you_mean(flow, made) or 'there is none like it'}")
    return {flow: made[flow]}


def how_many(number: int, word: str) -> str:
    """A number with its word: "1 path", "1,200 paths"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
