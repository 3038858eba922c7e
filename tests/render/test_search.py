"""What the search in the browser reads: a contract, the same bytes for the same content."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.build import check_content
from generator.render.routes import Route
from generator.render.search import FIRST, SENTENCES, TEXTS, Found, Kind, files, search_files, start_of_lists
from tests.build.project import SAMPLES
from tests.conftest import Content

KINDS = [Kind("faq", "Answer", "faq/", "/"), Kind("term", "Word", "words/#", ""), Kind("fact", "Fact", "facts/", "/")]


def read(data: bytes) -> Any:
    made = json.loads(data)
    assert (made.pop("format"), len(made.pop("version"))) == (1, 8)
    return made


def test_names_come_first_then_sentences_then_the_words_of_texts() -> None:
    made = files(
        KINDS,
        [
            Found(
                "faq", "tube", "Patch or a new tube?", ("is a patch safe", "hole in tube"), "Patch it.", "Glue, patch."
            ),
            Found("faq", "rim", "Which rim?", ("safe rim",), "Yours.", alone=("Mavic", "hub")),
            Found("term", "hub", "Hub", ("nave", "wheel centre"), "The middle.", "The middle of glue."),
            Found("fact", "hole", "A hole", (), "3 mm", "Three."),
        ],
    )
    names = read(made[FIRST])
    assert names.pop("skip").startswith("a an the ")
    assert names == {
        "kinds": [
            {"name": "Answer", "base": "faq/", "end": "/", "weight": 1.0},
            {"name": "Word", "base": "words/#", "end": "", "weight": 0.7, "names": True},
            {"name": "Fact", "base": "facts/", "end": "/", "weight": 0.55},
        ],
        "entries": [
            [0, "tube", "Patch or a new tube?"],
            [0, "rim", "Which rim?"],
            [1, "hub", "Hub", ["nave", "wheel centre"]],
        ],
        "also": "hole 0\nsafe 0 1",
        "alone": "hub 1\nmavic 1",
    }
    assert read(made[SENTENCES]) == {"sentences": ["Patch it.", "Yours.", "The middle."]}
    assert read(made[TEXTS]) == {
        "entries": [[2, "hole", "A hole"]],
        "sentences": ["3 mm"],
        "texts": "glue 0 2\nthree 3",
    }


def test_files_of_one_content_carry_one_version_and_another_title_changes_it() -> None:
    def versions(title: str) -> set[str]:
        made = files(KINDS, [Found("faq", "tube", title)])
        return {json.loads(data)["version"] for data in made.values()}

    assert len(versions("Patch?")) == 1
    assert versions("Patch?") != versions("Patch!")


def test_a_word_that_stands_nearly_everywhere_is_left_out() -> None:
    entries = [Found("faq", f"e{number}", "?", (), "", "glue" if number < 5 else "tar") for number in range(8)]
    assert read(files(KINDS, entries)[TEXTS])["texts"] == "tar 5 1 1"


def test_a_content_folder_is_found_in_its_own_words_the_same_every_time() -> None:
    knowledge, _ = check_content(SAMPLES / "bicycles")
    assert knowledge is not None
    made = search_files(knowledge)
    names = read(made[FIRST])
    assert [0, "worn-chain", "Do I need new sprockets with a new chain?"] in [entry[:3] for entry in names["entries"]]
    assert (names["kinds"][0]["base"], names["kinds"][0]["end"]) == ("answers/", "/")
    assert len(read(made[SENTENCES])["sentences"]) == len(names["entries"])
    assert made == search_files(knowledge)


@pytest.mark.parametrize(("empty", "path"), [("", "faq/index.md"), ("faq", "guides/index.md")])
def test_without_scripts_the_search_leads_to_the_first_list_that_there_is(
    empty: str, path: str, content: Content
) -> None:
    knowledge, _ = content.check()
    assert knowledge is not None
    if empty:
        object.__setattr__(knowledge, "entries", {**knowledge.entries, empty: {}})
    assert start_of_lists(knowledge) == Route(path)
