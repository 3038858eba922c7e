/* The pieces that everything a reader sees is made of. Words are never read as HTML. */

/** An element; `on…` attributes are listeners, false and undefined ones are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/** The words of an answer. */
export function words(question, answer) {
  const chosen = question.answers.filter(({ id }) => [answer].flat().includes(id));
  return chosen.map(({ label }) => label).join(", ");
}

/** The heading of a view: it takes the focus. */
export const heading = (text) => h("h2", { class: "flow-heading", tabindex: "-1" }, text);
export const button = (text, onclick, more) => h("button", { type: "button", class: "flow-button", onclick, ...more }, text);
export const list = (items) => h("ul", {}, items.map((item) => h("li", {}, item)));
export const link = ([text, url]) => h("a", { href: url }, text);
export const section = (title, ...content) => h("section", {}, h("h3", {}, title), content);

/** The nodes of parts of the page that were there already, as copies; `most` parts of those that fit. */
export function clone(selector, most = 1) {
  return [...document.querySelectorAll(selector)].slice(0, most).flatMap((found) => {
    const twin = found.cloneNode(true);
    twin.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    twin.querySelectorAll(".headerlink, summary").forEach((element) => element.remove());
    return [...twin.childNodes];
  });
}

/** What the flow's steps say where they ask, tell or stop at this. */
export const notes = (key) => clone(`[data-note="${key}"]`, 9);
