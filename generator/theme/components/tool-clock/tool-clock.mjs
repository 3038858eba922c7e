/* <tool-clock>: appointments on another side's clock, on the reader's own. What is kept stays on this device. */

import { h } from "../flow-runner/elements.mjs";
import { choice, field, inTurn, newId, press, save, speaker, tool } from "../tool-parts/page.mjs";
import { calendarFile } from "../tool-parts/calendar.mjs";
import { aDay, anHour, fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";
import { daysAfter, longDay } from "../tool-parts/days.mjs";
import { ahead, isZone, local, moments, offset, ownZone, written, zoneNames } from "../tool-parts/zones.mjs";
import { changeOn, hardness, rehearsals, shifts, sleeping, starts, tabled } from "./clock.mjs";

const SHAPE = { zone: "", events: { "*": { "who?": "", day: aDay, time: anHour, zone: "", minutes: 0, "second?": true } } };
const city = (zone) => zone.split("/").at(-1).replaceAll("_", " ");
const same = (one, other) => one === other || canonical(one) === canonical(other);
const canonical = (zone) => new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
const apart = (ms) => `${ms < 0 ? "−" : "+"}${written(Math.abs(ms)).slice(11).replace(/^0/, "").replace(":00", "")} h`;

function build(data, element) {
  const kept = shelf({
    site: siteOf(data.root), tool: data.tool, empty: { zone: "", events: {} },
    sound: (value) => fits(value, SHAPE),
  });
  const now = () => Date.now();
  const device = ownZone();
  const cities = data.cities.filter(([, zone]) => isZone(zone));
  const guess = cities.some(([, zone]) => zone === device) ? device : cities.find(([, zone]) => same(zone, device))?.[1] ?? device;
  const rest = (zones, without) => [...new Set(zones)].filter((zone) => !without.includes(zone)).map((zone) => [zone, zone]);
  const called = (zone) => data.zones.find(([its]) => its === zone)?.[1] ?? city(zone);
  const mine = () => (isZone(kept.read().zone) ? kept.read().zone : guess);
  const inCities = cities.map(([, zone]) => zone);
  const usual = data.zones.map(([zone]) => zone);
  const placed = (zone) => cities.find(([, its]) => its === zone)?.[0].split(",")[0] ?? city(zone);

  const said = speaker();
  const warning = h("p", { class: "tool-warning", role: "status" });
  const own = choice([["Cities", cities.map(([name, zone]) => [zone, name])], ["All time zones", rest([device, mine()], inCities)]], mine(), { onchange: () => change((old) => ({ ...old, zone: own.value })) });
  const who = h("input", { type: "text", maxlength: "120", autocomplete: "off" });
  const day = h("input", { type: "date", required: true });
  const time = h("input", { type: "time", value: data.windows[0][1], required: true });
  const minutes = h("input", { type: "number", min: "5", max: "1440", value: data.minutes, inputmode: "numeric" });
  const zone = choice([["Usual here", data.zones], ["All time zones", []]], data.zones[0][0]);
  const second = h("input", { type: "checkbox" });
  const twice = h("label", { class: "tool-box", hidden: true }, second, h("span", {}, "The second of the two"));
  const answer = h("div", { class: "tool-card clock-answer", "aria-live": "polite" });
  const keep = press("Keep it", () => keepIt(), { class: "tool-button tool-main" });
  const list = h("div", {});
  const week = h("input", { type: "date", onchange: () => drawWeek() });
  const weekZone = choice([["Usual here", data.zones]], data.zones[0][0], { onchange: () => drawWeek() });
  const table = h("div", { class: "tool-scroll", tabindex: "0", role: "region", "aria-label": "The week on your clock" });
  let editing = null;

  const today = local(mine(), now()).slice(0, 10);
  day.value = daysAfter(today, 7);
  week.value = daysAfter(today, 7);
  for (const input of [day, time, minutes, zone, second]) input.addEventListener("input", () => drawAnswer());

  function change(make) {
    kept.change(make);
    draw();
  }

  const typed = () => ({
    who: who.value.trim(), day: day.value, time: time.value.slice(0, 5), zone: zone.value, second: second.checked,
    minutes: Math.min(1440, Math.max(5, Math.round(Number(minutes.value)) || data.minutes)),
  });

  /** The moment of an appointment: where it could be two, the one that the reader chose. */
  const startOf = (event) => starts(event).at(event.second ? -1 : 0);

  function keepIt() {
    const event = typed();
    if (!event.day || !event.time || startOf(event) === undefined) {
      said.textContent = "Give a date and a time that exist there.";
      return;
    }
    const id = editing ?? newId();
    editing = null;
    change((old) => ({ ...old, events: { ...old.events, [id]: event } }));
    who.value = "";
    said.textContent = `Kept: ${nameOf(event)}.`;
  }

  const nameOf = (event) => [data.event, event.who].filter(Boolean).join(": ");
  const shown = (at, where) => `${longDay(local(where, at).slice(0, 10))}, ${local(where, at).slice(11)}`;
  const short = (at, where) => `${longDay(local(where, at).slice(0, 10), "short")}, ${local(where, at).slice(11)}`;
  const endOf = (at, event) => at + event.minutes * 60000;
  const span = (event, at, where) => `${shown(at, where)} to ${local(where, endOf(at, event)).slice(11)}`;

  /** What to know about an appointment, in lines of words. */
  function advice(event, at, where) {
    const [, word, say] = hardness(data.hours, local(where, at).slice(11));
    const sleep = sleeping(data.night, where, at, event.minutes).map(([from, to]) => `${short(from, where)} to ${local(where, to).slice(11)}`);
    const mocks = rehearsals(data.rehearse, where, at, now()).map((moment) => short(moment, where));
    return [
      ["Hour", `${word}. ${say}`],
      ["Sleep", sleep.length ? `${sleep.join(", then ")}.` : "Your usual night is enough."],
      [data.rehearsal, mocks.length ? `At the same hour: ${mocks.join(" and ")}.` : `There are only hours left: once today, at any hour.`],
    ];
  }

  function answerView(event, where) {
    const all = event.day && event.time ? starts(event) : [];
    if (!event.day || !event.time) return [h("p", {}, "Give a date and a time.")];
    if (!all.length) {
      const turn = changeOn(event.zone, event.day);
      return [h("p", { class: "tool-warning" }, `${event.time} does not exist in ${called(event.zone)} time on ${longDay(event.day)}: clocks go forward there${turn ? ` by ${apart(turn.to - turn.from)}` : ""}. Ask what is meant.`)];
    }
    const at = all.at(event.second ? -1 : 0);
    return [
      h("p", { class: "clock-own" }, h("strong", {}, span(event, at, where)), h("span", {}, ` in ${placed(where)} (${ahead(offset(where, at))})`)),
      h("p", {}, `${span(event, at, event.zone)} ${called(event.zone)} (${ahead(offset(event.zone, at))})`),
      all.length > 1 && h("p", { class: "tool-warning" }, `Clocks go back there on that day, and ${event.time} happens twice: ${all.map((each) => local(where, each).slice(11)).join(" and ")} for you. Ask which is meant.`),
      ...doubts(event, at, where),
      h("dl", { class: "clock-advice" }, advice(event, at, where).map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words)))),
    ];
  }

  /** Clock changes on the way, and where this device and the site know different rules. */
  function doubts(event, at, where) {
    const turns = shifts([event.zone, where], now(), at).slice(-3).map(({ zone: its, at: when, apart: now_ }) =>
      h("li", {}, `${placed(its)}: ${longDay(local(its, when).slice(0, 10))}. From then on your clock shows ${apart(now_)}.`));
    const differ = [...new Set([event.zone, where])].filter((its) => ![undefined, offset(its, at)].includes(tabled(data.clocks, its, at)));
    return [
      turns.length > 0 && h("details", { class: "clock-turns" }, h("summary", {}, `Clocks change before it (${turns.length})`), h("ul", {}, turns)),
      ...differ.map((its) => h("p", { class: "tool-warning" }, `This device says ${ahead(offset(its, at))} for ${placed(its)} on that day; our table of ${longDay(data.clocks.of, "")} says ${ahead(tabled(data.clocks, its, at))}. One of the two is out of date: ask for the time in UTC.`)),
    ];
  }

  function drawAnswer() {
    const event = typed();
    const all = event.day && event.time ? starts(event) : [];
    twice.hidden = all.length < 2;
    if (all.length < 2) second.checked = false;
    answer.replaceChildren(...answerView(typed(), mine()).filter(Boolean));
  }

  const sorted = () => Object.entries(kept.read().events)
    .map(([id, event]) => ({ id, event, at: isZone(event.zone) ? startOf(event) : undefined }))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));

  function calendar(rows) {
    const where = mine();
    const events = rows.filter(({ at }) => at !== undefined).map(({ id, event, at }) => ({
      uid: `${id}@${location.hostname || "this-device"}`,
      title: `${nameOf(event)} (${local(event.zone, at).slice(11)} ${called(event.zone)} = ${local(where, at).slice(11)} ${placed(where)})`,
      text: [`${called(event.zone)}: ${span(event, at, event.zone)}`, `${placed(where)}: ${span(event, at, where)}`,
        ...advice(event, at, where).map(([name, words]) => `${name}: ${words}`)].join("\n"),
      zone: event.zone, start: at, minutes: event.minutes, alarms: data.alarms,
    }));
    save(`${data.tool}.ics`, "text/calendar", calendarFile({ name: data.title, product: data.title, stamp: now(), events }));
    said.textContent = `Calendar file with ${events.length} ${events.length === 1 ? "entry" : "entries"}: open it with your calendar.`;
  }

  function card({ id, event, at }) {
    const where = mine();
    return h("li", { class: "tool-card", "data-id": id },
      h("p", {}, h("strong", {}, nameOf(event))),
      at === undefined ? h("p", {}, `${event.day} ${event.time}: this time does not exist there.`) : [
        h("p", {}, h("strong", {}, span(event, at, where)), ` in ${placed(where)}`),
        h("p", { class: "tool-quiet" }, `${span(event, at, event.zone)} ${called(event.zone)}${endOf(at, event) < now() ? " · over" : ""}`),
        h("details", {}, h("summary", {}, hardness(data.hours, local(where, at).slice(11))[1], ": sleep and rehearsal"),
          h("dl", { class: "clock-advice" }, advice(event, at, where).map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words)))), ...doubts(event, at, where)),
      ],
      h("div", { class: "tool-row" },
        press("Calendar file", () => calendar([{ id, event, at }]), { "aria-label": `Calendar file: ${nameOf(event)}` }),
        press("Edit", () => edit(id, event), { "aria-label": `Edit: ${nameOf(event)}` }),
        press("Delete", () => remove(id, event), { "aria-label": `Delete: ${nameOf(event)}` })));
  }

  function edit(id, event) {
    editing = id;
    [who.value, day.value, time.value, minutes.value, zone.value, second.checked] = [event.who, event.day, event.time, event.minutes, event.zone, event.second];
    drawAnswer();
    who.focus();
  }

  function remove(id, event) {
    if (editing === id) editing = null;
    change(({ events: { [id]: gone, ...events }, ...old }) => ({ ...old, events }));
    said.replaceChildren(`Deleted: ${nameOf(event)}. `, press("Undo", () => {
      change((old) => ({ ...old, events: { ...old.events, [id]: event } }));
      said.textContent = `Back again: ${nameOf(event)}.`;
    }));
  }

  function drawList() {
    const rows = sorted();
    list.replaceChildren(...(rows.length ? [
      h("h2", {}, `Your list (${rows.length})`),
      h("ol", { class: "clock-list" }, rows.map(card)),
      h("div", { class: "tool-row" }, press("All as one calendar file", () => calendar(sorted())), press("Print", () => print())),
    ] : []));
  }

  function drawWeek() {
    const where = mine();
    if (!week.value) return;
    const weekday = new Date(`${week.value}T00:00Z`).getUTCDay();
    const monday = daysAfter(week.value, -((weekday + 6) % 7));
    const rows = [0, 1, 2, 3, 4].map((count) => daysAfter(monday, count));
    const cell = (date, [, from, to]) => {
      const [start] = moments(weekZone.value, `${date}T${from}`);
      const [end] = moments(weekZone.value, `${to > from ? date : daysAfter(date, 1)}T${to}`);
      if (start === undefined || end === undefined) return "clock change";
      const shownDay = local(where, start).slice(0, 10);
      return [`${local(where, start).slice(11)}–${local(where, end).slice(11)}`, shownDay !== date && h("small", {}, ` ${longDay(shownDay, "short").split(" ")[0]}`)];
    };
    table.replaceChildren(h("table", { class: "clock-week" },
      h("caption", {}, `Week of ${longDay(monday, "")}: ${called(weekZone.value)} hours as ${placed(where)} sees them`),
      h("thead", {}, h("tr", {}, h("td", {}, called(weekZone.value)), data.windows.map(([name, from, to]) => h("th", { scope: "col" }, name, h("small", {}, ` ${from}–${to}`))))),
      h("tbody", {}, rows.map((date) => h("tr", {}, h("th", { scope: "row" }, longDay(date, "short").split(" ").slice(0, 2).join(" ")), data.windows.map((each) => h("td", {}, cell(date, each))))))));
  }

  function draw() {
    own.value = mine();
    warning.textContent = kept.said();
    drawAnswer();
    drawList();
    drawWeek();
  }

  element.append(
    h("div", { class: "tool-fields" }, field("Your city or time zone", own, `This device is set to ${device}.`)),
    h("h2", { class: "tool-hands" }, `Your ${data.event.toLowerCase()}`),
    h("div", { class: "tool-fields" }, field("Date there", day), field("Start there", time), field("Time zone there", zone), field("Minutes", minutes), field(`${data.with} (if you like)`, who), twice),
    answer, h("div", { class: "tool-row" }, keep), said, warning, list,
    h("h2", {}, "A week on your clock"),
    h("div", { class: "tool-fields" }, field("Any day of the week", week), field("Hours of", weekZone)),
    table, h("div", { class: "tool-row" }, press("Print", () => print())),
  );
  own.value = mine();
  warning.textContent = kept.said();
  drawAnswer();
  inTurn([drawList, drawWeek, () => fill(own, rest([device, mine(), ...zoneNames()], inCities)), () => fill(zone, rest(zoneNames(), usual))]);
  return kept.watch(draw);
}

/** Gives a select all zones as its last group; hundreds of them would hold up the answer. */
function fill(select, zones) {
  const { value } = select;
  select.lastElementChild.replaceChildren(...zones.map(([zone]) => h("option", { value: zone }, zone)));
  select.value = value;
}

tool("tool-clock", build);
