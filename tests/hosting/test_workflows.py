"""The workflows name what there is, may do little, and run no stranger's code with rights."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build.project import ROOT
from tests.test_docs import commands

FOLDER = ROOT / ".github" / "workflows"
NAMES = ("comment", "preview", "publish")
MARK = "<!-- what this pull request changes for readers -->"
FAKE_GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$*" in
  *"/pulls/7 "*) echo 0123abc ;;
  *--paginate*) cat "$MINE" ;;
  *) for each; do case $each in body=@*) cp "${each#body=@}" "$SAID" ;; esac; done ;;
esac
"""


def text(name: str) -> str:
    return (FOLDER / f"{name}.yml").read_text("utf-8")


def workflow(name: str) -> dict[str, Any]:
    """The workflow as text scalars, since YAML 1.1 takes `on` for a boolean."""
    loaded = yaml.load(text(name), yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job["steps"]


def scripts(name: str) -> list[str]:
    return [step["run"] for step in steps(name) if "run" in step]


def test_there_are_these_and_no_others() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{name}.yml" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_githubs_own_and_pinned_by_commit_with_its_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", text(name))
    assert used
    for each in used:
        assert re.fullmatch(r"actions/[a-z-]+(/restore)?@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)


def test_an_action_is_pinned_to_one_commit_everywhere() -> None:
    pins = {re.sub(r"/restore@", "@", each) for name in NAMES for each in re.findall(r"uses: (\S+)", text(name))}
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("publish", {"test": None, "build": {"contents": "read", "pages": "read"},
                     "publish": {"pages": "write", "id-token": "write"}}),
        ("preview", {"preview": None, "test": None}),
        ("comment", {"comment": {"actions": "read", "pull-requests": "write"}}),
    ],
)  # fmt: skip
def test_every_job_may_do_what_it_needs_and_no_more(name: str, rights: dict[str, Any]) -> None:
    loaded = workflow(name)
    assert loaded["permissions"] == ({} if name == "comment" else {"contents": "read"})
    assert {job: about.get("permissions") for job, about in loaded["jobs"].items()} == rights


@pytest.mark.parametrize("name", NAMES)
def test_every_job_ends_and_runs_on_a_named_system(name: str) -> None:
    for job in workflow(name)["jobs"].values():
        assert int(job["timeout-minutes"]) <= 90
        assert job["runs-on"] == "ubuntu-24.04"


@pytest.mark.parametrize("name", NAMES)
def test_no_script_holds_an_expression_that_somebody_else_can_fill(name: str) -> None:
    assert [script for script in scripts(name) if "${{" in script] == []


@pytest.mark.parametrize("name", NAMES)
def test_scripts_are_valid_shell_and_name_only_targets_and_commands_that_there_are(name: str) -> None:
    targets = set(re.findall(r"^([\w.-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)) | {".venv/.ready"}
    for script in scripts(name):
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
        assert set(re.findall(r"\bmake ([\w./-]+)", script)) <= targets
        assert set(re.findall(r"\bkb ([\w-]+)", script)) <= set(commands())


def test_a_pull_request_is_built_without_rights_or_secrets_and_leaves_no_cache() -> None:
    assert set(workflow("preview")["on"]) == {"pull_request"}
    assert "secrets." not in text("preview")
    assert "github.token" not in text("preview")
    assert [step for step in steps("preview") if step.get("uses", "").startswith("actions/cache@")] == []
    for step in steps("preview"):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_who_may_write_a_comment_runs_nothing_of_the_pull_request() -> None:
    loaded = workflow("comment")
    assert loaded["on"] == {"workflow_run": {"workflows": [workflow("preview")["name"]], "types": ["completed"]}}
    used = [step["uses"].partition("@")[0] for step in steps("comment") if "uses" in step]
    assert used == ["actions/download-artifact"]
    assert re.findall(r"\b(?:make|kb|python|sh)\b", scripts("comment")[0]) == []


def test_only_main_is_published_and_only_after_its_tests() -> None:
    loaded = workflow("publish")
    assert loaded["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert loaded["jobs"]["publish"]["needs"] == ["test", "build"]
    assert "make test" in scripts("publish")


@pytest.fixture
def preview(tmp_path: Path) -> Path:
    (tmp_path / "gh").write_text(FAKE_GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "number").write_text("7\n", "utf-8")
    (tmp_path / "comment.md").write_text("Readers with @rain get another plan.", "utf-8")
    (tmp_path / "mine").write_text("", "utf-8")
    return tmp_path


def commented(preview: Path) -> tuple[int, list[str]]:
    """Runs the workflow's own script with a `gh` that notes what it is asked: exit code, and what it was to write."""
    environment = {
        "PATH": f"{preview}:{os.environ['PATH']}", "CALLS": f"{preview}/calls", "MINE": f"{preview}/mine",
        "SAID": f"{preview}/said", "PREVIEW": str(preview), "REPOSITORY": "who/what", "COMMIT": "0123abc",
        "RUN": "https://example.org/run/1", "GH_TOKEN": "none",
    }  # fmt: skip
    done = subprocess.run(["bash", "-c", scripts("comment")[0]], env=environment, capture_output=True)
    calls = (preview / "calls").read_text("utf-8").splitlines() if (preview / "calls").exists() else []
    return done.returncode, [call.partition(" -F")[0] for call in calls if "--method" in call]


def test_the_first_preview_writes_a_comment_that_calls_nobody(preview: Path) -> None:
    assert commented(preview) == (0, ["api --method POST repos/who/what/issues/7/comments"])
    assert (preview / "said").read_text("utf-8") == (
        f"{MARK}\nReaders with @\u200brain get another plan.\n\n"
        "[The site to download and look at](https://example.org/run/1#artifacts)\n"
    )


def test_a_later_preview_writes_into_the_same_comment(preview: Path) -> None:
    (preview / "mine").write_text("55\n66\n", "utf-8")
    assert commented(preview) == (0, ["api --method PATCH repos/who/what/issues/comments/55"])


def test_a_preview_of_another_commit_writes_nothing(preview: Path) -> None:
    (preview / "number").write_text("8", "utf-8")
    assert commented(preview) == (0, [])


@pytest.mark.parametrize("number", ["", "7/merge", "../../x", "$(touch y)"])
def test_a_number_that_is_none_is_refused(preview: Path, number: str) -> None:
    (preview / "number").write_text(number, "utf-8")
    assert commented(preview) == (1, [])


def test_a_long_text_ends_before_githubs_limit_and_not_within_a_letter(preview: Path) -> None:
    (preview / "comment.md").write_text("–" * 40_000, "utf-8")
    assert commented(preview)[0] == 0
    assert len((preview / "said").read_bytes()) < 65_000
    assert set((preview / "said").read_text("utf-8").splitlines()[1]) == {"–"}
