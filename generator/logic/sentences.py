"""Conditions in plain words, made from the questions and the labels of their answers.

The words may hold references, as labels may; whoever shows them makes them plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.knowledge import KnowledgeBase
from generator.logic.domains import Edge, question, spans
from generator.logic.program import SOME, YES, All, Asked, AtLeast, Const, Expression, In, Not
from generator.model import NumberQuestion, Question
from generator.model.question import answers


def sentence(expression: Expression, knowledge: KnowledgeBase, known: str | None = None) -> str:
    """The condition in words: "Distance: 245 or more, and not Passport: suspended".

    The answers to the question `known` stand without its name: for an arrow that leaves it.
    """
    match expression:
        case Const(value):
            return "always" if value else "never"
        case In() | Asked():
            return leaf_words(expression, knowledge, known=known)
        case Not(In() | Asked() as leaf):
            return leaf_words(leaf, knowledge, is_true=False, known=known)
        case Not(item):
            return f"not: {_part(item, knowledge, known)}"
        case All(items):
            return ", and ".join(_part(item, knowledge, known, len(items) > 1) for item in items)
        case AtLeast(1, items):
            options = _options_of_one_question(items)
            if options:
                return _named(options[0], either(_label(item, knowledge) for item in items), knowledge, known)
            return ", or ".join(_part(item, knowledge, known, len(items) > 1) for item in items)
        case AtLeast(number, items):
            return f"at least {number} of: {'; '.join(_part(item, knowledge, known) for item in items)}"


def leaf_words(leaf: In | Asked, knowledge: KnowledgeBase, is_true: bool = True, known: str | None = None) -> str:
    """A single condition, or its contrary, in words."""
    id_ = leaf.variable.partition(".")[0]
    if isinstance(leaf, Asked):
        return _named(id_, "was asked" if is_true else "was not asked", knowledge, None)
    if leaf.values == {YES} or "." not in leaf.variable:
        words = _label(leaf, knowledge)
    else:
        words, is_true = _label(In(leaf.variable, frozenset({YES})), knowledge), not is_true
    return _named(id_, words if is_true else f"not {words}", knowledge, known)


def value_words(variable: str, value: str, knowledge: KnowledgeBase) -> str:
    """What a reader answered, in words: "Passport: not suspended"."""
    return leaf_words(In(variable, frozenset({value})), knowledge)


def question_words(id_: str, knowledge: KnowledgeBase) -> str:
    """What a question is called in the middle of a sentence: its name and a colon, or what it asks."""
    asked = question(knowledge, id_)
    if asked is None:
        return f"{id_}:"
    return f"{asked.name}:" if asked.name else asked.ask


def either(labels: Iterable[str]) -> str:
    """Words joined as alternatives, the short way: "a, b or c"."""
    words = list(dict.fromkeys(labels))
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def _part(item: Expression, knowledge: KnowledgeBase, known: str | None, beside_others: bool = True) -> str:
    """A part of a longer condition: in brackets where its own commas would mix with the others."""
    while isinstance(item, All | AtLeast) and len(item.items) == 1:
        item = item.items[0]
    words = sentence(item, knowledge, known)
    is_long = isinstance(item, All | AtLeast) and not _options_of_one_question(item.items)
    return f"({words})" if is_long and beside_others else words


def _options_of_one_question(items: Sequence[Expression]) -> list[str]:
    """The question, where all items are answers to the same one that several may be given to."""
    ids = {item.variable.partition(".")[0] for item in items if isinstance(item, In) and _is_positive(item)}
    return list(ids) if len(ids) == 1 and all(isinstance(item, In) and _is_positive(item) for item in items) else []


def _is_positive(leaf: In) -> bool:
    return "." not in leaf.variable or leaf.values == {YES}


def _named(id_: str, words: str, knowledge: KnowledgeBase, known: str | None) -> str:
    return words if id_ == known else f"{question_words(id_, knowledge)} {words}"


def _label(leaf: Expression, knowledge: KnowledgeBase) -> str:
    assert isinstance(leaf, In)
    id_, _, option = leaf.variable.partition(".")
    asked = question(knowledge, id_)
    if asked is None:
        return either(sorted(leaf.values))
    if option:
        return answers(asked)[option]
    return either(_labels(asked, leaf.values))


def _labels(asked: Question, values: frozenset[str]) -> list[str]:
    """The labels of the answers in their order; bands that touch become one: "230 points or more"."""
    labels, bands = answers(asked), spans(asked)
    runs: list[list[str]] = []
    for name in bands:
        if name in values:
            if not runs or not runs[-1] or name != _following(list(bands), runs[-1][-1]):
                runs.append([])
            runs[-1].append(name)
    joined = [labels[run[0]] if len(run) == 1 else _range(asked, run, bands) for run in runs]
    others = [label for name, label in labels.items() if name in values and name not in bands]
    return [*joined, *others, *(["some of the answers"] if SOME in values and SOME not in labels else [])]


def _following(names: list[str], name: str) -> str:
    return names[names.index(name) + 1] if name != names[-1] else ""


def _range(asked: Question, run: list[str], bands: dict[str, tuple[Edge, Edge]]) -> str:
    names = list(bands)
    low, high = _text(asked, bands[run[0]][0]), _text(asked, bands[run[-1]][1])
    if len(run) == len(names):
        return "any value"
    if run[-1] == names[-1]:
        return f"{low} or more" if isinstance(asked, NumberQuestion) else f"{low} or later"
    if run[0] == names[0]:
        return f"up to {high}"
    return f"{low} to {high}"


def _text(asked: Question, value: Edge) -> str:
    return f"{value} {asked.unit}" if isinstance(asked, NumberQuestion) else str(value)
