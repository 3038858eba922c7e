/* Which answers fit what was typed. No DOM. */

const FIELDS = [["question", 8], ["asked", 6], ["synonyms", 4], ["answer", 2]];
const APART = /[\p{L}\p{N}]+/gu;
const TOGETHER = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)+/gu;

/** The words of a text, without case and accents; "A-4X" is also found as "a4x". */
export function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const joined = (plain.match(TOGETHER) ?? []).map((word) => word.replace(/[-\u2010\u2011]/g, ""));
  return [...new Set([...(plain.match(APART) ?? []), ...joined])];
}

/** The answers with their words, by how much a field counts. */
export function index(answers) {
  return answers.map((answer) => ({ answer, fields: FIELDS.map(([name, weight]) => [wordsOf([answer[name]].flat().join(" ")), weight]) }));
}

/** The answers in which every typed word begins a word, best first; if there is none, those with the most of the words. */
export function find(indexed, typed) {
  const words = typed.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(APART) ?? [];
  const together = words.join("");
  const scored = indexed.map(({ answer, fields }) => {
    const points = words.map((word) => best(fields, word));
    const whole = words.length > 1 && best(fields, together);
    return { answer, hits: whole ? words.length : points.filter(Boolean).length, points: Math.max(whole, points.reduce((sum, one) => sum + one, 0)) };
  });
  const most = Math.max(0, ...scored.map(({ hits }) => hits));
  const found = most ? scored.filter(({ hits }) => hits === most).sort((one, other) => other.points - one.points) : [];
  return { answers: found.map(({ answer }) => answer), all: most === words.length };
}

/** The points of a word: those of the best field that has it, one more if it is the whole word. */
function best(fields, typed) {
  return Math.max(0, ...fields.map(([words, weight]) => (words.includes(typed) ? weight + 1 : words.some((word) => word.startsWith(typed)) ? weight : 0)));
}
