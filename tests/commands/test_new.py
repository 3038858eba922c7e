"""`kb new` begins a record with a valid file; `kb number` gives numbers to those that have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.__main__ import main
from generator.commands.new import slug
from generator.commands.number import numbered_text
from generator.diagnostics import Place
from tests.build.project import SAMPLES, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.copied(SAMPLES / "bicycles", tmp_path)


def codes(project: Project) -> set[tuple[str, str]]:
    """(file, code) of every problem that is no hint to mention the new page somewhere."""
    return {
        (problem.place.path.rpartition("/")[2], problem.code)
        for problem in project.build()
        if problem.code not in ("KB402", "KB339")
    }


@pytest.mark.parametrize(
    ("word", "file"),
    [
        ("answer", "answers/a-strange-case.yml"),
        ("manual", "manuals/a-strange-case.md"),
        ("option", "options/a-strange-case.yml"),
        ("rider", "riders/a-strange-case.yml"),
        ("flow", "flows/a-strange-case.yml"),
    ],
)
def test_a_new_record_is_valid_as_it_is_and_has_the_next_number(project: Project, word: str, file: str) -> None:
    assert main(["new", word, 'A "strange": case', f"--content={project.content}"]) == 0
    assert "number: 28\n" in (project.content / file).read_text("utf-8")
    assert codes(project) == set()
    assert (project.site / "q/28/index.html").is_file()


def test_a_number_that_was_ever_published_is_not_given_again(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "answer", "First", f"--content={project.content}"]) == 0
    assert project.kb("release") == 0
    (project.content / "answers/first.yml").unlink()
    assert main(["new", "answer", "Second", f"--content={project.content}"]) == 0
    assert "/q/29/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["anser", "X"], "“anser” is no kind that can be begun so; did you mean answer?"),
        (["answer", "？！"], "no file name can be made of “？！”; use more words with letters a to z"),
        (["answer", "See [[answer:x]]"], "a title is one line of plain words, without [[ and {{"),
        (["answer", "Worn chain"], "there is answer:worn-chain already; choose another title"),
    ],
)
def test_what_cannot_be_begun_is_wrong_use(
    project: Project, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments, f"--content={project.content}"]) == 2
    assert capsys.readouterr().err == f"kb: {words}\n"


def test_words_of_a_title_stay_as_they_are(project: Project) -> None:
    assert main(["new", "answer", "What must I file TODAY?", f"--content={project.content}"]) == 0
    assert "TODAY" in (project.content / "answers/what-must-i-file-today.yml").read_text("utf-8")


def test_a_title_makes_a_file_name() -> None:
    assert slug("Où est mon vélo?  A/B") == "ou-est-mon-velo-a-b"
    assert len(slug("long " * 40)) <= 60


def test_records_without_a_number_get_one_and_nothing_else_changes(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "minimal", tmp_path)
    before = {path: path.read_text("utf-8") for path in project.content.rglob("*.*") if path.is_file()}
    assert project.kb("number") == 0
    changed = {}
    for path, text in before.items():
        now = path.read_text("utf-8")
        if now != text:
            changed[path.name] = now.count("number: ")
            without = "\n".join(line for line in now.split("\n") if not line.strip().startswith("number: "))
            for number in range(1, 9):
                without = without.replace(f"number: {number}, ", "")
            assert without == text
    assert changed == {"umbrella.yml": 3, "umbrellas.md": 1, "does-it-help.yml": 1}
    assert "number: 1\n" in (project.content / "flows/umbrella.yml").read_text("utf-8")
    assert project.build() == []
    assert project.kb("number") == 0


def test_a_number_is_written_into_both_forms_of_a_mapping() -> None:
    line = "outcomes: {a: {title: A}, b: {title: B}}\n"
    assert numbered_text(line, [(Place("f", 1, 15), 1), (Place("f", 1, 30), 2)]) == (
        "outcomes: {a: {number: 1, title: A}, b: {number: 2, title: B}}\n"
    )
    assert numbered_text("number:\ntitle: A\n", [(Place("f", 1, 1), 4)]) == "number: 4\ntitle: A\n"
    text = "title: A\noutcomes:\n  one: {title: B}\n  two:\n    title: C\n"
    places = [(Place("f", 1, 1), 5), (Place("f", 3, 8), 6), (Place("f", 5, 5), 7)]
    assert numbered_text(text, places) == (
        "number: 5\ntitle: A\noutcomes:\n  one: {number: 6, title: B}\n  two:\n    number: 7\n    title: C\n"
    )
