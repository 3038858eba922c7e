"""`kb new`: a valid file for a new record, with its number."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.commands import Said, WrongUseError, readable
from generator.diagnostics import did_you_mean
from generator.knowledge import KnowledgeBase
from generator.model.kinds import KINDS
from generator.model.types import is_id
from generator.numbering import NUMBERED, next_number
from generator.publish import add_files

Text = Callable[[KnowledgeBase, str, str, datetime.date], str]


def new(content: Path, word: str, title: str, today: datetime.date) -> Said:
    """Writes a file with everything a record of this kind needs; raises WrongUseError where there is one already."""
    knowledge = readable(content)
    words = {knowledge.names[kind].key: kind for kind in NUMBERED}
    kind = words.get(word)
    if kind is None:
        raise WrongUseError(f"“{word}” is no kind that can be begun so; {did_you_mean(word, words)}")
    if re.search(r"[\x00-\x1f\x7f]|\[\[|\{\{", title):
        raise WrongUseError("a title is one line of plain words, without [[ and {{")
    id_ = slug(title)
    if not is_id(id_):
        raise WrongUseError(f"no file name can be made of “{title}”; use more words with letters a to z")
    if id_ in knowledge.entries[kind]:
        raise WrongUseError(f"there is {word}:{id_} already; choose another title")
    free = next_number(knowledge)
    name = f"{knowledge.names[kind].folder}/{id_}{KINDS[kind].suffix}"
    head = f"# yaml-language-server: $schema=../.schema/{kind}.json\nnumber: {free}\n"
    add_files(content, {name: _TEXTS[kind](knowledge, head, _quoted(title), today).encode()})
    return Said(f"{content / name} is written, with the short address /q/{free}/; fill it in, then run kb check")


def slug(title: str) -> str:
    """An id from a title: "Can I apply again?" becomes `can-i-apply-again`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def _quoted(title: str) -> str:
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _topic(knowledge: KnowledgeBase) -> str:
    return f"topic: {next(iter(knowledge.site.topics))}\n" if knowledge.site.topics else ""


def _faq(knowledge: KnowledgeBase, head: str, title: str, today: datetime.date) -> str:
    return f"""{head}{_topic(knowledge)}question: {title}
also_asked:
  - how people type it in a chat
short: Say here in one sentence what holds, so that it needs no page around it.
answer: |
  Say here why, and what to do next.
basis: experience
related: []
sources: []
checked: {today}
"""


def _guide(knowledge: KnowledgeBase, head: str, title: str, today: datetime.date) -> str:
    return f"""---
{head}title: {title}
summary: Say here in one sentence what a reader gets from this guide.
{_topic(knowledge)}order: 100
basis: experience
related: []
sources: []
checked: {today}
---
Begin with the answer.

## What to do this week

1. Say here what comes first.
"""


def _path(knowledge: KnowledgeBase, head: str, title: str, today: datetime.date) -> str:
    return f"""{head}title: {title}
short: {title}
summary: Say here in one sentence for whom this way is open and what it leads to.
who: Say here who can take it.
allows:
  - Say here what it allows.
forbids: []
verdict: Say here in a few words how it stands
text: |
  Say here how it works.
basis: experience
related: []
sources: []
checked: {today}
"""


def _scenario(knowledge: KnowledgeBase, head: str, title: str, today: datetime.date) -> str:
    others = [entry.record for entry in knowledge.entries["scenario"].values()]
    traits = getattr(others[0], "traits", {}) if others else {"Situation": ""}
    rows = "".join(f"  {_quoted(heading)}: Say here what holds\n" for heading in traits)
    return f"""{head}label: {title}
title: {title}
summary: Say here in one sentence who this is and what follows.
traits:
{rows}risk: medium
risk_reason: Say here why.
text: |
  Say here what this situation means.
basis: experience
related: []
sources: []
checked: {today}
"""


def _flow(knowledge: KnowledgeBase, head: str, title: str, today: datetime.date) -> str:
    asked = next(iter(knowledge.entries["question"].values()), None)
    if asked is None:
        raise WrongUseError("a flow needs a question to ask; write one first")
    number = int(head.rsplit(":", 1)[1])
    return f"""{head}title: {title}
summary: Say here in one sentence what a reader gets from it.
script:
  - ask: {asked.id}
outcomes:
  done:
    number: {number + 1}
    title: Say here what the result is called
    summary: Say here in one sentence what the result is.
    otherwise: true
related: []
"""


_TEXTS: Mapping[str, Text] = {"faq": _faq, "guide": _guide, "path": _path, "scenario": _scenario, "flow": _flow}
