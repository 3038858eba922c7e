"""HTML text to a `Page`, in one parse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.finish import links, policy, safety, styles
from generator.finish.pages import ARTICLE, Link, Mark, Page, Use

Attributes = dict[str, str | None]
Element = tuple[str, Attributes]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEADINGS = _words("h2 h3 h4 h5 h6")
_END = "kb-end-of-article"
_LOADING = _words("src poster background action formaction data manifest ping srcset imagesrcset")
_FETCHED = _words("src poster background data manifest")
_VISITING = _words("href xlink:href cite longdesc")
_ONLY_ON = {"data": {"object"}, "manifest": {"html"}, "cite": {"blockquote", "q", "del", "ins"}}
_PREVIEWED = _words("og:url og:image twitter:image")
_NAMING = _words("alternate author bookmark help license me next prev privacy-policy tag")
_NEVER_BY_ITSELF = _words("alternate apple-touch-icon canonical mask-icon")
_SELECTED_BY_VALUE = _words("dir role type for align")
"""Of these attributes, and of those of the theme's scripts, a style sheet may ask for a value."""
_PART = re.compile(r"components/|\.css|\.js")
_CANDIDATE = re.compile(r"[\s,]*(\S+)")
_DESCRIPTORS = re.compile(r"(?:\([^)]*\)|[^,(])*")
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"']*)", re.IGNORECASE)


def read_page(text: str) -> Page:
    """What a browser would see of the page."""
    end = text.rfind("</article")
    tree = LexborHTMLParser(text if end < 0 else f"{text[:end]}<{_END}></{_END}>{text[end:]}")
    nodes = {node.mem_id: ((node.tag or "").lower(), node.attributes) for node in _nodes(tree.root)}
    elements = list(nodes.values())
    # What a template holds has no ids before a script copies it, but has addresses.
    everything = [*elements, *_in_templates(tree.template_fragments())]
    ids = Counter(value for _, attributes in elements if (value := attributes.get("id")))
    names = {value for tag, attributes in elements if tag == "a" and (value := attributes.get("name"))}
    articles = tree.css(f"article.{ARTICLE}")
    inside = {node.mem_id for article in articles for node in _nodes(article)}
    sheets = [node.text() for node in tree.css("style")]
    addresses = tuple(dict.fromkeys(chain(_links(everything), *(_in_styles("style", "", sheet) for sheet in sheets))))
    scripts = [node.text() for node in tree.css("script") if policy.runs_inline(node.attributes)]
    return Page(
        ids=frozenset(names | ids.keys()),
        links=addresses,
        headings=tuple(_headings(nodes[id_] for id_ in nodes if id_ in inside)),
        places=frozenset(_places(nodes[id_] for id_ in inside)),
        faults=(
            *links.faults(((name, count) for name, count in ids.items() if count > 1), (tag for tag, _ in everything)),
            *safety.faults(
                _telling(everything),
                _marks(nodes[id_] for id_ in inside),
                addresses,
                article_is_whole=not articles or _ends_where_written(tree, articles, text),
            ),
            *policy.faults(element for id_, element in nodes.items() if id_ not in inside),
        ),
        sheets=tuple(_sheets(elements)),
        fetched=tuple(dict.fromkeys(_fetched(elements))),
        files=tuple(dict.fromkeys(link.address for link in addresses if _PART.search(link.address))),
        names=frozenset(_names(everything)),
        scripts=tuple(sorted({policy.hash_of(script) for script in scripts})),
        words=frozenset(chain.from_iterable(map(styles.words, scripts))),
        kind=next((attributes.get("data-kind") or "" for tag, attributes in elements if tag == "html"), ""),
        hidden=any("noindex" in content for content in _meta(elements, "name", "robots")),
        leads_on=any(True for _ in _meta(elements, "http-equiv", "refresh")),
    )


def _nodes(root: LexborNode | None) -> Iterator[LexborNode]:
    return (node for node in root.traverse() if node.is_element_node) if root else iter(())


def _elements(root: LexborNode | None) -> Iterator[Element]:
    return (((node.tag or "").lower(), node.attributes) for node in _nodes(root))


def _in_templates(fragments: list[LexborNode]) -> Iterator[Element]:
    for fragment in fragments:
        yield from _elements(fragment)
        for node in fragment.traverse():
            if node.tag == "template":
                yield from _in_templates(node.template_fragments())


def _ends_where_written(tree: LexborHTMLParser, articles: list[LexborNode], text: str) -> bool:
    """Whether the one article ends at its own end tag: the element put before that tag is inside it.

    If not, something in the content closed the article early, opened another, or swallowed its end, and what
    follows would be taken for the theme's own markup.
    """
    ends = tree.css(_END)
    if len(articles) != 1 or len(ends) != 1 or _END in text.lower():
        return False
    around = ends[0].parent
    while around is not None and around.tag != "article":
        around = around.parent
    return around is not None and around.mem_id == articles[0].mem_id


def _telling(elements: list[Element]) -> frozenset[Mark]:
    """The marks that matter outside the article, too: what brings a script of its own."""
    names = set(chain.from_iterable(attributes for _, attributes in elements))
    scripted = {name for name in names if name.lower().startswith("on") or name.lower() == "srcdoc"}
    if not scripted:
        return frozenset()
    return frozenset(Mark(tag, name.lower()) for tag, attributes in elements for name in scripted & attributes.keys())


