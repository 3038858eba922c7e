"""The pages at short addresses: the whole head of the page they stand for, since chats follow no redirects."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser

from generator.knowledge import KnowledgeBase
from generator.numbering import numbered, short_address
from generator.permanent.addresses import records_by_address, went_to

_HEAD = (
    "title", "meta[name=description]", "meta[property]", "meta[name^=twitter]", "link[rel=canonical]",
    "meta[name=referrer]", "meta[name=color-scheme]", "meta[name=theme-color]",
)  # fmt: skip


def targets(knowledge: KnowledgeBase) -> dict[int, str]:
    """Number → the address it leads to; also numbers of what has moved since, which lead to where it went."""
    addresses = {ref: address for address, ref in records_by_address(knowledge).items()}
    found = {it.number: addresses[it.ref] for it in numbered(knowledge) if it.number is not None}
    book = knowledge.address_book
    for old, page in book.pages.items() if book else ():
        if page.number is not None and page.number not in found and (new := went_to(old, knowledge)):
            found[page.number] = new.partition("#")[0]
    return dict(sorted(found.items()))


def short_pages(knowledge: KnowledgeBase, read: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Path in the site → page, for every number. `read` gives the finished page at an address."""
    for number, address in targets(knowledge).items():
        here = short_address(number)
        target = posixpath.relpath(address, here) + "/"
        yield f"{here}index.html", _page(read(address), target, knowledge.site.language)


def _page(target_html: str, href: str, language: str) -> bytes:
    """A page with the head of another, for those who look only at this; readers are taken on, without any script."""
    tree = LexborHTMLParser(target_html)
    head = [node.html or "" for selector in _HEAD for node in tree.css(f"head {selector}")]
    title = _text(tree, "h1") or _text(tree, "title")
    lead = _text(tree, "article .lead")
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{chr(10).join(head)}
<meta http-equiv="refresh" content="0; url={escape(href)}">
</head>
<body>
<main>
<h1><a href="{escape(href)}">{escape(title)}</a></h1>
<p>{escape(lead)}</p>
</main>
</body>
</html>
""".encode()


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    if node is None:
        return ""
    for link in node.css(".headerlink"):
        link.decompose()
    return " ".join(node.text().split())
