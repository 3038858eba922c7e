"""Any subject: a knowledge base about bicycles builds with the same program, in its own words."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from generator.diagnostics import has_errors
from generator.loader import load
from tests.build.project import ROOT, Project, tree

THE_MAIN_SUBJECT = re.compile(
    r"\b(visas?|residenc\w+|physicians?|usmle|ecfmg|imgs?|nrmp|eras|embass\w+|passports?|immigra\w+|h-1b|j-1|medical"
    r"|match from abroad|doctors?|united states|u\.s\.)\b",
    re.IGNORECASE,
)


PICTURES = re.compile(r"<img\b|\bimg-src\b")
ADDRESS = "match-from-abroad.example"


def test_pages_stand_in_the_folders_that_the_subject_names(bicycles: Project) -> None:
    folders = {path.split("/")[0] for path in tree(bicycles.docs) if "/" in path}
    assert folders == {
        "answers", "api", "calendar", "changes", "checklists", "cities", "facts", "flows", "glossary", "helper", "jobs",
        "manuals", "offline", "options", "problems", "questions", "riders", "search", "sources", "templates", "tools",
    }  # fmt: skip


def test_navigation_and_headings_say_the_words_of_the_subject(bicycles: Project) -> None:
    home = (bicycles.site / "index.html").read_text("utf-8")
    assert re.findall(r"<title>(.*?)</title>", home) == ["Mend or Replace"]
    links = [link.text(strip=True) for link in LexborHTMLParser(home).css("nav a")]
    assert {"Riders", "Options", "Jobs", "Words"} - set(links) == set()
    assert "<h1" in (bicycles.site / "options" / "index.html").read_text("utf-8")
    assert not (bicycles.site / "faq").exists()


def test_no_page_says_a_word_of_the_main_subject(bicycles: Project) -> None:
    found = {
        page.relative_to(bicycles.docs).as_posix(): words
        for page in bicycles.docs.rglob("*.md")
        if (words := THE_MAIN_SUBJECT.findall(PICTURES.sub("", page.read_text("utf-8"))))
    }
    assert found == {}


def test_no_final_page_says_a_word_of_the_main_subject(bicycles: Project) -> None:
    found = {
        page.relative_to(bicycles.site).as_posix(): words
        for page in bicycles.site.rglob("*.html")
        if (words := THE_MAIN_SUBJECT.findall(PICTURES.sub("", page.read_text("utf-8")).replace(ADDRESS, "")))
    }
    assert found == {}


def test_the_words_looked_for_are_the_main_subject() -> None:
    knowledge, problems = load(ROOT / "content")
    assert knowledge is not None
    assert not has_errors(problems)
    texts = " ".join(knowledge.texts.values())
    assert len({word.lower() for word in THE_MAIN_SUBJECT.findall(texts)}) > 12


def test_old_addresses_lead_to_the_new_ones(bicycles: Project) -> None:
    page = (bicycles.site / "answers" / "flat-tyre" / "index.html").read_text("utf-8")
    assert re.findall(r'content="0; url=(.*?)"', page) == ["../patch-or-new-tube/"]
