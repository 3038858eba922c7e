"""`kb walk`: where answers lead, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from generator.commands import Said, WrongUseError, chosen, readable
from generator.diagnostics import did_you_mean
from generator.knowledge import KnowledgeBase
from generator.logic.walk import answers_to_values
from generator.logic.walk import walk as walked


def walk(content: Path, flow: str, arguments: Sequence[str]) -> Said:
    """Outcome, verdicts and plan for answers that are written `question=answer` or `question=a,b`."""
    knowledge = readable(content)
    program = chosen(knowledge, flow)[flow]
    answers = _answers(arguments, knowledge)
    values, wrong = answers_to_values(knowledge, answers)
    if wrong:
        raise WrongUseError("; ".join(wrong))
    return Said(json.dumps(walked(program, values).plain(), ensure_ascii=False, indent=2))


def _answers(arguments: Sequence[str], knowledge: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Question → what was answered; raises WrongUseError for what is no answer to a question, or a second one."""
    answers: dict[str, tuple[str, ...]] = {}
    wrong = []
    for argument in arguments:
        id_, equals, said = argument.partition("=")
        if not equals:
            wrong.append(f"“{argument}” is no answer; write question=answer")
        elif id_ in answers:
            wrong.append(f"“{id_}” is answered twice; write several options as {id_}=a,b")
        elif id_ not in knowledge.entries["question"]:
            hint = did_you_mean(id_, knowledge.entries["question"])
            wrong.append(f"there is no question “{id_}”{f'; {hint}' if hint else ''}")
        else:
            answers[id_] = tuple(filter(None, said.split(",")))
    if wrong:
        raise WrongUseError("; ".join(wrong))
    return answers
