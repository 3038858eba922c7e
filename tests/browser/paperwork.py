"""A small site with a list, costs, letters and the page of what is kept; the components are as they are written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from generator.loader import load
from generator.model.paperwork import CostTool, DataTool, LettersTool, ListTool
from generator.model.tool import ToolFile
from generator.references import references
from generator.render.renderer import Renderer
from generator.render.routes import route
from generator.render.tools import tool_view
from tests.browser.components import STRICT, THEME
from tests.conftest import CONTENT

FACT = """
title: Price of {name}
value: {value}
statement: It costs {value}.
sources: [maker]
as_of: 2026-01-15
review_by: 2026-12-31
volatile: true
"""
FILES = {
    "questions/frame.yml": """
ask: Is the frame sound?
kind: choice
options: {sound: No crack, cracked: "A crack, or a bend", not-sure: Not looked at}
""",
    "questions/price.yml": """
ask: What does it cost, as a share of a new one?
kind: choice
options: {cheap: Up to a half, dear: More than a half, not-sure: Not known}
""",
    "facts/inspection.yml": FACT.format(name="an inspection", value="EUR 20"),
    "facts/first-tubes.yml": FACT.format(name="a tube", value="EUR 5.50"),
    "facts/more-tubes.yml": FACT.format(name="a further tube", value="EUR 4"),
    "facts/lamp.yml": FACT.format(name="a lamp", value="USD 1,000"),
    "templates/ask-seller.yml": """
title: Ask the seller
summary: A short question before you go there.
when: You have seen an offer.
subject: "Your {model}"
text: |
  Dear {seller},

  is the {model} still there? May I come on {day}?

  {my-name}
blanks:
  model: {label: The model}
  seller: {label: Name of the seller, example: Mr Ridley}
  day: {label: A day}
  my-name: {label: Your name}
checked: 2026-01-15
""",
    "templates/thank-seller.yml": """
title: Thank the seller
summary: A line afterwards.
when: You have bought it.
text: "Thank you, {seller}! {my-name}"
blanks: {seller: {label: Name of the seller}, my-name: {label: Your name}}
checked: 2026-01-15
""",
    "tools/offers.yml": """
kind: list
title: Offers
summary: All offers in one list.
entry: offer
entries: offers
name: {label: Bicycle, also: [Model]}
columns:
  type: {label: Type, also: [Kind]}
  frame:
    label: Frame
    question: frame
    reads:
      - {answer: cracked, words: [crack, not sound], cells: [bad]}
      - {answer: sound, words: [sound, fine], cells: [ok]}
  price:
    label: Price %
    also: ["%"]
    question: price
    reads: [{answer: cheap, below: 51}, {answer: dear, from: 51}]
  notes: {label: Notes, long: true}
groups: {go: {label: Go and see}, ask: {label: Ask}, leave: {label: Leave it, refused: true}}
decide:
  - {group: leave, when: {frame: cracked}, because: A cracked frame is no offer.}
  - {group: go, when: {frame: sound, price: cheap}, because: Sound and cheap.}
  - {group: ask, otherwise: true, because: Something is not known.}
signs:
  - {sign: good, when: {frame: sound}, because: The frame is sound.}
  - {sign: bad, when: {price: dear}, because: It is dear.}
  - {sign: unknown, when: {not: {frame: [sound, cracked]}}, because: The frame is not known.}
statuses: {new: Not seen, seen: Seen, bought: Bought}
targets:
  by: type
  main: {label: Main type, from: 3, to: 5}
  others: {label: Other types, from: 1, to: 2}
checked: 2026-01-15
""",
    "tools/costs.yml": """
kind: cost
title: Costs
summary: What it costs to keep riding.
counts:
  tubes: {label: Tubes, start: 3, most: 20, several: Wheel size, list: offers}
  checks: {label: Inspections, start: 1}
groups: {now: Now, later: Later}
lines:
  tubes: {label: Inner tubes, group: now, per: tubes, tiers: [{each: first-tubes, to: 2}, {each: more-tubes}]}
  checks: {label: Inspection, group: now, per: checks, free: 1, fact: inspection}
  lamp: {label: Lamp, group: later, fact: lamp, "off": true}
  beer: {label: A beer for the helper, group: later, say: Ask what he drinks.}
