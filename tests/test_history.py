"""A file is as old as the commit that made it what it is, merges among them; asked of real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.history import last_changes

NOBODY = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


class Repository:
    """A repository with a content folder, in which every commit has the day that a test gives it."""

    def __init__(self, root: Path) -> None:
        self.root, self.content = root, root / "content"
        self.content.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, month: int = 1, fails: bool = False) -> None:
        day = f"2026-{month:02}-01T12:00:00Z"
        environment = os.environ | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *NOBODY, *arguments], cwd=self.root, env=environment, capture_output=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stderr.decode()

    def commit(self, month: int, **files: str) -> None:
        """Writes files and commits everything on the first day of a month."""
        for name, text in files.items():
            (self.content / name).write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", month=month)

    def months(self) -> dict[str, int]:
        """File → the month of its last change."""
        days = last_changes(self.content)
        assert {(day.year, day.day) for day in days.values()} <= {(2026, 1)}
        return {path: day.month for path, day in days.items()}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three files from January; on the main line `mine` changed in March, on a branch `theirs` in February."""
    made = Repository(tmp_path)
    made.commit(1, mine="1\n", theirs="1\n", both="1\n2\n3\n4\n5\n6\n7\n8\n9\n")
    made.git("checkout", "-q", "-b", "branch")
    made.commit(2, theirs="2\n")
    made.git("checkout", "-q", "main")
    made.commit(3, mine="2\n")
    return made


def test_what_a_merge_takes_over_is_as_old_as_where_it_was_made(repository: Repository) -> None:
    repository.git("merge", "-q", "branch", month=6)
    assert repository.months() == {"mine": 3, "theirs": 2, "both": 1}


def test_what_a_merge_put_together_out_of_both_sides_changed_with_the_merge(repository: Repository) -> None:
    repository.commit(3, both="one\n2\n3\n4\n5\n6\n7\n8\n9\n")
    repository.git("checkout", "-q", "branch")
    repository.commit(4, both="1\n2\n3\n4\n5\n6\n7\n8\nnine\n")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "branch", month=6)
    assert repository.months() == {"mine": 3, "theirs": 2, "both": 6}


def test_what_somebody_wrote_into_a_merge_changed_with_the_merge(repository: Repository) -> None:
    repository.git("checkout", "-q", "branch")
    repository.commit(4, mine="3\n")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "branch", month=6, fails=True)
    repository.commit(6, mine="4\n", both="by the way\n", new="new\n")
    assert repository.months() == {"mine": 6, "theirs": 2, "both": 6, "new": 6}


def test_what_a_merge_dropped_changed_nothing(repository: Repository) -> None:
    repository.git("checkout", "-q", "branch")
    repository.commit(4, mine="3\n")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "branch", month=6, fails=True)
    repository.git("checkout", "--ours", "content/mine")
    repository.commit(6)
    assert repository.months() == {"mine": 3, "theirs": 2, "both": 1}


def test_a_merge_of_three_lines_counts_like_one_of_two(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "third", "main~1")
    repository.commit(5, both="other\n")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "branch", "third", month=6)
    assert repository.months() == {"mine": 3, "theirs": 2, "both": 5}


def test_what_was_taken_back_is_as_old_as_the_taking_back(repository: Repository) -> None:
    repository.commit(4, mine="1\n")
    assert repository.months()["mine"] == 4


def test_a_file_whose_name_is_no_ascii_and_a_file_below_have_their_days(repository: Repository) -> None:
    (repository.content / "faq").mkdir()
    repository.commit(7, **{"faq/über uns.yml": "x"})
    assert repository.months() == {"mine": 3, "theirs": 1, "both": 1, "faq/über uns.yml": 7}


def test_a_deleted_file_has_no_day(repository: Repository) -> None:
    (repository.content / "mine").unlink()
    repository.commit(8)
    assert repository.months() == {"theirs": 1, "both": 1}
