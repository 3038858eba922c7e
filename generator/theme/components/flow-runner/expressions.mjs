/* Conditions over answers, as the client JSON has them. Pure. */

/** The answer to a question, or undefined: a question may have a name that every object knows, such as constructor. */
export function answerTo(answers, { id }) {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

/** The index of a variable's value in these answers, or -1 if its question has no answer that it knows. */
export function valueOf(flow, variable, answers) {
  const { question, option, values } = flow.variables[variable];
  const asked = flow.questions[question];
  const given = answerTo(answers, asked);
  if (given === undefined) return -1;
  if (asked.kind !== "choices") return values.indexOf(given);
  if (option >= 0) return values.indexOf(given.includes(asked.answers[option].id) ? "yes" : "no");
  return values.indexOf(asked.answers.find(({ id, exclusive }) => exclusive && given.includes(id))?.id ?? "some");
}

/** Whether an expression holds for the values of a run; a variable that was not asked is neither yes nor no. */
export function holds(expression, values) {
  if (typeof expression === "boolean") return expression;
  const [operator, ...items] = expression;
  switch (operator) {
    case "in":
      return items[1].includes(values.get(items[0]));
    case "asked":
      return values.has(items[0]);
    case "not":
      return !holds(items[0], values);
    case "all":
      return items.every((item) => holds(item, values));
    case "least":
      return items.slice(1).filter((item) => holds(item, values)).length >= items[0];
    default:
      throw new Error(`unknown expression ${operator}`);
  }
}
