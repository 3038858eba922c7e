"""Pages are made when their words or what is around them changed, and are the same as MkDocs makes by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import generator.page_stage
import generator.processes
from generator.mkdocs_stage import LoadedSite, Meta, Order
from generator.page_stage import run_mkdocs
from tests.build.project import tree

CONFIG = {
    "site_name": "Umbrellas",
    "site_url": "https://site.invalid/",
    "docs_dir": "docs",
    "nav": ["index.md", {"Rain": "rain.md"}],
    "theme": {"name": "mkdocs", "custom_dir": "theme"},
    "markdown_extensions": ["tables"],
    "plugins": [],
    "validation": {"links": {"not_found": "warn"}},
}
SITEMAP = "{% for file in pages %}{{ file.url }} {{ file.page.meta.updated }}\n{% endfor %}"
PAGES = {
    "index.md": "# Welcome\n\nTo the [rain](rain.md).\n",
    "rain.md": "---\ntitle: Rain & wind\nupdated: 2026-11-24\n---\n| a | b |\n| - | -: |\n| 1 | 2 |\n",
    "snow/deep.md": "---\nupdated: 2026-11-20\n---\n# Snow\n\n[Back](../index.md)\n",
    "picture.txt": "no page\n",
}


def lay_out(root: Path, **config: object) -> Order:
    """A small project: configuration, pages, two templates of its own."""
    files = {f"docs/{path}": text for path, text in PAGES.items()}
    files |= {"theme/sitemap.xml": SITEMAP, "theme/content.html": "{{ page.content }}<hr>"}
    files["mkdocs.yml"] = yaml.safe_dump(CONFIG | config)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return Order(root / "mkdocs.yml", root / "docs", root / "built", {})


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme of these pages writes the time of the build on the first one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795564800")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return lay_out(tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that have been made, in this process."""
    paths: list[str] = []
    make = LoadedSite.write_page

    def note(site: LoadedSite, path: str) -> Meta:
        paths.append(path)
        return make(site, path)

    monkeypatch.setattr(LoadedSite, "write_page", note)
    return paths


def run(order: Order, processes: int = 1) -> list[str]:
    """What MkDocs complained about."""
    built = run_mkdocs(order, order.into.parent / "book.json", processes)
    return [problem.message for problem in built.problems]


def test_every_file_is_the_one_that_mkdocs_itself_makes(order: Order, tmp_path: Path) -> None:
    assert run(order) == []
    config = load_config(str(order.config), site_dir=str(tmp_path / "plain"))
    build(config)
    ours, theirs = tree(order.into), tree(tmp_path / "plain")
    for files in (ours, theirs):
        del files["sitemap.xml.gz"]  # holds the second in which it was made
    assert ours == theirs


def test_with_other_processes_the_same_files_come_out(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.page_stage, "FEW", 1)
    monkeypatch.setattr(generator.page_stage, "_CHUNK", 1)
    for number in range(12):
        (order.docs / f"page-{number}.md").write_text(
            f"---\nupdated: 2026-10-{number + 10}\n---\n# {number}\n", "utf-8"
        )
    assert run(order, processes=2) == []
    alone = Order(order.config, order.docs, tmp_path / "alone", {})
    assert run_mkdocs(alone, tmp_path / "other.json", 1).problems == []
    assert tree(order.into) == tree(alone.into)


