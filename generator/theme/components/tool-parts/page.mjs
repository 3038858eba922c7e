/* The pieces that every tool's page is made of. Words are never read as HTML. */

import { h } from "../flow-runner/elements.mjs";

/** A labelled field; `control` is an input, a select or a text area. */
export function field(label, control, hint) {
  return h("label", { class: "tool-field" }, h("span", {}, label), control, hint && h("small", {}, hint));
}

/** A select of `[value, words]`, or of groups `[words, [[value, words], …]]`. */
export function choice(options, chosen, attributes) {
  const one = ([value, words]) => Array.isArray(words)
    ? h("optgroup", { label: value }, words.map(one))
    : h("option", { value, selected: value === chosen }, words);
  return h("select", attributes, options.map(one));
}

/** A button of a tool. */
export const press = (words, onclick, more) => h("button", { type: "button", class: "tool-button", onclick, ...more }, words);

/** The one line that speaks: what was done, what is wrong, what is not stored. */
export const speaker = () => h("p", { class: "tool-said", role: "status" });

/** Gives the reader a file; nothing leaves the device. */
export function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = h("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** Draws the children of an element anew; who was in a field with a `data-key` is in it again, at the same place. */
export function redraw(element, ...children) {
  const here = document.activeElement;
  const key = element.contains(here) ? here.dataset.key : undefined;
  const [value, start, end] = key === undefined ? [] : [here.value, here.selectionStart, here.selectionEnd];
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  const again = key !== undefined && element.querySelector(`[data-key="${key}"]`);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (again.matches("textarea, input[type=text]")) {
    again.value = value;
    again.setSelectionRange(start, end);
  }
}

/** Does one thing after the other, each by itself: between two of them a slow phone answers the finger. */
export function inTurn([act, ...rest]) {
  setTimeout(() => {
    act();
    if (rest.length) inTurn(rest);
  });
}

/** A new id for a row. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36).padStart(2, "0")).join("");

/** Makes an element of a tool: `build(data, element)` draws it from the JSON in its script, and gives a function that
    ends what it listens to. If it fails, the page stays as it is without scripts. */
export function tool(name, build) {
  class Tool extends HTMLElement {
    connectedCallback() {
      try {
        this.data ??= JSON.parse(this.querySelector("script").textContent);
        if (this.data.format !== 1) return;
        this.replaceChildren();
        this.end = build(this.data, this);
        this.hidden = false;
      } catch (error) {
        console.error(error);
        this.hidden = true;
      }
    }

    disconnectedCallback() {
      this.end?.();
    }
  }
  if (!customElements.get(name)) customElements.define(name, Tool);
}
