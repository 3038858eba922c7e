from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Place
from generator.loader import KnowledgeBase
from generator.references import Mention, References, references
from tests.conftest import Content


def known(content: Content) -> KnowledgeBase:
    knowledge, problems = content.check()
    assert knowledge is not None, problems
    return knowledge


def mentions(content: Content) -> list[str]:
    """`kind:id -> kind:id place`, with a = before those that show a value and a . before those in fields."""
    found = references(known(content)).mentions
    return [
        f"{'=' if m.shows_value else '' if m.in_text else '.'}{m.source[0]}:{m.source[1]} -> {m.key}:{m.id} "
        + str(m.place).removeprefix(f"{content.folder}/")
        for m in found
    ]


def test_every_mention_of_a_record_is_found_with_its_place(content: Content) -> None:
    assert mentions(content) == [
        ".flow:umbrella -> question:sky flows/umbrella.yml:6:15",
        ".flow:umbrella -> action:take-umbrella flows/umbrella.yml:10:77",
        ".flow:umbrella -> action:leave-umbrella flows/umbrella.yml:11:83",
        ".flow:umbrella -> guide:umbrellas flows/umbrella.yml:12:11",
        "faq:does-it-help -> guide:umbrellas faq/does-it-help.yml:4:27",
        "=guide:umbrellas -> fact:ribs guides/umbrellas.md:7:8",
        ".fact:ribs -> source:maker facts/ribs.yml:6:11",
        ".site:site -> flow:umbrella site.yml:7:14",
        ".site:site -> faq:does-it-help site.yml:7:36",
    ]


def test_backlinks_are_the_way_back(content: Content) -> None:
    assert dict(references(known(content)).backlinks) == {
        ("question", "sky"): (("flow", "umbrella"),),
        ("action", "take-umbrella"): (("flow", "umbrella"),),
        ("action", "leave-umbrella"): (("flow", "umbrella"),),
        ("guide", "umbrellas"): (("faq", "does-it-help"), ("flow", "umbrella")),
        ("fact", "ribs"): (("guide", "umbrellas"),),
        ("source", "maker"): (("fact", "ribs"),),
        ("flow", "umbrella"): (("site", "site"),),
        ("faq", "does-it-help"): (("site", "site"),),
    }


def test_a_record_that_mentions_another_twice_is_one_backlink(content: Content) -> None:
    content.change("faq/does-it-help.yml", "Its parts", "[[guide:umbrellas|All]] parts")
    assert references(known(content)).backlinks["guide", "umbrellas"] == (("faq", "does-it-help"), ("flow", "umbrella"))


def test_a_mention_of_itself_is_no_backlink(content: Content) -> None:
    content.change("faq/does-it-help.yml", "Its parts", "[[faq:does-it-help|Here]] parts")
    assert references(known(content)).backlinks["faq", "does-it-help"] == (("site", "site"),)


def test_the_word_of_the_site_names_the_kind(content: Content) -> None:
    content.change("site.yml", "horizons:", "kinds: {guide: {key: manual}}\nhorizons:")
    content.change("faq/does-it-help.yml", "guide:", "manual:").change("flows/umbrella.yml", "guide:", "manual:")
    found = references(known(content))
    assert [found.target(m) for m in found.mentions if m.key == "manual"] == [("guide", "umbrellas")] * 2
    assert found.target(Mention(("faq", "a"), "guide", "umbrellas", Place("f"), in_text=True)) is None


def test_a_mention_in_folded_or_quoted_words_falls_back_to_the_start_of_the_text(content: Content) -> None:
    content.change(
        "faq/does-it-help.yml", '"Its parts are in [[guide:umbrellas]]."', r'"Its \"parts\" [[guide:umbrell\u0061s]]"'
    )
    assert "faq:does-it-help -> guide:umbrellas faq/does-it-help.yml:4:9" in mentions(content)


def test_references_in_code_are_not_followed(content: Content) -> None:
    content.change("faq/does-it-help.yml", "Its parts", "Write `[[faq:x]]` for a link. Its parts")
    assert "faq:x" not in " ".join(mentions(content))


def test_spaces_around_a_reference_do_not_count(content: Content) -> None:
    content.change("faq/does-it-help.yml", "[[guide:umbrellas]]", "[[ guide:umbrellas |its page]]")
    assert "faq:does-it-help -> guide:umbrellas faq/does-it-help.yml:4:27" in mentions(content)


def test_of_each_record_it_is_known_which_facts_it_mentions(content: Content) -> None:
    content.change("faq/does-it-help.yml", "Its parts", "Its {{fact:ribs}} and [[fact:ribs|other]] parts")
    assert dict(references(known(content)).facts) == {
        ("guide", "umbrellas"): frozenset({"ribs"}),
        ("faq", "does-it-help"): frozenset({"ribs"}),
    }


def test_the_mentions_are_looked_through_once_for_all_records(content: Content) -> None:
    looks = []

    class Counted(tuple[Mention, ...]):
        def __iter__(self) -> Iterator[Mention]:
            looks.append(1)
            return super().__iter__()

    found = References(Counted(references(known(content)).mentions), {"fact": "fact"})
    assert [found.facts, found.facts] == [{("guide", "umbrellas"): {"ribs"}}] * 2
    assert len(looks) == 1
