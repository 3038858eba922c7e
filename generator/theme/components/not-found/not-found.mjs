/* <not-found>: on the page for addresses that lead nowhere, the pages that were perhaps meant.

   Empty, and it stays so without JavaScript, without the list of addresses, or if no page is like what was asked for. */

import { nearest, wordsOf } from "./nearest.mjs";

const FORMAT = 1;
const ROOT = new URL("../../", import.meta.url);

/** What was asked for, below the address of the site. */
export function askedPath(pathname, root) {
  const path = pathname.startsWith(root) ? pathname.slice(root.length) : pathname;
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray % is no reason to give up
  }
}

class NotFound extends HTMLElement {
  async connectedCallback() {
    this.setAttribute("role", "status");
    const path = askedPath(location.pathname, ROOT.pathname);
    this.handToSearch(wordsOf(path).join(" "));
    try {
      const answer = await fetch(new URL("api/addresses.json", ROOT));
      const data = await answer.json();
      if (data.format === FORMAT) this.show(nearest(path, data.addresses));
    } catch (error) {
      console.warn(error);
    }
  }

  /** The words of the address as the first thing the search looks for, once a reader opens it here. */
  handToSearch(words) {
    const door = this.parentElement.querySelector("a[data-search]");
    if (door) door.dataset.searchFor = words;
  }

  show(addresses) {
    if (!addresses.length) return;
    const [heading, list] = ["h2", "ul"].map((tag) => document.createElement(tag));
    heading.textContent = "Perhaps you meant";
    for (const { url, title } of addresses) {
      const [item, way] = ["li", "a"].map((tag) => document.createElement(tag));
      way.href = new URL(url, ROOT).href;
      way.textContent = title;
      way.className = "way";
      item.append(way);
      list.append(item);
    }
    this.replaceChildren(heading, list);
  }
}

if (!customElements.get("not-found")) customElements.define("not-found", NotFound);
