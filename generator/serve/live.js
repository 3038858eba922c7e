// In every previewed page: reloads when a new site is there, and says what is wrong when there cannot be one.
"use strict";
(() => {
  const ours = document.currentScript.dataset.site;
  const style = `
    :host { color-scheme: light dark; --back: #fff; --text: #1d1b20; --faint: #4f4b57; --edge: #b3261e; }
    @media (prefers-color-scheme: dark) {
      :host { --back: #211f26; --text: #f3eff7; --faint: #cac4d0; --edge: #f2b8b5; }
    }
    section {
      position: fixed; z-index: 2147483647; inset: auto 0 0; box-sizing: border-box; max-height: 75vh; overflow: auto;
      padding: 12px 16px 16px; border-top: 4px solid var(--edge); background: var(--back); color: var(--text);
      font: 16px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; box-shadow: 0 -4px 24px #0006;
    }
    section:focus-visible, button:focus-visible { outline: 3px solid var(--edge); outline-offset: -3px; }
    div { max-width: 60rem; margin: auto; }
    h2 { margin: 0 0 4px; font-size: 18px; }
    p { margin: 0; }
    ol { margin: 12px 0; padding: 0; list-style: none; }
    li { margin: 0 0 12px; }
    code { color: var(--faint); font: 14px/1.45 ui-monospace, monospace; }
    .hint { color: var(--faint); }
    button {
      position: sticky; bottom: 0; min-height: 44px; padding: 0 16px; border: 1px solid; border-radius: 4px;
      background: var(--back); color: inherit; font: inherit; cursor: pointer;
    }`;
  let stream = null;
  let host = null;
  let drawn = "";

  function listen() {
    // A browser has six connections for all tabs of one address: a tab that nobody sees must not keep one.
    if (document.hidden || (stream && stream.readyState !== EventSource.CLOSED)) return;
    stream = new EventSource("/.live");
    stream.onmessage = (event) => hear(JSON.parse(event.data));
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    };
  }

  function hear(news) {
    if (news.site !== ours && isFirstTime(news.site)) location.reload();
    else show(news);
  }

  // A page from some cache would stay old for ever, however often it reloads: once for each new site is enough.
  function isFirstTime(site) {
    try {
      const before = sessionStorage.getItem("preview");
      sessionStorage.setItem("preview", site);
      return before !== site;
    } catch {
      return true;
    }
  }

  function show(news) {
    const problems = JSON.stringify(news.problems);
    if (problems === drawn) return; // also when it was closed: only something new opens it again
    drawn = problems;
    close();
    if (news.problems.length > 0) open(news);
  }

  function open({ problems, more }) {
    const count = problems.length + more;
    host = document.createElement("live-problems");
    const root = host.attachShadow({ mode: "open" });
    // A sheet made by script, unlike a <style>, is allowed whatever the page's security policy says.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const alert = element("section", "");
    alert.setAttribute("role", "alert");
    alert.tabIndex = 0; // so that the arrow keys can scroll it
    root.append(alert);
    document.body.append(host);
    const button = element("button", "Close (Esc)");
    button.type = "button";
    button.addEventListener("click", close);
    const list = element("ol", "");
    list.append(...problems.map(item));
    if (more > 0) list.append(element("li", `… and ${more} more, in the terminal`));
    const column = element("div", "");
    column.append(
      element("h2", count === 1 ? "One problem" : `${count} problems`),
      element("p", "The page stays as it last was until this is mended."),
      list,
      button,
    );
    alert.append(column); // only what comes into an alert that is already there is read out
  }

  function item({ place, code, message, hint }) {
    const entry = element("li", "");
    entry.append(element("code", place), element("p", `${message} (${code})`));
    if (hint) entry.append(linked(hint));
    return entry;
  }

  // A hint may name a state of a flow by its address in this preview, as far as the last good site has it.
  function linked(hint) {
    const line = element("p", "", "hint");
    for (const part of hint.split(/(\/[\w-]+\/[\w-]+\/#a=\S+)/)) {
      if (!part.startsWith("/")) line.append(part);
      else line.append(Object.assign(element("a", part), { href: part }));
    }
    return line;
  }

  function element(name, text, className = "") {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function close() {
    if (host) host.remove();
    host = null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return listen();
    if (stream) stream.close();
    stream = null;
  });
  listen();
})();