compare: {tubes: [2, 10]}
checked: 2026-01-15
""",
    "tools/letters.yml": """
kind: letters
title: Letters
summary: Letters to sellers.
templates: [ask-seller, thank-seller]
mine: [my-name]
remind: 3
checked: 2026-01-15
""",
    "tools/kept.yml": """
kind: data
title: What is kept
summary: All that is stored here.
checked: 2026-01-15
""",
}
PAGE = """<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8">{strict}
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,">
{sheets}
<script type="module" src="/components/tool-{kind}/tool-{kind}.mjs"></script></head>
<body data-md-color-scheme="default"><main class="md-typeset"><h1>{title}</h1>
<div class="tool"><tool-{kind} hidden><script type="application/json">{data}</script></tool-{kind}></div>
</main></body></html>
"""


def write_content(folder: Path) -> Path:
    """The content folder of the site."""
    shutil.copytree(CONTENT / "minimal", folder)
    for path, text in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        kind = path.partition("/")[0].removesuffix("s")
        (folder / path).write_text(f"# yaml-language-server: $schema=../.schema/{kind}.json{text}", "utf-8")
    return folder


TOOLS = frozenset(path[6:-4] for path in FILES if path.startswith("tools/"))
"""The ids of its tools."""


def lay_out(folder: Path, content: Path) -> None:
    """A page for each tool of a content folder, at `tools/ID/`, with the theme's styles and components beside them."""
    (folder / "components").symlink_to(THEME / "components")
    (folder / "assets").symlink_to(THEME / "assets")
    knowledge, problems = load(content)
    assert knowledge is not None, problems
    renderer = Renderer(knowledge, references(knowledge))
    for entry in knowledge.of("tool", ToolFile):
        tool = entry.record.root
        if isinstance(tool, ListTool | CostTool | LettersTool | DataTool):
            page = renderer.page(route("tool", entry.id, knowledge.names).path)
            target = folder / "tools" / entry.id / "index.html"
            target.parent.mkdir(parents=True)
            values = {"title": tool.title, "kind": tool.kind, "data": tool_view(renderer, page, entry.id, tool).data}
            target.write_text(PAGE.format(strict=STRICT, sheets=_sheets(tool.kind), **values), "utf-8")


def _sheets(kind: str) -> str:
    own = ["components/tool-parts/tool-parts.css", f"components/tool-{kind}/tool-{kind}.css"]
    sheets = ["assets/base.css", "assets/site.css", *own]
    return "".join(f'<link rel="stylesheet" href="/{sheet}">' for sheet in sheets)


def problems_of(page: Page) -> list[str]:
    """A list that fills with what goes wrong on the page."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    return errors


def said(page: Page) -> str:
    """What the page's line says."""
    return page.locator(".tool > * > .tool-said").inner_text()


def stored(page: Page, tool: str) -> Any:
    """What the device keeps of a tool."""
    text = page.evaluate("(key) => localStorage.getItem(key)", f"kb:/:tool:{tool}")
    return json.loads(text)["value"] if text else None


def saved(page: Page, button: str) -> str:
    """The text of the file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes().decode()


def violations(page: Page) -> list[str]:
    """What axe finds in light and in dark colours."""
    found = []
    for scheme in ("default", "slate"):
        page.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
        result = Axe().run(page, context="main").response["violations"]
        found += [f"{scheme} {each['id']}: {each['nodes'][0]['html']}" for each in result]
    return found


def too_small(page: Page) -> list[str]:
    """Targets that a thumb misses, and the page if it is wider than the phone."""
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
            ".tool :is(button, summary, select, textarea, input:not([type=checkbox]), label:has([type=checkbox]))"
        )].filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 43.9)
          .map((it) => it.outerHTML.slice(0, 120))"""
    )
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*small, *(["the page is wider than the screen"] if wide else [])]


def refuse_storage(page: Page, how: str) -> None:
    """From the next page on, storage is `full`, or `off` as in some private windows."""
    refusals = {
        "full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };",
        "off": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'No'); } });",
    }
    page.add_init_script(refusals[how])
