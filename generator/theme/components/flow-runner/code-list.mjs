/* The list of questions that a plan code is made with: what codec.mjs reads by and plan-code.mjs writes by. Pure. */

export const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
export const CHECKS = 1024n;

/** What a code needs to know of the questions: `{id, sensitive, several, answers, exclusive}`; also the form of `past`. */
export function domain(questions) {
  return questions.map(({ id, kind, sensitive, answers }) => ({
    id,
    sensitive: Boolean(sensitive),
    several: kind === "choices",
    answers: answers.filter(({ exclusive }) => kind !== "choices" || !exclusive).map((answer) => answer.id),
    exclusive: kind === "choices" ? answers.filter(({ exclusive }) => exclusive).map((answer) => answer.id) : [],
  }));
}

/** How many answers a question has, none among them. */
export function radix({ several, answers, exclusive }) {
  return several ? 1n + BigInt(exclusive.length) + (1n << BigInt(answers.length)) : 1n + BigInt(answers.length);
}

/** Ten bits that tell which list of questions a number was made with. */
export function check(list, number) {
  const words = list.map(({ id, sensitive, several, answers, exclusive }) =>
    [id, sensitive ? 1 : 0, several ? 1 : 0, ...answers, "/", ...exclusive].join(),
  );
  let hash = 0x811c9dc5;
  for (const character of `${words.join(";")}#${number}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return BigInt((hash ^ (hash >>> 11) ^ (hash >>> 22)) & 1023);
}
