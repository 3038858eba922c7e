from __future__ import annotations

import pytest

from tests.conftest import Content

CLAIM = """# yaml-language-server: $schema=.schema/claim.json
eight-ribs:
  section: Umbrellas
  claim: An umbrella has eight ribs.
  at: guide:umbrellas
  says: {says}
"""


@pytest.mark.parametrize("says", ["a roof on a stick", "IT HAS 8 ribs", "all about umbrellas"])
def test_a_claim_is_answered_by_words_of_any_text_of_its_record_facts_included(content: Content, says: str) -> None:
    assert content.write("claims.yml", CLAIM.format(says=says)).messages() == []


def test_words_over_two_lines_and_in_bold_are_still_the_same_words(content: Content) -> None:
    content.change("guides/umbrellas.md", "It has", "It keeps **the\nrain** off. It has")
    assert content.write("claims.yml", CLAIM.format(says="keeps the rain off")).messages() == []


def test_a_claim_whose_words_are_gone_is_answered_no_more(content: Content) -> None:
    assert content.write("claims.yml", CLAIM.format(says="ten ribs")).messages() == [
        "claims.yml:6:9 KB419 “ten ribs” does not stand in guide:umbrellas"
        " | say it in guide:umbrellas again, or name the words that answer the claim now"
    ]


def test_words_are_not_found_across_two_texts_of_a_record(content: Content) -> None:
    content.write("claims.yml", CLAIM.format(says="umbrellas an umbrella"))
    assert [line.split()[1] for line in content.messages()] == ["KB419"]


def test_a_claim_names_a_record_that_there_is(content: Content) -> None:
    content.write("claims.yml", CLAIM.format(says="x").replace("guide:umbrellas", "guide:umbrela"))
    assert [line.split()[1] for line in content.messages()] == ["KB201"]
