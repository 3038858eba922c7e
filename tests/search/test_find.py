"""What fits what is typed: endings, codes, names, unfinished words, slips of the finger. In a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.render.search import FIRST, SENTENCES, TEXTS, Found, Kind, files
from tests.browser.components import empty_page

KINDS = [Kind("faq", "Answer", "faq/", "/"), Kind("term", "Word", "words/#", ""), Kind("fact", "Fact", "facts/", "/")]
ENTRIES = [
    Found("faq", "chain", "When do I replace a worn chain?", ("chain stretched", "skips under load"), "At 0.5 %."),
    Found("faq", "tube", "Patch or a new tube?", ("puncture repair",), "Patch it.", "Glue from Kosovo dries slowly."),
    Found("faq", "form", "What is form 12(c), the A-4 of customs?", ("100,000 forms",), "A paper."),
    Found("faq", "brake", "Are brake pads the same everywhere?", (), "No.", "", ("pump",)),
    Found("faq", "valve", "Which pump fits a French valve?", (), "One for Presta."),
    Found("term", "presta", "Presta", ("French valve", "Sclaverand"), "A thin valve."),
    Found("fact", "width", "Width of a chain", (), "12.7 mm"),
]
Search = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with empty_page(browser, tmp_path_factory.mktemp("find")) as empty:
        empty.evaluate(
            """async (files) => {
                const { enrich, find, index } = await import("./components/search/find.mjs");
                const [names, ...more] = files.map(JSON.parse);
                globalThis.full = index(names);
                more.forEach((file) => enrich(full, file));
                globalThis.few = index(names);
                globalThis.search = (made, typed) => find(made, typed).map((place) => made.entries[place][1]);
            }""",
            [files(KINDS, ENTRIES)[path].decode() for path in (FIRST, SENTENCES, TEXTS)],
        )
        yield empty


def best(page: Page, typed: str, made: str = "few") -> str:
    found: Any = page.evaluate(f"(typed) => search({made}, typed)[0] ?? ''", typed)
    return str(found)


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("chains", "chain"),
        ("replacing CHAIN", "chain"),
        ("chäin", "chain"),
        ("stretched", "chain"),
        ("puncture", "tube"),
        ("patchin", "tube"),
        ("12c", "form"),
        ("form 12 (c)", "form"),
        ("12(C)", "form"),
        ("a4", "form"),
        ("A-4", "form"),
        ("100k", "form"),
        ("100000 forms", "form"),
        ("bra", "brake"),
        ("braek", "brake"),
        ("punctrue repiar", "tube"),
        ("every where pads", "brake"),
        ("brakepads", "brake"),
        ("pump", "brake"),
        ("pump french valve", "valve"),
        ("sclaverand pump", "valve"),
        ("what is presta", "presta"),
        ("what is it", "form"),
    ],
)
def test_what_is_typed_finds_what_is_meant(typed: str, id_: str, page: Page) -> None:
    assert best(page, typed) == id_


@pytest.mark.parametrize("typed", ["", "   ", "?", "xyzzy"])
def test_nothing_is_found_for_nothing(typed: str, page: Page) -> None:
    assert best(page, typed) == ""


@pytest.mark.parametrize(("typed", "id_"), [("kosovo", "tube"), ("thin", "presta"), ("width", "width")])
def test_sentences_texts_and_facts_are_found_once_they_are_there(typed: str, id_: str, page: Page) -> None:
    assert (best(page, typed), best(page, typed, "full")) == ("", id_)


def test_what_is_in_a_title_goes_before_what_is_only_in_a_text(page: Page) -> None:
    assert page.evaluate("search(full, 'chain')") == ["chain", "width"]


@pytest.mark.parametrize(
    ("one", "other", "most", "far"),
    [
        ("same", "same", 1, 0),
        ("ab", "ba", 1, 1),
        ("chain", "chian", 2, 1),
        ("abc", "", 2, 3),
        ("kitten", "sitting", 3, 3),
    ],
)
def test_the_distance_of_two_words(one: str, other: str, most: int, far: int, page: Page) -> None:
    asked = "async (all) => (await import('./components/search/distance.mjs')).distance(...all)"
    assert page.evaluate(asked, [one, other, most]) == far
