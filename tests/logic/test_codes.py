"""Plan codes in Python: what they hold, what is refused, and that a list that is not theirs is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.logic.codes import CodeList, extremes, plan_code, read_code
from generator.model.published import Coded

HOME = Coded(id="home", sensitive=True, answers=("city", "village", "not-sure"))
TOOLS = Coded(id="tools", several=True, answers=("pump", "levers"), exclusive=("none", "not-sure"))
DISTANCE = Coded(id="distance", answers=("short", "long"))
TRIP = (HOME, TOOLS, DISTANCE)


@pytest.mark.parametrize("sensitive", [False, True])
def test_the_least_and_the_greatest_answers_come_back(sensitive: bool) -> None:
    least, most = extremes(TRIP)
    assert (least, most) == ({}, {"home": "not-sure", "tools": ["pump", "levers"], "distance": "long"})
    shown = most if sensitive else {"tools": ["pump", "levers"], "distance": "long"}
    assert read_code([TRIP], plan_code(TRIP, least, sensitive)) == (TRIP, {})
    assert read_code([TRIP], plan_code(TRIP, most, sensitive)) == (TRIP, shown)


def test_an_exclusive_option_is_a_digit_of_its_own() -> None:
    assert read_code([TRIP], plan_code(TRIP, {"tools": ["not-sure"]})) == (TRIP, {"tools": ["not-sure"]})


def test_a_code_may_be_written_by_hand() -> None:
    code = plan_code(TRIP, {"tools": ["pump"]})
    assert len(code) == 8
    written = f"{code[:4]}-{code[4:]}".upper().replace("0", "O").replace("1", "I")
    assert read_code([TRIP], written) == (TRIP, {"tools": ["pump"]})


@pytest.mark.parametrize("text", ["", "1234567", "u2345678", "aaaa aaa", "é2345678"])
def test_what_is_no_code_is_not_read(text: str) -> None:
    assert read_code([TRIP], text) is None


def test_a_code_is_read_with_the_list_it_was_made_with() -> None:
    now = (HOME, TOOLS, Coded(id="distance", answers=("short", "middling", "long")))
    code = plan_code(TRIP, {"distance": "long"})
    assert read_code([now], code) is None
    assert read_code([now, TRIP], code) == (TRIP, {"distance": "long"})


YES_OR_NO = st.booleans()
IDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)


@st.composite
def lists_with_answers(draw: st.DrawFn) -> tuple[CodeList, dict[str, str | list[str]]]:
    coded: list[Coded] = []
    answers: dict[str, str | list[str]] = {}
    for id_ in draw(IDS):
        names = draw(IDS)
        several: bool = draw(YES_OR_NO)
        private: bool = draw(YES_OR_NO)
        alone = names[: draw(st.integers(0, len(names) - 1))] if several else []
        asked = Coded(id=id_, sensitive=private, several=several, exclusive=tuple(alone),
                      answers=tuple(names[len(alone) :]))  # fmt: skip
        coded.append(asked)
        is_answered: bool = draw(YES_OR_NO)
        if is_answered:
            if not several:
                answers[id_] = draw(st.sampled_from(asked.answers))
            elif bool(alone) and draw(YES_OR_NO):
                answers[id_] = [draw(st.sampled_from(alone))]
            else:
                chosen = draw(st.sets(st.sampled_from(asked.answers), min_size=1))
                answers[id_] = [name for name in asked.answers if name in chosen]
    return tuple(coded), answers


@settings(max_examples=200, deadline=None)
@given(lists_with_answers())
def test_answers_come_back_from_their_code_and_sensitive_ones_only_if_they_were_put_in(
    made: tuple[CodeList, dict[str, str | list[str]]],
) -> None:
    coded, answers = made
    private = {asked.id for asked in coded if asked.sensitive}
    public = {id_: answer for id_, answer in answers.items() if id_ not in private}
    assert read_code([coded], plan_code(coded, answers, sensitive=True)) == (coded, answers)
    assert read_code([coded], plan_code(coded, answers)) == (coded, public)
