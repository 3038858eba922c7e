/* <share-links>: passes a page on. The links to chats and mail work without it; it adds what only a script can do, and
   puts the address of the site that the reader is really on into all of them. No answer of a reader gets into any.

   Also on every page: a click on the mark beside a heading copies the link to it, and each text that is meant to be
   copied has a button. */

import { copy, ready } from "./copying.mjs";

const FORMAT = 1;

/** The full address of a place in this site; from a disk it would be of use to nobody, so the published one serves. */
export function full(address) {
  const published = document.querySelector("link[rel=canonical]")?.href;
  return new URL(address, /^http/.test(location.protocol) ? location.href : published ?? location.href).href;
}

class ShareLinks extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    try {
      const data = JSON.parse(this.querySelector("script").textContent);
      if (data.format !== FORMAT) return;
      this.data = data;
      this.address = full(data.address);
      this.aim();
      this.add();
    } catch (error) {
      console.error(error);
    }
  }

  /** The page as a message in the manner of a chat. */
  text(form) {
    return this.data.texts[form].join(this.address);
  }

  /** The links to the site that the builder was told of lead to the one that is open. */
  aim() {
    const [old, now] = [this.querySelector("figcaption").textContent, this.address].map(encodeURIComponent);
    for (const link of this.querySelectorAll("a[data-way]")) {
      link.href = link.getAttribute("href").replace(old, now);
    }
  }

  add() {
    const details = this.querySelector("details");
    const more = details.querySelector(".share-more");
    this.prepend(button("Copy link", () => copy(this.address, "Link copied.")));
    const texts = [
      button("Copy text for WhatsApp", () => copy(this.text("whatsapp"), "Text for WhatsApp copied.")),
      button("Copy text for Telegram", () => copy(this.text("telegram"), "Text for Telegram copied.")),
    ];
    if (navigator.share) texts.push(button("Share with an app", () => this.hand()));
    more.prepend(...texts);
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    document.addEventListener("click", ({ target }) => {
      if (!details.contains(target)) details.open = false;
    });
  }

  /** The phone's own list of apps. A reader who closes it has changed their mind: nothing went wrong. */
  async hand() {
    const { question, answer } = this.data;
    try {
      await navigator.share({ title: question, text: `${question}\n${answer}`, url: this.address });
    } catch (error) {
      if (error.name !== "AbortError") copy(this.address, "Link copied.");
    }
  }
}

function button(text, pressed) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", pressed);
  return element;
}

/** A plain click on the mark beside a heading copies its link and goes there; what the address says after ? stays out. */
function marked(event) {
  const link = event.target.closest?.("a.headerlink");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.href);
  address.search = "";
  copy(address.href, "Link to this section copied.", false);
}

ready();
document.addEventListener("click", marked);
for (const text of document.querySelectorAll("article pre > code")) {
  const one = button("Copy", () => copy(text.textContent, "Copied"));
  one.className = "copy-text";
  text.parentElement.before(one);
}
// A folded picture would stay out of the hand-out; printing waits for no picture that was not loaded.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("share-links details")) details.open = true;
});

if (!customElements.get("share-links")) customElements.define("share-links", ShareLinks);
