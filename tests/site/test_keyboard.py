"""Every kind of page by the Tab key alone: each stop can be seen, none hides behind something, none is a trap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.site.kinds import Kinds
from tests.site.looks import PHONE

PARTS = 4
STOPS = 45
"""What is looked at from the top; the end of a page is reached from its last stop."""
STOP = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const box = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  const ring = (one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 1;
  const parted = it.matches("[type=date], [type=time]"); // the browser itself marks the day, the hour …
  const shape = it.matches("svg *") && it.querySelector(".shape");
  const drawn = shape && parseFloat(getComputedStyle(shape).strokeWidth) > 1;
  const seen = ring(style) || parted || style.boxShadow !== "none" || drawn;
  const within = (at, end) => Math.min(Math.max(at, 1), end - 2);
  const middle = box.top + Math.min(box.height, innerHeight) / 2;
  const over = document.elementFromPoint(within(box.left + box.width / 2, innerWidth), within(middle, innerHeight));
  const apart = over && !it.contains(over) && !over.contains(it);
  const covered = apart && /fixed|sticky/.test(getComputedStyle(over).position);
  const outside = box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth;
  const faults = [!seen && "no ring", covered && "covered", outside && "outside", !it.checkVisibility() && "hidden"];
  return { told: it.outerHTML.replace(/\\s+/g, " ").slice(0, 120), faults: faults.filter(Boolean) };
}"""
LAST = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((it) => it.checkVisibility({ checkVisibilityCSS: true }) && !it.disabled).at(-1).focus()"""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_stop_of_the_tab_key_can_be_seen(part: int, browser: Browser, site: str, kinds: Kinds) -> None:
    found: dict[str, list[str]] = {}
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        page = context.new_page()
        for address in kinds.standing_for_all()[part::PARTS]:
            page.goto(site + address)
            wrong = found.setdefault(address, [])
            seen: list[str] = []
            for _ in range(STOPS):
                page.keyboard.press("Tab")
                stop = page.evaluate(STOP)
                if stop is None:
                    break
                seen.append(stop["told"])
                wrong += [f"{fault}: {stop['told']}" for fault in stop["faults"]]
            assert seen, address
            page.evaluate(LAST)
            page.keyboard.press("Tab")
            after = page.evaluate(STOP)
            if after is not None and after["told"] != seen[0]:
                wrong.append(f"the last stop leads to {after['told']}")
    assert {address: wrong[:5] for address, wrong in found.items() if wrong} == {}
