# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from tests.conftest import Content

FAQ = "faq/does-it-help.yml"
ANSWER = "Its parts are in [[guide:umbrellas]]."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [[guide:umbrela]].", f"{FAQ}:4:14 KB201 unknown reference [[guide:umbrela]] | did you mean guide:umbrellas?"),
        ("See [[guide:x|the guide]].", f"{FAQ}:4:14 KB201 unknown reference [[guide:x]] | write one of: umbrellas"),
        ("See [[giude:umbrellas]].", f"{FAQ}:4:14 KB201 unknown kind in the reference [[giude:umbrellas]] | did you mean guide?"),
        ("Has {{fact:rib}}.", f"{FAQ}:4:14 KB201 unknown reference {{{{fact:rib}}}} | did you mean fact:ribs?"),
        ("See [[umbrellas]].", f"{FAQ}:4:14 KB202 “umbrellas” is no reference: the kind is missing | write [[kind:id]] or [[kind:id|text]]"),
        ("See {{ribs}}.", f"{FAQ}:4:14 KB202 “ribs” is no reference: the kind is missing | write [[kind:id]] or [[kind:id|text]]"),
        ("Has {{guide:umbrellas}}.", f"{FAQ}:4:14 KB202 {{{{guide:umbrellas}}}} shows no value: only facts have one | write {{{{fact:id}}}}, or [[guide:umbrellas]] for a link"),
        ("See [[guide:umbrellas.", f"{FAQ}:4:14 KB202 “[[” opens a reference that does not end | close it on the same line, or write one bracket"),
        ("Has {{fact:ribs}.", f"{FAQ}:4:14 KB202 “{{{{” opens a reference that does not end | close it on the same line, or write one bracket"),
        ("See [[]].", f"{FAQ}:4:14 KB202 “” is no reference: the kind is missing | write [[kind:id]] or [[kind:id|text]]"),
    ],
)  # fmt: skip
def test_a_reference_in_a_text_that_leads_nowhere_is_a_problem(content: Content, text: str, expected: str) -> None:
    assert content.change(FAQ, ANSWER, text).messages() == [expected]


@pytest.mark.parametrize(
    "text",
    ["`[[guide:x]]` and {{fact:ribs}}", "[[ guide:umbrellas ]]", "[[guide:umbrellas|its parts]]", "[one] {brace}"],
)
def test_code_and_well_written_references_are_fine(content: Content, text: str) -> None:
    assert [p for p in content.change(FAQ, ANSWER, text).problems() if "KB402" not in p] == []


def test_the_second_of_two_equal_mistakes_has_its_own_place(content: Content) -> None:
    content.change(FAQ, ANSWER, "[[faq:x]] and [[faq:x]]")
    assert content.problems() == [f"{FAQ}:4:10 KB201", f"{FAQ}:4:24 KB201"]


def test_a_mistake_in_a_long_text_is_found_on_its_line(content: Content) -> None:
    content.write(
        "guides/umbrellas.md", (content.folder / "guides/umbrellas.md").read_text() + "\nMore.\n\nSee [[faq:x]].\n"
    )
    assert content.problems() == ["guides/umbrellas.md:11:5 KB201"]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("flows/umbrella.yml", "guide:umbrellas", "guide:umbrela", "flows/umbrella.yml:12:11 KB201 unknown reference guide:umbrela | did you mean guide:umbrellas?"),
        ("flows/umbrella.yml", "ask: sky", "ask: sea", "flows/umbrella.yml:6:15 KB201 unknown reference question:sea | write one of: sky"),
        ("flows/umbrella.yml", "[take-umbrella]", "[take-umbrela]", "flows/umbrella.yml:10:77 KB201 unknown reference action:take-umbrela | did you mean action:take-umbrella or action:leave-umbrella?"),
        ("facts/ribs.yml", "[maker]", "[makers]", "facts/ribs.yml:6:11 KB201 unknown reference source:makers | did you mean source:maker?"),
        ("site.yml", "flow: umbrella", "flow: umbrellas", "site.yml:7:14 KB201 unknown reference flow:umbrellas | did you mean flow:umbrella?"),
        ("site.yml", "[does-it-help]", "[]}\n#", "ok"),
    ],
)  # fmt: skip
def test_an_id_in_a_field_must_exist(content: Content, path: str, old: str, new: str, expected: str) -> None:
    found = content.change(path, old, new).messages()
    assert [p for p in found if "KB402" not in p] == ([] if expected == "ok" else [expected])


def test_a_question_in_a_condition_is_found_at_its_key(content: Content) -> None:
    content.change("flows/umbrella.yml", "{wet: open, dry: closed}", "[{when: {sea: wet}, go: open}, {go: closed}]")
    (problem,) = content.problems()
    assert problem.startswith("flows/umbrella.yml:6:35 ")


def test_a_redirect_must_lead_to_a_record(content: Content) -> None:
    content.write("redirects.yml", "# yaml-language-server: $schema=.schema/redirect.json\nold/: {to: 'faq:gone'}\n")
    assert content.problems() == ["redirects.yml:2:12 KB201"]
