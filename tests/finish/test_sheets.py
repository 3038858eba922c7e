from __future__ import annotations

import pytest

from generator.finish.selectors import Names
from generator.finish.sheets import shipped
from generator.finish.styles import words

PAGE = frozenset({"html", "p", "ul", "li", "td", ".lead", ".menu", "[hidden]", "[dir]", "[dir=ltr]", "[data-mark]"})
IDS = frozenset({"top"})
SCRIPT = 'el.className = "is-open"; x = `risk-${risk}`; y = a + "-done"; el.dataset.mdCopying = "on"; "--set"'
NAMES = Names(PAGE, IDS, words(SCRIPT))


def ship(css: str, path: str = "assets/a.css", into: str = "assets/site.css", names: Names = NAMES) -> str:
    return shipped({path: css}, (path,), into, names)[into]


@pytest.mark.parametrize(
    "selector",
    [
        "p", "*", ":root", "html", "tbody", ".lead", "p.lead>ul li+li", "#top", "P", "[hidden]", "[dir=ltr] p",
        "[data-mark=any]", "[data-mark^=a]", "p[open]", ".is-open", ".risk-high", "p.all-done", "[data-md-copying]",
        "p:not(.none)",
        ":is(.none,.lead)", ":where(p) a", "p:has(.none)", "p::before", "p:hover", "ul:nth-child(2n + 1)", "svg|p",
        "p::-vendor-thing", "&.none",
    ],
)  # fmt: skip
def test_a_rule_that_can_match_stays(selector: str) -> None:
    if selector == ":where(p) a":
        assert ship(f"{selector}{{color:red}}", names=Names(PAGE | {"a"})) == f"{selector}{{color:red}}"
    else:
        assert ship(f"{selector}{{color:red}}") == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        "table", ".none", "p .none", "#bottom", "[title]", "[dir=rtl] p", '[dir="rtl"] p', ":is(.none,#bottom) p",
        "p>table", ".lead.none", ".danger", "risk-high.none", "ul:not(p) .none", "p:is(.no,.none)",
    ],
)  # fmt: skip
def test_a_rule_that_can_match_nothing_goes(selector: str) -> None:
    assert ship(f"{selector}{{color:red}} p{{top:0}}") == "p{top:0}"


def test_of_a_list_only_the_selectors_that_can_match_stay_unless_a_browser_may_not_know_one_of_them() -> None:
    assert ship(".none,p, .lead{top:0}") == "p,.lead{top:0}"
    assert ship(".none,p::-other-thing{top:0}") == ".none,p::-other-thing{top:0}"


def test_groups_are_looked_into_and_go_when_nothing_is_left_in_them() -> None:
    css = """@media (min-width: 10em) { .none { top: 0 } @supports (display: grid) { p { top: 0 } .none { top: 1px } } }
    @media print { .none { top: 0 } } @layer base { p { left: 0 } }"""
    assert ship(css) == "@media (min-width: 10em){@supports (display: grid){p{top:0}}}@layer base{p{left:0}}"


def test_custom_properties_and_keyframes_stay_only_if_something_asks_for_them() -> None:
    css = """:root{--a:1;--b:var(--c);--c:2;--d:3;--e:var(--f);--f:4;--set:5} p{top:var(--b);animation:go 1s}
    @keyframes go{from{top:0}to{top:1px}} @keyframes stay{from{top:0}}"""
    assert ship(css) == (
        ":root{--b:var(--c);--c:2;--set:5}p{top:var(--b);animation:go 1s}@keyframes go{from{top:0}to{top:1px}}"
    )


def test_what_another_sheet_asks_for_stays() -> None:
    sheets = {"a.css": ":root{--a:1;--b:2}", "c/b.css": "p{top:var(--a)}"}
    assert shipped(sheets, ("a.css",), "s.css", NAMES) == {"s.css": ":root{--a:1}", "c/b.css": "p{top:var(--a)}"}


def test_comments_and_needless_space_go_and_values_keep_their_meaning() -> None:
    css = """/* one */ p { /* two */ margin : 0   auto ; width: calc( 1px  +  2px ) ;
    font: 1em/1.2 "A  B", x !important ; }
    p::after { content: " , "; --set: ; transition: a 1s,
      b 2s }"""
    assert ship(css) == (
        'p{margin:0 auto;width:calc(1px + 2px);font:1em/1.2 "A  B",x!important}'
        'p::after{content:" , ";--set: ;transition:a 1s,b 2s}'
    )


@pytest.mark.parametrize(
    "css",
    [
        "p{color:red;& .none{top:0}}",
        "p{*zoom:1;color:red}",
        "@font-face{font-family:x;src:local(x)}",
        "@page{margin:1cm}",
        "@page :first{margin:1cm}",
        "@unknown x{y z{}}",
        '@property --x{syntax:"*";inherits:true}',
        "@container (width > 1px){p{top:0}}",
    ],
)
def test_what_is_not_understood_is_kept_as_it_was(css: str) -> None:
    assert ship(css) == css


def test_addresses_lead_to_the_same_file_from_the_new_place() -> None:
    css = "p{background:url(img/x.png),url('../y z.png'),url(#local),url(data:image/png;base64,AA),url(/abs.png)}"
    assert ship(css, "components/box/box.css") == (
        'p{background:url("../components/box/img/x.png"),url("../components/y z.png"),url(#local),'
        "url(data:image/png;base64,AA),url(/abs.png)}"
    )
    assert ship("p{background:url(img/x.png)}") == "p{background:url(img/x.png)}"


def test_sheets_become_one_in_their_order_with_imports_first() -> None:
    sheets = {"a.css": "@charset 'utf-8';p{top:0}", "b.css": '@import "x.css";p{top:1px}', "c.css": "p{top:2px}"}
    assert shipped(sheets, ("b.css", "a.css"), "s.css", NAMES) == {
        "c.css": "p{top:2px}",
        "s.css": '@import "x.css";p{top:1px}p{top:0}',
    }


def test_a_dash_alone_in_a_script_is_the_start_of_no_name() -> None:
    names = Names(PAGE, IDS, words('a - b; c--; x = "-"; d -= 1'))
    assert ship(".none,p{top:0}", names=names) == "p{top:0}"
