/* The results below the field: asked for with every key, said aloud once the typing rests. */

import { enrich, find, index } from "./find.mjs";

const FORMAT = 1;
const REST_MS = 600;

/** Makes the open dialog find what `first` names; `more` are asked in turn for sentences and texts, once. */
export function start(dialog, first, root, more) {
  if (first.format !== FORMAT) throw new Error(`search: format ${first.format}`);
  const [field, status, list] = ["input", "[role=status]", "ol"].map((part) => dialog.querySelector(part));
  const made = index(first);
  const sentences = [];
  let timer;

  const show = () => {
    const places = find(made, field.value);
    list.replaceChildren(...places.map((place) => item(first, made.entries[place], place, sentences[place], root)));
    const words = field.value.trim() ? told(places.length) : "";
    // Said at rest: a reader who listens would hear a number with every key.
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = words), words && status.textContent !== "Loading …" ? REST_MS : 0);
  };

  // A list that somebody goes through keeps its order.
  const refresh = () => {
    if (!list.contains(document.activeElement)) return show();
    list.querySelectorAll("li").forEach((row) => (row.lastChild.textContent = sentences[row.dataset.place] ?? ""));
  };

  // Where a keyboard covers half of the screen, the key shows what was found; elsewhere it opens the first.
  const enter = () => {
    const best = list.querySelector("a");
    if (matchMedia("(hover: none)").matches) best?.focus();
    else best?.click();
  };

  field.addEventListener("input", show);
  dialog.querySelector("form").addEventListener("submit", enter);
  dialog.addEventListener("keydown", (event) => move(event, field, [...list.querySelectorAll("a")]));
  show();
  if (dialog.dataset.entered) enter();
  setTimeout(async () => {
    try {
      for (const read of more) {
        const data = await read();
        if (data.version !== first.version) return; // one is of a newer site: their places would not fit
        enrich(made, data);
        sentences.push(...data.sentences);
        refresh();
      }
    } catch (error) {
      console.warn(error); // names alone find most
    }
  });
}

function told(count) {
  if (!count) return "Nothing found. Try other words.";
  return count === 1 ? "1 result" : `${count} results, the best first`;
}

/** One result: its kind, its title as the link, its sentence. */
function item({ kinds }, [kind, id, title], place, sentence, root) {
  const [row, link, label, text] = ["li", "a", "span", "p"].map((tag) => document.createElement(tag));
  const { base, end, name } = kinds[kind];
  link.href = new URL(base + id + end, root).href;
  link.textContent = title;
  row.dataset.place = place;
  label.textContent = name;
  text.textContent = sentence ?? "";
  row.append(label, link, text);
  return row;
}

/** Down and up go through the results and back to the field; a letter goes to the field. */
function move(event, field, links) {
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && (at >= 0 || (step > 0 && document.activeElement === field))) {
    event.preventDefault();
    (at + step < 0 ? field : links[Math.min(at + step, links.length - 1)] ?? field).focus();
  } else if (at >= 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    field.focus();
  }
}
