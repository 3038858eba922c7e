"""The Content-Security-Policy of every page, and what in a page it would keep from working.

KB906  something outside the article that the site's own policy forbids
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from generator.diagnostics import Diagnostic
from generator.finish.pages import Fault, Page, Texts

_CODE = "KB906"
_PROGRAMS = re.compile(r"|(text|application)/(x-)?(java|ecma)script.*|module|importmap|speculationrules", re.IGNORECASE)
"""The types of a script that a browser runs or heeds; all others are data."""
_FRAMES = frozenset({"iframe", "frame", "object", "embed", "audio", "video"})
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_ALIGNED = re.compile(r'(<t[dh]\b[^>]*?) style="\s*text-align:\s*(left|right|center)\s*;?\s*"')

ALIGNMENT = "".join(f"[data-align={side}]{{text-align:{side}}}" for side in ("left", "right", "center"))
"""The rules for what `without_styles` writes."""


def hash_of(script: str) -> str:
    """The name of an inline script in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def runs_inline(attributes: Mapping[str, str | None]) -> bool:
    """Whether a script with these attributes is a program that stands in the page itself."""
    return "src" not in attributes and _PROGRAMS.fullmatch((attributes.get("type") or "").strip()) is not None


def faults(elements: Iterable[tuple[str, Mapping[str, str | None]]]) -> Iterator[Fault]:
    """What among the elements outside the article a browser would not heed."""
    for tag, attributes in elements:
        if "style" in attributes:
            words = f'style="{attributes["style"]}" on <{tag}> has no effect under the site\'s policy'
            yield Fault("style", attributes["style"] or "", _CODE, words, "give it a class, and the class a rule")
        if tag == "style":
            yield Fault("", tag, _CODE, "<style> has no effect under the site's policy", "write a style sheet")
        if tag in _FRAMES:
            yield Fault("", tag, _CODE, f"<{tag}> stays empty under the site's policy", "make it a link")


def check_policy(pages: Mapping[str, Page], texts: Texts) -> list[Diagnostic]:
    """What in the pages the policy would keep from working; sorted."""
    return sorted(
        fault.diagnostic(path, texts) for path, page in pages.items() for fault in page.faults if fault.code == _CODE
    )


def policy(scripts: Iterable[str], *, with_data: bool) -> str:
    """The policy of a page with inline scripts of these hashes; `with_data` allows pictures inside style sheets."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *scripts]),
        "style-src": "'self'",
        "img-src": "'self' data:" if with_data else "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_policy(text: str, policy: str) -> str:
    """The page with its policy before anything that it could forbid."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    found = _HEAD.search(text)
    if found:
        return f"{text[: found.end()]}{tag}{text[found.end() :]}"
    start = re.match(r"\s*(<!doctype[^>]*>)?\s*(<html\b[^>]*>)?", text, re.IGNORECASE)
    at = start.end() if start else 0
    return f"{text[:at]}{tag}{text[at:]}"


def without_styles(text: str) -> str:
    """The page in which tables, as Markdown writes them, are aligned by attributes that a style sheet reads."""
    return _ALIGNED.sub(r'\1 data-align="\2"', text) if 'style="' in text else text
