/* What is found for what is typed. Knows no page, no network: a list of entries in, places in that list out. */

import { distance } from "./distance.mjs";
import { words } from "./words.mjs";

const TITLE = 1;
const ALSO = 0.9;
const ALONE = 1.4;
const SENTENCE = 0.45;
const BODY = 0.25;
const SAME = 0.9;
const MOST_ENDINGS = 40;

/** An index of entries `[kind, id, title, names]`; `kinds` carry a weight, `skip` are words that say nothing, and `also`
    are words by which people ask for them: a line a word, then places, each counted from the one before; `alone`, in the
    same form, are words by which somebody who types little else means an entry. */
export function index({ kinds, entries, skip, also, alone = "" }) {
  const made = {
    weights: kinds.map(({ weight }) => weight),
    entries: [],
    skip: new Set(words(skip)),
    found: new Map(),
    titles: [],
    concepts: concepts(kinds, entries),
    order: [],
  };
  take(made, entries);
  spread(made, also, ALSO);
  spread(made, alone, ALONE);
  return made;
}

/** Makes an index know a sentence of each of its entries, in their order; or more entries with
    theirs, and the words of all texts, in the form of `also`. */
export function enrich(made, { entries = [], sentences, texts = "" }) {
  const before = entries.length ? made.entries.length : 0;
  take(made, entries);
  sentences.forEach((sentence, place) => note(made, before + place, said(made, sentence), SENTENCE));
  spread(made, texts, BODY);
}

function spread(made, lines, weight) {
  for (const line of lines.split("\n")) {
    const [word, ...steps] = line.split(" ");
    const all = words(word);
    let entry = 0;
    for (const step of steps) note(made, (entry += Number(step)), all, weight);
  }
  made.order = [...made.found.keys()].sort();
}

function take(made, entries) {
  for (const entry of entries) {
    const [, , title, names = []] = entry;
    const place = made.entries.push(entry) - 1;
    const heading = said(made, title);
    made.titles.push(new Set(heading.filter((word) => !made.skip.has(word))));
    note(made, place, heading, TITLE);
    for (const name of names) note(made, place, said(made, name), ALSO);
  }
}

/** Several names of one thing, as sequences of words that all mean the same concept. */
function concepts(kinds, entries) {
  const known = new Map();
  entries.forEach(([kind, , title, names = []], entry) => {
    if (!kinds[kind].names) return;
    for (const name of [title, ...names]) {
      const sequence = words(name);
      if (!sequence.length || sequence.length > 5) continue;
      const list = known.get(sequence[0]) ?? [];
      list.push([sequence, `=${entry}`]);
      known.set(sequence[0], list);
    }
  });
  return known;
}

/** The words of a text, and for each name in it its concept. */
function said(made, text) {
  const all = words(text);
  return [...all, ...named(made, all).map(([concept]) => concept)];
}

/** The concepts that a row of words names: `[concept, first, last]`. */
function named(made, all) {
  return all.flatMap((word, place) =>
    (made.concepts.get(word) ?? [])
      .filter(([sequence]) => sequence.every((each, step) => all[place + step] === each))
      .map(([sequence, concept]) => [concept, place, place + sequence.length]),
  );
}

function note(made, entry, all, weight) {
  for (const word of all) {
    let places = made.found.get(word);
    if (!places) made.found.set(word, (places = new Map()));
    if (!(places.get(entry) >= weight)) places.set(entry, weight);
  }
}

/** The places of the entries that fit, best first. */
export function find(made, typed, most = 10) {
  const slots = asked(made, typed);
  const scores = new Map();
  let whole = 0;
  for (const ways of slots) {
    const best = new Map();
    let weighs = 0;
    for (const [word, quality] of ways) {
      const places = made.found.get(word);
      if (!places) continue;
      const rare = rarity(made, places.size);
      weighs = Math.max(weighs, quality * rare);
      for (const [entry, field] of places) best.set(entry, Math.max(best.get(entry) ?? 0, quality * field * rare));
    }
    whole += weighs;
    for (const [entry, score] of best) scores.set(entry, (scores.get(entry) ?? 0) + score);
  }
  const rated = [...scores].map(([entry, score]) => [entry, rating(made, slots, entry, score / (whole || 1))]);
  return rated.sort((one, two) => two[1] - one[1] || one[0] - two[0]).slice(0, most).map(([entry]) => entry);
}

