"""What can be wrong with a page for somebody who sees or holds it otherwise; each look gives a list of faults."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
Scheme = Literal["light", "dark"]
# A window of 1280 by 1024 px, all in it made twice and four times as large
ZOOMED: dict[str, ViewportSize] = {"200 %": {"width": 640, "height": 512}, "400 %": {"width": 320, "height": 256}}


def obstacles(page: Page) -> list[str]:
    """What axe finds in light and in dark; the scheme has a say in contrast alone."""
    found = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        violations: list[dict[str, Any]] = page.evaluate(RUN_AXE, rules)
        found += [
            f"{scheme}, {it['id']}: {node['html'][:160]} {' '.join(node['failureSummary'].split())[:300]}"
            for it in violations
            for node in it["nodes"][:3]
        ]
    page.emulate_media(color_scheme="light")
    return found


RULES: dict[Scheme, dict[str, object]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}
RUN_AXE = "async (rules) => (await axe.run(rules)).violations"


def cut_when_zoomed(page: Page) -> list[str]:
    """Whether anything must be scrolled to sideways or is cut, when everything is twice or four times as large."""
    found: list[str] = []
    for zoom, size in ZOOMED.items():
        page.set_viewport_size(size)
        found += [f"{zoom}: {fault}" for fault in page.evaluate(CUT)]
    return found


CUT = """() => {
  const shown = (it) => it.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const told = (it) => it.outerHTML.replace(/\\s+/g, " ").slice(0, 140);
  const faults = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`the page is ${wide} px wide in a window of ${innerWidth}`);
  const scrolls = (it) => {
    for (let up = it; up && up !== document.body; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return true;
    }
    return false;
  };
  // One pixel is how words for screen readers are hidden.
  const spoken = (it) => { const box = it.getBoundingClientRect(); return box.width <= 1 || box.height <= 1; };
  const words = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const it of document.querySelectorAll("body *")) {
    if (!shown(it) || it.closest("svg, pre, [aria-hidden=true], .skip")) continue;
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    if ((words(it) || it.matches("input, select, textarea, button")) && !spoken(it) && !scrolls(it)) {
      if (box.right > innerWidth + 1 || box.left < -1) faults.push(`outside of the window: ${told(it)}`);
    }
    const clips = /hidden|clip/.test(style.overflowX) && it.scrollWidth > it.clientWidth + 1;
    if (clips && words(it) && !spoken(it) && style.position !== "absolute") faults.push(`cut at its side: ${told(it)}`);
    const lower = /hidden|clip/.test(style.overflowY) && it.scrollHeight > it.clientHeight + 2;
    if (lower && words(it) && !spoken(it)) faults.push(`cut at its foot: ${told(it)}`);
  }
  const covers = [...document.querySelectorAll("body *")].filter((it) => shown(it) && !it.closest("dialog, .menu-panel")
    && /fixed|sticky/.test(getComputedStyle(it).position) && it.getBoundingClientRect().height > innerHeight / 3
    && getComputedStyle(it).pointerEvents !== "none" && it.getBoundingClientRect().width > innerWidth / 2);
  return [...faults, ...covers.map((it) => `covers what one reads: ${told(it)}`)].slice(0, 8);
}"""


def unseen_in_forced_colours(page: Page) -> list[str]:
    """Controls that have no edge left, when the system allows only its own few colours."""
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(EDGES)
    page.emulate_media(forced_colors="none")
    return found


EDGES = """() => [...document.querySelectorAll(
    "button, input, select, textarea, summary, a, progress, [role=button], [aria-current], [aria-selected=true]")]
  .filter((it) => it.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && !it.closest("svg"))
  .filter((it) => {
    const style = getComputedStyle(it);
    const edge = ["Top", "Bottom", "Left", "Right"].some((side) => parseFloat(style[`border${side}Width`]) > 0
      && style[`border${side}Style`] !== "none" && style[`border${side}Color`] !== style.backgroundColor);
    const native = it.matches("[type=checkbox], [type=radio], [type=file], summary, progress");
    const link = it.matches("a[href]") && (style.textDecorationLine.includes("underline")
      || style.color !== getComputedStyle(it.parentElement).color || !it.closest("p, li, dd, td"));
    const plain = it.matches("header *, nav *, footer *"); // their place tells what they are
    return !(edge || native || link || plain || it.matches("a:not([href])"));
  })
  .map((it) => it.outerHTML.replace(/\\s+/g, " ").slice(0, 140)).slice(0, 5)"""


def moving(page: Page) -> list[str]:
    """What moves although the reader asked for less of that."""
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = page.evaluate(MOVING)
    return found


MOVING = """() => {
  const MOMENT = 0.001; // shorter than a picture; not 0, or the events that scripts wait for would not come
  const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (/ms/.test(part) ? 1e-3 : 1)));
  const faults = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["scrolls smoothly"] : [];
  for (const it of document.querySelectorAll(":not(pre *)")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(it, part);
      const moves = style.animationName !== "none" && seconds(style.animationDuration) > MOMENT;
      if (moves || (style.transitionProperty !== "none" && seconds(style.transitionDuration) > MOMENT))
        faults.push(`${part ?? ""} ${it.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`);
    }
  }
  return faults.slice(0, 5);
}"""


def wrong_on_paper(page: Page) -> list[str]:
    """What paper has no use for, what stays folded, and links to elsewhere whose address nobody can read."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
    return found


ON_PAPER = """() => {
  const told = (it) => it.outerHTML.replace(/\\s+/g, " ").slice(0, 140);
  const shown = (it) => it.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true })
    && it.getBoundingClientRect().height > 1;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  // The answers to a question are what a printed question is about.
  const useless = all("header, nav, button:not(.way), [role=search], input[type=search], input[type=file], dialog");
  const folded = [...document.querySelectorAll("article details:not([open])")]
    .filter((it) => shown(it) && it.querySelector(":scope > :not(summary)") && !it.querySelector("input, textarea")
      && ![...it.children].some((inner) => inner.tagName !== "SUMMARY" && shown(inner)));
  const silent = all("article a[href^=http]").filter((it) => new URL(it.href).host !== location.host
    && !it.textContent.includes(it.href.replace(/^https?:\\/\\/(www\\.)?|\\/$/g, ""))
    && !getComputedStyle(it, "::after").content.includes(new URL(it.href).host));
  return [...useless.map((it) => `of no use: ${told(it)}`), ...folded.map((it) => `folded: ${told(it)}`),
    ...silent.map((it) => `leads where nobody can read: ${told(it)}`)].slice(0, 8);
}"""
