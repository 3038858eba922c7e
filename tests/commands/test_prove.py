"""`kb prove`: what is proved, what is not, and the exit code."""

from __future__ import annotations

import datetime
import json

import pytest

from generator.__main__ import main
from generator.commands.prove import prove
from generator.logic.certificate import MEANINGS
from generator.logic.verify import PROPERTIES
from tests.build.project import SAMPLES
from tests.conftest import Content

DAY = datetime.date(2030, 5, 6)
WITHOUT_PLAN = """umbrella: 2 combinations of answers, each reaches exactly one result; proved on 2030-05-06
  questions: 1 to 1
     50 % of readers*: take-it (1 combination)
     50 % of readers*: leave-it (1 combination)
  journeys: none written
  proved: P2 every way ends at an outcome
  proved: P3 no way ends at two
  proved: P4 no condition reads what was not asked
  proved: P5 everything comes true for somebody
  proved: P6 no guard holds for everybody
  proved: P7 nobody goes round for ever
  proved: P9 every answer changes something
  proved: P10 no way is too long, no outcome for almost nobody or everybody unless it is meant
  nothing to prove: P8 every plan keeps its limits
  nothing to prove: P11 who is not sure has something to do
  * were all answers equally likely"""
SCRIPT = """# yaml-language-server: $schema=../.schema/flow.json
title: Do I need an umbrella?
summary: One question, then what to do.
script: [{ask: sky}]
outcomes:
  take-it: {title: Take it, summary: You will need the umbrella., when: {sky: wet}, actions: [take-umbrella]}
  leave-it: {title: Leave it, summary: You will not need it., when: {sky: wet}, actions: [leave-umbrella]}
related: ["guide:umbrellas"]
"""
JOURNEY = """# yaml-language-server: $schema=../.schema/journey.json
flow: umbrella
journeys: [{title: Wet, answers: {sky: wet}, outcome: leave-it}]
"""


def test_every_property_has_its_words() -> None:
    assert list(MEANINGS) == list(PROPERTIES)


def test_the_certificate_says_what_was_counted_and_proved(content: Content) -> None:
    said = prove(content.folder, "umbrella", DAY)
    assert (said.text, said.is_fine) == (WITHOUT_PLAN, True)


def test_all_flows_of_a_folder_are_proved_and_that_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", f"--content={SAMPLES / 'towing'}", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["flow"], found["combinations"], found["not_proved"], found["findings"]) == ("may-i-tow", 136, [], [])
    assert set(found["proved"]) == set(PROPERTIES)
    assert found["journeys"]["hold"] == found["journeys"]["all"] > 0


def test_what_is_not_proved_is_said_with_its_findings_and_ends_with_1(
    content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    content.write("flows/umbrella.yml", SCRIPT)
    assert main(["prove", f"--content={content.folder}"]) == 1
    said = capsys.readouterr().out
    assert "NOT PROVED: P2 every way ends at an outcome" in said
    assert "each reaches exactly one result" not in said
    assert "for example: Is it raining? It is dry" in said
    assert main(["prove", f"--content={content.folder}", "umbrella", "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["not_proved"] == ["P2", "P3", "P5", "P9"] or "P2" in found["not_proved"]
    (missing,) = (finding for finding in found["findings"] if finding["property"] == "P2")
    assert (missing["code"], missing["example"], missing["count"]) == ("KB332", {"sky": ["dry"]}, 1)


def test_a_journey_that_does_not_hold_is_not_fine(content: Content) -> None:
    content.write("journeys/sky.yml", JOURNEY)
    said = prove(content.folder, "umbrella", DAY)
    assert "  journeys: 0 of 1 hold\n" in said.text
    assert not said.is_fine


def test_content_that_cannot_be_read_is_reported(content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    content.change("flows/umbrella.yml", "wet: open", "wett: open")
    assert main(["prove", f"--content={content.folder}"]) == 1
    assert "(KB303)" in capsys.readouterr().out
