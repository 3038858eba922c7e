from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import generate
from tests.build.project import ROOT, SAMPLES, Project, stamps, tree

PAGES = ROOT / "tests" / "golden" / "pages"
ONE_OF_EACH_KIND = [
    "answers.index", "answers.worn-chain", "calendar.index", "changes.index", "checklists.after-the-repair",
    "cities.index", "facts.index", "facts.iso-4210-edition", "flows.is-it-safe", "flows.is-it-safe.do-not-ride",
    "glossary.index", "index", "jobs.index", "jobs.mend-the-part",
    "manuals.after-a-fall", "options.index", "options.new-bicycle", "questions.index", "riders.cellar-find",
    "riders.index", "sources.index", "sources.iso-9633", "templates.note-to-the-shop",
]  # fmt: skip
ERRORS: dict[str, tuple[str, str, str]] = {
    "a quote without its end": ("faq/does-it-help.yml", "Yes, an", '"Yes, an'),
    "an unknown key": ("faq/does-it-help.yml", "short:", "shorter:"),
    "a missing key": ("actions/take-umbrella.yml", "horizon: now\n", ""),
    "a wrong type": ("facts/ribs.yml", "volatile: false", "volatile: perhaps"),
    "an unknown reference": ("faq/does-it-help.yml", "[[guide:umbrellas]]", "[[guide:umbrella]]"),
    "an unknown fact": ("guides/umbrellas.md", "{{fact:ribs}}", "{{fact:rib}}"),
    "an unknown step": ("flows/umbrella.yml", "dry: closed", "dry: close"),
    "an answer without a way on": ("flows/umbrella.yml", "wet: open, ", ""),
    "a loop": ("flows/umbrella.yml", "dry: closed", "dry: look"),
    "a second value for a key": ("facts/ribs.yml", "value: 8", "value: 8\nvalue: 9"),
    "an address that runs a script": ("guides/umbrellas.md", "It has", "[It](javascript:alert) has"),
    "no site": ("site.yml", "title: Umbrella", "titel: Umbrella"),
}


def test_a_build_leaves_a_page_for_every_record_and_kind_and_nothing_else(minimal: Project) -> None:
    assert minimal.build() == []
    assert sorted(path for path in tree(minimal.site) if path.endswith(".html")) == [
        "404.html",
        "actions/index.html",
        "actions/leave-umbrella/index.html",
        "actions/take-umbrella/index.html",
        "facts/index.html",
        "facts/ribs/index.html",
        "faq/does-it-help/index.html",
        "faq/index.html",
        "flows/index.html",
        "flows/umbrella/embed/index.html",
        "flows/umbrella/index.html",
        "flows/umbrella/leave-it/index.html",
        "flows/umbrella/review/index.html",
        "flows/umbrella/take-it/index.html",
        "guides/index.html",
        "guides/umbrellas/index.html",
        "helper/index.html",
        "index.html",
        "offline/index.html",
        "problems/index.html",
        "questions/index.html",
        "sources/index.html",
        "sources/maker/index.html",
    ]
    site = tree(minimal.site).keys()
    assert ".site" in site
    assert [path for path in site if re.fullmatch(r"assets/[^/]*\.css", path)] == [
        path for path in site if re.fullmatch(r"assets/site\.[0-9a-f]{12}\.css", path)
    ]


def test_what_one_build_leaves_another_from_scratch_leaves_too(minimal: Project, tmp_path: Path) -> None:
    other = Project.copied(SAMPLES / "minimal", tmp_path / "elsewhere")
    assert minimal.build() == other.build() == []
    assert tree(minimal.docs) == tree(other.docs)
    # Packed on the same day, the sitemap still carries the second.
    changing = {"sitemap.xml.gz"}
    assert {k: v for k, v in tree(minimal.site).items() if k not in changing} == {
        k: v for k, v in tree(other.site).items() if k not in changing
    }


def test_a_second_build_writes_nothing_into_docs(minimal: Project) -> None:
    minimal.build()
    first = stamps(minimal.docs)
    assert minimal.build() == []
    assert stamps(minimal.docs) == first


def test_an_edit_writes_the_pages_that_show_it_and_no_others(minimal: Project) -> None:
    minimal.build()
    first = stamps(minimal.docs)
    minimal.edit("facts/ribs.yml", "value: 8", "value: 16")
    assert minimal.build() == []
    now = stamps(minimal.docs)
    assert {path for path in now if now[path] != first.get(path)} == {
        "api/facts.json", "facts/index.md", "facts/ribs.md", "guides/umbrellas.md", "search/texts.json",
    }  # fmt: skip


def test_a_removed_record_loses_its_page_in_docs_and_site(minimal: Project) -> None:
    minimal.edit("site.yml", ", questions: [does-it-help]", "")
    minimal.build()
    (minimal.content / "faq" / "does-it-help.yml").unlink()
    assert minimal.build() == []
    assert not (minimal.docs / "faq" / "does-it-help.md").exists()
    assert not (minimal.site / "faq" / "does-it-help").exists()


