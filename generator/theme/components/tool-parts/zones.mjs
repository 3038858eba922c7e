/* The clocks of all zones, from what the browser knows of them. Moments are milliseconds as in `Date.now()`; a local
   time is written as the browser's own fields write it: `2026-11-01T01:30`. */

const HOUR = 3600000;
const DAY = 24 * HOUR;
const formats = new Map();

/** The zones a browser knows, by name. */
export const zoneNames = () => Intl.supportedValuesOf?.("timeZone") ?? [];

/** Whether the browser knows a zone. */
export function isZone(zone) {
  try {
    return Boolean(zone && format(zone));
  } catch {
    return false;
  }
}

/** The zone that this device is set to. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function format(zone) {
  if (!formats.has(zone)) {
    const numbers = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
    formats.set(zone, new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", calendar: "gregory", ...numbers }));
  }
  return formats.get(zone);
}

/** How far a zone's clock is ahead of UTC at a moment, in ms. */
export function offset(zone, moment) {
  const part = {};
  for (const { type, value } of format(zone).formatToParts(moment)) part[type] = Number(value);
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(moment / 1000) * 1000;
}

/** What a zone's clock shows at a moment. */
export const local = (zone, moment) => written(moment + offset(zone, moment));

/** A moment as if it were UTC, to the minute. */
export const written = (moment) => new Date(moment).toISOString().slice(0, 16);

/** The moments at which a zone's clock shows a local time: one, two where clocks go back, none where they go forward. */
export function moments(zone, time) {
  const meant = Date.parse(`${time}Z`);
  const offsets = new Set([-DAY, DAY].map((away) => offset(zone, meant + away)));
  return [...offsets].map((ahead) => meant - ahead).filter((moment) => local(zone, moment) === time).sort((a, b) => a - b);
}

/** The changes of a zone's clock between two moments: `{ at, from, to }`, offsets before and after. */
export function changes(zone, since, until) {
  const found = [];
  [since, until] = [since, until].map((moment) => Math.floor(moment / 1000) * 1000);
  let before = offset(zone, since);
  for (let at = since; at < until; at += 6 * DAY) {
    const next = Math.min(at + 6 * DAY, until);
    const after = offset(zone, next);
    if (after !== before) found.push({ at: edge(zone, at, next, before), from: before, to: after });
    before = after;
  }
  return found;
}

/** The first moment, to the second, at which the offset is another than before. */
function edge(zone, low, high, before) {
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offset(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** How far ahead of UTC, in words: `UTC+5:30`. */
export function ahead(ms) {
  const minutes = Math.abs(ms) / 60000;
  const rest = minutes % 60;
  return `UTC${ms < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}
