"""Questions as people type them bring a page that answers them among the first three results, in a real browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.model import Faq
from generator.render.search import FIRST, LATER, NAMED, SENTENCES, TEXTS, search_files
from tests.browser.components import empty_page
from tests.build.project import ROOT

LEAST = 0.9
FOUND = """async ([files, asks]) => {
    const { enrich, find, index } = await import("./components/search/find.mjs");
    const [names, ...more] = files.map(JSON.parse);
    const made = index(names);
    const all = () => asks.map((ask) => find(made, ask, 3).map((place) => made.entries[place].slice(0, 2)));
    const found = [all()];
    for (const file of more) {
        enrich(made, file);
        found.push(all());
    }
    return found;
}"""


@dataclass(frozen=True)
class Question:
    """What somebody typed, and the pages that answer it."""

    ask: str
    pages: tuple[str, ...]
    held: bool = False


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    found, _ = check_content(ROOT / "content")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    listed = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text("utf-8"))
    return [Question(it["ask"], tuple(it["pages"]), it.get("held", False)) for it in listed]


@pytest.fixture(scope="module")
def results(
    browser: Browser, knowledge: KnowledgeBase, questions: list[Question], tmp_path_factory: pytest.TempPathFactory
) -> list[list[list[str]]]:
    """The first three pages for each question: with the names alone, then with sentences, then with everything."""
    files = [search_files(knowledge)[path].decode() for path in (FIRST, SENTENCES, TEXTS)]
    keys = [knowledge.names[kind].key for kind in (*NAMED, *LATER)]
    with empty_page(browser, tmp_path_factory.mktemp("questions")) as page:
        found = page.evaluate(FOUND, [files, [question.ask for question in questions]])
    return [[[f"{keys[kind]}:{id_}" for kind, id_ in one] for one in stage] for stage in found]


def lost(questions: list[Question], found: list[list[str]], *, held: bool = False) -> dict[str, list[str]]:
    """The questions whose pages are not among the first three, with what is."""
    return {
        question.ask: pages
        for question, pages in zip(questions, found, strict=True)
        if not set(question.pages) & set(pages) and (question.held or not held)
    }


@pytest.mark.parametrize("stage", [0, 1, 2], ids=["names alone", "with sentences", "with everything"])
def test_nine_questions_of_ten_are_answered_among_the_first_three(
    stage: int, questions: list[Question], results: list[list[list[str]]]
) -> None:
    missed = lost(questions, results[stage])
    assert len(missed) <= (1 - LEAST) * len(questions), json.dumps(missed, indent=1)


def test_those_that_no_weight_is_fitted_to_are_found_as_often(
    questions: list[Question], results: list[list[list[str]]]
) -> None:
    missed = lost(questions, results[2], held=True)
    assert len(missed) <= (1 - LEAST) * sum(question.held for question in questions), json.dumps(missed, indent=1)


def test_the_list_is_long_and_not_the_sites_own(questions: list[Question], knowledge: KnowledgeBase) -> None:
    own = {line.lower() for entry in knowledge.of("faq", Faq) for line in entry.record.also_asked}
    asks = [question.ask.lower() for question in questions]
    assert len(set(asks)) == len(asks) >= 150
    assert set(asks) & own == set()
    assert sum(question.held for question in questions) * 3 == len(questions)


def test_every_page_of_the_list_exists(questions: list[Question], knowledge: KnowledgeBase) -> None:
    known = {f"{knowledge.names[entry.kind].key}:{entry.id}" for entry in knowledge.all()}
    assert {page for question in questions for page in question.pages} - known == set()
