/* Which answers fit what was typed. No DOM. */

import { distance } from "../search/distance.mjs";

const FIELDS = [["question", 8], ["asked", 6], ["synonyms", 4], ["answer", 2]];
const APART = /[\p{L}\p{N}]+/gu;
const TOGETHER = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)+/gu;

/** The words of a text, without case and accents; "A-4X" is also found as "a4x". */
export function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const joined = (plain.match(TOGETHER) ?? []).map((word) => word.replace(/[-\u2010\u2011]/g, ""));
  return [...new Set([...(plain.match(APART) ?? []), ...joined])];
}

/** The answers with their words, by how much a field counts, and all words that are known. */
export function index(answers) {
  const entries = answers.map((answer) => ({ answer, fields: FIELDS.map(([name, weight]) => [wordsOf([answer[name]].flat().join(" ")), weight]) }));
  return { entries, known: [...new Set(entries.flatMap(({ fields }) => fields.flatMap(([words]) => words)))] };
}

/** The answers in which every typed word begins a word, best first; if there is none, those with the most of the words. */
export function find({ entries, known }, typed) {
  const words = (typed.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(APART) ?? []).map((word) => meant(known, word));
  const together = words.join("");
  const scored = entries.map(({ answer, fields }) => {
    const points = words.map((word) => best(fields, word));
    const whole = words.length > 1 && best(fields, together);
    return { answer, hits: whole ? words.length : points.filter(Boolean).length, points: Math.max(whole, points.reduce((sum, one) => sum + one, 0)) };
  });
  const most = Math.max(0, ...scored.map(({ hits }) => hits));
  const found = most ? scored.filter(({ hits }) => hits === most).sort((one, other) => other.points - one.points) : [];
  return { answers: found.map(({ answer }) => answer), all: most === words.length };
}

/** The word itself if it begins any that is known, else the known one that is nearest: one slip, from eight letters on two. */
function meant(known, typed) {
  const most = typed.length < 4 || /\d/.test(typed) ? 0 : typed.length < 8 ? 1 : 2;
  if (!most || known.some((word) => word.startsWith(typed))) return typed;
  let nearest = [typed, most];
  for (const word of known) {
    // Who types has perhaps not come to the end of it, and has perhaps left a letter out.
    for (const start of new Set([0, 1, most].map((more) => word.slice(0, typed.length + more)))) {
      const far = distance(typed, start, most);
      if (far < nearest[1] || (far === nearest[1] && nearest[0] === typed)) nearest = [start, far];
    }
  }
  return nearest[0];
}

/** The points of a word: those of the best field that has it, one more if it is the whole word. */
function best(fields, typed) {
  return Math.max(0, ...fields.map(([words, weight]) => (words.includes(typed) ? weight + 1 : words.some((word) => word.startsWith(typed)) ? weight : 0)));
}
