"""Every problem that can be reported has a page in the manual, and the samples on it are true."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from generator import manual as manual_package
from generator.build import check_content
from generator.checks import EVERYTHING
from generator.checks.first_line import START
from generator.diagnostics import Diagnostic, has_errors
from generator.manual import explain, manual
from tests.conftest import Content

GENERATOR = Path(manual_package.__file__).parents[1]
SAMPLE = re.compile(r'^```\w+ title="(fails|passes): ([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FOLDERS = {
    "faq": "faq", "flows": "flow", "journeys": "journey", "guides": "guide", "actions": "action", "facts": "fact",
    "paths": "path", "questions": "question", "scenarios": "scenario", "templates": "template", "tools": "tool",
}  # fmt: skip
FILES = {"site": "site", "claims": "claim", "sources": "source", "glossary": "term", "cities": "city"}
WITHOUT_SAMPLE = {"KB105", "KB120", "KB121", "KB122", "KB125", "KB327", "KB330", "KB337", "KB340", "KB341"}
"""These need a file that is too large, unreadable, a link, no file or missing, or a flow that is very long."""
TODAY = datetime.date(2026, 11, 24)
Files = dict[str, str]


def cases(mark: str) -> list[tuple[str, Files]]:
    """Code and files of each sample; blocks with the same mark and different files belong together."""
    found: list[tuple[str, Files]] = []
    for page in manual():
        files: Files = {}
        for written, path, text in SAMPLE.findall(page.text):
            if written == mark:
                if path in files:
                    found.append((page.code, files))
                    files = {}
                files[path] = text
        if files:
            found.append((page.code, files))
    return found


def laid_out(content: Content, code: str, files: Files) -> list[Diagnostic]:
    """The problems with the samples in place; the manual leaves out the line that names a schema."""
    for path, text in files.items():
        content.write(path, text if code == "KB411" or path.endswith(".json") else with_schema(path, text))
    return check_content(content.folder, TODAY, EVERYTHING)[1]


def with_schema(path: str, text: str) -> str:
    folder, _, _ = path.partition("/")
    kind = FOLDERS[folder] if "/" in path else FILES[path.removesuffix(".yml")]
    line = f"{START}{'../' if '/' in path else ''}.schema/{kind}.json\n"
    return text.replace("---\n", f"---\n{line}", 1) if path.endswith(".md") else line + text


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    emitted = {code for file in GENERATOR.rglob("*.py") for code in re.findall(r"KB\d{3}", file.read_text("utf-8"))}
    assert {page.code for page in manual()} == emitted


def test_every_code_that_a_file_can_have_is_shown_failing_and_passing() -> None:
    shown = {page.code for page in manual() if page.code < "KB800"} - WITHOUT_SAMPLE
    assert {code for code, _ in cases("fails")} == shown
    assert {code for code, _ in cases("passes")} == shown


@pytest.mark.parametrize(("code", "files"), cases("fails"), ids=lambda value: value if isinstance(value, str) else "")
def test_a_failing_sample_has_the_problem_of_its_page_and_no_other(content: Content, code: str, files: Files) -> None:
    problems = laid_out(content, code, files)
    assert [p.code for p in problems if p.severity == "error" or p.code == code] == [code]
    place = next(p.place for p in problems if p.code == code)
    assert place.path in {str(content.folder / path) for path in files}


@pytest.mark.parametrize(("code", "files"), cases("passes"), ids=lambda value: value if isinstance(value, str) else "")
def test_a_passing_sample_has_no_problem(content: Content, code: str, files: Files) -> None:
    problems = laid_out(content, code, files)
    # Taken out of its context a sample may be a page that nothing mentions; only the page on that must do better.
    assert [p for p in problems if code == "KB402" or p.code != "KB402"] == []


def test_the_samples_are_laid_over_a_knowledge_base_without_problems(content: Content) -> None:
    knowledge, problems = content.check()
    assert knowledge is not None
    assert not has_errors(problems)
    assert problems == []


@pytest.mark.parametrize("page", manual(), ids=lambda page: page.code)
def test_a_page_has_a_title_and_two_to_six_sentences_before_its_samples(page: manual_package.ManualPage) -> None:
    assert re.fullmatch(r"[A-ZY].{8,70}[^.]", page.title)
    prose = page.text.partition("```")[0]
    assert 2 <= len(re.findall(r"[a-z0-9`)”*/][.!?:](?= |\n|$)", prose)) <= 9
    assert "#" not in re.sub(r"`[^`]*`", "", prose)


def test_a_code_is_explained_whatever_its_letter_case() -> None:
    page = explain("kb101")
    assert page is not None
    assert (page.code, page.title) == ("KB101", "This is not valid YAML")


def test_an_unknown_code_is_not_explained() -> None:
    assert explain("KB000") is None
