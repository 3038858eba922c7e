/* The pages of the site that an address which leads nowhere may have meant. Pure: no page, no network. */

import { distance } from "../search/distance.mjs";

const MOST = 5;
const IGNORED = new Set("index html htm php md www a an and for i in is my of or the to with".split(" "));
const IN_TITLE = 0.7;

/** The words of a text in lower case, without accents and without those that say nothing. */
export function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu))].filter((word) => !IGNORED.has(word));
}

/** The words of each step of a path written as one: people forget hyphens. */
function joinedWords(path) {
  const steps = path.split("/").map((step) => wordsOf(step));
  return steps.filter((words) => words.length > 1).map((words) => words.join(""));
}

/** From 0, not alike, to 1, the same but for typing errors. A number is the same or it is another. */
function mistyped(one, other) {
  if (one === other) return 1;
  const limit = /^\d+$/.test(one) || one.length < 4 ? 0 : one.length < 8 ? 1 : 2;
  return limit && distance(one, other, limit) <= limit ? 0.6 : 0;
}

/** The same for words of which one may also begin the other, with more than a chance three letters of it. */
export function alike(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const says = short.length > 3 || (short.length === 3 && long.length < 7);
  return Math.max(mistyped(one, other), says && long.startsWith(short) && !/^\d+$/.test(one) ? 0.8 : 0);
}

function closest(word, words, likeness) {
  return words.reduce((best, known) => Math.max(best, likeness(word, known)), 0);
}

/** At most five of `addresses` ({url, title}), the likeliest first; none if no word of `path` is like any of theirs. */
export function nearest(path, addresses) {
  const words = wordsOf(path);
  const asked = [...words.map((word) => [word, alike]), ...joinedWords(path).map((word) => [word, mistyped])];
  const pages = addresses.map((address) => {
    const own = wordsOf(address.url);
    return { address, own, steps: [...own, ...joinedWords(address.url)], title: wordsOf(address.title), score: 0 };
  });
  for (const [word, by] of asked) {
    const found = pages.map((page) => Math.max(closest(word, page.steps, by), IN_TITLE * closest(word, page.title, by)));
    // A word that many pages have, such as the name of a folder, says little.
    const weight = Math.log(1 + pages.length / found.filter((likeness) => likeness > 0).length);
    for (const [place, likeness] of found.entries()) if (likeness > 0) pages[place].score += weight * likeness;
  }
  for (const page of pages) {
    const met = page.own.filter((own) => words.some((word) => alike(word, own) > 0)).length;
    page.score *= (1 + met) / (1 + page.own.length);
  }
  const ranked = pages.filter((page) => page.score > 0).sort((one, other) => other.score - one.score);
  return ranked.filter((page) => page.score * 2 >= ranked[0].score).slice(0, MOST).map((page) => page.address);
}