def _headings(elements: Iterable[Element]) -> Iterator[str]:
    return (id_ for tag, attributes in elements if tag in _HEADINGS and (id_ := attributes.get("id")))


def _places(elements: Iterable[Element]) -> Iterator[str]:
    return (id_ for tag, attributes in elements if tag != "h1" and (id_ := attributes.get("id")))


def _marks(elements: Iterable[Element]) -> frozenset[Mark]:
    marks = set()
    for tag, attributes in elements:
        marks.add((tag, "", ""))
        if tag == "script":
            # A script without a type is the worst kind, so its absence is a mark too.
            marks.add((tag, "type", attributes.get("type") or ""))
        for name, value in attributes.items():
            marks.add((tag, name.lower(), value or "" if name in {"style", "type"} else ""))
    return frozenset(Mark(*mark) for mark in marks if mark[0] != _END)


def _names(elements: list[Element]) -> Iterator[str]:
    attributes = set(chain.from_iterable(own for _, own in elements))
    yield from {tag for tag, _ in elements}
    yield from (f"[{name.lower()}]" for name in attributes)
    yield from {f".{name}" for _, own in elements if (names := own.get("class")) for name in names.split()}
    valued = {name for name in attributes if name.lower() in _SELECTED_BY_VALUE or name.startswith("data-md-")}
    for _, own in elements:
        yield from (f"[{name.lower()}={own[name] or ''}]" for name in valued & own.keys())


def _meta(elements: Iterable[Element], attribute: str, value: str) -> Iterator[str]:
    """What each <meta> says of which this attribute has this value."""
    for tag, attributes in elements:
        if tag == "meta" and (attributes.get(attribute) or "").lower() == value:
            yield (attributes.get("content") or "").lower()


def _links(elements: list[Element]) -> Iterator[Link]:
    for tag, attributes in elements:
        for name, value in attributes.items():
            if value is None:
                continue
            if name in _VISITING or name in _LOADING:
                if tag in _ONLY_ON.get(name, {tag}):
                    yield from _addressed(tag, name, value, attributes)
            elif "(" in value and "url(" in value.lower():
                yield from _in_styles(tag, name, value)
        if tag == "meta" and (attributes.get("property") or attributes.get("name")) in _PREVIEWED:
            # Chats go there; a browser does not.
            yield Link(tag, "content", attributes.get("content") or "", Use.VISIT)
        if tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(attributes.get("content") or "")
            yield Link(tag, "content", found.group(1) if found else "", Use.LOAD)


def _addressed(tag: str, name: str, value: str, attributes: Attributes) -> Iterator[Link]:
    if name in {"srcset", "imagesrcset"}:
        addresses = _candidates(value)
    elif name == "ping":
        addresses = value.split()
    else:
        addresses = [value]
    if tag == "base" or (tag == "link" and _relations(attributes) == {"canonical"}):
        return
    for address in addresses:
        yield Link(tag, name, address, _use(tag, name, attributes))


def _use(tag: str, name: str, attributes: Attributes) -> Use:
    if name in _LOADING:
        return Use.LOAD
    if tag == "link":
        relations = _relations(attributes)
        return Use.VISIT if relations and relations <= _NAMING else Use.LOAD
    return Use.VISIT if tag in {"a", "area"} or name in {"cite", "longdesc"} else Use.LOAD


def _sheets(elements: Iterable[Element]) -> Iterator[str]:
    return (attributes.get("href") or "" for tag, attributes in elements if _is_sheet(tag, attributes))


def _is_sheet(tag: str, attributes: Attributes) -> bool:
    return tag == "link" and "media" not in attributes and _relations(attributes) == {"stylesheet"}


def _fetched(elements: Iterable[Element]) -> Iterator[str]:
    """What a browser fetches at once, sheets apart; of the icons it takes one."""
    icons = 0
    for tag, attributes in elements:
        if tag == "link":
            relations = _relations(attributes)
            icons += "icon" in relations
            one_icon = "icon" not in relations or icons == 1
            if one_icon and not _is_sheet(tag, attributes) and not relations & (_NEVER_BY_ITSELF | _NAMING):
                yield attributes.get("href") or ""
        elif attributes.get("loading") != "lazy":
            for name in _FETCHED & attributes.keys():
                if tag in _ONLY_ON.get(name, {tag}):
                    yield attributes[name] or ""


def _relations(attributes: Attributes) -> set[str]:
    return set((attributes.get("rel") or "").lower().split())


def _candidates(srcset: str) -> list[str]:
    """The addresses in a `srcset`; an address may hold commas, but not end with one."""
    found, at = [], 0
    while candidate := _CANDIDATE.match(srcset, at):
        address = candidate.group(1).rstrip(",")
        at = candidate.end()
        if address == candidate.group(1) and (rest := _DESCRIPTORS.match(srcset, at)):
            at = rest.end()
        if address:
            found.append(address)
    return found


def _in_styles(tag: str, name: str, css: str) -> Iterator[Link]:
    return (Link(tag, name, address, Use.LOAD) for address in styles.addresses(css))