def test_hand_written_pages_are_left_alone_and_built(minimal: Project) -> None:
    page = minimal.docs / "about.md"
    page.parent.mkdir()
    page.write_text("# About us\n\nWe like rain.\n")
    assert minimal.build() == []
    assert page.read_text() == "# About us\n\nWe like rain.\n"
    assert "We like rain." in (minimal.site / "about" / "index.html").read_text()
    assert 'href="../about/"' in (minimal.site / "faq" / "index.html").read_text()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.copied(SAMPLES / "minimal", tmp_path_factory.mktemp("built"))
    assert project.build() == []
    return project


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_in_the_content_ends_with_1_and_changes_neither_docs_nor_site(
    error: str, built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project.copied(built.content, tmp_path)
    shutil.copytree(built.docs, project.docs)
    shutil.copytree(built.site, project.site)
    before = tree(tmp_path / "docs"), tree(tmp_path / "site")
    path, old, new = ERRORS[error]
    project.edit(path, old, new)
    assert project.kb("build") == 1
    assert (tree(tmp_path / "docs"), tree(tmp_path / "site")) == before
    assert f"content/{path}:" in capsys.readouterr().out


def _write_bytes(data: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(data)


def _make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _link_outside(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/passwd")


def _make_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    "spoil",
    [
        _write_bytes(b"\xff\xfe\x00bin\x00ary"),
        _write_bytes("question: Caf\u00e9?".encode("latin-1")),
        _write_bytes(b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + b"d: [*c, *c, *c]\n" * 500),
        _write_bytes(b"[" * 100_000),
        _write_bytes(b"x" * 2_000_000),
        _make_folder,
        _link_outside,
        _make_pipe,
    ],
    ids=["binary", "latin-1", "aliases", "nesting", "too large", "a folder", "a link outside", "a pipe"],
)
def test_a_file_that_is_no_text_changes_neither_docs_nor_site(
    spoil: Callable[[Path], object], built: Project, tmp_path: Path
) -> None:
    project = Project.copied(built.content, tmp_path)
    shutil.copytree(built.docs, project.docs)
    shutil.copytree(built.site, project.site)
    before = tree(project.docs), tree(project.site)
    spoil(project.content / "faq" / "does-it-help.yml")
    assert project.kb("build") == 1
    assert (tree(project.docs), tree(project.site)) == before


def test_a_page_that_mkdocs_warns_about_leaves_the_previous_site(minimal: Project) -> None:
    assert minimal.build() == []
    before = tree(minimal.site)
    (minimal.docs / "about.md").write_text("# About\n\n[nowhere](nowhere.md)\n")
    problems = minimal.build()
    assert [problem.code for problem in problems] == ["KB801"]
    assert "nowhere.md" in problems[0].message
    assert tree(minimal.site) == before


def test_a_broken_link_in_the_final_html_leaves_the_previous_site(minimal: Project) -> None:
    assert minimal.build() == []
    before = tree(minimal.site)
    (minimal.docs / "about.md").write_text('# About\n\n<a href="../nowhere/">x</a>\n')
    assert [problem.code for problem in minimal.build()] == ["KB901"]
    assert tree(minimal.site) == before


def test_a_folder_of_docs_that_is_not_ours_is_refused_and_kept(minimal: Project) -> None:
    mine = minimal.docs / "faq" / "mine.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert [problem.code for problem in minimal.build()] == ["KB802"]
    assert tree(minimal.docs).keys() == {"faq/mine.md"}


@pytest.mark.parametrize("name", ONE_OF_EACH_KIND)
def test_pages_are_as_reviewed(name: str, bicycles_docs: Path) -> None:
    """Golden pages; RENEW=1 writes them again, and the diff is then read."""
    made = (bicycles_docs / f"{name.replace('.', '/')}.md").read_text("utf-8")
    golden = PAGES / f"{name}.md"
    if os.environ.get("RENEW"):
        PAGES.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


@pytest.fixture(scope="module")
def bicycles_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project.copied(SAMPLES / "bicycles", tmp_path_factory.mktemp("pages"))
    knowledge, problems = generate(project.folders, lambda _: None)
    assert knowledge is not None
    assert problems == []
    return project.docs


def test_a_redirect_from_a_page_that_stands_or_to_itself_leaves_the_previous_site(minimal: Project) -> None:
    minimal.build()
    before = tree(minimal.site)
    (minimal.content / "redirects.yml").write_text(
        "# yaml-language-server: $schema=.schema/redirect.json\n"
        "faq/does-it-help/: {path: guides/umbrellas/}\nround/: {path: round/}\n",
        encoding="utf-8",
    )
    problems = minimal.build()
    assert [(problem.place.line, problem.code, problem.message) for problem in problems] == [
        (2, "KB803", "“faq/does-it-help/” is still the address of a page"),
        (3, "KB803", "“round/” leads to itself"),
    ]
    assert tree(minimal.site) == before