def test_where_no_process_can_be_started_all_pages_are_made_here(
    order: Order, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no semaphores here")

    monkeypatch.setattr(generator.page_stage, "FEW", 1)
    monkeypatch.setattr(generator.processes, "pool", refuse)
    assert run(order, processes=2) == []
    assert sorted(made) == ["index.html", "rain/index.html", "snow/deep/index.html"]


def test_only_the_page_that_was_edited_is_made_again(order: Order, made: list[str]) -> None:
    run(order)
    made.clear()
    (order.docs / "snow/deep.md").write_text("---\nupdated: 2026-11-23\n---\n# More snow\n", "utf-8")
    assert run(order) == []
    assert made == ["snow/deep/index.html"]
    assert "More snow" in (order.into / "snow/deep/index.html").read_text("utf-8")
    assert (order.into / "sitemap.xml").read_text("utf-8") == "./ \nrain/ 2026-11-24\nsnow/deep/ 2026-11-23\n"


def test_the_sitemap_knows_the_days_of_pages_that_were_not_made(order: Order, made: list[str]) -> None:
    run(order)
    first = (order.into / "sitemap.xml").read_text("utf-8")
    (order.into / "sitemap.xml").unlink()
    made.clear()
    run(order)
    assert made == []
    assert (order.into / "sitemap.xml").read_text("utf-8") == first


@pytest.mark.parametrize(
    "harm",
    [
        lambda order: (order.into / "snow/deep/index.html").unlink(),
        lambda order: (order.into / "snow/deep/index.html").write_text("half a pa"),
        lambda order: (order.into / "snow/deep/index.html").write_text(""),
    ],
    ids=["lost", "cut off", "emptied"],
)
def test_a_page_that_came_to_harm_is_made_again(order: Order, made: list[str], harm: Callable[[Order], None]) -> None:
    run(order)
    first = tree(order.into)
    harm(order)
    made.clear()
    assert run(order) == []
    assert (made, tree(order.into)) == (["snow/deep/index.html"], first)


@pytest.mark.parametrize("book", [None, "", "{}", "[]", '{"surroundings": 1, "pages": 2}', "\0\0\0"])
def test_without_a_book_that_can_be_read_every_page_is_made(order: Order, made: list[str], book: str | None) -> None:
    run(order)
    first = tree(order.into)
    made.clear()
    file = order.into.parent / "book.json"
    if book is None:
        file.unlink()
    else:
        file.write_text(book, "utf-8")
    assert run(order) == []
    assert len(made) == 3
    assert tree(order.into) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda order: (order.config.parent / "theme/content.html").write_text("{{ page.content }}"),
        lambda order: order.config.write_text(order.config.read_text("utf-8").replace("Umbrellas", "Parasols")),
        lambda order: (order.docs / "rain.md").write_text("# Showers\n"),
    ],
    ids=["a template", "the configuration", "a title in the navigation"],
)
def test_what_is_around_a_page_makes_it_new(
    order: Order, made: list[str], change: Callable[[Order], None], tmp_path: Path
) -> None:
    order.config.write_text(yaml.safe_dump(CONFIG | {"nav": ["index.md", "rain.md"]}), "utf-8")
    run(order)
    made.clear()
    change(order)
    assert run(order) == []
    assert len(made) == 3
    whole = Order(order.config, order.docs, tmp_path / "whole", {})
    run_mkdocs(whole, tmp_path / "whole.json", 1)
    assert tree(order.into) == tree(whole.into)


def test_what_no_page_stands_for_any_more_is_deleted(order: Order) -> None:
    run(order)
    (order.docs / "snow/deep.md").unlink()
    (order.docs / "picture.txt").unlink()
    (order.into / "stray.html").write_text("who made this?")
    assert run(order) == []
    assert not (order.into / "snow").exists()
    assert not (order.into / "stray.html").exists()
    assert not (order.into / "picture.txt").exists()


def test_a_complaint_is_made_until_it_is_mended(order: Order) -> None:
    run(order)
    (order.docs / "snow/deep.md").write_text("[Nowhere](nowhere.md)\n", "utf-8")
    first, second = run(order), run(order)
    assert len(first) == 1
    assert "nowhere.md" in first[0]
    assert second == first
    (order.docs / "snow/deep.md").write_text("Mended.\n", "utf-8")
    assert run(order) == []


def test_a_template_that_cannot_be_read_is_a_problem_and_no_traceback(order: Order) -> None:
    (order.config.parent / "theme/content.html").write_text("{% if %}", "utf-8")
    (complaint,) = run(order)
    assert "Expected an expression" in complaint


def test_a_site_with_a_plugin_is_built_by_mkdocs_alone(tmp_path: Path, made: list[str]) -> None:
    order = lay_out(tmp_path, plugins=["search"])
    assert run(order) == []
    assert made == []
    assert "Snow" in (order.into / "search/search_index.json").read_text("utf-8")
