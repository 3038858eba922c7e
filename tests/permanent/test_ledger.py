"""An address that was published leads for ever to what it meant, or the build stops and says what to write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from generator.finish.pages import Page
from generator.knowledge import KnowledgeBase
from generator.model.address_book import Promised
from generator.permanent.ledger import present
from generator.publish import lock
from tests.build.project import Project
from tests.permanent.released import errors, redirect

BOOK = ".published/addresses.jsonl"
GONE = "the published address “{}” would vanish"


def line_of(project: Project, address: str) -> int:
    lines = (project.content / BOOK).read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if json.loads(line)["at"] == address)


def book_of(project: Project) -> dict[str, dict[str, Any]]:
    """Address → what is promised of it."""
    lines = (project.content / BOOK).read_text("utf-8").splitlines()
    return {line.pop("at"): line for line in map(json.loads, lines)}


def rename(project: Project, old: str, new: str) -> None:
    (project.content / "faq" / f"{old}.yml").rename(project.content / "faq" / f"{new}.yml")
    project.edit("guides/umbrellas.md", f"faq:{old}", f"faq:{new}")


def test_a_release_writes_down_every_page_with_its_meaning_number_and_headings(released: Project) -> None:
    book = book_of(released)
    assert book["faq/no-light/"] == {"is": "faq:no-light", "number": 7, "places": ["the-cable", "the-bulb"]}
    assert book["flows/umbrella/take-it/"]["is"] == "flow:umbrella/take-it"
    assert book["faq/"] == {"is": "page"}
    assert book["./"]["is"] == "page"
    assert not [address for address in book if "review" in address or "steps" in address]


def test_what_was_released_builds_again_and_a_second_release_adds_nothing(released: Project) -> None:
    before = (released.content / BOOK).read_bytes()
    assert errors(released) == []
    assert released.kb("release") == 0
    assert (released.content / BOOK).read_bytes() == before


def test_a_renamed_answer_stops_the_check_until_redirects_say_where_it_went(released: Project) -> None:
    rename(released, "no-light", "lamp-is-dark")
    assert errors(released) == [
        "faq/lamp-is-dark.yml:2:9 KB421 /q/7/ was published for faq:no-light, and would now lead to faq:lamp-is-dark"
        " | write `number: 9`, or, if it was renamed, in redirects.yml: `faq/no-light/: {to: faq:lamp-is-dark}`"
    ]
    redirect(released, "faq/no-light/: {to: faq:lamp-is-dark}")
    assert errors(released) == []
    assert "url=../../faq/lamp-is-dark/" in (released.site / "q/7/index.html").read_text("utf-8")
    assert "lamp-is-dark" in (released.site / "faq/no-light/index.html").read_text("utf-8")


def test_a_renamed_answer_with_a_new_number_is_a_lost_address_with_a_place_and_a_proposal(released: Project) -> None:
    rename(released, "no-light", "lamp-is-dark")
    released.edit("faq/lamp-is-dark.yml", "number: 7", "number: 9")
    line = line_of(released, "faq/no-light/")
    assert errors(released) == [
        f"{BOOK}:{line}:1 KB804 {GONE.format('faq/no-light/')}"
        " | write in redirects.yml: `faq/no-light/: {to: KIND:ID}`"
    ]


def test_a_deleted_answer_stops_the_build_until_its_successor_is_named_and_its_number_leads_there(
    released: Project,
) -> None:
    (released.content / "faq" / "dim-light.yml").unlink()
    released.edit("guides/umbrellas.md", " and [[faq:dim-light]]", "")
    assert [line.split(" | ")[0] for line in errors(released)] == [
        f"{BOOK}:{line_of(released, 'faq/dim-light/')}:1 KB804 {GONE.format('faq/dim-light/')}"
    ]
    redirect(released, "faq/dim-light/: {to: faq:no-light}")
    assert errors(released) == []
    assert "url=../../faq/no-light/" in (released.site / "q/8/index.html").read_text("utf-8")


def test_a_new_answer_at_the_address_of_another_stops_the_build(released: Project) -> None:
    rename(released, "no-light", "lamp-is-dark")
    rename(released, "dim-light", "no-light")
    redirect(released, "faq/dim-light/: {to: faq:no-light}")
    assert [line.split(" | ")[0].split(" ", 1)[1] for line in errors(released)] == [
        "KB421 /q/7/ was published for faq:no-light, and would now lead to faq:lamp-is-dark"
    ]


def test_a_page_that_takes_the_address_of_another_kind_of_thing_stops_the_build(released: Project) -> None:
    # Another record stands there now: the outcome and the review page of flows lie below the flow.
    book = (released.content / BOOK).read_text("utf-8").replace('"is": "faq:does-it-help"', '"is": "faq:does-it-rain"')
    (released.content / BOOK).write_text(book, "utf-8")
    assert [line.split(" | ")[0].split(" ", 1)[1] for line in errors(released)] == [
        "KB805 “faq/does-it-help/” was published for faq:does-it-rain, and would now show faq:does-it-help"
    ]


def test_a_renamed_heading_stops_the_build_until_the_old_place_leads_to_the_new_one(released: Project) -> None:
    released.edit("faq/no-light.yml", "## The cable", "## The cables")
    line = line_of(released, "faq/no-light/")
    assert errors(released) == [
        f"{BOOK}:{line}:1 KB804 {GONE.format('faq/no-light/#the-cable')}"
        " | write in redirects.yml: `faq/no-light/#the-cable: {path: faq/no-light/#the-cables}`"
    ]
    redirect(released, "faq/no-light/#the-cable: {path: faq/no-light/#the-cables}")
    assert errors(released) == []
    page = (released.site / "faq/no-light/index.html").read_text("utf-8")
    assert '<h2 id="the-cables"><span id="the-cable"></span>The cables' in page


def test_a_place_that_went_to_another_page_is_a_line_at_the_end_that_leads_there(released: Project) -> None:
    released.edit("faq/no-light.yml", "  ## The bulb\n\n  Hold it against the light.\n", "")
    redirect(released, "faq/no-light/#the-bulb: {path: faq/dim-light/#the-bulb}")
    assert errors(released) == []
    page = (released.site / "faq/no-light/index.html").read_text("utf-8")
    assert (
        '<p id="the-bulb">This part has moved: <a href="../dim-light/#the-bulb">Why is it dim?</a></p>\n</article'
        in page
    )


def test_the_links_at_the_end_of_a_page_are_promised_to_nobody(released: Project) -> None:
    book = (released.content / BOOK).read_text("utf-8")
    assert "mentioned-in" not in book
    assert "read-next" not in book


def test_a_site_that_was_never_released_promises_nothing(released: Project) -> None:
    (released.content / BOOK).unlink()
    rename(released, "no-light", "lamp-is-dark")
    assert errors(released) == []


def test_a_number_that_is_taken_from_its_answer_stops_the_build(released: Project) -> None:
    released.edit("faq/no-light.yml", "number: 7", "number: 99")
    assert errors(released) == [
        f"{BOOK}:{line_of(released, 'faq/no-light/')}:1 KB804 {GONE.format('q/7/')}"
        " | give faq:no-light its `number: 7` back, or say in redirects.yml where it went"
    ]


def test_the_number_of_an_answer_that_became_a_fact_leads_to_the_fact(released: Project) -> None:
    (released.content / "faq" / "dim-light.yml").unlink()
    released.edit("guides/umbrellas.md", " and [[faq:dim-light]]", "")
    redirect(released, "faq/dim-light: {to: fact:ribs}")  # the slash at the end may be left out
    assert errors(released) == []
    assert "url=../../facts/ribs/" in (released.site / "q/8/index.html").read_text("utf-8")


def test_redirects_that_lead_round_in_a_circle_are_no_answer(released: Project) -> None:
    (released.content / "faq" / "dim-light.yml").unlink()
    released.edit("guides/umbrellas.md", " and [[faq:dim-light]]", "")
    redirect(released, "faq/dim-light/: {path: faq/lamp/}", "faq/lamp/: {path: faq/dim-light/}")
    assert [line.split(" | ")[0] for line in errors(released)] == [
        "redirects.yml:2:17 KB803 “faq/dim-light/” leads to itself",
        "redirects.yml:3:12 KB803 “faq/lamp/” leads to itself",
    ]


def test_a_heading_that_was_renamed_twice_is_found_by_all_of_its_names(released: Project) -> None:
    released.edit("faq/no-light.yml", "## The cable", "## The wires")
    redirect(
        released,
        "faq/no-light/#the-cable: {path: faq/no-light/#the-cables}",
        "faq/no-light/#the-cables: {path: faq/no-light/#the-wires}",
    )
    assert errors(released) == []
    page = (released.site / "faq/no-light/index.html").read_text("utf-8")
    assert '<span id="the-cable">' in page
    assert '<span id="the-cables">' in page


def test_a_place_in_a_page_that_has_moved_goes_with_the_page(released: Project) -> None:
    rename(released, "no-light", "lamp-is-dark")
    redirect(
        released,
        "faq/no-light/: {to: faq:lamp-is-dark}",
        "faq/no-light/#the-cable: {path: faq/no-light/#the-bulb}",
    )
    assert errors(released) == []
    assert "refresh" in (released.site / "faq/no-light/index.html").read_text("utf-8")


def test_a_place_in_a_page_that_never_was_is_a_slip(released: Project) -> None:
    redirect(released, "faq/lamps/#x: {path: faq/no-light/#the-bulb}")
    assert [line.split(" | ")[0] for line in errors(released)] == [
        "redirects.yml:2:15 KB803 there is no page “faq/lamps/”"
    ]


def test_a_renamed_outcome_keeps_its_number_once_redirects_say_so(released: Project) -> None:
    released.edit("flows/umbrella.yml", "take-it: {title", "take-it: {number: 3, title")
    assert released.kb("release") == 0
    released.edit("flows/umbrella.yml", "take-it", "take-one")
    assert [line.split(" ")[1] for line in errors(released)] == ["KB421"]
    redirect(released, "flows/umbrella/take-it/: {path: flows/umbrella/take-one/}")
    assert errors(released) == []


def test_a_page_that_shows_how_a_refresh_is_written_is_promised_like_others(released: Project) -> None:
    released.edit("faq/no-light.yml", "Begin with", 'Write `<meta http-equiv="refresh">` and begin with')
    assert released.kb("release") == 0
    assert "faq/no-light/" in book_of(released)
    (released.content / "faq" / "no-light.yml").unlink()
    released.edit("guides/umbrellas.md", "[[faq:no-light]] and ", "")
    assert GONE.format("faq/no-light/") in " ".join(errors(released))


def test_a_record_that_stands_on_the_page_of_its_kind_is_a_place_in_it(released: Project) -> None:
    assert set(book_of(released)["cities/"]["places"]) == {"accra", "quito"}
    released.edit("cities.yml", "quito: {name: Quito, country: Ecuador, zone: America/Guayaquil}\n", "")
    assert errors(released) == [
        f"{BOOK}:{line_of(released, 'cities/')}:1 KB804 {GONE.format('cities/#quito')}"
        " | write in redirects.yml: `cities/#quito: {path: cities/#NEW}`"
    ]


def test_what_a_link_of_the_site_leads_to_is_a_place_even_if_it_is_no_heading(released: Project) -> None:
    """A guide shows the diagram of a flow with its steps in words: the boxes of the diagram lead to the steps."""
    places = book_of(released)["guides/umbrellas/"]["places"]
    assert [place for place in places if place.startswith("step-")] == ["step-closed", "step-look", "step-open"]


def test_the_title_of_a_page_is_no_place_in_it(released: Project) -> None:
    """Whoever followed a link to it is at the right page, whatever it is called now."""
    released.edit("faq/no-light.yml", "Why is there no light?", "Why is it dark?")
    assert errors(released) == []


def test_nothing_else_is_built_while_a_release_writes_down_what_it_built(
    released: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []

    def look(pages: Mapping[str, Page], knowledge: KnowledgeBase) -> dict[str, Promised]:
        met.extend(f"{problem.code} {problem.message}" for problem in released.build())
        return present(pages, knowledge)

    monkeypatch.setattr("generator.commands.release.present", look)
    assert released.kb("release") == 0
    (busy,) = met
    assert busy.startswith("KB802 Another build (process ")


def test_a_release_during_a_build_says_so_and_writes_nothing(
    released: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (released.content / BOOK).read_bytes()
    with lock(released.folders.work):
        assert released.kb("release") == 1
    assert "KB802" in capsys.readouterr().out
    assert (released.content / BOOK).read_bytes() == before
