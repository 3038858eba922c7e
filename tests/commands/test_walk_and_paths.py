"""`kb walk` and `kb paths`, from the command line."""

from __future__ import annotations

import json

import pytest

from generator.__main__ import main
from tests.build.project import SAMPLES

BICYCLES, TOWING = (f"--content={SAMPLES / name}" for name in ("bicycles", "towing"))


def test_walk_says_where_answers_lead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["walk", BICYCLES, "is-it-safe"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["outcome"], found["asked"], found["stuck"]) == (None, {}, False)
    assert found["next"] is not None


def test_a_flow_that_there_is_not_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("walk", "paths", "prove", "cover"):
        assert main([command, BICYCLES, "is-it-saf"]) == 2
        assert capsys.readouterr().err == "kb: there is no flow is-it-saf; did you mean is-it-safe?\n"


def test_an_answer_that_is_none_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["walk", BICYCLES, "is-it-safe", "fall=perhaps"]) == 2
    assert capsys.readouterr().err.startswith("kb: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["crsh=yes"], "there is no question “crsh”; did you mean crash?"),
        (["crash=yes", "crash=no"], "“crash” is answered twice; write several options as crash=a,b"),
        (["crash"], "“crash” is no answer; write question=answer"),
        (
            ["crash", "crsh=yes"],
            "“crash” is no answer; write question=answer; there is no question “crsh”; did you mean crash?",
        ),
    ],
)  # fmt: skip
def test_everything_wrong_with_the_arguments_is_said_at_once(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["walk", BICYCLES, "is-it-safe", *arguments]) == 2
    assert capsys.readouterr().err == f"kb: {words}\n"


def test_few_paths_are_listed_each_with_its_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", BICYCLES, "is-it-safe"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == f"is-it-safe: {len(lines)} paths"
    assert len(set(lines)) == len(lines)
    for line in lines:
        answers, _, outcome = line.partition(" → ")
        assert main(["walk", BICYCLES, "is-it-safe", *answers.split()]) == 0
        assert json.loads(capsys.readouterr().out)["outcome"] == outcome


def test_many_paths_are_counted_by_outcome_with_the_shortest_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", TOWING, "may-i-tow", "--limit", "135"]) == 0
    head, columns, *rows, note = capsys.readouterr().out.splitlines()
    assert head == "may-i-tow: 136 paths"
    assert columns.split() == ["outcome", "paths", "readers*", "shortest", "example"]
    assert note == "* the share of readers, were all answers equally likely"
    counted = [row.split()[1] for row in rows]
    assert (len(rows), sum(map(int, counted))) == (22, 136)
    for row in rows:
        outcome, *rest = row.split()
        example = [word for word in rest if "=" in word]
        assert main(["walk", TOWING, "may-i-tow", *example]) == 0
        assert json.loads(capsys.readouterr().out)["outcome"] == outcome


def test_as_json_paths_hold_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", TOWING, "may-i-tow", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert (listed["flow"], listed["count"], len(listed["paths"])) == ("may-i-tow", 136, 136)
    assert main(["paths", TOWING, "may-i-tow", "--format", "json", "--limit", "0"]) == 0
    counted = json.loads(capsys.readouterr().out)["outcomes"]
    ends = [path["outcome"] for path in listed["paths"]]
    assert {each["outcome"]: each["count"] for each in counted} == {end: ends.count(end) for end in set(ends)}
    assert sum(each["readers"] for each in counted) == pytest.approx(1)
