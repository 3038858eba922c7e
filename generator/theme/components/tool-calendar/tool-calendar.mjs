/* <tool-calendar>: what comes next, and the dates as a calendar: subscribed to, or chosen and saved. */

import { h } from "../flow-runner/elements.mjs";
import { press, save, speaker, tool } from "../tool-parts/page.mjs";
import { dayOf, daysBetween, longDay } from "../tool-parts/days.mjs";
import { dayFile } from "../tool-parts/ics.mjs";
import { fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";

const SHOWN = 6;

/** How far away a span of days is from today, in words. */
export function distance({ day, until }, today) {
  const days = daysBetween(today, day);
  if (days > 0) return days === 1 ? "tomorrow" : `in ${days} days`;
  return until < today ? "over" : day === until ? "today" : "now";
}

function build(data, element) {
  const kept = shelf({
    site: siteOf(data.root), tool: data.tool, empty: { left: {}, sure: false },
    sound: (value) => fits(value, { left: { "*": true }, "sure?": true }),
  });
  const today = dayOf(new Date());
  const coming = data.events.filter(({ until }) => until >= today);
  const said = speaker();
  const warning = h("p", { class: "tool-warning", role: "status" });
  const list = h("ul", { class: "calendar-list" });
  const more = press("", () => { all = !all; draw(); });
  const sure = h("input", { type: "checkbox", onchange: () => change((old) => ({ ...old, sure: sure.checked })) });
  const address = new URL(`../${data.file}`, location.href).href;
  let all = false;

  function change(make) {
    kept.change(make);
    draw();
  }

  const meant = () => coming.filter(({ tentative }) => !(tentative && kept.read().sure));
  const chosen = () => meant().filter(({ uid }) => !kept.read().left[uid]);
  const days = ({ day, until }) => (day === until ? longDay(day) : `${longDay(day, "short")} to ${longDay(until, "short")}`);

  function row(event) {
    const box = h("input", {
      type: "checkbox", checked: !kept.read().left[event.uid],
      onchange: ({ target }) => change((old) => ({ ...old, left: { ...old.left, [event.uid]: !target.checked } })),
    });
    return h("li", {}, h("label", { class: "tool-box" }, box, h("span", {},
      h("strong", {}, event.title), h("small", {}, `${days(event)} · ${distance(event, today)}`))));
  }

  function saveChosen() {
    const events = chosen().map((event) => ({ ...event, free: true }));
    save(data.file, "text/calendar", dayFile({ name: data.title, product: data.title, stamp: Date.now(), events }));
    said.textContent = `Calendar file with ${events.length} ${events.length === 1 ? "date" : "dates"}: open it with your calendar.`;
  }

  async function copyAddress() {
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Address copied. In your calendar choose “add by address” or “from URL”.";
    } catch {
      said.textContent = `Copy this address: ${address}`;
    }
  }

  function draw() {
    const rows = meant();
    const at = document.activeElement?.closest?.("tool-calendar li") ? [...list.children].indexOf(document.activeElement.closest("li")) : -1;
    list.replaceChildren(...rows.slice(0, all ? rows.length : SHOWN).map(row));
    list.children[at]?.querySelector("input").focus();
    more.hidden = rows.length <= SHOWN;
    more.textContent = all ? "Show fewer" : `Show all ${rows.length}`;
    sure.checked = kept.read().sure;
    warning.textContent = kept.said();
  }

  element.append(
    h("h2", {}, "What comes next"),
    h("label", { class: "tool-box" }, sure, h("span", {}, "Only dates that are announced")),
    list,
    h("div", { class: "tool-row" }, more, press("Save the ticked as a calendar file", saveChosen), press("Print", () => print())),
    h("div", { class: "tool-row" },
      h("a", { class: "tool-button tool-main", href: address.replace(/^https?:/, "webcal:") }, "Subscribe in my calendar"),
      press("Copy the address", copyAddress)),
    said, warning,
  );
  draw();
  return kept.watch(draw);
}

tool("tool-calendar", build);
