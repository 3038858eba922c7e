"""The code book that `kb release` writes: it grows with every version, says what is gone, and is on the pages."""

from __future__ import annotations

import json
from typing import Any

from generator.build import check_content
from generator.commands.publish import as_file, publish
from generator.knowledge import KnowledgeBase
from generator.loader import CODE_BOOK
from generator.render.client import Client
from generator.render.compiled import compiled_flows
from generator.render.runtime import client
from tests.build.project import ROOT
from tests.conftest import Content

FIRST = """{"format": 1, "flows": {
  "umbrella": [
   {"version": "rl3qp2", "questions": [
    {"id": "sky", "answers": ["wet", "dry"]}
   ]}
  ]
}}
"""
SECOND = """{"format": 1, "flows": {
  "umbrella": [
   {"version": "rl3qp2", "questions": [
    {"id": "sky", "answers": ["wet", "dry"]}
   ]},
   {"version": "VERSION", "questions": [
    {"id": "sky", "sensitive": true, "answers": ["wet", "dim"]}
   ]}
  ]
}}
"""


def book(content: Content) -> str:
    return (content.folder / CODE_BOOK).read_text("utf-8")


def past(content: Content) -> Any:
    knowledge, _ = content.check()
    assert isinstance(knowledge, KnowledgeBase)
    return client(Client.of(compiled_flows(knowledge)["umbrella"], knowledge), ())["past"]


def test_the_first_run_writes_every_flow_and_the_next_nothing(content: Content) -> None:
    assert publish(content.folder).text == f"1 new version in {content.folder / CODE_BOOK}: umbrella"
    assert book(content) == FIRST
    assert publish(content.folder).text == f"0 new versions in {content.folder / CODE_BOOK}"
    assert book(content) == FIRST
    assert content.problems() == []
    assert past(content) == []


def test_other_answers_are_another_version_and_the_page_keeps_the_older_list(content: Content) -> None:
    publish(content.folder)
    content.change("questions/sky.yml", "dry: It is dry", "dim: It is grey").change(
        "questions/sky.yml", "kind:", "sensitive: true\nkind:"
    )
    content.change("flows/umbrella.yml", "dry:", "dim:")
    assert content.problems() == [".published/flows.json:2:15 KB346"]
    assert publish(content.folder).text.split("\n") == [
        f"1 new version in {content.folder / CODE_BOOK}: umbrella",
        "umbrella: the answer dry to sky is there no more",
    ]
    version = json.loads(book(content))["flows"]["umbrella"][1]["version"]
    assert book(content) == SECOND.replace("VERSION", version)
    assert content.problems() == []
    assert past(content) == [
        [{"id": "sky", "sensitive": False, "several": False, "answers": ["wet", "dry"], "exclusive": []}]
    ]


def test_a_code_book_that_is_none_is_a_problem_at_its_place(content: Content) -> None:
    content.write(CODE_BOOK, FIRST.replace('"rl3qp2"', '"RL"'))
    assert content.problems() == [".published/flows.json:3:16 KB133"]
    content.write(CODE_BOOK, FIRST.replace('"dry"', '"wet"'))
    assert content.problems() == [".published/flows.json:4:5 KB133"]


def test_the_code_book_of_this_site_is_up_to_date() -> None:
    before = (ROOT / "content" / CODE_BOOK).read_bytes()
    knowledge, problems = check_content(ROOT / "content")
    assert knowledge is not None
    assert [problem for problem in problems if problem.code in ("KB345", "KB346")] == []
    assert as_file(knowledge.code_book.record.flows if knowledge.code_book else {}) == before
