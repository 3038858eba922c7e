"""`kb diff`: what an edit changes for readers, in a repository of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator.__main__ import main
from tests.build.project import tree
from tests.conftest import Content

FLOW = "flows/umbrella.yml"
LEAVE_IT = "  leave-it: {title: Leave it, summary: You will not need the umbrella., actions: [leave-umbrella]}\n"
OTHER = """# yaml-language-server: $schema=../.schema/flow.json
title: Do I need a hat?
summary: One question, then what to do.
script: [{ask: sky}]
outcomes:
  hat: {title: Take it, summary: You will need it., when: {sky: dry}, actions: [take-umbrella]}
  none: {title: Leave it, summary: You will not., when: {sky: wet}, actions: [leave-umbrella]}
"""


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def kept(content: Content) -> Content:
    """The smallest knowledge base, committed; it lies below the top of its repository."""
    git(content.folder.parent, "init", "-q")
    git(content.folder.parent, "add", ".")
    git(content.folder.parent, "commit", "-q", "-m", "first")
    return content


def diff(content: Content, *more: str) -> int:
    return main(["diff", f"--content={content.folder}", *(more or ("HEAD",))])


def test_content_that_does_the_same_is_no_change(kept: Content, capsys: pytest.CaptureFixture[str]) -> None:
    kept.change(FLOW, "You will need the umbrella.", "Take your umbrella with you.")
    assert diff(kept) == 0
    assert capsys.readouterr().out == "no change in behaviour\n"
    assert diff(kept, "HEAD", "--format", "markdown") == 0
    assert capsys.readouterr().out == "No flow changed: no change in behaviour.\n\n"


def test_who_ends_elsewhere_is_counted_with_the_shortest_example(
    kept: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.change("questions/sky.yml", "dry: It is dry", "dry: It is dry, mist: It is misty")
    kept.change(FLOW, "wet: open, dry: closed", "wet: open, mist: open, dry: open")
    kept.change(FLOW, "  open: {stop: take-it}\n  closed: {stop: leave-it}\n", "  open: {stop: take-it}\n")
    kept.change(FLOW, LEAVE_IT, "")
    kept.change(FLOW, "actions: [take-umbrella]", "actions: [take-umbrella, leave-umbrella]")
    assert diff(kept) == 0
    assert capsys.readouterr().out == (
        "umbrella:\n"
        "  outcome take-it gives leave-umbrella\n"
        "  1 combination: outcome leave-it → take-it\n"
        "      for example: sky=dry\n"
        "  1 combination: outcome not offered → take-it\n"
        "      for example: sky=mist\n"
    )


def test_for_a_pull_request_the_examples_stand_in_the_words_of_the_questions(
    kept: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.change(FLOW, "wet: open, dry: closed", "wet: closed, dry: open")
    assert diff(kept, "HEAD", "--format", "markdown") == 0
    assert capsys.readouterr().out == (
        "## What this changes for readers\n\n### `umbrella`\n\n"
        "| change | shortest example |\n| --- | --- |\n"
        "| 1 combination: outcome `take-it` → `leave-it` | Is it raining? It is raining |\n"
        "| 1 combination: outcome `leave-it` → `take-it` | Is it raining? It is dry |\n\n"
    )


def test_new_and_removed_flows_are_named(kept: Content, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write("flows/hat.yml", OTHER)
    assert diff(kept) == 0
    assert capsys.readouterr().out == "hat: new flow\n"
    git(kept.folder.parent, "add", ".")
    git(kept.folder.parent, "commit", "-q", "-m", "second")
    (kept.folder / "flows" / "hat.yml").unlink()
    assert diff(kept) == 0
    assert capsys.readouterr().out == "hat: removed flow\n"
    assert diff(kept, "HEAD~1") == 0
    assert capsys.readouterr().out == "no change in behaviour\n"


def test_a_flow_that_could_not_be_read_then_is_not_compared(kept: Content, capsys: pytest.CaptureFixture[str]) -> None:
    good = (kept.folder / FLOW).read_text()
    kept.change(FLOW, "title: Do I need", "titel: Do I need")
    git(kept.folder.parent, "commit", "-q", "-a", "-m", "broken")
    kept.write(FLOW, good)
    assert diff(kept) == 0
    assert capsys.readouterr().out == "umbrella: not compared: it has problems in one of the two\n"


def test_json_has_everything(kept: Content, capsys: pytest.CaptureFixture[str]) -> None:
    kept.change(FLOW, "wet: open, dry: closed", "wet: open, dry: open")
    kept.change(FLOW, "  closed: {stop: leave-it}\n", "")
    kept.change(FLOW, LEAVE_IT, "")
    assert diff(kept, "HEAD", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["same"], found["new"], found["removed"], found["not_compared"]) == (False, [], [], [])
    assert found["changed"]["umbrella"]["changes"] == [
        {
            "kind": "outcome",
            "id": "",
            "before": "leave-it",
            "after": "take-it",
            "count": 1,
            "example": {"sky": ["dry"]},
        }
    ]


def test_the_work_tree_the_index_and_the_branch_are_left_alone(kept: Content) -> None:
    kept.change(FLOW, "wet: open, dry: closed", "wet: closed, dry: open")
    before = tree(kept.folder.parent)
    assert diff(kept) == 0
    assert tree(kept.folder.parent) == before


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~7", "--help-me", ""])
def test_an_unknown_revision_is_wrong_use(kept: Content, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(kept, "--", revision) == 2
    assert capsys.readouterr().err == f"kb: there is no revision {revision}\n"


def test_a_revision_without_the_folder_is_wrong_use(kept: Content, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = kept.folder.rename(kept.folder.with_name("elsewhere"))
    assert main(["diff", f"--content={elsewhere}", "HEAD"]) == 2
    assert capsys.readouterr().err.startswith(f"kb: there is no {elsewhere} at the revision HEAD")


def test_outside_a_repository_it_is_wrong_use(
    content: Content, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(content.folder.parents[1]))
    assert diff(content) == 2
    assert capsys.readouterr().err.startswith(f"kb: {content.folder} is not in a git repository")


def test_a_machine_without_git_is_told_so(
    kept: Content, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert diff(kept) == 2
    assert capsys.readouterr().err == "kb: git is not installed, or not to be found\n"
