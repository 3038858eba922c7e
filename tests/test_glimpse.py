"""A glimpse is the edited page as the build that follows will make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.glimpse import Glimpse, Glimpses, with_article_of
from tests.build.project import SAMPLES, Project

PAGE = "faq/does-it-help/index.html"
ANSWER = "faq/does-it-help.yml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.copied(SAMPLES / "minimal", tmp_path_factory.mktemp("glimpse"))
    assert project.build() == []
    return project


@pytest.fixture
def glimpses(built: Project) -> Glimpses:
    made = Glimpses(built.folders)
    made.prepare()
    return made


def article(page: bytes) -> bytes:
    return page[page.index(b"<article") : page.rindex(b"</article>")]


def test_the_page_of_an_edited_record_is_the_one_that_a_build_makes(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "minimal", tmp_path)
    project.build()
    glimpses = Glimpses(project.folders)
    glimpses.prepare()
    project.edit(ANSWER, "keeps the rain off", "holds the [[faq:does-it-help]] off")
    glimpse = glimpses.of([project.content.resolve() / ANSWER])
    assert glimpse is not None
    assert glimpse.path == PAGE
    assert project.build() == []
    assert article(glimpse.page) == article((project.site / PAGE).read_bytes())
    assert b"holds the" in glimpse.page


def test_the_page_of_an_edited_decision_comes_with_the_file_that_it_fetches(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "minimal", tmp_path)
    project.build()
    before = {path.name for path in (project.site / "flows/umbrella").glob("flow.*.json")}
    glimpses = Glimpses(project.folders)
    glimpses.prepare()
    project.edit("flows/umbrella.yml", "You will need the umbrella.", "You will need the umbrella today.")
    glimpse = glimpses.of([project.content.resolve() / "flows/umbrella.yml"])
    assert glimpse is not None
    ((path, data),) = glimpse.beside.items()
    name = path.rpartition("/")[2]
    assert name not in before
    assert f'src="{name}"'.encode() in glimpse.page
    assert project.build() == []
    assert (project.site / path).read_bytes() == data
    assert {it.name for it in (project.site / "flows/umbrella").glob("flow.*.json")} == {name}


@pytest.mark.parametrize(
    "changed",
    [[], ["site.yml"], ["faq/does-it-help.yml", "site.yml"], ["faq/nobody.yml"], ["../docs/about.md"], ["sources.yml"]],
    ids=["nothing", "the site", "two files", "no record", "no content", "a file of many"],
)
def test_anything_but_one_record_with_a_page_is_left_to_the_build(
    changed: list[str], built: Project, glimpses: Glimpses
) -> None:
    assert glimpses.of([built.content.resolve() / path for path in changed]) is None


def test_before_the_first_site_there_is_nothing_to_see(built: Project) -> None:
    assert Glimpses(built.folders).of([built.content.resolve() / ANSWER]) is None


def test_a_record_with_a_mistake_is_left_to_the_build(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "minimal", tmp_path)
    project.build()
    glimpses = Glimpses(project.folders)
    glimpses.prepare()
    project.edit(ANSWER, "checked: 2026-11-24", "checked: yesterday")
    assert glimpses.of([project.content.resolve() / ANSWER]) is None
    project.edit(ANSWER, "checked: yesterday", "checked: 2026-11-24")
    assert isinstance(glimpses.of([project.content.resolve() / ANSWER]), Glimpse)


def test_a_page_keeps_everything_around_its_article() -> None:
    page = b"<head>old</head><article class=a>old</article><footer>old</footer>"
    other = b"<head>new</head><article class=a>n\\1w</article><footer>new</footer>"
    assert with_article_of(page, other) == b"<head>old</head><article class=a>n\\1w</article><footer>old</footer>"
    assert with_article_of(page, b"no article") == page
