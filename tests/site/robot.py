"""A hand that does all that can be done on a page: opens what is folded, fills every field, presses every button."""

from __future__ import annotations

from playwright.sync_api import Page

BY_HAND = """
async ({ text, leave, within }) => {
  window.print = () => {};
  const leaves = leave ? new RegExp(leave, "i") : null;
  const rest = () => new Promise((done) => setTimeout(done));
  const roots = () => [...document.querySelectorAll(within)];
  const seen = new Set();
  const key = (it) => [it.tagName, it.type, it.dataset.key, it.name, it.id, it.textContent.slice(0, 60),
    it.getAttribute("aria-label"), it.labels?.[0]?.textContent].join("|");
  const next = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)])
    .find((it) => !seen.has(key(it)) && it.checkVisibility() && !it.disabled && seen.add(key(it)));
  const open = () => roots().forEach((root) => root.querySelectorAll("details").forEach((it) => (it.open = true)));
  const typed = {
    date: () => "2027-01-15", "datetime-local": () => "2027-01-15T10:30", time: () => "10:30",
    number: (it) => String(Math.max(Number(it.min) || 0, 1)),
  };
  const fill = (it) => {
    if (it.type === "checkbox" || it.type === "radio") return it.click();
    if (it.tagName === "SELECT") it.selectedIndex = it.options.length - 1;
    else it.value = (typed[it.type]?.(it) ?? text).slice(0, it.maxLength > 0 ? it.maxLength : undefined);
    it.dispatchEvent(new Event("input", { bubbles: true }));
    it.dispatchEvent(new Event("change", { bubbles: true }));
  };
  open();
  for (let it; (it = next("input:not([type=file], [type=submit]), textarea, select")); open()) {
    fill(it);
    await rest();
  }
  const pressed = [];
  for (let it; pressed.length < 200 && (it = next("button, [role=button], input[type=submit]")); open()) {
    if (leaves?.test(it.getAttribute("aria-label") ?? it.textContent)) continue;
    pressed.push(it.textContent.trim().slice(0, 40));
    it.click();
    await rest();
  }
  return pressed;
}
"""


def do_everything(page: Page, text: str, leave: str = "", within: str = "article") -> list[str]:
    """Does it, but for buttons whose name matches `leave`; gives the names of those that were pressed."""
    pressed: list[str] = page.evaluate(BY_HAND, {"text": text, "leave": leave, "within": within})
    return pressed
