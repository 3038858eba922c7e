from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Place
from generator.finish.reading import read_page
from generator.finish.safety import check_safety

MADE_BY_MARKDOWN = """
<h2 class="bar" data-x="1" id="foo">A b<a class="headerlink" href="#foo" title="Permanent link">&para;</a></h2>
<p>Some <abbr title="Hyper &quot;Text&quot;">HTML</abbr><sup id="fnref:1"><a class="footnote-ref"
href="#fn:1">1</a></sup>
<a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;&#109;&#101;&#64;&#120;">me</a> <del>x</del> <mark>y</mark> <br />
<img alt="x" src="../x.png" title="y" width="10" height="10" loading="lazy" /></p>
<div class="admonition note"><p class="admonition-title">Hi</p></div>
<details class="warning" open="open"><summary>Warning</summary><p>foo</p></details>
<ul class="task-list"><li class="task-list-item"><label class="task-list-control"><input type="checkbox"
disabled checked/>
<span class="task-list-indicator"></span></label> a</li></ul>
<table class="comparison"><caption>c</caption><thead><tr><th scope="col" style="text-align: left;">a</th></tr></thead>
<tbody><tr><td style="text-align: right;" class="figure">1</td></tr></tbody></table>
<div class="tabbed-set" data-tabs="1:2"><input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio" />
<div class="tabbed-labels"><label for="__tabbed_1_1">A</label></div></div>
<div class="highlight"><pre><span></span><code><span class="n">x</span></code></pre></div><hr />
<div class="diagram-scroll" tabindex="0" role="region" aria-label="Diagram">
<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="group" aria-labelledby="d-title" viewBox="0 0 10 10"
width="10" height="10"><title id="d-title">t</title><desc id="d-desc">d</desc><defs><marker id="m" refX="1"
orient="auto"
markerWidth="4"><path d="M0 0"/></marker></defs><g class="edges" font-size="13" aria-hidden="true"><path class="edge"
d="M0 0L1 1" marker-end="url(#m)"/><polygon class="arrow" points="0,0 1,1"/><text class="answer">
<tspan x="1" y="2">yes</tspan></text></g><a class="node question" href="#q" data-node="q"><rect class="shape"
x="1" y="1" width="2"
height="2" rx="3"/>
<text>q</text></a></svg></div>
<flow-runner hidden src="flow.0123456789ab.json"></flow-runner>
<flow-runner data-flow="what-next"><script type="application/json" id="data">{"a": "\\u003c"}</script></flow-runner>
<p><time datetime="2026-01-01">then</time> <button type="button" class="copy">Copy</button></p>
"""


def page(content: str, after: str = '<script src="../bundle.js"></script>') -> str:
    return f"""<!doctype html><html><head><title>t</title></head><body><div class="md-content">
<article class="md-content__inner md-typeset">
{content}
</article></div><footer><p>foot</p></footer><script>theme()</script>{after}</body></html>"""


def check(text: str) -> list[Diagnostic]:
    return check_safety({"a/index.html": read_page(text)}, lambda _: text)


def test_all_that_our_own_tools_make_is_let_through() -> None:
    assert check(page(MADE_BY_MARKDOWN)) == []


def test_a_page_without_an_article_is_let_through() -> None:
    assert check('<p>moved: <a href="../b/">b</a></p><script>theme()</script>') == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<script>x()</script>", 'type="" on <script>'),
        ('<script type="application/json">{}</script><script>x()</script>', 'type="" on <script>'),
        ('<script type="module">x()</script>', 'type="module" on <script>'),
        ('<script type="application/json" src="a.js"></script>', "src on <script>"),
        ("<svg><script>x()</script></svg>", 'type="" on <script>'),
        ("<style>p{}</style>", "<style>"),
        ('<p style="position:fixed">', 'style="position:fixed" on <p>'),
        ('<table><tr><td style="text-align:left;color:red"></table>', 'style="text-align:left;color:red" on <td>'),
        ('<p src="../b/">', "src on <p>"),
        ('<flow-runner href="../b/">', "href on <flow-runner>"),
        ('<iframe src="../b/"></iframe>', "<iframe>"),
        ('<object data="../b/"></object>', "<object>"),
        ('<embed src="../b/">', "<embed>"),
        ('<link rel="stylesheet" href="../a.css">', "<link>"),
        ('<form action="../b/">x</form>', "<form>"),
        ('<input type="password">', 'type="password" on <input>'),
        ('<button formaction="../b/" type="button">', "formaction on <button>"),
        ('<button type="submit">', 'type="submit" on <button>'),
        ("<svg><foreignObject></foreignObject></svg>", "<foreignobject>"),
        ("<svg><animate/></svg>", "<animate>"),
        ("<math></math>", "<math>"),
        ("<template><p>x</template>", "<template>"),
        ("<noscript><p>x</noscript>", "<noscript>"),
        ("<marquee>x</marquee>", "<marquee>"),
        ("<font-face>", "<font-face>"),
        ('<p contenteditable="true">', "contenteditable on <p>"),
        ('<a ping="../b/">x</a>', "ping on <a>"),
        ('<p is="x-y">', "is on <p>"),
        ('<video src="../x.mp4"></video>', "<video>"),
        ('<meta name="robots" content="noindex">', "<meta>"),
    ],
)
def test_markup_that_content_must_not_bring_is_reported(content: str, message: str) -> None:
    assert [(problem.code, problem.message) for problem in check(page(content))] == [
        ("KB905", f"{message} does not belong in content")
    ]


