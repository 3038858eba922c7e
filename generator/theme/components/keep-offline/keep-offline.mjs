/* <keep-offline>: what is kept on this device, everything that could be, its size, and how to delete it. */

const ROOT = new URL("../../", import.meta.url);
const FORMAT = 1;
const AT_ONCE = 20;
const worker = location.protocol === "file:" ? undefined : navigator.serviceWorker;

const SAID = {
  disk: "You read this from your own disk: all of it is there.",
  none: "This browser keeps no pages: it is too old, or this is a private window.",
  full: "This device has no room for more. What was fetched so far is kept.",
  cut: "The network is gone. What was fetched so far is kept; go on later.",
  gone: "Deleted. Only what every visit keeps is left.",
};

class KeepOffline extends HTMLElement {
  async connectedCallback() {
    if (this.parts) return;
    this.build();
    this.astray();
    this.hidden = false;
    if (!worker) return this.say(location.protocol === "file:" ? SAID.disk : SAID.none);
    try {
      await this.show();
    } catch (error) {
      console.warn(error);
      this.say("What is kept could not be read. Open this page again with a network.");
    }
  }

  build() {
    const part = (tag, more = {}, ...children) => {
      const made = Object.assign(document.createElement(tag), more);
      made.append(...children);
      return made;
    };
    const press = (textContent, act) => {
      const button = part("button", { type: "button", textContent, hidden: true });
      button.addEventListener("click", act);
      return button;
    };
    this.parts = {
      kept: part("p"),
      size: part("p"),
      keep: press("Keep everything", () => this.keep()),
      stop: press("Stop", () => (this.stopped = true)),
      drop: press("Delete what is kept", () => this.drop()),
      bar: part("progress", { hidden: true }),
      said: part("p"),
      list: part("ul"),
    };
    const { kept, size, keep, stop, drop, bar, said, list } = this.parts;
    bar.setAttribute("aria-label", "Fetched");
    said.setAttribute("role", "status");
    this.pages = part("details", { hidden: true }, part("summary", { textContent: "Pages that you read, kept here" }), list);
    this.replaceChildren(kept, size, part("div", { className: "keep-ways" }, keep, stop, drop), bar, said, this.pages);
  }

  /** Says which page was asked for, if somebody was sent here instead. */
  astray() {
    if (!location.hash.startsWith("#/")) return;
    const address = new URL(location.hash.slice(2), ROOT);
    if (!address.href.startsWith(ROOT.href)) return;
    const [line, link] = ["p", "a"].map((tag) => document.createElement(tag));
    line.className = "keep-astray";
    Object.assign(link, { href: address.href, textContent: "Try again" });
    line.append(`There is no network, and this page is not kept on this device: /${decoded(location.hash.slice(2))} `, link);
    this.prepend(line);
  }

  /** Draws what is kept and what could be. */
  async show() {
    const [list, state] = await Promise.all([files(), worker.controller ? ask({ ask: "state" }) : nothing()]);
    const have = new Set(state.kept);
    this.missing = Object.keys(list).filter((path) => !have.has(path));
    const size = (paths) => words(paths.reduce((sum, path) => sum + (list[path]?.[1] ?? 0), 0));
    const pages = (paths) => `${paths.filter((path) => !/[^/]$/.test(path)).length.toLocaleString("en")} pages`;
    this.sizes = list;
    const { kept, size: rest, keep, stop, drop } = this.parts;
    kept.textContent = have.size ? `Kept on this device: ${pages(state.kept)}, ${size(state.kept)} as they came over the network.` : "Nothing is kept on this device yet.";
    rest.textContent = this.missing.length ? `All the rest: ${pages(this.missing)}, ${size(this.missing)} to download.` : "Everything is kept, and renewed when it changes.";
    keep.textContent = `Keep everything (${size(this.missing)})`;
    keep.hidden = !this.missing.length;
    stop.hidden = true;
    drop.hidden = !(state.everything || state.pages.length || state.kept.some((path) => !list[path]?.[2]));
    this.parts.list.replaceChildren(...state.pages.filter(([path]) => have.has(path)).map(([path, title]) => row(path, title)));
    this.pages.hidden = !this.parts.list.children.length;
    this.pages.open = Boolean(this.querySelector(".keep-astray"));
  }

  async keep() {
    const { keep, stop, drop, bar } = this.parts;
    [keep.hidden, stop.hidden, drop.hidden, bar.hidden, this.stopped] = [true, false, true, false, false];
    stop.focus();
    let said = "";
    try {
      await controlled();
      await ask({ ask: "everything", on: true });
      said = await this.fetchAll(bar);
    } catch (error) {
      console.warn(error);
      said = error.message === "QuotaExceededError" ? SAID.full : SAID.cut;
    }
    bar.hidden = true;
    this.say(said);
    await this.show();
    (keep.hidden ? drop : keep).focus();
  }

  /** Fetches what is missing, a few files at a time; what to say at the end. */
  async fetchAll(bar) {
    const weigh = (paths) => paths.reduce((sum, path) => sum + this.sizes[path][1], 0);
    const all = this.missing;
    const whole = weigh(all);
    let gaps = 0;
    bar.max = whole;
    for (let at = 0; at < all.length; at += AT_ONCE) {
      if (this.stopped) return "Stopped. What was fetched so far is kept.";
      const paths = all.slice(at, at + AT_ONCE);
      const missed = await ask({ ask: "keep", paths });
      if (missed.length === paths.length) throw new Error("no network");
      gaps += missed.length;
      bar.value = weigh(all.slice(0, at + AT_ONCE));
      bar.textContent = `${words(bar.value)} of ${words(whole)}`;
    }
    return gaps ? `${gaps} files could not be fetched. Try again later.` : "Everything is kept. It is renewed when it changes.";
  }

  async drop() {
    await ask({ ask: "drop" });
    this.say(SAID.gone);
    await this.show();
    if (!this.parts.keep.hidden) this.parts.keep.focus();
  }

  say(text) {
    this.parts.said.textContent = text;
  }
}

const nothing = () => ({ kept: [], pages: [], everything: false });

async function files() {
  const answer = await fetch(new URL("offline.json", ROOT));
  const list = await answer.json();
  if (list.format !== FORMAT) throw new Error(`offline.json: format ${list.format}`);
  return list.files;
}

/** A worker that answers; with data saving on nobody may have asked for one yet. */
async function controlled() {
  await worker.register(new URL("sw.js", ROOT), { scope: ROOT.pathname, updateViaCache: "none" });
  if (!worker.controller) await new Promise((resolve) => worker.addEventListener("controllerchange", resolve, { once: true }));
}

function ask(question) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data.failed ? reject(new Error(data.failed)) : resolve(data.value));
    worker.controller.postMessage(question, [port2]);
  });
}

function row(path, title) {
  const [item, link] = ["li", "a"].map((tag) => document.createElement(tag));
  link.href = new URL(path, ROOT).href;
  link.textContent = new DOMParser().parseFromString(title, "text/html").body.textContent || path;
  item.append(link);
  return item;
}

function decoded(text) {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

/** A size in words. */
const words = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

if (!customElements.get("keep-offline")) customElements.define("keep-offline", KeepOffline);
