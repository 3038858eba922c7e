/* <for-you>: a line about the reader's own situation, from the answers given in this tab or remembered by this device.

   Hidden, and it stays so without JavaScript, without such answers, or if none of its conditions holds. */

import { holds, valueOf } from "../flow-runner/expressions.mjs";
import { memory } from "../flow-runner/store.mjs";

const FORMAT = 1;

/** The line for these answers: the first whose condition holds, or undefined. */
export function line(data, answers) {
  const values = data.variables.map((_, variable) => [variable, valueOf(data, variable, answers)]);
  const known = new Map(values.filter(([, value]) => value >= 0));
  return data.lines.find(([when]) => holds(when, known))?.[1];
}

class ForYou extends HTMLElement {
  connectedCallback() {
    try {
      const data = JSON.parse(this.querySelector("script").textContent);
      if (data.format !== FORMAT) return;
      const kept = memory(() => localStorage, () => sessionStorage, new URL(data.root, location.href).pathname);
      const said = line(data, kept.answers());
      if (!said) return;
      this.show(said, data);
      kept.heard(() => this.remove());
    } catch (error) {
      console.error(error);
    }
  }

  show(said, { title, url }) {
    const [text, mark, way] = ["p", "strong", "a"].map((tag) => document.createElement(tag));
    mark.textContent = "For your situation: ";
    way.textContent = title;
    way.href = url;
    text.append(mark, `${said} `, way);
    this.replaceChildren(text);
    this.hidden = false;
  }
}

if (!customElements.get("for-you")) customElements.define("for-you", ForYou);
