/* <tool-letters>: templates filled in as one types, one letter for each recipient, and whom to remind when. */

import { h } from "../flow-runner/elements.mjs";
import { writeCsv } from "../tool-parts/csv.mjs";
import { dayFile } from "../tool-parts/ics.mjs";
import { choice, field, newId, press, save, speaker, tool } from "../tool-parts/page.mjs";
import { aDay, fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";
import { laterDay, letterWords, mailLink, openBlanks, own, standing } from "./letter.mjs";

const WORDS = { remind: "Remind now", waiting: "Waiting for an answer", draft: "Not sent", answered: "Answered" };
const LONG_MAIL = 1800;
const SHAPE = {
  mine: { "*": "" },
  letters: [{ id: "", template: "", to: "", "mail?": "", blanks: { "*": "" }, "subject?": "", "text?": "", sent: aDay, "remind?": aDay, "answered?": true }],
};
const dayNow = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const dayWords = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: "UTC" });

tool("tool-letters", (data, element) => {
  const kept = shelf({ site: siteOf(data.root), tool: data.tool, empty: { mine: {}, letters: [] }, sound: (value) => fits(value, SHAPE) });
  const templates = new Map(data.templates.map((each) => [each.id, each]));
  const templateOf = (letter) => templates.get(letter.template) ?? { id: letter.template, title: letter.template, subject: "", text: "", blanks: [] };
  const warning = h("p", { class: "tool-warning", role: "alert" });
  const said = speaker();
  const tracker = h("ul", { class: "letters-list" });
  const editor = h("div", {});
  const kind = choice(data.templates.map(({ id, title }) => [id, title]), "", {});
  const name = h("input", { type: "text", autocomplete: "off" });
  let open = null;
  let parts = null;

  const letterNow = () => kept.read().letters.find(({ id }) => id === open);
  const change = (id, more) => kept.change((now) => ({ ...now, letters: now.letters.map((each) => (each.id === id ? { ...each, ...more } : each)) }));

  function begin(event) {
    event.preventDefault();
    const to = name.value.trim();
    if (!to) {
      said.textContent = "Write whom the letter goes to.";
      return name.focus();
    }
    const letter = { id: newId(), template: kind.value, to, mail: "", blanks: {}, sent: "", remind: "", answered: false };
    kept.change((now) => ({ ...now, letters: [...now.letters, letter] }));
    name.value = "";
    return edit(letter.id);
  }

  function edit(id) {
    open = id;
    said.textContent = "";
    drawEditor();
    draw();
    editor.querySelector("h2")?.focus();
  }

  /** What was typed into a field of the open letter. */
  function put(more) {
    change(open, more);
    fill();
    draw();
  }

  function putBlank(id, text) {
    if (data.mine.includes(id)) kept.change((now) => ({ ...now, mine: { ...now.mine, [id]: text } }));
    else {
      const letter = open;
      kept.change((now) => ({ ...now, letters: now.letters.map((each) => (each.id === letter ? { ...each, blanks: { ...each.blanks, [id]: text } } : each)) }));
    }
    fill();
    draw();
  }

  function drawEditor() {
    const letter = letterNow();
    if (!letter) return editor.replaceChildren();
    const template = templateOf(letter);
    const input = (type, value, onchange) => h("input", { type, value, autocomplete: "off", oninput: ({ target }) => onchange(target.value) });
    const blanks = template.blanks.map(({ id, label, example }) => {
      const isMine = data.mine.includes(id);
      const area = h("textarea", { rows: "1", oninput: ({ target }) => putBlank(id, target.value) });
      area.value = own(isMine ? kept.read().mine : letter.blanks, id);
      return field(label, area, [example && `Such as: ${example}`, isMine && "Kept for all letters"].filter(Boolean).join(". "));
    });
    const subject = input("text", "", (text) => put({ subject: text }));
    const text = h("textarea", { rows: "14", oninput: ({ target }) => put({ text: target.value }) });
    const back = press("Back to the words of the template", () => put({ subject: undefined, text: undefined }));
    const mail = h("a", { class: "tool-button letters-mail" }, "Open in my mail program");
    const state = h("p", { class: "tool-quiet", role: "status" });
    const sent = input("date", letter.sent, (day) => { const remind = laterDay(day, data.remind); parts.remind.value = remind; put({ sent: day, remind }); });
    const remind = input("date", letter.remind, (day) => put({ remind: day }));
    const answered = h("input", { type: "checkbox", checked: letter.answered, onchange: ({ target }) => put({ answered: target.checked }) });
    parts = { subject, text, back, mail, state, remind };
    editor.replaceChildren(h("div", { class: "tool-card" },
      h("h2", { tabindex: "-1" }, `${template.title}: ${letter.to}`),
      template.when && h("p", { class: "tool-quiet" }, `${template.when} `, h("a", { href: template.url }, "How to use it")),
      h("div", { class: "tool-fields" }, field("To whom", input("text", letter.to, (to) => put({ to }))), field("E-mail address", input("email", letter.mail, (to) => put({ mail: to })))),
      h("div", { class: "tool-fields" }, blanks),
      (template.subject || letter.subject !== undefined) && field("Subject", subject), field("The letter", text), state,
      h("div", { class: "tool-row" }, press("Copy", copy, { class: "tool-button tool-main" }), mail, back),
      h("div", { class: "tool-fields" }, field("Sent on", sent), field("Remind on", remind)),
      h("label", { class: "tool-box" }, answered, h("span", {}, "Answered")),
      h("div", { class: "tool-row" },
        press("Sent today", () => { sent.value = dayNow(); sent.dispatchEvent(new Event("input")); }),
        press("Close", () => { const last = open; edit(null); tracker.querySelector(`[data-id="${last}"] button`)?.focus(); }),
        press("Delete this letter", remove))));
    return fill();
  }

  /** The letter as it stands, unless the reader is typing into it. */
  function fill() {
    const letter = letterNow();
    if (!letter) return;
    const template = templateOf(letter);
    const { mine } = kept.read();
    const { subject, text } = letterWords(letter, template, mine);
    if (document.activeElement !== parts.subject) parts.subject.value = subject;
    if (document.activeElement !== parts.text) parts.text.value = text;
    const open_ = openBlanks(template, { ...letter.blanks, ...mine });
    const isOwn = letter.text !== undefined || letter.subject !== undefined;
    const link = mailLink(letter.mail, subject, text);
    parts.mail.href = link;
    parts.back.hidden = !isOwn;
    parts.state.textContent = [
      isOwn ? "These are your own words now: blanks no longer change them." : open_.length ? `Still empty: ${open_.length}.` : "No blank is empty.",
      link.length > LONG_MAIL && "Some mail programs cut a letter of this length: compare, or copy it.",
    ].filter(Boolean).join(" ");
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(parts.text.value);
      said.textContent = "Copied.";
    } catch {
      parts.text.focus();
      parts.text.select();
      said.textContent = "The letter is selected: copy it from there.";
    }
  }

  function remove() {
    const letter = letterNow();
    kept.change((now) => ({ ...now, letters: now.letters.filter(({ id }) => id !== letter.id) }));
    edit(null);
    said.replaceChildren(`The letter to ${letter.to} is deleted. `, press("Undo", () => {
      kept.change((now) => ({ ...now, letters: [...now.letters, letter] }));
      edit(letter.id);
    }));
    said.querySelector("button").focus();
  }

  const order = ["remind", "draft", "waiting", "answered"];
  function sorted(letters, today) {
    const key = (letter) => `${order.indexOf(standing(letter, today))} ${letter.remind || "9"} ${letter.to}`;
    return [...letters].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  function draw() {
    const today = dayNow();
    const { letters } = kept.read();
    warning.textContent = kept.said();
    if (open && !letterNow()) edit(null);
    const focused = document.activeElement?.closest(".letters-list [data-id]")?.dataset.id;
    tracker.replaceChildren(...sorted(letters, today).map((letter) => {
      const state = standing(letter, today);
      const dates = [letter.sent && `sent on ${dayWords(letter.sent)}`, state !== "answered" && letter.remind && `remind on ${dayWords(letter.remind)}`];
      return h("li", { "data-id": letter.id, class: `letters-${state}` },
        h("span", {}, h("strong", {}, letter.to), ` · ${templateOf(letter).title} · `, h("em", {}, WORDS[state]), dates.filter(Boolean).map((each) => `, ${each}`)),
        press(letter.id === open ? "Open" : "Go on", () => edit(letter.id), { "aria-label": `Letter to ${letter.to}`, "aria-current": letter.id === open ? "true" : undefined }));
    }));
    if (focused) tracker.querySelector(`[data-id="${focused}"] button`)?.focus();
    tracker.hidden = !letters.length;
    files.hidden = !letters.length;
  }

  function table() {
    const { letters, mine } = kept.read();
    const rows = letters.map((letter) => {
      const { subject, text } = letterWords(letter, templateOf(letter), mine);
      return [letter.to, letter.mail, templateOf(letter).title, WORDS[standing(letter, dayNow())], letter.sent, letter.remind, subject, text];
    });
    save(`${data.tool}.csv`, "text/csv", writeCsv([["To", "E-mail", "Letter", "Status", "Sent on", "Remind on", "Subject", "Text"], ...rows]));
  }

  function reminders() {
    const events = kept.read().letters.filter(({ remind, answered }) => remind && !answered).map((letter) => ({
      uid: `${letter.id}@${location.hostname || "this-device"}`, title: `Remind ${letter.to}`, text: templateOf(letter).title, day: letter.remind, free: true, alarms: [[0, `Remind ${letter.to}`]],
    }));
    if (!events.length) said.textContent = "No letter waits for a reminder.";
    else save(`${data.tool}.ics`, "text/calendar", dayFile({ name: document.title, product: location.hostname || "letters", stamp: Date.now(), events }));
  }

  const files = h("div", { class: "tool-row" }, press("Export all as CSV", table), press("Reminders for my calendar (.ics)", reminders));
  element.append(warning, h("form", { class: "tool-card", onsubmit: begin },
    h("div", { class: "tool-fields" }, field("Letter", kind), field("To whom", name)),
    h("div", { class: "tool-row" }, h("button", { class: "tool-button tool-main" }, "Begin a letter"))), said, editor, tracker, files);
  draw();
  return kept.watch(() => { fill(); draw(); });
});