@pytest.mark.parametrize(
    "content",
    [
        "</article><script>x()</script>",
        "</div><script>x()</script>",
        "</main></div><script>x()</script>",
        "</ARTICLE><script>x()</script><article>",
        '</article><script>x()</script><article class="md-content__inner">',
        "</article><p>harmless</p>",
        "<article>",
        "<textarea>",
        "<plaintext>",
        "<!-- ",
        "<svg><title><!--",
        '<p title="',
        "<kb-end-of-article></kb-end-of-article></div><script>x()</script><textarea>",
        "<kb-end-of-article></kb-end-of-article>",
        '<p class="x" title=\'</article><script>x()</script>',
    ],
)
def test_content_cannot_leave_its_article(content: str) -> None:
    messages = [problem.message for problem in check(page(content))]
    assert "a stray tag in the article opens or closes more than the article itself" in messages


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="x.png" onerror="x()">', "<img src=x.png oNeRRor=x()>", "<svg/onload=x()>", '<p onclick="">',
        '<details ontoggle="x()">', '<body onload="x()">', '<iframe srcdoc="&lt;p>">', '<x-y onfocus="x()">',
        '<a href="#"onclick="x()">', '<template><p onclick="x()"></template>',
    ],
)  # fmt: skip
def test_a_script_in_an_attribute_is_reported_anywhere_in_the_page(tag: str) -> None:
    for text in (page(tag), page("<p>good</p>", after=tag)):
        problems = check(text)
        assert any("brings a script of its own" in problem.message for problem in problems)
        assert {problem.code for problem in problems} == {"KB905"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x()", "JAVASCRIPT:x()", " javascript:x()", "java&#10;script:x()", "java\tscript:x()",
        "&#106;avascript:x()", "&#x6A;&#97vascript&colon;x()", "\x01javascript:x()", "&#1;javascript:x()",
        "java\0script:x()", "\xa0javascript:x()", "vbscript:x", "data:text/html,x", "DATA:,x", "blob:x", "file:///x",
        "filesystem:x", "view-source:x", "intent://x", "about:blank",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "tag",
    ['<a href="{}">x</a>', '<svg><a xlink:href="{}"></a></svg>', '<img src="{}">', '<form action="{}">',
     '<meta http-equiv="refresh" content="0;url={}">', '<object data="{}">', '<button formaction="{}">',
     '<blockquote cite="{}">', '<svg><use href="{}"/></svg>'],
)  # fmt: skip
def test_a_scheme_that_runs_or_carries_something_is_reported_anywhere(tag: str, address: str) -> None:
    for text in (page(tag.format(address)), page("<p>good</p>", after=tag.format(address))):
        assert any("has the scheme" in problem.message for problem in check(text))


@pytest.mark.parametrize(
    "address", ["https://x.example/javascript:", "a/data:x", "#javascript:x", "mailto:a@b.example"]
)
def test_a_good_address_that_looks_like_a_bad_one_is_let_through(address: str) -> None:
    assert check(page(f'<a href="{address}">x</a>')) == []


def test_a_script_in_an_attribute_of_the_article_is_reported_once() -> None:
    messages = [problem.message for problem in check(page('<img src="../x.png" onerror="x()">'))]
    assert messages == ["<img onerror=…> brings a script of its own"]


def test_a_report_says_where_what_and_what_instead() -> None:
    text = page('<p>one</p>\n<p>two <b style="color: red">x</b> <marquee></marquee></p>')
    hint = "content is Markdown: write it without HTML tags and attribute lists"
    assert check(text) == [
        Diagnostic(
            Place("a/index.html", 4, 11),
            "KB905",
            'style="color: red" on <b> does not belong in content',
            hint,
        ),
        Diagnostic(Place("a/index.html", 4, 36), "KB905", "<marquee> does not belong in content", hint),
    ]
