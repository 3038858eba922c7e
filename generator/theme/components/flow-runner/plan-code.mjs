/* Answers as a plan code; codec.mjs says what it is and reads it back. Pure. */

import { answerTo } from "./expressions.mjs";
import { check, CHECKS, DIGITS, domain, radix } from "./code-list.mjs";

const LENGTH = 8;

/** The plan code of a profile: eight characters, more if the answers need them. */
export function planCode(flow, answers, { sensitive = false } = {}) {
  const list = domain(flow.questions);
  let number = 0n;
  for (const question of [...list].reverse()) {
    if (sensitive || !question.sensitive) number = number * radix(question) + digit(question, answerTo(answers, question));
  }
  number = number * 2n + (sensitive ? 1n : 0n);
  return base32(number * CHECKS + check(list, number)).padStart(LENGTH, "0");
}

/** A code in groups of four, as it is shown. */
export function grouped(code) {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** 0 for no answer; then single answers; then sets of options, one bit each. */
function digit({ several, answers, exclusive }, given) {
  if (given === undefined) return 0n;
  if (!several) return BigInt(answers.indexOf(given) + 1);
  const alone = exclusive.findIndex((id) => given.includes(id));
  if (alone >= 0) return BigInt(alone + 1);
  const bits = answers.reduce((sum, id, place) => (given.includes(id) ? sum | (1n << BigInt(place)) : sum), 0n);
  return 1n + BigInt(exclusive.length) + bits;
}

function base32(number) {
  let text = "";
  for (let rest = number; rest > 0n; rest /= 32n) text = DIGITS[Number(rest % 32n)] + text;
  return text;
}
