"""Questions and their variables as the browser gets them."""

from __future__ import annotations

from typing import Any

from generator.knowledge import KnowledgeBase
from generator.logic.domains import question as question_of
from generator.model import Question
from generator.model.question import ChoiceQuestion, ChoicesQuestion, DateQuestion, NumberQuestion
from generator.render.client import Client, Json
from generator.render.text import plain


def question(parts: Client, id_: str) -> Json:
    """A question with its answers, and the ends of its bands."""
    knowledge = parts.knowledge
    asked = question_of(knowledge, id_)
    assert asked is not None
    data: Json = {"id": id_, "ask": plain(asked.ask, knowledge), "kind": asked.kind}
    for key, text in (("name", asked.name), ("why", asked.why)):
        if text:
            data[key] = plain(text, knowledge)
    if asked.sensitive:
        data["sensitive"] = True
    data["answers"] = [{"id": name} | answer for name, answer in _answers(asked, knowledge).items()]
    if isinstance(asked, NumberQuestion):
        data["unit"] = plain(asked.unit, knowledge)
    if isinstance(asked, NumberQuestion | DateQuestion):
        data["range"] = [_edge(end) for end in asked.range]
        data["bands"] = [
            {"id": name, "from": _edge(band.from_), "to": _edge(band.to)}
            for name, band in asked.bands.items()
            if not band.not_sure
        ]
    return data | parts.oldest_fact(asked)


def _edge(value: Any) -> Any:
    """The end of a band: a number, a day as text, or nothing."""
    return value if value is None or isinstance(value, int) else str(value)


def _answers(asked: Question, knowledge: KnowledgeBase) -> dict[str, Json]:
    if not isinstance(asked, ChoiceQuestion | ChoicesQuestion):
        return {name: {"label": plain(band.label, knowledge)} for name, band in asked.bands.items()}
    found: dict[str, Json] = {}
    for name, option in asked.options.items():
        found[name] = {"label": plain(option.label, knowledge)}
        if option.hint:
            found[name]["hint"] = plain(option.hint, knowledge)
        if option.exclusive and isinstance(asked, ChoicesQuestion):
            found[name]["exclusive"] = True
    return found


def variable(parts: Client, name: str) -> Json:
    """A variable: its question, the option that it stands for, its values."""
    its = parts.program.variables[name]
    asked = question_of(parts.knowledge, its.question)
    assert asked is not None
    option = list(_answers(asked, parts.knowledge)).index(its.option) if its.option else -1
    return {"question": parts.questions[its.question], "option": option, "values": list(its.values)}
