/* Copies text, and says so where a reader sees it and a screen reader hears it: one line at the foot of the window. */

let line;
let timer;

/** Puts a text on the clipboard; where a browser allows no more, shows it to be copied by hand, if asked to. */
export async function copy(text, said, byHand = true) {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
  } catch {
    if (byHand) show(text);
  }
}

/** The line; it must be there before it speaks, or a screen reader does not notice. */
export function ready() {
  if (line?.isConnected) return;
  line = document.createElement("div");
  line.className = "share-said md-typeset";
  line.setAttribute("role", "status");
  document.body.append(line);
}

function say(text) {
  ready();
  line.replaceChildren();
  clearTimeout(timer);
  // The same words twice are news only if they were gone in between.
  requestAnimationFrame(() => line.replaceChildren(text));
  timer = setTimeout(() => line.replaceChildren(), 5000);
}

function show(text) {
  ready();
  clearTimeout(timer);
  const [label, area, close] = ["label", "textarea", "button"].map((tag) => document.createElement(tag));
  const before = document.activeElement;
  area.value = text;
  area.rows = 4;
  area.readOnly = true;
  label.append("Copy this text:", area);
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => {
    line.replaceChildren();
    before?.focus();
  });
  line.replaceChildren(label, close);
  area.select();
}
