/* All that one site keeps on a device, as texts by name, and a file that carries it to another. Pure but for the storages
   that it is given. */

const FILE_FORMAT = 1;
/* What may be put back: answers, ticks, and what tools keep. */
const MAY_RETURN = /^(?:answers|ticks|tool:[a-z0-9-]+(?::aside:\d+)?)$/;

/** `{name: text}` of what stands in a storage under a prefix; null if the browser does not let us look. */
export function entriesOf(storage, prefix) {
  try {
    const place = storage();
    const keys = Array.from({ length: place.length }, (_, index) => place.key(index)).filter((key) => key.startsWith(prefix));
    return Object.fromEntries(keys.sort().map((key) => [key.slice(prefix.length), place.getItem(key)]));
  } catch {
    return null;
  }
}

/** The text of a file with everything; `made` is a day. */
export const packed = (kept, made) => `${JSON.stringify({ format: FILE_FORMAT, made, ...kept }, null, 1)}\n`;

/** What a file holds: `{local, session, skipped: [names]}`, or `{wrong}`: why it cannot be used. */
export function unpacked(text) {
  let file;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { wrong: "This is no file that this page has made, or it is damaged." };
  }
  if (!isRecord(file) || !Number.isInteger(file.format) || !isRecord(file.local)) return { wrong: "This is no file that this page has made." };
  if (file.format > FILE_FORMAT) return { wrong: "A newer version of this page has made this file. Reload the page and try again." };
  const skipped = [];
  const good = (part) => Object.fromEntries(Object.entries(isRecord(part) ? part : {}).filter(([name, value]) => {
    const isGood = MAY_RETURN.test(name) && typeof value === "string" && (name.includes(":aside:") || isJson(value));
    if (!isGood) skipped.push(name);
    return isGood;
  }));
  return { local: good(file.local), session: good(file.session), skipped };
}

/** How each record of a file stands to what is here: "new", "same" or "other". */
export function compared(theirs, ours) {
  return Object.entries(theirs).map(([name, text]) => [name, !Object.hasOwn(ours, name) ? "new" : told(ours[name]) === told(text) ? "same" : "other"]);
}

/** A record without the names of the tabs that wrote it: they mean something to this device and this hour only. */
function told(text) {
  const { by, ...record } = (isJson(text) && JSON.parse(text)) || {};
  return by ? JSON.stringify(record) : text;
}

/** Puts records into a storage; what they replace is put aside first. Gives the names that found no room. */
export function putBack(storage, prefix, records) {
  return Object.entries(records).filter(([name, text]) => {
    try {
      const place = storage();
      const before = place.getItem(prefix + name);
      if (before !== null && before !== text) place.setItem(prefix + asideName(place, prefix, name, before), before);
      place.setItem(prefix + name, told(text));
      return false;
    } catch {
      return true;
    }
  }).map(([name]) => name);
}

/** Where a text is put aside: the place that holds it already, or the first free one. */
function asideName(place, prefix, name, text) {
  const base = name.startsWith("tool:") ? name : `tool:${name}`;
  let count = 1;
  while (![null, text].includes(place.getItem(`${prefix}${base}:aside:${count}`))) count += 1;
  return `${base}:aside:${count}`;
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
