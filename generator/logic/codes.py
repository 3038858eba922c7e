"""Plan codes: all answers as one number in mixed radix. The same contract as the browser's codec.mjs; a test compares.

A code holds no version. Its check covers the list of questions and answers it was made with, which tells that list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.knowledge import KnowledgeBase
from generator.logic.compile import Automaton
from generator.logic.domains import question
from generator.logic.program import Program
from generator.model import ChoicesQuestion
from generator.model.published import Coded
from generator.model.question import answers

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
_CHECKS = 1024
CodeList = tuple[Coded, ...]
Given = Mapping[str, str | Sequence[str]]
"""Question → answer; a list of options where several may be chosen."""


def asked_questions(program: Program, automaton: Automaton) -> tuple[str, ...]:
    """The questions that can be asked, in the order of the program: that of the digits."""
    asked = {page.variable for page in automaton.pages}
    return tuple(dict.fromkeys(program.variables[name].question for name in program.variables if name in asked))


def code_list(program: Program, automaton: Automaton, knowledge: KnowledgeBase) -> CodeList:
    """What the plan codes of a flow are made with today."""
    return tuple(_coded(id_, knowledge) for id_ in asked_questions(program, automaton))


def plan_code(coded: CodeList, given: Given, sensitive: bool = False) -> str:
    """The code of these answers: eight characters, more if the answers need them."""
    number = 0
    for asked in reversed(coded):
        if sensitive or not asked.sensitive:
            number = number * _radix(asked) + _digit(asked, given.get(asked.id))
    number = number * 2 + sensitive
    return _base32(number * _CHECKS + _check(coded, number)).rjust(LENGTH, "0")


def read_code(lists: Sequence[CodeList], text: str) -> tuple[CodeList, dict[str, str | list[str]]] | None:
    """The first of the lists that the code fits, with its answers; None if a character is wrong or no list fits."""
    code = text.lower().replace(" ", "").replace("-", "").translate(str.maketrans("oil", "011"))
    if not 8 <= len(code) <= 64 or not set(code) <= set(DIGITS):
        return None
    number, check = divmod(sum(DIGITS.index(digit) * 32**place for place, digit in enumerate(reversed(code))), _CHECKS)
    coded = next((each for each in lists if _check(each, number) == check), None)
    given = None if coded is None else _numbered(coded, number)
    return None if coded is None or given is None else (coded, given)


def extremes(coded: CodeList) -> tuple[dict[str, str | list[str]], dict[str, str | list[str]]]:
    """The answers with the least and those with the greatest code."""
    most = {asked.id: _answer(asked, _radix(asked) - 1) for asked in coded}
    return {}, most


def _coded(id_: str, knowledge: KnowledgeBase) -> Coded:
    asked = question(knowledge, id_)
    assert asked is not None
    several = isinstance(asked, ChoicesQuestion)
    alone = [name for name, its in asked.options.items() if its.exclusive] if isinstance(asked, ChoicesQuestion) else []
    others = tuple(name for name in answers(asked) if name not in alone)
    return Coded(id=id_, sensitive=asked.sensitive, several=several, answers=others, exclusive=tuple(alone))


def _radix(asked: Coded) -> int:
    return 1 + len(asked.exclusive) + (1 << len(asked.answers)) if asked.several else 1 + len(asked.answers)


def _digit(asked: Coded, given: str | Sequence[str] | None) -> int:
    """0 for no answer; then single answers; then sets of options, one bit each."""
    if given is None:
        return 0
    if not asked.several:
        return asked.answers.index(str(given)) + 1
    alone = next((place for place, id_ in enumerate(asked.exclusive) if id_ in given), None)
    if alone is not None:
        return alone + 1
    return 1 + len(asked.exclusive) + sum(1 << bit for bit, id_ in enumerate(asked.answers) if id_ in given)


def _numbered(coded: CodeList, number: int) -> dict[str, str | list[str]] | None:
    rest, sensitive = divmod(number, 2)
    found = {}
    for asked in coded:
        if sensitive or not asked.sensitive:
            rest, digit = divmod(rest, _radix(asked))
            if digit:
                found[asked.id] = _answer(asked, digit)
    return None if rest else found


def _answer(asked: Coded, digit: int) -> str | list[str]:
    if not asked.several:
        return asked.answers[digit - 1]
    if digit <= len(asked.exclusive):
        return [asked.exclusive[digit - 1]]
    bits = digit - 1 - len(asked.exclusive)
    return [id_ for bit, id_ in enumerate(asked.answers) if bits >> bit & 1]


def _check(coded: CodeList, number: int) -> int:
    """Ten bits of FNV-1a over the list and the number."""
    words = ";".join(
        ",".join([asked.id, str(int(asked.sensitive)), str(int(asked.several)), *asked.answers, "/", *asked.exclusive])
        for asked in coded
    )
    found = 0x811C9DC5
    for character in f"{words}#{number}":
        found = (found ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return (found ^ found >> 11 ^ found >> 22) & (_CHECKS - 1)


def _base32(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 32)
        text = DIGITS[digit] + text
    return text
