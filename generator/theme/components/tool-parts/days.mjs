/* Days as the browser's own fields write them: `2026-11-24`. */

const ONE = 86400000;
const midnight = (day) => Date.parse(`${day}T00:00Z`);

/** A day by the reader's own clock. */
export const dayOf = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

/** The day so many days after another. */
export const daysAfter = (day, count) => new Date(midnight(day) + count * ONE).toISOString().slice(0, 10);

/** How many days lie between two. */
export const daysBetween = (one, other) => Math.round((midnight(other) - midnight(one)) / ONE);

/** `Sunday 1 November 2026`; with the weekday `short`, or without it if it is empty. */
export function longDay(day, weekday = "long") {
  const options = { timeZone: "UTC", day: "numeric", month: "long", year: "numeric", ...(weekday && { weekday }) };
  return new Intl.DateTimeFormat("en-GB", options).format(midnight(day)).replace(",", "");
}
