"""`kb stale` lists the facts to be read again, soonest first, with what rests on each."""

from __future__ import annotations

import datetime
import json

import pytest

from generator.__main__ import main
from generator.commands.stale import stale
from tests.conftest import Content

TODAY = datetime.date(2027, 1, 31)


def dated(content: Content, day: str) -> Content:
    return content.change("facts/ribs.yml", "volatile: false", f"review_by: {day}\nvolatile: false")


def test_a_fact_past_its_day_is_listed_with_place_source_and_users_and_not_all_is_well(content: Content) -> None:
    said = stale(dated(content, "2027-01-30").folder, TODAY)
    assert said.text == (
        f"{content.folder}/facts/ribs.yml:8:12: 2027-01-30 past its day: Ribs\n"
        "    read https://example.org/umbrella\n"
        "    mentioned in guide:umbrellas\n"
        "1 fact past the day of review, 0 due soon"
    )
    assert not said.is_fine


def test_on_its_day_and_before_a_fact_is_due_and_all_is_well(content: Content) -> None:
    said = stale(dated(content, "2027-01-31").folder, TODAY)
    assert "2027-01-31 due: Ribs" in said.text
    assert said.is_fine


def test_what_is_due_later_is_not_listed(content: Content) -> None:
    dated(content, "2027-02-28")
    assert stale(content.folder, TODAY, 27).text == "no fact is due within 27 days"
    assert "Ribs" in stale(content.folder, TODAY, 28).text


def test_as_json_it_holds_the_same(content: Content) -> None:
    assert json.loads(stale(dated(content, "2027-01-30").folder, TODAY, form="json").text) == {
        "facts": [
            {
                "fact": "ribs",
                "title": "Ribs",
                "review_by": "2027-01-30",
                "is_past": True,
                "place": f"{content.folder}/facts/ribs.yml:8:12",
                "addresses": ["https://example.org/umbrella"],
                "mentioned": ["guide:umbrellas"],
            }
        ]
    }


def test_the_command_line_takes_a_day_and_says_it_by_its_exit_code(
    content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    dated(content, "2027-01-30")
    folder = str(content.folder)
    assert main(["stale", "--content", folder, "--on", "2027-02-01"]) == 1
    assert "past its day: Ribs" in capsys.readouterr().out
    assert main(["stale", "--content", folder, "--on", "2026-11-24", "--within", "5"]) == 0
    assert capsys.readouterr().out == "no fact is due within 5 days\n"


@pytest.mark.parametrize("wrong", [["--on", "soon"], ["--within", "-1"], ["--within", "a week"]])
def test_what_is_no_day_and_no_number_of_days_is_a_wrong_use(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["stale", *wrong])
    assert stopped.value.code == 2
    assert "is no" in capsys.readouterr().err
