"""`kb walk`: where answers lead, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from generator.commands import Said, WrongUseError, chosen, readable
from generator.logic.walk import answers_to_values
from generator.logic.walk import walk as walked


def walk(content: Path, flow: str, arguments: Sequence[str]) -> Said:
    """Outcome, verdicts and plan for answers that are written `question=answer` or `question=a,b`."""
    knowledge = readable(content)
    program = chosen(knowledge, flow)[flow]
    written = (argument.partition("=") for argument in arguments)
    answers = {question: tuple(filter(None, said.split(","))) for question, _, said in written}
    values, wrong = answers_to_values(knowledge, answers)
    if wrong:
        raise WrongUseError("; ".join(wrong))
    return Said(json.dumps(walked(program, values).plain(), ensure_ascii=False, indent=2))
