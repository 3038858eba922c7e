"""The part of schema.org's vocabulary that pages use: which properties a type may have, and what they must hold.

Source: schema.org (types and ranges), and what search engines ask for as the least (`NEEDED`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TEXT, URL, DATE, NUMBER = "Text", "URL", "Date", "Integer"
PARENTS = {
    "Thing": (), "Intangible": ("Thing",), "Organization": ("Thing",), "CreativeWork": ("Thing",),
    "WebSite": ("CreativeWork",), "WebPage": ("CreativeWork",), "FAQPage": ("WebPage",), "Article": ("CreativeWork",),
    "Comment": ("CreativeWork",), "Question": ("Comment",), "Answer": ("Comment",),
    "ItemList": ("Intangible",), "ListItem": ("Intangible",), "BreadcrumbList": ("ItemList",),
    "HowTo": ("CreativeWork",), "HowToSection": ("CreativeWork", "ItemList", "ListItem"),
    "HowToStep": ("CreativeWork", "ItemList", "ListItem"),
    "DefinedTermSet": ("CreativeWork",), "DefinedTerm": ("Intangible",),
}  # fmt: skip
PROPERTIES: dict[str, dict[str, tuple[str, ...]]] = {
    "Thing": {
        "name": (TEXT,), "description": (TEXT,), "url": (URL,), "alternateName": (TEXT,),
        "mainEntityOfPage": ("CreativeWork", URL),
    },
    "CreativeWork": {
        "author": ("Organization",), "publisher": ("Organization",), "dateModified": (DATE,), "inLanguage": (TEXT,),
        "citation": ("CreativeWork", TEXT), "headline": (TEXT,), "text": (TEXT,), "mainEntity": ("Thing",),
    },
    "WebPage": {"lastReviewed": (DATE,)},
    "Question": {"acceptedAnswer": ("Answer",)},
    "ItemList": {"itemListElement": ("ListItem", TEXT, "Thing")},
    "ListItem": {"position": (NUMBER, TEXT), "item": ("Thing", URL)},
    "HowTo": {"step": ("HowToSection", "HowToStep", "CreativeWork", TEXT), "estimatedCost": (TEXT,)},
    "DefinedTermSet": {"hasDefinedTerm": ("DefinedTerm", URL)},
}  # fmt: skip
NEEDED = {
    "FAQPage": {"name", "mainEntity"}, "Question": {"name", "acceptedAnswer"}, "Answer": {"text"},
    "BreadcrumbList": {"itemListElement"}, "HowTo": {"name", "step"}, "HowToSection": {"name", "itemListElement"},
    "HowToStep": {"text"}, "Article": {"headline", "author", "dateModified"}, "WebSite": {"name", "url"},
    "WebPage": {"name", "url"}, "Organization": {"name"}, "DefinedTermSet": {"name", "hasDefinedTerm"},
    "DefinedTerm": {"name", "description"}, "ListItem": {"position", "name", "item"},
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MARKUP = re.compile(r"<[a-z/!]|\]\(|\[\[|\{\{|\*\*|^#+ |^[-*] ", re.MULTILINE | re.IGNORECASE)


def faults(data: Any, home: str) -> list[str]:
    """What is wrong with a document; addresses of the site begin with `home`."""
    if set(data) != {"@context", "@graph"} or data["@context"] != "https://schema.org":
        return ["this is no graph of schema.org"]
    return [fault for node in data["@graph"] for fault in _of_node(node, home)]


def _of_node(node: Any, home: str) -> Iterator[str]:
    type_ = node.get("@type")
    if type_ not in PARENTS:
        yield f"there is no type {type_}"
        return
    known = {name: ranges for kind in _kinds(type_) for name, ranges in PROPERTIES.get(kind, {}).items()}
    yield from (f"{type_} lacks {name}" for name in sorted(NEEDED.get(type_, set()) - set(node)))
    for name, value in node.items():
        if name == "@type":
            continue
        if name not in known:
            yield f"{type_} has no property {name}"
            continue
        values = value if isinstance(value, list) else [value]
        if not values:
            yield f"{type_}.{name} is empty"
        for one in values:
            if not any(_fits(one, wanted, home) for wanted in known[name]):
                yield f"{type_}.{name} cannot be {one!r}"
            elif isinstance(one, dict):
                yield from _of_node(one, home)
    if type_ == "BreadcrumbList":
        places = [item["position"] for item in node["itemListElement"]]
        if places != list(range(1, len(places) + 1)) or len(places) < 2:
            yield f"the places of the breadcrumbs are {places}"


def _kinds(type_: str) -> list[str]:
    return [type_, *(kind for parent in PARENTS[type_] for kind in _kinds(parent))]


def _fits(value: Any, wanted: str, home: str) -> bool:
    if isinstance(value, dict):
        return value.get("@type") in PARENTS and wanted in _kinds(value["@type"])
    if wanted == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if wanted == URL:
        return value.startswith((home, "https://", "http://")) and not re.search(r"\s", value)
    return bool(_DAY.fullmatch(value)) if wanted == DATE else wanted == TEXT and not _MARKUP.search(value)


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every node of a document, at any depth."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)
