"""`kb cover`: every pair of answers at least once, and files that change only when behaviour does."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given, settings

from generator.__main__ import main
from generator.commands.cover import cover
from generator.logic.covering import covering
from generator.logic.program import Program
from generator.logic.sweep import OverBudget
from tests.build.project import ROOT, SAMPLES
from tests.conftest import Content
from tests.logic.programs import all_runs, programs

UMBRELLA = b"""{"version": 1, "flow": "umbrella",
"outcomes": {"take-it": ["take-umbrella"], "leave-it": ["leave-umbrella"]},
"readers": [
{"answers": {"sky": "wet"}, "outcome": "take-it"},
{"answers": {"sky": "dry"}, "outcome": "leave-it"}
]}
"""


@settings(max_examples=100, deadline=None)
@given(programs)
def test_every_answer_and_every_pair_that_a_run_holds_is_covered_and_no_other(program: Program) -> None:
    found = covering(program)
    assert not isinstance(found, OverBudget)
    real = {run.answers for run in all_runs(program)}
    assert set(found) <= real
    assert len(set(found)) == len(found)
    for number in (1, 2):
        wanted = {frozenset(some) for run in real for some in combinations(run, number)}
        assert {frozenset(some) for run in found for some in combinations(run, number)} == wanted


def test_too_many_states_are_said(content: Content) -> None:
    from generator.commands import chosen, readable

    program = chosen(readable(SAMPLES / "towing"), None)["may-i-tow"]
    assert covering(program, budget=3) == OverBudget(3)


def test_the_file_has_a_line_for_each_reader(content: Content) -> None:
    said = cover(content.folder, None)
    assert (said.text, said.is_fine) == (
        f"1 covering set with 2 readers in {content.folder / '.covering'}",
        True,
    )
    assert (content.folder / ".covering" / "umbrella.json").read_bytes() == UMBRELLA
    assert content.problems() == []


def test_check_says_what_is_out_of_date_and_writes_nothing(
    content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content.folder / ".covering"
    check = ["cover", "--check", f"--content={content.folder}"]
    assert main(check) == 1
    assert capsys.readouterr().out == f"{folder / 'umbrella.json'} is out of date; renew it with: kb cover\n"
    assert not folder.exists()
    assert main(check[:1] + check[2:]) == 0
    assert main(check) == 0
    content.change("flows/umbrella.yml", "actions: [take-umbrella]", "actions: []")
    content.change("faq/does-it-help.yml", "answer:", "answer:")
    assert main(check) == 1


def test_the_file_of_a_flow_that_is_gone_goes_too(content: Content) -> None:
    cover(content.folder, None)
    gone = content.folder / ".covering" / "gone.json"
    gone.write_text("{}")
    said = cover(content.folder, None, only_check=True)
    assert (said.text, said.is_fine) == (f"{gone} belongs to no flow; remove it with: kb cover", False)
    cover(content.folder, "umbrella")
    assert gone.exists()
    cover(content.folder, None)
    assert not gone.exists()


def test_several_answers_are_a_list() -> None:
    from generator.commands import chosen, readable
    from generator.commands.cover import as_file
    from generator.model import Flow

    knowledge = readable(SAMPLES / "bicycles")
    program = chosen(knowledge, None)["mend-or-replace"]
    record = knowledge.entries["flow"]["mend-or-replace"].record
    readers = covering(program)
    assert isinstance(record, Flow)
    assert not isinstance(readers, OverBudget)
    answers = [reader["answers"] for reader in json.loads(as_file(program, record, readers))["readers"]]
    assert {type(value) for each in answers for key, value in each.items() if key == "tools"} == {list}
    assert {type(value) for each in answers for key, value in each.items() if key != "tools"} == {str}


def test_the_covering_sets_of_this_project_are_up_to_date() -> None:
    said = cover(ROOT / "content", None, only_check=True)
    assert (said.text, said.is_fine) == ("every covering set is up to date", True)
