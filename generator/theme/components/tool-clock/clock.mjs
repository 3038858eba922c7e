/* What an appointment means on the reader's own clock: pure, from moments and zones. */

import { daysAfter } from "../tool-parts/days.mjs";
import { changes, local, moments, offset } from "../tool-parts/zones.mjs";

const MINUTE = 60000;
const DAY_LONG = 86400000;
const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The moments at which an appointment can begin: none, one or two, when clocks change. */
export const starts = ({ zone, day, time }) => moments(zone, `${day}T${time}`);

/** The clock change of a zone that is nearest to a day. */
export function changeOn(zone, day) {
  const noon = Date.parse(`${day}T12:00Z`);
  return changes(zone, noon - 2 * DAY_LONG, noon + 2 * DAY_LONG)[0];
}

/** The band of hours that a time of day is in: the last that has begun, round the clock. */
export function hardness(bands, time) {
  const begun = bands.filter(([from]) => from <= time).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return begun.at(-1) ?? [...bands].sort((a, b) => (a[0] < b[0] ? -1 : 1)).at(-1);
}

/** When to sleep, as spans of moments: as usual (none), before, or a nap before and the night after. */
export function sleeping(night, zone, start, minutes) {
  const bed = minutesOf(night.bed);
  const sinceBed = (minute) => (minute - bed + 2 * 1440) % 1440;
  const begins = minutesOf(local(zone, start).slice(11));
  const long = sinceBed(minutesOf(night.wake));
  const at = sinceBed(begins);
  const ready = start - night.awake * MINUTE;
  const early = sinceBed(begins - night.awake) < long;
  if (at >= long && at + minutes <= 1440 && !early) return [];
  if (at >= long / 2 && early) return [[ready - night.hours * 60 * MINUTE, ready]];
  const after = start + (minutes + 60) * MINUTE;
  return [[ready - night.nap * MINUTE, ready], [after, after + night.hours * 60 * MINUTE]];
}

/** The moments, still to come, at which the clock shows the same time so many days before. */
export function rehearsals(days, zone, start, now) {
  const [day, time] = local(zone, start).split("T");
  return days.flatMap((count) => moments(zone, `${daysAfter(day, -count)}T${time}`).slice(0, 1)).filter((moment) => moment > now);
}

/** The clock changes of both zones from now to an appointment, with the difference of the two clocks after each. */
export function shifts(zones, now, start) {
  return zones
    .flatMap((zone) => changes(zone, Math.min(now, start), start).map(({ at }) => ({ zone, at })))
    .sort((a, b) => a.at - b.at)
    .map((shift) => ({ ...shift, apart: offset(zones[1], shift.at) - offset(zones[0], shift.at) }));
}

/** The offset that the site's own table gives a zone at a moment, if it has the zone and the time. */
export function tabled(table, zone, moment) {
  const rows = table.zones[zone] ?? [];
  if (!rows.length || moment < rows[0][0] || moment >= table.until) return undefined;
  return rows.filter(([since]) => since <= moment).at(-1)[1] * MINUTE;
}
