/* The search's door, on every page and therefore small: opens an empty dialog at once, so that a phone shows its keyboard,
   and only then asks for what finds something. Without it the doors are links to the lists. */

const DOORS = "[data-search]";
const FIELDS = "input, textarea, select, [contenteditable]";

let dialog;
let ready;

for (const door of document.querySelectorAll(DOORS)) {
  door.setAttribute("role", "button");
  door.setAttribute("aria-haspopup", "dialog");
}

document.addEventListener("click", (event) => {
  const door = event.target.closest?.(DOORS);
  if (!door || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(door);
});

document.addEventListener("keydown", (event) => {
  const door = event.key === " " && event.target.matches?.(DOORS);
  const slash = event.key === "/" && !event.target.closest?.(FIELDS) && !dialog?.open;
  if (event.ctrlKey || event.metaKey || event.altKey || !(door || slash)) return;
  event.preventDefault();
  open(door ? event.target : document.querySelector(DOORS));
});

function open(door) {
  dialog ??= made();
  if (!dialog.open) dialog.showModal();
  const field = dialog.querySelector("input");
  if (door?.dataset.searchFor) field.value = door.dataset.searchFor;
  field.focus();
  field.select();
  prepare(door);
}

function prepare(door) {
  ready ??= load().catch((error) => {
    ready = undefined; // the next key may have a network
    console.warn(error);
    const lists = document.createElement("a");
    Object.assign(lists, { href: door?.href ?? "", textContent: "the lists" });
    dialog.querySelector("[role=status]").replaceChildren("The search could not be loaded. Type to try again, or look through ", lists, ".");
  });
}

/** What finds, and the names it finds: neither depends on what is typed, both set out together. */
async function load() {
  const root = new URL("../../", import.meta.url);
  const style = document.createElement("link");
  Object.assign(style, { rel: "stylesheet", href: new URL("results.css", import.meta.url) });
  document.head.append(style);
  const read = async (path) => {
    const answer = await fetch(new URL(path, root));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const [{ start }, first] = await Promise.all([import("./results.mjs"), read("search/names.json")]);
  start(dialog, first, root, ["sentences", "texts"].map((name) => () => read(`search/${name}.json`)));
}

function made() {
  const element = document.createElement("dialog");
  element.className = "search md-typeset";
  element.setAttribute("aria-label", "Search");
  element.innerHTML = `<form role="search">
    <input type="search" aria-label="Search the answers" aria-describedby="search-said" aria-controls="search-found"
      placeholder="Type a question …" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search">
    <button type="button">Close</button>
  </form><p role="status" id="search-said">Loading …</p><ol id="search-found"></ol>`;
  element.querySelector("button").addEventListener("click", () => element.close());
  element.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    element.dataset.entered = "yes"; // perhaps before there is anything to open
  });
  element.querySelector("input").addEventListener("input", () => {
    delete element.dataset.entered;
    prepare(document.querySelector(DOORS));
  });
  element.addEventListener("click", ({ target }) => target === element && element.close());
  document.body.append(element);
  return element;
}
