# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import datetime

import pytest
from pydantic import BaseModel

from generator.model import City, Faq, Flow, Guide, Path, QuestionFile, Redirect, Scenario, Site, Source
from generator.model.read import read
from generator.source import parse

FLOW = """
title: T
summary: S
start: look
steps:
  look: {}
  end: {{stop: out}}
outcomes:
  out: {{title: O, summary: Out.}}
""".strip()
QUESTION = "ask: Is it?\n"
FAQ = "question: Q?\nshort: S.\nanswer: A.\nchecked: 2026-11-24\n"


def problems(model: type[BaseModel], text: str) -> list[str]:
    node, broken = parse(text, "f.yml")
    assert node is not None, broken
    record, found = read(model, node)
    assert (record is None) == bool(found)
    return [f"{p.place.line}:{p.place.column} {p.code} {p.message}" + (f" | {p.hint}" if p.hint else "") for p in found]


def test_a_value_becomes_a_record() -> None:
    node, _ = parse(FAQ + "sources: [a, b]\nrelated: ['faq:x']\n", "f.yml")
    assert node is not None
    record, found = read(Faq, node)
    assert found == []
    assert record is not None
    assert (record.question, record.sources, record.related) == ("Q?", ("a", "b"), ("faq:x",))
    assert record.checked == datetime.date(2026, 11, 24)


def test_all_problems_of_a_record_come_at_once_in_the_order_of_the_file() -> None:
    assert problems(Faq, "question: [a]\nanser: A.\nchecked: soon\n") == [
        "1:1 KB132 the key “short” is missing | add `short:`",
        "1:11 KB133 “question” must be a text, not a list",
        "2:1 KB131 unknown key “anser” | did you mean answer?",
        "3:10 KB133 “checked”: write a date as YYYY-MM-DD, such as 2026-11-24 ('soon')",
    ]


def test_several_missing_keys_are_one_problem() -> None:
    assert problems(City, "name: Oslo\n") == [
        "1:1 KB132 the keys “country” and “zone” are missing | add `country:` and `zone:`"
    ]


