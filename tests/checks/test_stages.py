from __future__ import annotations

from generator.checks import EVERYTHING, check
from generator.loader import load
from tests.conftest import CONTENT, Content


def test_every_rule_is_in_one_stage() -> None:
    rules = [rule for stage in EVERYTHING for rule in stage]
    folder = CONTENT.parents[1] / "generator" / "checks"
    assert sorted(rule.__module__.rpartition(".")[2] for rule in rules) == sorted(
        file.stem for file in folder.glob("*.py") if file.stem not in ("__init__", "context")
    )


def test_one_slip_gives_one_message_because_later_stages_wait(content: Content) -> None:
    content.change("flows/umbrella.yml", "{wet: open, dry: closed}", "{wet: opne}")
    assert content.problems() == ["flows/umbrella.yml:6:32 KB301"]


def test_the_examples_have_no_problem() -> None:
    for name in ("minimal", "bicycles"):
        knowledge, problems = load(CONTENT / name)
        assert problems == []
        assert knowledge is not None
        assert check(knowledge, stages=EVERYTHING) == []