function rarity(made, count) {
  return Math.log(1 + (made.entries.length - Math.min(count, made.entries.length - 1) + 0.5) / (count + 0.5));
}

/** How well an entry fits: what share of the question it covers, and how much of its title was asked for. */
function rating(made, slots, entry, share) {
  const title = made.titles[entry];
  let asked = 0;
  let whole = 0;
  for (const word of title) {
    const rare = rarity(made, made.found.get(word)?.size ?? 0);
    whole += rare;
    if (slots.some((ways) => ways.some(([way, quality]) => way === word && quality > 0.5))) asked += rare;
  }
  return share * (1 + 0.35 * (asked / (whole || 1))) * made.weights[made.entries[entry][0]];
}

/** For each word of the question the words that answer to it, each with how near it is. */
function asked(made, typed) {
  const all = words(typed);
  const telling = all.filter((word) => !made.skip.has(word));
  const used = telling.length ? all.map((word) => !made.skip.has(word)) : all.map(() => true);
  const open = !/\s$/.test(typed);
  const slots = all.map((word, place) => (used[place] ? ways(made, word, open && place === all.length - 1) : []));
  for (const [concept, first, last] of named(made, all)) {
    for (let place = first; place < last; place++) if (used[place]) slots[place].push([concept, SAME]);
  }
  all.forEach((word, place) => {
    const both = place && all[place - 1] + word;
    if (both && made.found.has(both)) for (const each of [place - 1, place]) slots[each].push([both, SAME]);
  });
  return slots.filter((each) => each.length);
}

function ways(made, word, last) {
  const exact = made.found.has(word);
  const list = exact ? [[word, 1]] : [];
  if (word.length > (last ? 1 : 3)) list.push(...endings(made, word, last));
  if (!exact) list.push(...(list.length ? [] : halves(made, word)), ...beginning(made, word), ...slips(made, word));
  return list;
}

/** The longest known word that this one goes on from, by an ending of at most four letters. */
function beginning(made, word) {
  for (let at = word.length - 1; at >= Math.max(4, word.length - 4); at--) {
    if (made.found.has(word.slice(0, at))) return [[word.slice(0, at), 0.6]];
  }
  return [];
}

/** Words that go on where this one ends. */
function endings(made, word, last) {
  let low = 0;
  let high = made.order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (made.order[middle] < word) low = middle + 1;
    else high = middle;
  }
  const list = [];
  for (; list.length < MOST_ENDINGS && made.order[low]?.startsWith(word); low++) {
    const longer = made.order[low];
    if (longer !== word) list.push([longer, (last ? 0.85 : 0.7) * Math.sqrt(word.length / longer.length)]);
  }
  return list;
}

/** Two known words that were written as one. */
function halves(made, word) {
  for (let at = word.length - 3; at >= 3; at--) {
    const [start, end] = [word.slice(0, at), word.slice(at)].map((half) => words(half)[0]);
    if (made.found.has(start) && made.found.has(end)) return [[start, 0.6], [end, 0.6]];
  }
  return [];
}

/** Known words that differ by a slip of the finger: one, from eight letters on two. */
function slips(made, word) {
  if (word.length < 4 || /\d/.test(word)) return [];
  const most = word.length < 8 ? 1 : 2;
  return made.order
    .filter((known) => known[0] !== "=")
    .map((known) => [known, distance(word, known, most)])
    .filter(([, far]) => far <= most)
    .map(([known, far]) => [known, 0.8 - 0.2 * far]);
}