def test_an_unknown_key_like_none_is_told_the_keys_that_are_left() -> None:
    assert problems(City, "name: A\ncountry: B\nzone: C\nmayor: D\n") == ["4:1 KB131 unknown key “mayor”"]
    assert problems(Redirect, "path: a/\nwhither: b\n") == ["2:1 KB131 unknown key “whither” | write one of: to"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sources: a", "5:10 KB133 “sources” must be a list, not 'a'"),
        ("sources: {a: b}", "5:10 KB133 “sources” must be a list, not a mapping"),
        ("sources: [[a]]", "5:11 KB133 “sources” must be a text, not a list"),
        ("sources: [A b]", "5:11 KB133 “sources” is no valid name ('A b') | ids are lower-case words joined by hyphens, such as apply-again"),
        ("related: [guide]", "5:11 KB133 “related” is no reference ('guide') | write kind:id, such as guide:letters"),
        ("basis: feeling", "5:8 KB133 “basis” has an unknown value ('feeling') | write one of: experience, mixed, sources"),
        ("basis: source", "5:8 KB133 “basis” has an unknown value ('source') | did you mean sources?"),
        ("basis: [sources]", "5:8 KB133 “basis” must be one word, not a list"),
        ("flow: a/b", "5:7 KB133 “flow” is no valid name ('a/b') | ids are lower-case words joined by hyphens, such as apply-again"),
        ("flow: ''", "5:1 KB134 “flow” is empty | write something, or delete the key"),
        ("also_asked: [a, '  ']", "5:17 KB134 “also_asked” is empty | write something, or delete the key"),
        ('also_asked: ["a\\nb"]', "5:14 KB133 “also_asked” must stand on one line | use >- instead of |, or join the lines"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_problem_at_its_place(line: str, expected: str) -> None:
    assert problems(Faq, FAQ + line + "\n") == [expected]


@pytest.mark.parametrize(
    "date",
    [
        "2026-1-1",
        "24.11.2026",
        "2026-13-01",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "2026-11-24T00:00:00",
        "1",
        "true",
    ],
)
def test_only_a_day_of_our_age_is_a_date(date: str) -> None:
    (problem,) = problems(Faq, FAQ.replace("2026-11-24", date))
    assert problem.startswith("4:10 KB133 “checked”: ")


def test_a_short_answer_above_280_letters_says_how_long_it_is() -> None:
    assert problems(Faq, FAQ.replace("S.", "x" * 281)) == [
        "2:8 KB133 “short” is 281 characters long; the limit is 280 | say it shorter"
    ]


@pytest.mark.parametrize("number", ["1e3", "0x10", "1_000", "one", "nan", "inf", ".5", "9" * 16, "true"])
def test_only_plain_decimals_are_numbers(number: str) -> None:
    text = f"title: T\nsummary: S.\nchecked: 2026-11-24\ntext: X\norder: {number}\n"
    assert problems(Guide, text) == [f"5:8 KB133 “order”: write a number such as 12 or 12.5 ({number!r})"]


@pytest.mark.parametrize("flag", ["yes", "no", "on", "1", "y"])
def test_only_true_and_false_are_flags(flag: str) -> None:
    assert problems(QuestionFile, f"{QUESTION}kind: choice\noptions: {{a: A, b: B}}\nsensitive: {flag}\n") == [
        f"4:12 KB133 “sensitive”: write true or false ('{flag}')"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]", "5:9 KB133 “look” must be a mapping (key: value), not a list"),
        ("x", "5:9 KB133 “look” must be a mapping (key: value), not 'x'"),
        ("{akse: sky}", "5:9 KB132 “look” needs one of the keys ask, tell, use, stop | ask a question, tell what to do, use another flow, or stop at an outcome"),
        ("{ask: sky}", "5:9 KB132 the key “next” is missing | add `next:`"),
        ("{ask: sky, nxt: end}", "5:20 KB131 unknown key “nxt” | did you mean next?"),
        ("{ask: sky, next: }", "5:20 KB134 “next” is empty | write something, or delete the key"),
        ("{ask: sky, next: {}}", "5:26 KB133 “next” needs at least 1, and has 0"),
        ("{ask: sky, next: []}", "5:26 KB133 “next” needs at least 1, and has 0"),
        ("{ask: sky, next: {wet: [end]}}", "5:32 KB133 “wet” must be a text, not a list"),
        ("{ask: sky, next: {Wet: end}}", "5:27 KB133 “Wet” is no id | ids are lower-case words joined by hyphens, such as apply-again"),
        ("{ask: sky, next: [end]}", "5:27 KB133 “next” must be a mapping (key: value), not 'end'"),
        ("{ask: sky, next: [{when: sky, go: end}]}", "5:34 KB133 “when” must be a mapping (key: value), not 'sky'"),
        ("{ask: sky, next: [{when: {sky: []}, go: end}]}", "5:40 KB133 “sky” needs at least 1, and has 0"),
        ("{ask: sky, next: [{otherwise: maybe, go: end}]}", "5:39 KB133 “otherwise”: write true or false ('maybe')"),
        ("{ask: [sky], next: end}", "5:15 KB133 “ask” must be a text, not a list"),
        ("{ask: sky, next: end, tell: it}", "5:31 KB131 unknown key “tell” | write one of: note, title"),
        ("{stop: out, next: end}", "5:21 KB131 unknown key “next” | write one of: note, title"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_step_is_one_problem_at_its_place(text: str, expected: str) -> None:
    assert problems(Flow, FLOW.format(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: choise\noptions: {a: A, b: B}\n", "2:7 KB133 “kind” has an unknown value ('choise') | did you mean choice or choices?"),
        ("options: {a: A, b: B}\n", "1:1 KB132 the key “kind” is missing | add `kind:`"),
        ("kind:\noptions: {a: A, b: B}\n", "2:1 KB134 “kind” is empty | write something, or delete the key"),
        ("kind: [choice]\n", "2:7 KB133 “kind” must be one word, not a list"),
        ("kind: choice\noptions: {a: A}\n", "3:10 KB133 “options” needs at least 2, and has 1"),
        ("kind: choice\noptions: [a, b]\n", "3:10 KB133 “options” must be a mapping (key: value), not a list"),
        ("kind: choice\noptions: {a: A, b: {lable: B}}\n", "3:21 KB131 unknown key “lable” | did you mean label?"),
        ("kind: choice\noptions: {a: A, b: }\n", "3:17 KB134 “b” is empty | write something, or delete the key"),
        ("kind: choice\noptions: {a: A, b: B}\nunit: x\n", "4:1 KB131 unknown key “unit” | write one of: help, name, no_not_sure, sensitive, why"),
        ("kind: number\nrange: [1]\nunit: u\nbands: {a: {label: A}, b: {label: B}}\n", "3:8 KB133 “range” has too few values | write both ends, such as [0, 100]"),
        ("kind: number\nrange: [1, 2, 3]\nunit: u\nbands: {a: {label: A}, b: {label: B}}\n", "3:8 KB133 “range” needs at most 2, and has 3"),
        ("kind: number\nrange: [1, 2.5]\nunit: u\nbands: {a: {label: A}, b: {label: B}}\n", "3:12 KB133 “range”: write a whole number such as 12: readers may type no other ('2.5')"),
        ("kind: number\nrange: [1, 9]\nunit: u\nbands: {a: {label: A, to: 2.5}, b: {label: B}}\n", "5:27 KB133 “to”: write a whole number such as 12: readers may type no other ('2.5')"),
        ("kind: number\nrange: 1-2\nunit: u\nbands: {a: {label: A}, b: {label: B}}\n", "3:8 KB133 “range” must be a list, not '1-2'"),
        ("kind: date\nrange: [2026-01-01, 2026-12-31]\nbands: {a: {label: A, to: June}, b: {label: B}}\n", "4:27 KB133 “to”: write a date as YYYY-MM-DD, such as 2026-11-24 ('June')"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_question_is_one_problem_at_its_place(text: str, expected: str) -> None:
    assert problems(QuestionFile, QUESTION + text) == [expected]


@pytest.mark.parametrize(("text", "shape"), [("[a]", "a list"), ("a", "'a'"), ("~", "'~'")])
@pytest.mark.parametrize("model", [Faq, QuestionFile, Site, Redirect])
def test_a_record_that_is_no_mapping_is_one_problem(model: type[BaseModel], text: str, shape: str) -> None:
    assert problems(model, text) == [f"1:1 KB133 this record must be a mapping (key: value), not {shape}"]


def test_a_record_without_any_key_lacks_all_that_it_needs() -> None:
    assert problems(Redirect, "{}") == ["1:1 KB133 name the new place with to: or with path:, not with both"]
    assert problems(QuestionFile, "{}") == ["1:1 KB132 the key “kind” is missing | add `kind:`"]


@pytest.mark.parametrize("path", ["../a", "/a", "https://example.org/", "a/../b", "//a", "javascript:alert(1)"])
def test_a_redirect_stays_on_this_site(path: str) -> None:
    assert problems(Redirect, f"path: {path}") == [
        f"1:7 KB133 “path” is no address of this site ('{path}') | write it without the host, such as faq/some-answer/"
    ]


def test_a_redirect_has_one_target() -> None:
    assert problems(Redirect, "path: a/") == []
    assert problems(Redirect, "to: 'faq:a'") == []
    assert problems(Redirect, "{path: a/, to: 'faq:a'}") == [
        "1:1 KB133 name the new place with to: or with path:, not with both"
    ]


def test_headings_that_are_data_may_be_any_words() -> None:
    text = """
label: A
title: T
summary: S.
traits: {"[key]": one, <<: two, A: [three]}
risk: low
risk_reason: R
text: X
checked: 2026-11-24
""".strip()
    assert problems(Scenario, text) == ["4:36 KB133 “A” must be a text, not a list"]
    assert problems(Scenario, text.replace("one", "[one]").replace("[three]", "three")) == [
        "4:19 KB133 “[key]” must be a text, not a list"
    ]


def test_a_web_address_names_its_scheme() -> None:
    text = "title: T\npublisher: P\nread: 2026-11-24\nurl: {}\n"
    for url in ("example.org", "javascript:alert(1)", "ftp://example.org", 'https://a"b', "https://a b"):
        assert problems(Source, text.format(f"'{url}'")) == [
            f"4:6 KB133 “url” is no web address ({url!r}) | start it with https://"
        ]


def test_a_figure_may_be_negative_or_have_decimals() -> None:
    text = (
        "title: T\nshort: S\nsummary: S.\nwho: W\nallows: []\nverdict: V\ntext: X\nchecked: 2026-11-24\nfigure: -1.25\n"
    )
    assert problems(Path, text) == []


def test_several_answers_cannot_have_an_option_called_as_the_program_calls_any_of_them() -> None:
    text = QUESTION + "kind: KIND\noptions: {some: A, other: B}\n"
    assert problems(QuestionFile, text.replace("KIND", "choices")) == [
        "3:10 KB133 “some” cannot be the id of an option here: it stands for any of them"
    ]
    assert problems(QuestionFile, text.replace("KIND", "choice")) == []
