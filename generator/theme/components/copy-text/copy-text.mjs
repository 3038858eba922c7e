/* A button at each text that is meant to be copied. */

import { copy, ready } from "../share/copying.mjs";

for (const text of document.querySelectorAll("article pre > code")) {
  ready();
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "copy-text", textContent: "Copy" });
  button.addEventListener("click", () => copy(text.textContent, "Copied"));
  text.parentElement.before(button);
}
