/* What a tool keeps on this device: one record for each tool of a site, with the version of its shape.

   Nothing here throws, and nothing that was stored is overwritten unless it was understood. What cannot be stored
   stays in this tab, is tried again with every change, and the page says so. A change is a function from the old value
   to the new one, made on what is stored at that moment: two tabs do not undo each other. A browser tells one tab of
   what another has written a moment later, so two changes at the same time do not see each other, and the second takes
   the place of the first. So a record names the tabs whose changes are in it, and how many; a tab that hears of a record
   without its own makes them again on it. */

const SAID = {
  kept: "",
  full: "This device has no room for your last changes. They last only as long as this tab. Export them now; or make room, and change one more thing.",
  off: "This browser keeps nothing for this site: a private window, or storage is switched off. What you write lasts only as long as this tab. Export it before you close it.",
  newer: "A newer version of this page has written here. Reload the page. Until then your changes last only as long as this tab.",
};
/** So many tabs a record names; the one that wrote longest ago goes first. */
const TABS = 32;
/** So many of its own changes a tab can make again. */
const CHANGES = 32;
const ASIDE = "Something stored here could not be read. It is put aside on this device, not deleted.";

/** The name under which a tool of a site is kept. */
export const shelfKey = (site, tool) => `kb:${site}:tool:${tool}`;

/** The path of the site that a page belongs to; `root` is the address of the site's first page from there. */
export const siteOf = (root) => new URL(root, location.href).pathname;

/** The shelf of one tool. `storage` gives a Storage; `upgrades[n]` makes of a value of version n one of version n + 1;
    `sound` says whether a value has the shape that the tool expects. */
export function shelf({ storage = () => localStorage, site, tool, empty, upgrades = [], sound = () => true }) {
  const key = shelfKey(site, tool);
  const version = upgrades.length;
  const me = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
  let base = empty;
  let waiting = [];
  let made = [];
  let number = 0;
  let state = "kept";
  let aside = false;

  const attempt = (act) => {
    try {
      return { value: act(storage()) };
    } catch {
      return null;
    }
  };

  /** What is stored, if it may be used; else nothing, and `state` says why. */
  function stored() {
    const text = attempt((place) => place.getItem(key));
    if (!text) return fail("off");
    if (text.value === null) return { value: empty };
    const found = understood(text.value);
    if (found === "newer") return fail("newer");
    if (found) return found;
    return putAside(text.value) ? { value: empty } : fail("full");
  }

  function fail(why) {
    state = why;
    return null;
  }

  function understood(text) {
    try {
      const { v, value, by } = JSON.parse(text);
      if (!Number.isInteger(v) || v < 0) return null;
      if (v > version) return "newer";
      const now = upgrades.slice(v).reduce((old, upgrade) => upgrade(old), value);
      return sound(now) ? { value: now, by } : null;
    } catch {
      return null;
    }
  }

  function putAside(text) {
    const done = attempt((place) => {
      let count = 1;
      while (![null, text].includes(place.getItem(`${key}:aside:${count}`))) count += 1;
      place.setItem(`${key}:aside:${count}`, text);
      place.removeItem(key);
    });
    aside ||= done !== null;
    return done !== null;
  }

  /** The value now: what is stored, with the changes that could not be. */
  function read() {
    const found = stored();
    if (found) base = found.value;
    if (found && !waiting.length) state = "kept";
    return { found, value: waiting.reduce((old, make) => make(old), base) };
  }

  /** Stores a value with which all changes of this tab are made; whether there was room. */
  function put(value, by, count) {
    const { [me]: mine, ...others } = by ?? {};
    const all = Object.fromEntries([...Object.entries(others).slice(1 - TABS), [me, count]]);
    return attempt((place) => place.setItem(key, JSON.stringify({ v: version, value, by: all }))) !== null;
  }

  /** Makes again what another tab, that had not heard of it, has written over. */
  function again() {
    const found = made.length ? stored() : null;
    const tabs = Object.keys(found?.by ?? {});
    // Not written by a tab that counts, or so long ago that nobody knows: deleted, brought from elsewhere, another's work.
    if (!found || !tabs.length || (!tabs.includes(me) && tabs.length >= TABS)) made = [];
    else {
      const lost = made.filter(([place]) => place > (found.by[me] ?? 0));
      const value = lost.reduce((old, [, make]) => make(old), found.value);
      if (lost.length && put(value, found.by, number)) base = value;
    }
  }

  return {
    read: () => read().value,
    /** Makes a change, a function that has no other effect, and gives the value after it. */
    change(make) {
      waiting.push(make);
      const { found, value } = read();
      if (!found) return value;
      if (put(value, found.by, number + waiting.length)) {
        made = [...made, ...waiting.map((each) => [(number += 1), each])].slice(-CHANGES);
        [base, waiting, state] = [value, [], "kept"];
      } else state = "full";
      return value;
    },
    /** Whether everything is stored: "kept", "full", "off" or "newer". */
    state: () => state,
    /** What the reader should know about it, or nothing. */
    said: () => [SAID[state], aside && ASIDE].filter(Boolean).join(" "),
    /** Calls back when another tab has changed what is stored; gives a function that ends it. */
    watch(changed) {
      const heard = (event) => {
        if (event.key !== key && event.key !== null) return;
        again();
        changed();
      };
      addEventListener("storage", heard);
      return () => removeEventListener("storage", heard);
    },
  };
}
