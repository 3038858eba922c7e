/* <tool-plan>: the result of a flow as a page to work with: ticks, days, notes, what is next. The answers that led to it
   are not kept here. */

import { h } from "../flow-runner/elements.mjs";
import { choice, field, newId, press, redraw, save, speaker, tool } from "../tool-parts/page.mjs";
import { dayOf, daysBetween, longDay } from "../tool-parts/days.mjs";
import { dayFile } from "../tool-parts/ics.mjs";
import { aDay, fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";
import { inOrder, tasks } from "./tasks.mjs";

const loading = import("./results.mjs");
loading.catch(() => {}); // said below, on the page

const MORNING = -9 * 60;
const PLAN = {
  flow: "", of: "", title: "", summary: "", url: "", since: aDay, stop: [""], horizons: [["", ""]],
  actions: [{ id: "", title: "", "summary?": "", "horizon?": "", "url?": "" }],
};
const SHAPE = {
  plan: (value) => value === null || fits(value, PLAN),
  items: { "*": { "done?": true, "due?": aDay, "note?": "" } },
  own: { "*": { title: "", "url?": "", "left?": true } },
};

function build(data, element) {
  const site = siteOf(data.root);
  const kept = shelf({
    site, tool: data.tool, empty: { plan: null, items: {}, own: {} },
    sound: (value) => fits(value, SHAPE),
  });
  const today = dayOf(new Date());
  const said = speaker();
  const warning = h("p", { class: "tool-warning", role: "status" });
  const offers = h("div", {});
  const view = h("div", {});
  const text = h("input", { type: "text", autocomplete: "off", spellcheck: "false", "data-key": "take" });
  const own = h("input", { type: "text", maxlength: "200", autocomplete: "off" });
  const dated = h("input", { type: "checkbox", checked: true });
  const official = data.events.filter(({ until }) => until >= today);
  let programs = null;
  let here = null;
  let fixed = [];

  const change = (make) => {
    kept.change(make);
    draw();
  };
  const set = (id, more) => {
    if ("due" in more) fixed = [];
    change((old) => ({ ...old, items: { ...old.items, [id]: { ...old.items[id], ...more } } }));
  };

  /** Takes a result over: what was ticked, dated and noted stays with its action. */
  function take(plan) {
    const done = Object.fromEntries(plan.actions.filter(({ id }) => here.ticked(id)).map(({ id }) => [id, { done: true }]));
    change((old) => {
      const items = Object.fromEntries(Object.entries(done).map(([id, item]) => [id, { ...old.items[id], ...item }]));
      const gone = (old.plan?.actions ?? []).filter(({ id }) => old.items[id] && !plan.actions.some((each) => each.id === id));
      const left = Object.fromEntries(gone.map(({ id, title, url }) => [id, { title, url, left: true }]));
      const back = Object.entries(old.own).filter(([id, each]) => !(each.left && plan.actions.some((action) => action.id === id)));
      return { plan: { ...plan, since: today }, items: { ...old.items, ...items }, own: { ...Object.fromEntries(back), ...left } };
    });
    offers.replaceChildren();
    fixed = [];
    draw();
    said.textContent = `Your plan now: “${plan.title}”. What you had written stays with each task.`;
  }

  const offer = (plan) => h("div", { class: "tool-card" }, h("p", {}, `${plan.of}: `, h("strong", {}, plan.title)),
    press("Take it over", () => take(plan), { "aria-label": `Take it over: ${plan.title}`, class: "tool-button tool-main" }));

  /** Offers what this device knows, unless it is the plan already; and what the address holds. */
  function offerAll() {
    const now = kept.read().plan;
    const same = (plan) => now && plan.flow === now.flow && plan.title === now.title && String(plan.actions.map(({ id }) => id)) === String(now.actions.map(({ id }) => id));
    const answers = here.answers();
    const { results, open } = location.hash ? programs.resultsOf(data.flows, location.href, answers) : { results: [], open: [] };
    const more = programs.resultsHere(data.flows, answers).filter((plan) => !results.some((each) => each.title === plan.title));
    const all = [...results, ...more].filter((plan) => !same(plan));
    offers.replaceChildren(...(all.length ? [h("h2", {}, now ? "A newer result" : "Your results"), ...all.map(offer)] : []), ...open.map(stillOpen));
  }

  const stillOpen = ([title, url]) => h("p", {}, "Some questions are still open: ", h("a", { href: url }, title));

  function takeText() {
    const { results, open } = programs?.resultsOf(data.flows, text.value) ?? { results: [], open: [] };
    offers.replaceChildren(...results.map(offer), ...open.map(stillOpen));
    said.textContent = results.length || open.length ? "" : "This is no plan code and no link of a result here. Look for a letter that is wrong.";
  }

  function addOwn() {
    const title = own.value.trim();
    if (!title) return;
    const id = newId();
    own.value = "";
    change((old) => ({ ...old, own: { ...old.own, [id]: { title } } }));
    said.textContent = `Added: ${title}.`;
  }

  function removeOwn({ id, title }) {
    const { own: { [id]: task }, items: { [id]: item } } = kept.read();
    change(({ own: { [id]: gone, ...others }, ...old }) => ({ ...old, own: others }));
    said.replaceChildren(`Deleted: ${title}. `, press("Undo", () => {
      change((old) => ({ ...old, own: { ...old.own, [id]: task }, items: item ? { ...old.items, [id]: item } : old.items }));
      said.textContent = `Back again: ${title}.`;
    }));
  }

  const due = ({ due: day }) => day && `${longDay(day, "short")}${day < today ? " – overdue" : day === today ? " – today" : ` – in ${daysBetween(today, day)} ${daysBetween(today, day) === 1 ? "day" : "days"}`}`;
  const tick = (task, key) => h("input", { type: "checkbox", checked: Boolean(task.done), "data-key": `${key}${task.id}`, onchange: ({ target }) => set(task.id, { done: target.checked }) });

  function taskView(task) {
    const day = h("input", { type: "date", value: task.due ?? "", "data-key": `due-${task.id}`, "aria-label": `By: ${task.title}`, onchange: ({ target }) => set(task.id, { due: target.value }) });
    const note = h("textarea", { rows: "2", maxlength: "4000", "data-key": `note-${task.id}`, "aria-label": `Note: ${task.title}`, onchange: ({ target }) => set(task.id, { note: target.value }) });
    note.value = task.note ?? "";
    const known = kept.read().own[task.id];
    return h("li", { class: "plan-task", "data-done": String(Boolean(task.done)), "data-id": task.id },
      h("label", { class: "tool-box" }, tick(task, "tick-"), h("span", {}, h("strong", {}, task.title), !task.done && task.due && h("small", {}, due(task)))),
      h("div", { class: "plan-more" },
        task.summary && h("p", {}, task.summary, " "), task.url && h("p", {}, h("a", { href: task.url, "aria-label": `How: ${task.title}` }, "How")),
        h("details", { open: openOnes.has(task.id) },
          // The toggle event comes too late for a field that is left at once.
          h("summary", { "data-key": `more-${task.id}`, onclick: ({ currentTarget }) => openOnes[currentTarget.parentNode.open ? "delete" : "add"](task.id) }, task.note || task.due ? "Day and note" : "Set a day, write a note"),
          h("div", { class: "tool-fields" }, field("By", day), field("Note", note)),
          known && press("Delete", () => removeOwn(task), { "aria-label": `Delete: ${task.title}` })),
        task.note && h("p", { class: "plan-note" }, task.note)));
  }

  const openOnes = new Set();

  /** The next tasks: the same until all of them are done or a day changes, so that nothing moves under a finger. */
  function nextOf(all) {
    let shown = fixed.flatMap((id) => all.filter((task) => task.id === id));
    if (!shown.some(({ done }) => !done)) shown = inOrder(all).slice(0, data.next);
    fixed = shown.map(({ id }) => id);
    return shown;
  }

  function planView() {
    const { plan } = kept.read();
    const all = tasks(kept.read());
    const done = all.filter((task) => task.done).length;
    const next = nextOf(all);
    const groups = [...(plan?.horizons ?? []).map(([id, label]) => [label, all.filter((task) => task.horizon === id)]),
      ["Your own", all.filter((task) => !task.horizon && !task.left)], ["No longer in your plan", all.filter((task) => task.left)]];
    return [
      plan && h("div", { class: "tool-card" }, h("p", {}, h("strong", {}, plan.title)), h("p", {}, plan.summary, " ", h("a", { href: plan.url }, "The result in full")),
        h("p", { class: "tool-quiet" }, `From “${plan.of}”, taken over on ${longDay(plan.since, "")} · ${done} of ${all.length} done`)),
      next.length > 0 && [h("h2", {}, `Next ${next.length === 1 ? "" : next.length}`.trim()), h("ol", { class: "plan-next" }, next.map((task) => h("li", {},
        h("label", { class: "tool-box" }, tick(task, "next-"), h("span", {}, task.title, task.due && h("small", {}, due(task)))))))],
      ...groups.filter(([, some]) => some.length).map(([label, some]) => [h("h2", {}, label), h("ul", { class: "plan-list" }, some.map(taskView))]),
      plan?.stop.length > 0 && [h("h2", {}, "What to stop"), h("ul", {}, plan.stop.map((each) => h("li", {}, each)))],
    ];
  }

  function calendar() {
    const mine = tasks(kept.read()).filter((task) => task.due && !task.done).map((task) => ({
      uid: `${task.id}.${data.tool}@${location.hostname || "this-device"}`, title: task.title, day: task.due, free: true,
      text: [task.summary, task.note].filter(Boolean).join("\n"), alarms: [[MORNING, task.title]],
      url: task.url && location.protocol !== "file:" ? new URL(task.url, location.href).href : undefined,
    }));
    const events = [...mine, ...(dated.checked ? official.map((event) => ({ ...event, free: true })) : [])];
    if (!events.length) {
      said.textContent = "Give a task a day first, or tick the official dates.";
      return;
    }
    save(`${data.tool}.ics`, "text/calendar", dayFile({ name: data.title, product: data.title, stamp: Date.now(), events }));
    said.textContent = `Calendar file with ${mine.length} of your days${dated.checked ? ` and ${official.length} official dates` : ""}.`;
  }

  function draw() {
    redraw(view, planView());
    warning.textContent = kept.said();
    const some = Boolean(kept.read().plan);
    element.classList.toggle("plan-there", some);
    empty.hidden = some;
  }

  const empty = h("p", {}, "No plan yet. Answer the questions of one of these, then come back: ", data.flows.map((flow, place) => [place > 0 && ", ", h("a", { href: flow.page }, flow.title)]), ".");
  element.append(
    empty, offers, said, warning, view,
    h("div", { class: "tool-hands" },
      h("h2", {}, "Add a task of your own"),
      h("div", { class: "tool-fields" }, field("Task", own)),
      h("div", { class: "tool-row" }, press("Add", addOwn)),
      h("h2", {}, "Take it with you"),
      official.length > 0 && h("label", { class: "tool-box" }, dated, h("span", {}, `With ${official.length} official dates, expected ones marked`)),
      h("div", { class: "tool-row" }, press("Save as a calendar file", calendar), press("Print", () => print())),
      h("h2", {}, "Take over another result"),
      h("div", { class: "tool-fields" }, field("Plan code, or the private link of a result", text, "It is read on this device and sent nowhere.")),
      h("div", { class: "tool-row" }, press("Look at it", takeText)),
    ),
  );
  draw();
  loading.then((loaded) => {
    programs = loaded;
    here = programs.knownHere(site);
    here.heard(offerAll);
    offerAll();
    element.dataset.ready = "";
  }, () => {
    said.textContent = "Results cannot be taken over now: a part of this page did not load. Your plan is not touched by it.";
  });
  return kept.watch(draw);
}

tool("tool-plan", build);
