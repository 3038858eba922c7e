from __future__ import annotations

from tests.conftest import Content

SOURCE = """book:
  title: The book of rain
  publisher: A press
  url: https://example.org/rain
  read: 2026-11-23
"""


def test_a_source_that_nothing_names_is_a_warning(content: Content) -> None:
    text = (content.folder / "sources.yml").read_text() + SOURCE
    knowledge, _ = content.write("sources.yml", text).check()
    assert knowledge is not None
    assert content.messages() == [
        "sources.yml:8:3 KB410 nothing uses the source “book” | name it under sources: where it is used, or delete it"
    ]
