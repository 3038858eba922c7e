/* Calendar files as RFC 5545 wants them: the frame of a file, whole days, alarms, and lines of at most 75 octets.
   Events at an hour, and the zones they need, are added by calendar.mjs. */

/** A calendar file of whole days.

    `events`: `{ uid, title, day, until?, text?, url?, alarms?, tentative?, free? }`; `until` is the last of the days,
    `alarms` are `[minutes before, words]`, `free` does not make the reader busy. `stamp` is the moment at which the
    file is made. */
export function dayFile({ name, product, stamp, events, zones = () => [], hours = () => [] }) {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${icsText(product)}//EN`,
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${icsText(name)}`,
    ...zones(events),
    ...events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${icsText(event.uid)}`,
      `DTSTAMP:${utc(stamp)}`,
      ...(event.day ? wholeDays(event) : hours(event)),
      ...described(event),
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ].map((line) => `${folded(line)}\r\n`).join("");
}

function described(event) {
  const lines = [
    `SUMMARY:${icsText(event.title)}`,
    event.text && `DESCRIPTION:${icsText(event.text)}`,
    event.url && `URL:${event.url}`,
    event.tentative && "STATUS:TENTATIVE",
    event.free && "TRANSP:TRANSPARENT",
    ...(event.alarms ?? []).flatMap(([before, words]) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `TRIGGER:${before < 0 ? "" : "-"}PT${Math.abs(before)}M`,
      `DESCRIPTION:${icsText(words)}`,
      "END:VALARM",
    ]),
  ];
  return lines.filter(Boolean);
}

function wholeDays({ day, until = day }) {
  const after = new Date(Date.parse(`${until}T00:00Z`) + 86400000).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${bare(day)}`, `DTEND;VALUE=DATE:${bare(after)}`];
}

/** A day or a time without its marks. */
export const bare = (written) => written.replace(/[-:]/g, "");

/** A moment as UTC. */
export const utc = (moment) => `${bare(new Date(moment).toISOString().slice(0, 19))}Z`;

/** Words as a value: no mark of them means anything, and nothing that no calendar can show is in them. */
export function icsText(words) {
  return String(words)
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** A line in pieces, no character torn apart. */
function folded(line) {
  const pieces = [""];
  let octets = 0;
  for (const character of line) {
    const point = character.codePointAt(0);
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      pieces.push("");
      octets = 1;
    }
    pieces[pieces.length - 1] += character;
    octets += size;
  }
  return pieces.join("\r\n ");
}
