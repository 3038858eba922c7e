/* <group-helper>: finds the answer that somebody in a group needs, and copies its link or its text.

   The answers are fetched once; after that the page needs no network. Without JavaScript, or if they cannot be fetched,
   the page's list of all questions is what there is. What is typed stays here. */

import { copy, ready } from "../share/copying.mjs";
import { find, index } from "./finding.mjs";

const FORMAT = 1;
const MOST = 8;

class GroupHelper extends HTMLElement {
  async connectedCallback() {
    if (this.data) return;
    this.build();
    try {
      const answer = await fetch(new URL("answers.json", location.href));
      const data = await answer.json();
      if (data.format !== FORMAT) throw new Error(`format ${data.format}`);
      this.data = data;
      this.indexed = index(data.answers);
      this.show();
    } catch (error) {
      console.error(error);
      this.said.textContent = "The answers could not be loaded. Choose from the list.";
    }
  }

  build() {
    ready();
    this.input = element("input", { type: "search", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search", id: "helper-typed" });
    this.said = element("p", { role: "status", class: "helper-said" });
    this.list = element("ol", { class: "helper-found" });
    const field = element("div", { role: "search" }, element("label", { for: "helper-typed" }, "What was asked?"), this.input);
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // or the button that gets the focus would take this very key for its own
      this.list.querySelector("button")?.focus();
    });
    this.input.addEventListener("input", () => this.show());
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.input.value = "";
      this.input.focus();
      this.show();
    });
    this.replaceChildren(field, this.said, this.list);
    this.hidden = false;
  }

  /** The best answers for what is typed; while nothing is, the page's own list. */
  show() {
    const typed = this.input.value.trim();
    const all = document.querySelector(".helper-all");
    if (all && this.indexed) all.hidden = typed !== "";
    if (!this.indexed) return;
    const found = find(this.indexed, typed);
    const shown = typed ? found.answers.slice(0, MOST) : [];
    this.said.textContent = typed ? count(found, shown.length) : "";
    this.list.replaceChildren(...shown.map((answer) => this.row(answer)));
  }

  row(answer) {
    const site = new URL(this.data.root, location.href);
    const address = new URL(answer.address, site).href;
    const text = (form) => this.data.forms[form].replace(/\{(\w+)\}/g, (_, name) => (name === "address" ? address : answer[name])).trimEnd();
    const button = (words, copied, said) => {
      const made = element("button", { type: "button", "aria-label": `${words}: ${answer.question}` }, words);
      made.addEventListener("click", () => copy(copied(), said));
      return made;
    };
    return element("li", {},
      element("a", { href: new URL(answer.page, site).href }, answer.question),
      element("p", {}, answer.answer),
      element("div", { class: "helper-ways" },
        button("Copy link", () => address, "Link copied."),
        button("Copy for WhatsApp", () => text("whatsapp"), "Text for WhatsApp copied."),
        button("Copy for Telegram", () => text("telegram"), "Text for Telegram copied.")));
  }
}

/** How many were found, in words. */
function count({ answers, all }, shown) {
  if (!answers.length) return "Nothing fits. Try another word, or fewer letters.";
  if (!all) return `No answer has all of these words. The nearest ${shown === 1 ? "one" : shown}:`;
  if (answers.length > shown) return `${answers.length} answers, the best ${shown} first. One more word helps.`;
  return `${shown} ${shown === 1 ? "answer" : "answers"}`;
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

if (!customElements.get("group-helper")) customElements.define("group-helper", GroupHelper);
