"""What may stand in an article: the tags, attributes and schemes that our own tools write, and no others.

To let a template use one more tag or attribute, add it here. Nothing that frames, submits, styles or runs
belongs in these lists.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SCHEMES = _words("http https mailto tel sms whatsapp tg")

_ANYWHERE = _words("class id role title lang dir hidden tabindex translate")
_ANY_NAME = re.compile(r"(data|aria)-[a-z0-9_.:-]+")
# A tag with a hyphen is a component of the theme, or means nothing to a browser; except for a few.
_COMPONENT = re.compile(r"(?!annotation-|color-profile$|font-face|missing-glyph$)[a-z][a-z0-9]*(-[a-z0-9]+)+")
# Data that a component fetches: an address like any other, which must lead to a file of this site.
_OF_COMPONENTS = _words("src")
_ALIGNMENT = re.compile(r"\s*text-align:\s*(left|right|center)\s*;?\s*")

_BARE = """
    article section header footer nav aside hgroup h1 h2 h3 h4 h5 h6 p div span pre hr br wbr
    strong em b i u s small mark sub sup code kbd samp var cite dfn abbr
    ul dl dt dd figure figcaption summary table caption thead tbody tfoot tr
"""
_WITH_ATTRIBUTES = {
    "a": "href rel target download hreflang name xlink:href",
    "blockquote": "cite",
    "button": "type name value disabled",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "open name",
    "img": "src srcset sizes alt width height loading decoding",
    "input": "type name value checked disabled min max step placeholder autocomplete inputmode readonly",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "ol": "start reversed type",
    "option": "value selected disabled",
    "output": "for name",
    "q": "cite",
    "script": "type",
    "select": "name disabled",
    "td": "style align colspan rowspan headers",
    "th": "style align colspan rowspan headers scope abbr",
    "time": "datetime",
}
_SHAPES = "svg g path rect polygon polyline circle ellipse line text tspan title desc defs marker symbol use a"
_DRAWN = """
    xmlns xmlns:xlink version viewbox preserveaspectratio focusable href xlink:href
    width height x y x1 y1 x2 y2 dx dy cx cy r rx ry d points pathlength transform
    fill fill-opacity fill-rule clip-rule opacity vector-effect stroke stroke-width stroke-opacity
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    marker-start marker-mid marker-end markerwidth markerheight markerunits orient refx refy
    text-anchor dominant-baseline alignment-baseline textlength lengthadjust
    font-size font-weight font-family font-style letter-spacing
"""
_TAGS = {tag: _words(names) for tag, names in _WITH_ATTRIBUTES.items()}
_TAGS |= {tag: frozenset() for tag in _words(_BARE)}
_TAGS |= {tag: _TAGS.get(tag, frozenset()) | _words(_DRAWN) for tag in _words(_SHAPES)}
_TYPES = {
    "button": _words("button reset"),
    "input": _words("checkbox radio text search number date"),
    "ol": _words("1 a A i I"),
    "script": _words("application/json"),
}


def tag_is_allowed(tag: str) -> bool:
    """Whether an article may hold this element."""
    return tag in _TAGS or _COMPONENT.fullmatch(tag) is not None


def attribute_is_allowed(tag: str, name: str, value: str) -> bool:
    """Whether this element of an article may have this attribute; `value` decides for `style` and `type`."""
    if name in _ANYWHERE or _ANY_NAME.fullmatch(name):
        return True
    if name not in _TAGS.get(tag, _OF_COMPONENTS if _COMPONENT.fullmatch(tag) else ()):
        return False
    if name == "style":
        return _ALIGNMENT.fullmatch(value) is not None
    return name != "type" or value in _TYPES[tag]
