/* Calendar files with events at an hour of a zone, and all clock changes that the zone makes meanwhile. */

import { bare, dayFile, utc } from "./ics.mjs";
import { changes, local, moments, offset } from "./zones.mjs";

const YEAR = 366 * 86400000;
/** For so many years from its first day an event that repeats without end carries the clock changes of its zone. */
const REPEATED = 6;

/** A calendar file: events as in `dayFile`, or `{ uid, title, zone, start, minutes, … }` at a moment; with `days`
    (`["MO", "FR"]`) they repeat each week. */
export const calendarFile = (file) => dayFile({ ...file, zones: (events) => zonesOf(events).flatMap(zoneLines), hours: timed });

function timed({ zone, start, minutes, days }) {
  return [
    `DTSTART${at(zone, start)}`,
    ...(days ? [`DURATION:PT${minutes}M`, `RRULE:FREQ=WEEKLY;BYDAY=${days.join(",")}`] : [`DTEND${at(zone, start + minutes * 60000)}`]),
  ];
}

/** A moment in its zone; where clocks go back, the local time means the first of two moments, so the second is UTC. */
function at(zone, moment) {
  const shown = local(zone, moment);
  return moments(zone, shown)[0] === moment ? `;TZID=${zone}:${bare(shown)}00` : `:${utc(moment)}`;
}

/** The zones of all events that name one, each with the span of time in which they are. */
function zonesOf(events) {
  const found = new Map();
  for (const { zone, start, day, days } of events) {
    if (day) continue;
    const [since, until] = found.get(zone) ?? [start, start];
    found.set(zone, [Math.min(since, start - YEAR), Math.max(until, start + (days ? REPEATED : 1) * YEAR)]);
  }
  return [...found];
}

/** A zone with each of its clock changes: most calendars know the zone by name, and the others need no rule. */
function zoneLines([zone, [since, until]]) {
  const first = offset(zone, since);
  const all = changes(zone, since, until);
  const usual = Math.min(first, ...all.map(({ to }) => to));
  const part = (kind, start, from, to) => [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${signed(from)}`,
    `TZOFFSETTO:${signed(to)}`,
    `END:${kind}`,
  ];
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${zone}`,
    ...part("STANDARD", "19700101T000000", first, first),
    ...all.flatMap(({ at: moment, from, to }) => part(to > usual ? "DAYLIGHT" : "STANDARD", utc(moment + from).slice(0, 15), from, to)),
    "END:VTIMEZONE",
  ];
}

/** An offset as a calendar writes it: `-0500`. */
function signed(ms) {
  const minutes = Math.abs(Math.round(ms / 60000));
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${ms < 0 ? "-" : "+"}${two(minutes / 60)}${two(minutes % 60)}`;
}
