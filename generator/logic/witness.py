"""The answers of an example: by question, as words for a message, and as words for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.knowledge import KnowledgeBase
from generator.logic.program import NO, SOME, YES, Program, Variable
from generator.logic.sentences import value_words
from generator.logic.sweep import Witness

Variables = Mapping[str, Variable]


def answers_of(variables: Variables, witness: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What was answered, by question in the order it was asked: one option, or all that were chosen of several."""
    found: dict[str, list[str]] = {}
    for name, value in witness:
        variable = variables[name]
        chosen = found.setdefault(variable.question, [])
        if variable.option is not None:
            chosen += [variable.option] if value == YES else []
        elif not (value == SOME and has_options(variables, variable)):
            chosen.append(value)
    return {question: tuple(chosen) for question, chosen in found.items()}


def has_options(variables: Variables, variable: Variable) -> bool:
    """Whether a value of the variable means that options of its question are asked about one by one."""
    return any(other.option is not None for other in variables.values() if other.question == variable.question)


def in_words(program: Program, witness: Witness, knowledge: KnowledgeBase) -> str:
    """The answers as a reader would say them: "Sky: wet; Wind: calm"."""
    return as_words(program.variables, witness, partial(value_words, knowledge=knowledge))


def as_words(variables: Variables, witness: Witness, say: Callable[[str, str], str]) -> str:
    """The answers in the words of `say`: what was chosen; what was not, only where nothing of that question was."""
    return "; ".join(_words(variables, witness, say)) or "any answers"


def as_arguments(variables: Variables, witness: Iterable[tuple[str, str]]) -> str:
    """The answers as the command line takes them: "sky=wet wind=calm"."""
    chosen = answers_of(variables, witness).items()
    return " ".join(f"{question}={','.join(answers)}" for question, answers in chosen)


def as_fragment(variables: Variables, witness: Iterable[tuple[str, str]]) -> str:
    """The answers as the page of a flow takes them after its address: "#a=sky.wet~clothes.hat_coat"."""
    chosen = answers_of(variables, witness).items()
    return "#a=" + "~".join(f"{question}.{'_'.join(answers)}" for question, answers in chosen)


def _words(variables: Variables, witness: Witness, say: Callable[[str, str], str]) -> Iterator[str]:
    chosen = {variables[name].question for name, value in witness if _says(variables, name, value)}
    for name, value in witness:
        if _says(variables, name, value) or variables[name].question not in chosen:
            yield say(name, value)


def _says(variables: Variables, name: str, value: str) -> bool:
    variable = variables[name]
    if variable.option is not None:
        return value != NO
    return value != SOME or not has_options(variables, variable)
