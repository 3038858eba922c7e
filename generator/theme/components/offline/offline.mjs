/* Begins to keep pages, once the page has loaded; says when the site has changed since it did. */

const ROOT = new URL("../../", import.meta.url);
const worker = navigator.serviceWorker; // missing in some private windows, and where the connection is not safe

function tell() {
  if (document.querySelector(".newer")) return;
  const [line, words, button] = ["p", "span", "button"].map((tag) => document.createElement(tag));
  Object.assign(line, { className: "newer" });
  words.setAttribute("role", "status");
  Object.assign(button, { type: "button", textContent: "Reload" });
  button.addEventListener("click", () => location.reload());
  line.append(words, button);
  document.body.append(line);
  words.textContent = "A newer version is ready";
}

/** Asks the worker to keep this page too, which was open before it. */
async function read() {
  const { active } = await worker.ready;
  // Not the title: where answers were given it may say which result they came to.
  active.postMessage({ ask: "read", address: location.href.split("#")[0] }, [new MessageChannel().port1]);
}

async function begin() {
  const isFirst = !worker.controller;
  if (isFirst && navigator.connection?.saveData) return;
  try {
    await worker.register(new URL("sw.js", ROOT), { scope: ROOT.pathname, updateViaCache: "none" });
    if (isFirst) await read();
  } catch (error) {
    console.warn(error); // the site works as without
  }
}

if (worker && location.protocol !== "file:") {
  worker.addEventListener("message", ({ data }) => data.newer && tell());
  worker.startMessages();
  const soon = () => (window.requestIdleCallback ?? setTimeout)(begin);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
}
