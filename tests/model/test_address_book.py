"""The file of all published addresses: a page a line, as many as there ever were."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import Place
from generator.loader import ADDRESS_BOOK, load
from generator.model.address_book import Promised, as_file, read_address_book
from tests.conftest import Content

ONE = '{"at": "faq/a/", "is": "faq:a", "number": 7, "places": ["the-cable", "über-uns"]}'
TWO = '{"at": "faq/b/", "is": "page"}'


def promised(address: str, **more: object) -> Promised:
    return Promised.model_validate({"at": address, "is": "page", **more})


def said(text: str) -> list[str]:
    """`line:column CODE message | hint` of what is wrong with a file."""
    problems = read_address_book(text, "x")[1]
    return [f"{p.place.line}:{p.place.column} {p.code} {p.message} | {p.hint}" for p in problems]


def test_a_page_stands_on_its_line_and_what_was_read_is_written_again() -> None:
    book, problems = read_address_book(f"{ONE}\n{TWO}\n", "content/x.jsonl")
    assert problems == []
    assert dict(book.pages) == {
        "faq/a/": Promised.model_validate(
            {"at": "faq/a/", "is": "faq:a", "number": 7, "places": ("the-cable", "über-uns")}
        ),
        "faq/b/": promised("faq/b/"),
    }
    assert book.place("faq/b/") == Place("content/x.jsonl", 2, 1)
    assert as_file(book.pages.values()).decode() == f"{ONE}\n{TWO}\n"


def test_one_more_page_is_one_more_line_and_no_other_changes() -> None:
    few = as_file([promised("b/"), promised("d/", number=4)]).splitlines()
    more = as_file([promised("b/"), promised("d/", number=4), promised("c/"), promised("e/")]).splitlines()
    assert [line for line in more if line not in few] == [b'{"at": "c/", "is": "page"}', b'{"at": "e/", "is": "page"}']
    assert [line for line in more if line in few] == few


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("<<<<<<< ours", "2:1 KB133 this record must be a mapping (key: value), not '<<<<<<< ours' | "),
        ('{"at": "faq/b/", "is": "page"', "2:1 KB101 "),
        ('{"at": "faq/b/", "is": "page", "was": "x"}', "2:32 KB131 unknown key “was” | "),
        ('{"at": "faq/b/", "is": "page", "number": "x"}', "2:42 KB133 "),
        (ONE, "2:1 KB103 the address “faq/a/” stands here a second time | the first stands in line 1; put both"),
    ],
)
def test_a_line_that_is_no_page_is_a_problem_at_its_place(line: str, problem: str) -> None:
    assert said(f"{ONE}\n{line}\n")[0].startswith(problem)


def test_a_hundred_thousand_addresses_are_read_and_one_more_is_added_in_its_line(content: Content) -> None:
    """Content files end at 1 MB and 50,000 values; what only grows must not end."""
    pages = [promised(f"faq/answer-{n:06}/", number=n, places=("the-cable", "the-bulb")) for n in range(100_000)]
    data = as_file(pages)
    assert len(data) > 9_000_000
    content.write(ADDRESS_BOOK, data)
    knowledge, problems = load(content.folder)
    assert problems == []
    assert knowledge is not None
    assert knowledge.address_book is not None
    assert list(knowledge.address_book.pages.values()) == pages
    assert knowledge.address_book.place("faq/answer-099999/").line == 100_000


def test_a_file_that_no_release_can_have_written_is_refused_by_its_size(content: Content) -> None:
    content.write(ADDRESS_BOOK, b"")
    with (content.folder / ADDRESS_BOOK).open("r+b") as file:
        file.truncate(150_000_000)
    assert [line.partition(" ")[2] for line in content.messages()] == [
        "KB105 the file is 150.0 MB; content files end at 100 MB | split it"
    ]


def test_a_code_book_may_be_larger_than_content(content: Content) -> None:
    answers = [f"a{n}" for n in range(200)]
    versions = [
        {"version": f"{a}{b}aaaa", "questions": [{"id": "sky", "answers": answers}]}
        for a in "abcdefghijklmnopqr" for b in "abcdefghijklmnopqr"
    ]  # fmt: skip
    text = json.dumps({"format": 1, "flows": {"umbrella": versions}})
    content.write(".published/flows.json", text)
    assert len(answers) * len(versions) > 50_000
    knowledge, problems = load(content.folder)
    assert problems == []
    assert knowledge is not None
    assert knowledge.code_book is not None
    assert len(knowledge.code_book.record.flows["umbrella"]) == len(versions)
