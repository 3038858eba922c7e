/* <tool-data>: everything that this site keeps on this device, readable; one file to take it along; and deleting it. */

import { h } from "../flow-runner/elements.mjs";
import { memory } from "../flow-runner/store.mjs";
import { field, press, save, speaker, tool } from "../tool-parts/page.mjs";
import { siteOf } from "../tool-parts/shelf.mjs";
import { compared, entriesOf, packed, putBack, unpacked } from "./kept.mjs";

const MOST = 50;
const HERE = { new: "not on this device yet", same: "the same on this device", other: "different on this device" };

tool("tool-data", (data, element) => {
  const site = siteOf(data.root);
  const prefix = `kb:${site}:`;
  const places = { local: () => localStorage, session: () => sessionStorage };
  const warning = h("p", { class: "tool-warning", role: "alert" });
  const said = speaker();
  const list = h("div", {});
  const offer = h("div", {});
  const file = h("input", { type: "file", accept: ".json,application/json", onchange: readFile });

  const answers = memory(places.local, places.session, site);
  const all = () => ({ local: entriesOf(places.local, prefix), session: entriesOf(places.session, prefix) });
  const settings = () => ({ local: entriesOf(places.local, `${site}.__`), session: entriesOf(places.session, `${site}.__`) });

  /** What a record is called. */
  function nameOf(name, place) {
    const lasts = place === "session" ? " (as long as this tab)" : "";
    const [, id, , count] = /^tool:([^:]*)(:aside:(\d+))?$/.exec(name) ?? [];
    if (id !== undefined) return `${data.tools[id]?.[0] ?? { answers: "Your answers", ticks: "What you ticked off" }[id] ?? id}${count ? `, put aside (${count})` : ""}${lasts}`;
    return `${{ answers: "Your answers", ticks: "What you ticked off", run: "How often you began anew", handed: "An answer on its way" }[name] ?? name}${lasts}`;
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  /** Any value as words, lists in lists. */
  function words(value) {
    if (Array.isArray(value)) return value.length ? h("ol", {}, value.slice(0, MOST).map((each) => h("li", {}, words(each))), value.length > MOST && h("li", {}, `and ${value.length - MOST} more, all in the exported file`)) : "none";
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value !== "object" || value === null) return String(value ?? "nothing") || "empty";
    const pairs = Object.entries(value).filter(([key]) => key !== "id");
    return pairs.length ? h("dl", {}, pairs.slice(0, MOST * 4).map(([key, each]) => [h("dt", {}, key.replaceAll("-", " ")), h("dd", {}, words(each))])) : "none";
  }

  function readable(name, text) {
    const value = parsed(text);
    const isPlain = typeof value === "object" && value !== null && !Array.isArray(value);
    if (name === "answers" && isPlain) return h("dl", {}, Object.entries(value).map(([id, answer]) => [h("dt", {}, data.questions[id]?.[0] ?? id), h("dd", {}, [answer].flat().map((each) => data.questions[id]?.[1][each] ?? String(each)).join(", "))]));
    if (name === "ticks" && isPlain) return h("ul", {}, Object.entries(value).map(([id, on]) => h("li", {}, `${data.actions[id] ?? id}: ${on ? "done" : "not done"}`)));
    return words(isPlain && "v" in value && "value" in value ? value.value : value);
  }

  function row(place, name, text, start) {
    const id = /^tool:([^:]*)/.exec(name)?.[1];
    const label = nameOf(name, place);
    return h("li", { class: "tool-card" }, h("p", {}, h("strong", {}, label), h("span", { class: "tool-quiet" }, ` · ${size(text)}`)),
      h("details", {}, h("summary", {}, "Read it"), readable(name, text)),
      h("div", { class: "tool-row" }, data.tools[id] && h("a", { href: data.tools[id][1] }, "Go to the page"),
        asked("Delete", `Delete “${label}” for good?`, () => remove(place, start + name, label), `Delete ${label}`)));
  }

  const size = (text) => (text.length < 1024 ? `${text.length} characters` : `${Math.round(text.length / 1024).toLocaleString("en")} thousand characters`);

  /** A button that asks once more before it does what cannot be undone. */
  function asked(label, question, act, name) {
    const whole = h("span", { class: "tool-row" });
    const first = press(label, () => {
      const yes = press("Yes, delete", act);
      whole.replaceChildren(h("span", {}, question), yes, press("No", () => { whole.replaceChildren(first); first.focus(); }));
      yes.focus();
    }, { "aria-label": name });
    whole.append(first);
    return whole;
  }

  function remove(place, key, label) {
    try {
      places[place]().removeItem(key);
    } catch {
      // What cannot be read cannot be there either.
    }
    draw();
    tell(`Deleted: ${label}.`);
  }

  function removeAll() {
    const names = [all(), settings()].flatMap((kept, part) => Object.entries(kept).flatMap(([place, records]) => Object.keys(records ?? {}).map((name) => [place, (part ? `${site}.__` : prefix) + name])));
    // How often the tab has begun anew must stay: older entries of its history count as empty by it.
    for (const [place, key] of names) if (key !== `${prefix}run`) remove(place, key, "");
    answers.forget();
    draw();
    tell("Everything of this site is deleted on this device. Exported files and sent mails are where you put them.");
  }

  function tell(text) {
    said.textContent = text;
    said.focus();
  }

  function draw() {
    const kept = all();
    const own = settings();
    warning.textContent = kept.local === null ? "This browser keeps nothing for this site: a private window, or storage is switched off. So nothing is stored here." : "";
    const rows = [
      ...Object.entries(kept).flatMap(([place, records]) => Object.entries(records ?? {}).filter(([name]) => name !== "run").map(([name, text]) => row(place, name, text, prefix))),
      ...Object.entries(own).flatMap(([place, records]) => Object.entries(records ?? {}).map(([name, text]) => row(place, name, text, `${site}.__`))),
    ];
    list.replaceChildren(rows.length ? h("ul", { class: "data-list" }, rows) : h("p", {}, "Nothing is stored on this device by this site."));
    buttons.hidden = !rows.length;
  }

  function exportAll() {
    const { local, session } = all();
    const day = new Date().toISOString().slice(0, 10);
    save(`${data.tool}-${day}.json`, "application/json", packed({ local: without(local ?? {}), session: without(session ?? {}) }, day));
    tell("The file holds everything that you see here, in plain text.");
  }

  /** What is of use on another device. */
  const without = (records) => Object.fromEntries(Object.entries(records).filter(([name]) => !["run", "handed"].includes(name)));

  function readFile() {
    file.files[0]?.text().then(offerAll, () => tell("The file could not be read."));
  }

  /** What a file holds, beside what is here; nothing is taken before the reader says so. */
  function offerAll(text) {
    const found = unpacked(text);
    offer.replaceChildren();
    if (found.wrong) return tell(found.wrong);
    const here = all();
    const lines = ["local", "session"].flatMap((place) => compared(found[place], here[place] ?? {}).map(([name, state]) => {
      const box = h("input", { type: "checkbox", checked: state !== "same", disabled: state === "same" });
      return { place, name, box, view: h("label", { class: "tool-box" }, box, h("span", {}, `${nameOf(name, place)}: ${HERE[state]}`)) };
    }));
    const take = () => {
      const full = ["local", "session"].flatMap((place) => {
        const chosen = lines.filter((line) => line.place === place && line.box.checked).map(({ name }) => [name, found[place][name]]);
        return putBack(places[place], prefix, Object.fromEntries(chosen));
      });
      offer.replaceChildren();
      file.value = "";
      draw();
      tell(full.length ? `There was no room for: ${full.map((name) => nameOf(name)).join(", ")}. The rest is here, and the file still has everything.` : "Taken over. What was different here before is put aside in the list.");
    };
    const rest = press("Leave it", () => { offer.replaceChildren(); file.value = ""; file.focus(); });
    offer.append(h("div", { class: "tool-card" }, h("h2", { tabindex: "-1" }, "In this file"),
      lines.length ? lines.map(({ view }) => view) : h("p", {}, "The file holds nothing for this site."),
      found.skipped.length > 0 && h("p", { class: "tool-quiet" }, `Not for this page, left out: ${found.skipped.slice(0, MOST).join(", ")}.`),
      h("p", { class: "tool-quiet" }, "What is different here is put aside, not lost."),
      h("div", { class: "tool-row" }, lines.length > 0 && press("Take over what is ticked", take, { class: "tool-button tool-main" }), rest)));
    return offer.querySelector("h2").focus();
  }

  const buttons = h("div", { class: "tool-row" }, press("Export everything to one file", exportAll, { class: "tool-button tool-main" }),
    asked("Delete everything", "Delete everything that is listed here for good?", removeAll));
  said.tabIndex = -1;
  element.append(warning, said, list, buttons, h("h2", {}, "Bring it from another device"), field("A file exported there", file), offer);
  draw();
  const heard = () => {
    answers.answers(); // what another tab has forgotten goes here, too
    draw();
  };
  addEventListener("storage", heard);
  return () => removeEventListener("storage", heard);
});
