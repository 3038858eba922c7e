"""What can be passed on of a page: the text of a message, links that carry it, and the lines for a frame."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from pydantic import BaseModel

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.model import Flow
from generator.references import references
from generator.render.frames import embed_code, embed_route
from generator.render.pages import render
from generator.render.sharing import SHARED, Sharing, message, sharing, unmarked

BICYCLES = Path(__file__).resolve().parents[1] / "content" / "bicycles"
CHAIN = "Not if you change the chain in time; a worn chain wears the sprockets to its own length, and then a new chain jumps on them."  # noqa: E501
ADDRESS = "https://site.invalid/q/16/"


@cache
def bicycles() -> KnowledgeBase:
    knowledge, _ = check_content(BICYCLES)
    assert knowledge is not None
    return knowledge


@cache
def pages() -> dict[str, str]:
    made = render(bicycles(), references(bicycles()))
    return {path: data.decode() for path, data in made.items() if path.endswith((".md", "answers.json"))}


def record(kind: str, id_: str) -> BaseModel:
    return bicycles().entries[kind][id_].record


def chain() -> Sharing:
    return sharing(record("faq", "worn-chain"), "answers/worn-chain.md", bicycles())


def data_of(it: Sharing) -> Any:
    return json.loads(it.script)


def test_a_message_is_the_question_in_bold_the_answer_the_link_and_the_day() -> None:
    it = message(record("faq", "worn-chain"), "answers/worn-chain.md", bicycles())
    assert it.text("whatsapp", "https://x.example/q/16/").split("\n") == [
        "*Do I need new sprockets with a new chain?*",
        CHAIN,
        "https://x.example/q/16/",
        "checked 24 November 2026",
    ]
    assert it.text("telegram", "…").split("\n")[0] == "**Do I need new sprockets with a new chain?**"


def test_a_record_without_a_day_gives_a_message_without_that_line() -> None:
    it = message(record("flow", "is-it-safe"), "flows/is-it-safe.md", bicycles())
    assert it.text("whatsapp", "LINK").endswith("\nLINK")


def test_a_page_without_a_number_is_passed_on_by_its_own_address() -> None:
    it = message(record("action", "mend-the-part"), "jobs/mend-the-part.md", bicycles())
    assert it.address == "jobs/mend-the-part/"


@pytest.mark.parametrize(
    ("written", "said"),
    [("5 * 3 * 2", "5 ∗ 3 ∗ 2"), ("_is_ it ~gone~ `now`", "‗is‗ it ∼gone∼ ’now’"), ("snake_case", "snake_case")],
)
def test_a_chat_finds_no_marks_in_the_words(written: str, said: str) -> None:
    assert unmarked(written) == said


def test_the_link_to_whatsapp_carries_the_whole_message() -> None:
    link = urlsplit(chain().whatsapp)
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/")
    assert parse_qs(link.query)["text"] == [
        f"*Do I need new sprockets with a new chain?*\n{CHAIN}\n{ADDRESS}\nchecked 24 November 2026"
    ]


def test_the_link_to_telegram_has_the_address_apart_from_the_text() -> None:
    link = urlsplit(chain().telegram.replace("&amp;", "&"))
    assert (link.netloc, link.path) == ("t.me", "/share/url")
    assert parse_qs(link.query) == {
        "url": [ADDRESS],
        "text": [f"**Do I need new sprockets with a new chain?**\n{CHAIN}\nchecked 24 November 2026"],
    }


def test_a_mail_has_the_question_as_its_subject_and_no_marks() -> None:
    link = urlsplit(chain().mail.replace("&amp;", "&"))
    assert link.scheme == "mailto"
    assert {key: value[0] for key, value in parse_qs(link.query).items()} == {
        "subject": "Do I need new sprockets with a new chain?",
        "body": f"{CHAIN}\r\n\r\n{ADDRESS}\r\nchecked 24 November 2026",
    }


def test_the_browser_has_to_add_nothing_but_the_address() -> None:
    data = data_of(chain())
    assert data["format"] == 1
    assert data["address"] == "../../q/16/"
    assert "LINK".join(data["texts"]["whatsapp"]).split("\n")[1:] == [CHAIN, "LINK", "checked 24 November 2026"]
    assert set(data["texts"]) == {"whatsapp", "telegram"}


def test_nothing_in_a_page_s_words_can_end_a_link_or_a_script() -> None:
    it = record("faq", "worn-chain").model_copy(update={"question": 'A & "B" </script> {#x} %41?'})
    made = sharing(it, "answers/worn-chain.md", bicycles())
    assert data_of(made)["question"] == 'A & "B" </script> {#x} %41?'
    assert not re.search(r"[<>{}\"' ]", made.whatsapp + made.telegram + made.mail)
    assert "</" not in made.script
    assert unquote(made.mail).startswith('mailto:?subject=A & "B" </script> {#x} %41?')


def test_every_page_that_can_be_passed_on_has_one_row_of_ways_below_its_lead() -> None:
    folders = [bicycles().names[kind].folder for kind in SHARED]
    expected = {
        path
        for path in pages()
        if path.split("/")[0] in folders and not re.search(r"/(index|review|embed)\.md$|/steps/", path)
    }
    rows = {path: [found.start() for found in re.finditer("<share-links", text)] for path, text in pages().items()}
    assert {path for path, found in rows.items() if found} == expected
    assert {len(found) for found in rows.values()} == {0, 1}
    assert [path for path in expected if rows[path][0] < pages()[path].index("{ .lead }")] == []


def test_the_page_for_helpers_knows_every_answer_in_every_way_it_is_asked() -> None:
    data = json.loads(pages()["helper/answers.json"])
    by_page = {answer["page"]: answer for answer in data["answers"]}
    assert (data["format"], data["root"]) == (1, "../")
    assert set(by_page) == {f"answers/{id_}/" for id_ in bicycles().entries["faq"]}
    assert by_page["answers/worn-chain/"] == {
        "question": "Do I need new sprockets with a new chain?",
        "answer": CHAIN,
        "checked": "checked 24 November 2026",
        "address": "q/16/",
        "page": "answers/worn-chain/",
        "asked": ["chain skips after new chain", "how long does a bike chain last", "chain stretch measure"],
        "synonyms": ["elongation"],
    }


def test_the_page_for_helpers_lists_all_answers_by_topic_and_the_first_page_leads_to_it() -> None:
    page = pages()["helper/index.md"]
    assert page.count("](../answers/") == len(bicycles().entries["faq"])
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == [*bicycles().site.topics.values()]
    assert "(helper/index.md)" in pages()["index.md"]


def safety() -> Flow:
    flow = record("flow", "is-it-safe")
    assert isinstance(flow, Flow)
    return flow


def test_the_lines_for_another_site_name_the_frame_and_listen_to_it_alone() -> None:
    code = embed_code(safety().model_copy(update={"title": 'Is "it" <safe>?'}), "flows/is-it-safe.md", bicycles())
    assert 'src="https://site.invalid/flows/is-it-safe/embed/" title="Is &quot;it&quot; &lt;safe&gt;?"' in code
    assert "event.source === frame.contentWindow" in code


def test_the_review_page_of_a_flow_shows_the_lines_to_copy_and_its_own_page_leads_there() -> None:
    assert embed_code(safety(), "flows/is-it-safe.md", bicycles()) in pages()["flows/is-it-safe/review.md"]
    assert "(is-it-safe/review.md#on-your-own-site)" in pages()["flows/is-it-safe.md"]


def test_the_frame_page_of_a_flow_with_an_outcome_called_embed_gives_way() -> None:
    flow = safety()
    clash = flow.model_copy(update={"outcomes": {"embed": next(iter(flow.outcomes.values()))}})
    assert embed_route("is-it-safe", flow, bicycles().names).path == "flows/is-it-safe/embed.md"
    assert embed_route("is-it-safe", clash, bicycles().names).path == "flows/is-it-safe/embed-.md"


def test_the_frame_page_stays_out_of_search_and_leads_outside_the_frame() -> None:
    page = pages()["flows/is-it-safe/embed.md"]
    head = page.split("---")[1]
    assert {"robots: noindex", "template: embed.html"} <= set(head.strip().splitlines())
    ways = re.findall(r"\{ \.way.*?\}", page)
    assert ways
    assert set(ways) == {"{ .way target=_top }"}


def test_the_frame_page_and_the_page_of_a_flow_name_the_same_file_and_hold_nothing_of_it() -> None:
    made = render(bicycles(), references(bicycles()))
    (file,) = (path.rpartition("/")[2] for path in made if re.fullmatch(r"flows/is-it-safe/flow\..*\.json", path))
    for path, src in (("flows/is-it-safe.md", file), ("flows/is-it-safe/embed.md", f"../{file}")):
        assert f'<div><flow-runner hidden src="{src}"></flow-runner></div>' in pages()[path]
        assert '"states"' not in pages()[path]
