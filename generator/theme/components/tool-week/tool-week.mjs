/* <tool-week>: hours of a week with a purpose each, and one quiet hour; as recurring events in the reader's own zone. */

import { h } from "../flow-runner/elements.mjs";
import { choice, field, newId, press, save, speaker, tool } from "../tool-parts/page.mjs";
import { calendarFile } from "../tool-parts/calendar.mjs";
import { anHour, fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";
import { daysAfter } from "../tool-parts/days.mjs";
import { isZone, local, moments, ownZone, zoneNames } from "../tool-parts/zones.mjs";
import { blocksOf, collisions, DAYS, lasting, late, standing, totals } from "./week.mjs";

const isDay = (name) => DAYS.some(([id]) => id === name);
const SHAPE = {
  blocks: { "*": { hours: "", "name?": "", days: [isDay], from: anHour, to: anHour } },
  zone: "", quiet: (text) => text === "" || anHour(text), alarm: 0,
};
const hoursSaid = (number) => `${Math.round(number * 10) / 10} h`;

function build(data, element) {
  const kinds = data.hours.map(({ id }) => id);
  const kept = shelf({
    site: siteOf(data.root), tool: data.tool, empty: { blocks: {}, zone: "", quiet: data.quiet.at, alarm: 10 },
    sound: (value) => fits(value, SHAPE),
  });
  const device = ownZone();
  const said = speaker();
  const warning = h("p", { class: "tool-warning", role: "status" });
  const kind = choice(data.hours.map(({ id, name }) => [id, name]), kinds[0]);
  const name = h("input", { type: "text", maxlength: "120", autocomplete: "off" });
  const from = h("input", { type: "time", value: "18:00" });
  const to = h("input", { type: "time", value: "20:00" });
  const boxes = DAYS.map(([id, day]) => h("input", { type: "checkbox", value: id, "aria-label": day }));
  const sums = h("ul", { class: "week-sums" });
  const notes_ = h("ul", { class: "week-notes" });
  const days = h("div", { class: "week-days" });
  const first = press("Begin with the example", () => begin());
  const zone = choice([...new Set([device, ...zoneNames()])].map((each) => [each, each]), device, { onchange: () => change((old) => ({ ...old, zone: zone.value })) });
  const quiet = h("input", { type: "time", onchange: () => change((old) => ({ ...old, quiet: quiet.value })) });
  const alarm = choice([["-1", "none"], ["0", "at the start"], ["10", "10 minutes before"], ["30", "30 minutes before"]], "10", { onchange: () => change((old) => ({ ...old, alarm: Number(alarm.value) })) });
  let editing = null;

  const blocks = () => Object.entries(kept.read().blocks).map(([id, block]) => ({ ...block, id }));
  const nameOf = (block) => block.name || data.hours.find(({ id }) => id === block.hours)?.name || "Block";
  const mine = () => (isZone(kept.read().zone) ? kept.read().zone : device);

  function change(make) {
    kept.change(make);
    draw();
  }

  function begin() {
    const rows = Object.fromEntries(data.example.map((block) => [newId(), block]));
    change((old) => ({ ...old, blocks: { ...rows, ...old.blocks } }));
    said.textContent = "This is an example: change it until it is your week.";
  }

  function add() {
    const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (!chosen.length || !from.value || !to.value || from.value === to.value) {
      said.textContent = "Tick at least one day, and give a start and an end.";
      return;
    }
    const block = { hours: kind.value, name: name.value.trim(), days: chosen, from: from.value.slice(0, 5), to: to.value.slice(0, 5) };
    const id = editing ?? newId();
    editing = null;
    change((old) => ({ ...old, blocks: { ...old.blocks, [id]: block } }));
    said.textContent = `In your week: ${nameOf(block)}.`;
    name.value = "";
    for (const box of boxes) box.checked = false;
  }

  function edit({ id, ...block }) {
    editing = id;
    [kind.value, name.value, from.value, to.value] = [block.hours, block.name, block.from, block.to];
    for (const box of boxes) box.checked = block.days.includes(box.value);
    name.focus();
  }

  function remove({ id, ...block }) {
    if (editing === id) editing = null;
    change(({ blocks: { [id]: gone, ...others }, ...old }) => ({ ...old, blocks: others }));
    said.replaceChildren(`Deleted: ${nameOf(block)}. `, press("Undo", () => {
      change((old) => ({ ...old, blocks: { ...old.blocks, [id]: block } }));
      said.textContent = `Back again: ${nameOf(block)}.`;
    }));
  }

  /** The first of some days from today on, at a time that exists there. */
  function firstOf(chosen, time) {
    const today = local(mine(), Date.now()).slice(0, 10);
    for (let count = 0; count < 28; count += 1) {
      const day = daysAfter(today, count);
      const [moment] = chosen.includes(DAYS[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7][0]) ? moments(mine(), `${day}T${time}`) : [];
      if (moment !== undefined) return moment;
    }
    return undefined;
  }

  function calendar() {
    const { alarm: before, quiet: at } = kept.read();
    const own = (id) => `${id}@${location.hostname || "this-device"}`;
    const events = blocks().map((block) => ({
      uid: own(block.id), title: nameOf(block), text: data.hours.find(({ id }) => id === block.hours)?.say,
      zone: mine(), start: firstOf(block.days, block.from), minutes: lasting(block), days: block.days.map((day) => day.toUpperCase()),
      alarms: before < 0 ? [] : [[before, nameOf(block)]],
    }));
    if (at) {
      const every = DAYS.map(([id]) => id);
      events.push({
        uid: own(`${data.tool}-quiet`), title: data.quiet.name, text: data.quiet.say, zone: mine(), start: firstOf(every, at),
        minutes: data.quiet.minutes, days: every.map((day) => day.toUpperCase()), alarms: [[0, data.quiet.name]], free: true,
      });
    }
    save(`${data.tool}.ics`, "text/calendar", calendarFile({ name: data.title, product: data.title, stamp: Date.now(), events }));
    said.textContent = `Calendar file with ${events.length} weekly ${events.length === 1 ? "entry" : "entries"}, in ${mine()} time.`;
  }

  function drawSums(all) {
    const found = totals(all, kinds);
    sums.replaceChildren(...data.hours.map((hours, place) => {
      const { name: called, least, most } = hours;
      const where = standing(found[place], hours);
      const advised = most === null ? `${least} or more` : `${least} to ${most}`;
      const word = { below: "less than", within: "fits", above: "more than" }[where];
      return h("li", { "data-standing": where }, h("strong", {}, `${called}: ${hoursSaid(found[place])}`), `, ${word} the ${advised} that we advise`);
    }));
  }

  function drawNotes(all) {
    const at = kept.read().quiet;
    const mayBeLate = data.hours.filter((hours) => hours.late).map(({ id }) => id);
    notes_.replaceChildren(
      ...collisions(all).map(({ day, blocks: [one, two] }) => h("li", {}, `${day}: “${nameOf(one)}” and “${nameOf(two)}” share time.`)),
      ...(at ? late(all, at, mayBeLate) : []).map((block) => h("li", {}, `“${nameOf(block)}” goes on after ${at}. ${data.quiet.say}`)),
    );
  }

  function drawDays(all) {
    days.replaceChildren(...DAYS.map(([id, day]) => {
      const rows = blocksOf(all, id);
      return h("section", {}, h("h3", {}, day), rows.length ? h("ul", {}, rows.map((block) => h("li", { class: "week-block", "data-hours": kinds.indexOf(block.hours) },
        h("span", {}, `${block.from}–${block.to} `, h("strong", {}, nameOf(block))),
        h("span", { class: "tool-hands" },
          press("Edit", () => edit(block), { "aria-label": `Edit: ${nameOf(block)}, ${day}` }),
          press("Delete", () => remove(block), { "aria-label": `Delete: ${nameOf(block)}, ${day}` })))))
        : h("p", { class: "tool-quiet" }, "Free"));
    }));
  }

  function draw() {
    const all = blocks();
    drawSums(all);
    drawNotes(all);
    drawDays(all);
    first.hidden = all.length > 0 || !data.example.length;
    [zone.value, quiet.value, alarm.value] = [mine(), kept.read().quiet, kept.read().alarm];
    warning.textContent = kept.said();
  }

  element.append(
    first, sums, notes_,
    h("h2", {}, "Put a block into the week"),
    h("div", { class: "tool-fields" }, field("Hours for", kind), field("What exactly", name), field("From", from), field("To", to)),
    h("fieldset", { class: "week-boxes" }, h("legend", {}, "On"), DAYS.map(([, day], place) => h("label", { class: "tool-box" }, boxes[place], h("span", {}, day.slice(0, 3))))),
    h("div", { class: "tool-row" }, press("Put it in", add, { class: "tool-button tool-main" })),
    said, warning,
    h("h2", {}, "Your week"), days,
    h("div", { class: "tool-fields" }, field(data.quiet.name, quiet, "Empty: no quiet hour."), field("Reminder", alarm), field("Time zone", zone)),
    h("div", { class: "tool-row" }, press("Save as a calendar file", calendar), press("Print", () => print())),
  );
  draw();
  return kept.watch(draw);
}

tool("tool-week", build);
