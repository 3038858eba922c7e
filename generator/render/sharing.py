"""What a reader can pass on of a page: its question, its answer in one sentence, and its address, as chats write them.

The full address of the site is a setting of the site's builder. Pages therefore name addresses that nobody can own
(RFC 2606), and the theme puts the site's own in their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from pydantic import BaseModel

from generator.knowledge import KnowledgeBase
from generator.model.titles import summary, title
from generator.numbering import short_address
from generator.render.as_json import as_script
from generator.render.dates import long_day
from generator.render.text import plain

FORMAT = 1
SHARED = ("faq", "guide", "path", "scenario", "flow", "action", "checklist", "template")
"""The kinds whose pages can be passed on; the outcomes of flows can, too."""
SITE = "https://site.invalid/"
"""Stands for the site's full address."""
ROOT = "https://root.invalid/"
"""Stands for the way from a page to the site's first page."""
FORMS = {
    "whatsapp": "*{question}*\n{answer}\n{address}\n{checked}",
    "telegram": "**{question}**\n{answer}\n{address}\n{checked}",
}
"""A page as the text of a message; a line that would be empty is left out."""
_MARKS = str.maketrans({"*": "∗", "~": "∼", "`": "’"})


@dataclass(frozen=True)
class Message:
    """What is passed on: words without anything that a chat would take for a mark."""

    question: str
    answer: str
    checked: str
    """`checked 24 November 2026`, or nothing where a record has no such day."""
    address: str
    """In the site: the short one, or the page's own where it has no number."""

    def text(self, form: str, address: str) -> str:
        """The message as a chat writes it, with this address."""
        return (
            FORMS[form]
            .format(question=self.question, answer=self.answer, checked=self.checked, address=address)
            .rstrip("\n")
        )


@dataclass(frozen=True)
class Sharing:
    """What a page needs to be passed on; everything is ready for HTML."""

    script: str
    whatsapp: str
    telegram: str
    mail: str
    address: str
    picture: str
    """The address of the QR code."""


def message(record: BaseModel, path: str, knowledge: KnowledgeBase) -> Message:
    """What is passed on of the page at this path, which is the page of this record."""
    number, checked = getattr(record, "number", None), getattr(record, "checked", None)
    return Message(
        question=unmarked(plain(title(record), knowledge)),
        answer=unmarked(plain(summary(record), knowledge)),
        checked=f"checked {long_day(checked)}" if checked else "",
        address=own_address(path) if number is None else short_address(number),
    )


def sharing(record: BaseModel, path: str, knowledge: KnowledgeBase) -> Sharing:
    """The ways to pass on the page of a record."""
    it = message(record, path, knowledge)
    address = SITE + it.address
    # Telegram puts the address before the text by itself.
    telegram = it.text("telegram", "").replace("\n\n", "\n").rstrip("\n")
    mail = "\r\n".join([it.answer, "", address, *filter(None, [it.checked])])
    return Sharing(
        script=as_script(_client(it, path)),
        whatsapp=f"https://wa.me/?text={quote(it.text('whatsapp', address), safe='')}",
        telegram=escape(f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(telegram, safe='')}"),
        mail=escape(f"mailto:?subject={quote(it.question, safe='')}&body={quote(mail, safe='')}"),
        address=address,
        picture=ROOT + picture_path(it.address),
    )


def _client(it: Message, path: str) -> dict[str, object]:
    """The JSON for the browser, documented in the component's README: the texts lack nothing but the address."""
    texts = {form: it.text(form, "\0").split("\0") for form in FORMS}
    up = "../" * (path.removesuffix(".md").count("/") + 1)
    return {"format": FORMAT, "address": up + it.address, "question": it.question, "answer": it.answer, "texts": texts}


def picture_path(address: str) -> str:
    """The path in the site of the QR code of an address."""
    return f"{address}qr.svg"


def own_address(path: str) -> str:
    """The address in the site of a page that is no index."""
    return f"{path.removesuffix('.md')}/"


def unmarked(words: str) -> str:
    """Words in which no chat finds a mark for bold, italic, struck or code."""
    return re.sub(r"(?<!\w)_|_(?!\w)", "‗", words.translate(_MARKS))
