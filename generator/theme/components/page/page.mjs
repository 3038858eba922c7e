/* What every page does: the menu closes as readers expect it, a button changes the colours, and wide tables scroll by
   keyboard, too.

   Without this the menu still opens and closes by its switch, and the colours follow the device. */

const menu = document.querySelector(".menu-switch");
const panel = document.querySelector(".menu-panel");

if (menu) {
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    const back = panel.contains(document.activeElement) || menu.contains(document.activeElement);
    menu.open = false;
    if (back) menu.querySelector("summary").focus();
  });
  document.addEventListener("click", ({ target }) => {
    // A link to a part of this page would otherwise lead to what lies below the menu.
    if (!menu.contains(target) && (!panel.contains(target) || target.closest("a"))) menu.open = false;
  });
}

const SCHEMES = { light: "default", dark: "slate" };
const button = document.querySelector("[data-colours]");
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
/* The line in the page's head that shows the choice before anything is drawn reads the same name (partials/colours.html). */
const key = new URL(document.querySelector("link[rel=manifest]").href).pathname.replace(/[^/]*$/, ".__palette");

const chosen = () => root.dataset.mdColorScheme;
const isDark = () => (chosen() ? chosen() === SCHEMES.dark : system.matches);

/** The colours of this page; no scheme: those of the device. */
function show(scheme) {
  if (Object.values(SCHEMES).includes(scheme)) root.dataset.mdColorScheme = scheme;
  else delete root.dataset.mdColorScheme;
  button.setAttribute("aria-pressed", isDark());
}

/** A choice that is also the device's own is none: the page then follows the device again. */
function change() {
  const dark = !isDark();
  show(dark === system.matches ? "" : SCHEMES[dark ? "dark" : "light"]);
  try {
    if (chosen()) localStorage.setItem(key, chosen());
    else localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept, the choice lasts as long as the page.
  }
}

if (button) {
  show(chosen());
  button.addEventListener("click", change);
  system.addEventListener("change", () => show(chosen()));
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) show(event.newValue);
  });
}

/** A table that is wider than its place is reached with the Tab key, and then scrolls by the arrows. */
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

for (const table of document.querySelectorAll("article table:not([class])")) wide.observe(table);
