"""Questions as variables with closed domains, and the values that an answer gives them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import TypeVar

from generator.knowledge import KnowledgeBase
from generator.logic.program import NO, SOME, YES, Variable
from generator.model import ChoicesQuestion, DateQuestion, NumberQuestion, Question, QuestionFile
from generator.model.question import answers, whole_number

Edge = int | datetime.date
Answer = str | Collection[str]
E = TypeVar("E", int, datetime.date)


def question(knowledge: KnowledgeBase, id_: str) -> Question | None:
    """The question of this id, if there is one."""
    entry = knowledge.find("question", QuestionFile, id_)
    return entry.record.root if entry else None


def variables(id_: str, asked: Question) -> tuple[Variable, ...]:
    """The variables of a question in the order they are asked for: one; or a gate, then the options that add up."""
    if not isinstance(asked, ChoicesQuestion):
        return (Variable(id_, tuple(answers(asked)), id_),)
    alone = tuple(name for name, option in asked.options.items() if option.exclusive)
    others = several(asked)
    gate = Variable(id_, (*alone, SOME) if others else alone, id_)
    return (gate, *(Variable(f"{id_}.{name}", (YES, NO), id_, name) for name in others))


def several(asked: ChoicesQuestion) -> tuple[str, ...]:
    """The options that can be chosen together."""
    return tuple(name for name, option in asked.options.items() if not option.exclusive)


def micro(id_: str, asked: Question, answer: Answer) -> dict[str, str] | None:
    """The values that an answer gives to the variables of its question; None if it is no answer to it.

    A number or a date may be given as such or as the name of its band. Where several options may be chosen, nothing
    chosen is an answer too: none of them.
    """
    given = [answer] if isinstance(answer, str) else list(answer)
    if isinstance(asked, ChoicesQuestion):
        return _chosen(id_, asked, given)
    if len(given) != 1:
        return None
    value = given[0] if given[0] in answers(asked) else band(asked, given[0])
    return None if value is None else {id_: value}


def whole(id_: str, asked: Question, option: str) -> dict[str, str]:
    """The values of all variables of a question with this as its only answer, what is passed over being "no"."""
    return {variable.id: NO for variable in variables(id_, asked)[1:]} | (micro(id_, asked, option) or {})


def _chosen(id_: str, asked: ChoicesQuestion, given: list[str]) -> dict[str, str] | None:
    if any(name not in asked.options for name in given):
        return None
    if any(asked.options[name].exclusive for name in given):
        return {id_: given[0]} if len(given) == 1 else None
    others = several(asked)
    return {id_: SOME} | {f"{id_}.{name}": YES if name in given else NO for name in others} if others else None


def band(asked: Question, text: str) -> str | None:
    """The band that holds a number or a date; None where the text is neither, or out of range."""
    value = edge(asked, text)
    if value is None:
        return None
    return next((name for name, (low, high) in spans(asked).items() if low <= value <= high), None)  # type: ignore[operator]


def what_fits(asked: Question) -> str:
    """What an answer to the question may be, in words: a whole number of its range, a day of it, or its options."""
    names = ", ".join(answers(asked))
    if isinstance(asked, NumberQuestion | DateQuestion):
        kind = "a whole number" if isinstance(asked, NumberQuestion) else "a day"
        return f"{kind} from {asked.range[0]} to {asked.range[1]}, or one of {names}"
    return f"{'any' if isinstance(asked, ChoicesQuestion) else 'one'} of {names}"


def edge(asked: Question, text: str) -> Edge | None:
    """The text as a value of the question's kind: a whole number or a day."""
    if isinstance(asked, NumberQuestion):
        return whole_number(text)
    try:
        if isinstance(asked, DateQuestion):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    return None


def spans(asked: Question) -> dict[str, tuple[Edge, Edge]]:
    """First and last value of each band, in ascending order; bands of those who do not know are left out."""
    if isinstance(asked, NumberQuestion):
        return _spans({k: (b.from_, b.to) for k, b in asked.bands.items() if not b.not_sure}, asked.range)  # type: ignore[return-value]
    if isinstance(asked, DateQuestion):
        return _spans({k: (b.from_, b.to) for k, b in asked.bands.items() if not b.not_sure}, asked.range)  # type: ignore[return-value]
    return {}


def _spans(bands: Mapping[str, tuple[E | None, E | None]], whole: tuple[E, E]) -> dict[str, tuple[E, E]]:
    ends = {
        name: (whole[0] if low is None else low, whole[1] if high is None else high)
        for name, (low, high) in bands.items()
    }
    return dict(sorted(ends.items(), key=lambda item: item[1]))
