import os
import time
from pathlib import Path

import pytest

from generator import processes
from generator.processes import shared_out

PARTS = list(range(20))


def doubled(part: int) -> tuple[int, int]:
    return 2 * part, os.getpid()


def left_a_note(folder: Path) -> tuple[int, int]:
    (folder / str(os.getpid())).touch()
    return doubled(1)


def gone(part: int) -> tuple[int, int]:
    os._exit(1)


def failing(part: int) -> tuple[int, int]:
    raise ValueError(f"no {part}")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_part_is_made_once(number: int) -> None:
    made = list(shared_out(PARTS, doubled, doubled, number))
    assert sorted(twice for twice, _ in made) == [2 * part for part in PARTS]


def test_one_process_needs_no_other() -> None:
    assert {process for _, process in shared_out(PARTS, doubled, gone, 1)} == {os.getpid()}


def test_no_parts_are_none_made() -> None:
    assert list(shared_out([], doubled, gone, 1)) == []


def test_other_processes_make_what_is_not_begun_here(tmp_path: Path) -> None:
    def slow(part: int) -> tuple[int, int]:
        # Only when another has made something does this one go on.
        while not list(tmp_path.iterdir()):
            time.sleep(0.01)
        return doubled(part)

    made = list(shared_out([tmp_path] * 5, lambda _: slow(1), left_a_note, 2))
    assert len({process for _, process in made}) == 2


def test_what_a_process_that_dies_had_begun_is_made_here() -> None:
    assert sorted(twice for twice, _ in shared_out(PARTS, doubled, gone, 3)) == [2 * part for part in PARTS]


def test_where_no_process_can_be_started_all_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(processes, "pool", none)
    assert {process for _, process in shared_out(PARTS, doubled, doubled, 2)} == {os.getpid()}


def test_a_fault_of_the_work_itself_is_told() -> None:
    with pytest.raises(ValueError, match="no 1"):
        list(shared_out([1], failing, failing, 2))
