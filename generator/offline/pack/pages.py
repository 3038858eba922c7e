"""A page for a disk: addresses that name their file, plain scripts, and a policy that knows no site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Set
from html import escape, unescape
from urllib.parse import quote, unquote

from generator.finish.addresses import Inside, Site, resolve, scheme
from generator.offline.pack.scripts import RUNTIME, named

_PIECE = re.compile(
    r"""(?P<script><script\b(?:\s[^<>]*)?>)(?P<body>.*?</script\s*>)
    |(?P<comment><!--.*?-->)
    |(?P<tag><[a-zA-Z][\w:-]*(?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*\s*/?>)""",
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"""(?<=\s)(href|xlink:href|src|data-page)=("[^"]*"|'[^']*'|[^\s>"']+)""")
_SCRIPT = re.compile(r'<script defer src="([^"]*)">')
_MODULE = re.compile(r"""\stype=["']?module["']?""")
_UNUSED = re.compile(r"""<link\b[^>]*\brel=["']?modulepreload\b""")
_POLICY = re.compile(r"""<meta\s[^>]*http-equiv=["']?Content-Security-Policy""", re.IGNORECASE)
_REFRESH = re.compile(r"""(<meta\s[^>]*http-equiv=["']?refresh["']?\s[^>]*\burl=)([^"'>]*)""", re.IGNORECASE)
_OF_SITES = re.compile(r"\s*(?:manifest-src|worker-src) [^;\"']*(?:'[^']*'[^;\"']*)*;")


def on_disk(text: str, page: str, inside: Set[str], site: Site, site_url: str) -> str:
    """The text of a page as it stands in the folder; what is not `inside` that is led to on the web."""

    def led(address: str) -> str:
        return file_address(address, page, inside, site, site_url)

    first = True

    def piece(found: re.Match[str]) -> str:
        nonlocal first
        if found["comment"]:
            return found["comment"]
        if not found["script"]:
            return _tag(found["tag"], led)
        if not _MODULE.search(found["script"]):
            return found.group()
        start = f'<script defer src="{_from(page, RUNTIME)}"></script>' if first else ""
        first = False
        return start + _tag(_MODULE.sub(" defer", found["script"]), lambda it: named(led(it))) + found["body"]

    return _PIECE.sub(piece, text)


def scripts_of(text: str, page: str) -> set[str]:
    """The scripts that a page on a disk names."""
    folder = posixpath.dirname(page)
    return {posixpath.normpath(posixpath.join(folder, unquote(src))) for src in _SCRIPT.findall(text)}


def file_address(address: str, page: str, inside: Set[str], site: Site, site_url: str) -> str:
    """A relative address with the name of its file, or the full one of what there is on the web alone."""
    if scheme(address) or address.startswith(("#", "//")) or not address:
        return address
    target = resolve(address, page, site)
    if not isinstance(target, Inside):
        return address
    path = f"{target.path}index.html" if not target.path or target.path.endswith("/") else target.path
    fragment = f"#{address.partition('#')[2]}" if "#" in address else ""
    if path == page and fragment:
        return fragment
    if path in inside:
        return _from(page, path) + fragment
    return f"{site_url.rstrip('/')}/{quote(target.path)}{fragment}"


def _tag(tag: str, led: Callable[[str], str]) -> str:
    if _UNUSED.match(tag):
        return ""
    if _POLICY.match(tag):
        return _policy(tag)
    if found := _REFRESH.match(tag):
        return f"{found[1]}{escape(led(unescape(found[2]).strip()))}{tag[found.end() :]}"

    def attribute(found: re.Match[str]) -> str:
        return f'{found[1]}="{escape(led(unescape(found[2].strip(chr(34) + chr(39)))))}"'

    return _ADDRESS.sub(attribute, tag)


def _policy(tag: str) -> str:
    """The policy of a page that has no site: what lies on the disk is allowed, the network is asked for nothing."""
    return _OF_SITES.sub("", tag.replace("connect-src 'self'", "connect-src 'none'")).replace("'self'", "file:")


def _from(page: str, path: str) -> str:
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))
