from __future__ import annotations

import pytest

from tests.conftest import Content

FIRST = "# yaml-language-server: $schema=.schema/city.json\n"


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Asia/Karachi", "UTC"])
def test_a_zone_of_the_iana_list_is_fine(content: Content, zone: str) -> None:
    content.write("cities.yml", f"{FIRST}oslo: {{name: Oslo, country: Norway, zone: {zone}}}\n")
    assert content.problems() == []


@pytest.mark.parametrize(
    ("zone", "hint"), [("Europe/Olso", " | did you mean Europe/Oslo"), ("../../etc/passwd", ""), ("GMT+5x", "")]
)
def test_any_other_zone_is_a_problem(content: Content, zone: str, hint: str) -> None:
    content.write("cities.yml", f"{FIRST}oslo: {{name: Oslo, country: Norway, zone: {zone}}}\n")
    (message,) = content.messages()
    assert message.startswith(f"cities.yml:2:43 KB408 unknown time zone “{zone}”{hint}")
