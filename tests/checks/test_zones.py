from __future__ import annotations

import pytest

from tests.conftest import Content

FIRST = "# yaml-language-server: $schema=.schema/city.json\n"


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Asia/Karachi", "UTC"])
def test_a_zone_of_the_iana_list_is_fine(content: Content, zone: str) -> None:
    content.write("cities.yml", f"{FIRST}oslo: {{name: Oslo, country: Norway, zone: {zone}}}\n")
    assert content.problems() == []


def test_a_zone_of_a_clock_is_looked_up_too(content: Content) -> None:
    clock = """\
# yaml-language-server: $schema=../.schema/tool.json
kind: clock
title: The maker's hours
summary: When to call the maker.
event: Call
with: Maker
zones: {Europe/Oslo: Oslo, Europe/Bergen: Bergen}
windows: [{name: Morning, from: "08:00", to: "12:00"}]
hours: [{from: "08:00", word: Good, say: Call.}]
rehearsal: Rehearsal
alarms: [{before: 10, say: Now}]
checked: 2026-11-01
"""
    content.write("tools/hours.yml", clock)
    (message,) = content.messages()
    assert message.startswith("tools/hours.yml:7:28 KB408 unknown time zone “Europe/Bergen”")


@pytest.mark.parametrize(
    ("zone", "hint"), [("Europe/Olso", " | did you mean Europe/Oslo"), ("../../etc/passwd", ""), ("GMT+5x", "")]
)
def test_any_other_zone_is_a_problem(content: Content, zone: str, hint: str) -> None:
    content.write("cities.yml", f"{FIRST}oslo: {{name: Oslo, country: Norway, zone: {zone}}}\n")
    (message,) = content.messages()
    assert message.startswith(f"cities.yml:2:43 KB408 unknown time zone “{zone}”{hint}")
