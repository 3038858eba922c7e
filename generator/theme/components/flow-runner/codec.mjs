/* Answers as text: the fragment of an address, and a plan code that can be dictated. Pure.

   Fragment: #a=passport.none~strengths.scores_letters&v=k3f9a2 — keyed by question, so that an edit of the flow breaks
   no link. `v` is the version of the flow that wrote it; `q` names the question that is being changed.
   Plan code: all answers as one number in mixed radix, a check of ten bits, written in Crockford's base 32. The check
   covers the questions and answers there are, so that a code tells which list it was made with. Codes are read here and
   written in plan-code.mjs. */

import { answerTo } from "./expressions.mjs";
import { known } from "./flow.mjs";
import { check, CHECKS, DIGITS, domain, radix } from "./code-list.mjs";

/** The fragment (with #) for a profile; questions of the flow only, in its order. */
export function fragment(flow, answers, { editing, sensitive = true } = {}) {
  const parts = flow.questions
    .filter((question) => answerTo(answers, question) !== undefined && (sensitive || !question.sensitive))
    .map(({ id }) => `${id}.${[answers[id]].flat().join("_")}`);
  const fields = [`a=${parts.join("~")}`, `v=${flow.version}`];
  if (editing) fields.push(`q=${editing}`);
  return `#${fields.join("&")}`;
}

/** What a fragment says: `{answers, unknown, version, editing}`, or null if it is not one of ours. */
export function read(flow, hash) {
  const fields = new Map(hash.replace(/^#/, "").split("&").map((field) => cut(field, "=")));
  if (fields.has("code")) return readCode(flow, fields.get("code"));
  if (!fields.has("a")) return null;
  const pairs = fields.get("a").split("~").map((part) => cut(part, ".")).filter(([id]) => id);
  const profile = Object.fromEntries(pairs.map(([id, text]) => [id, text.split("_")]));
  const editing = flow.questions.find(({ id }) => id === fields.get("q"))?.id;
  return { ...known(flow, profile), version: fields.get("v"), editing };
}

/** What a plan code says, as `read` gives it; null if a character is wrong or no list of questions fits. */
export function readCode(flow, text) {
  const code = text.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  if (!/^[0-9a-hjkmnp-tv-z]{8,64}$/.test(code)) return null;
  const whole = [...code].reduce((sum, character) => sum * 32n + BigInt(DIGITS.indexOf(character)), 0n);
  const [number, sum] = [whole / CHECKS, whole % CHECKS];
  const now = domain(flow.questions);
  const list = [now, ...(flow.past ?? [])].find((each) => check(each, number) === sum);
  if (!list) return null;
  const answers = numbered(list, number);
  return answers && { ...known(flow, answers), version: list === now ? flow.version : undefined };
}

function numbered(list, number) {
  const sensitive = number % 2n === 1n;
  const found = {};
  let rest = number / 2n;
  for (const question of list) {
    if (!sensitive && question.sensitive) continue;
    const at = rest % radix(question);
    rest /= radix(question);
    if (at > 0n) found[question.id] = answer(question, Number(at) - 1, at);
  }
  return rest === 0n ? found : null;
}

function answer({ several, answers, exclusive }, place, at) {
  if (!several) return answers[place];
  if (place < exclusive.length) return [exclusive[place]];
  const bits = at - 1n - BigInt(exclusive.length);
  return answers.filter((_, bit) => (bits >> BigInt(bit)) & 1n);
}

function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}
