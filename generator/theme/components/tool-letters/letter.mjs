/* A letter: a template whose blanks are filled in, whom it goes to, and when to ask again. Pure. */

/** A text with its blanks filled in; those that are still empty stand as `[what to write]`. */
export function filled(text, template, values) {
  const labels = new Map(template.blanks.map(({ id, label }) => [id, label]));
  return text.replace(/\{([a-z0-9-]+)\}/g, (whole, id) => (labels.has(id) ? own(values, id).trim() || `[${labels.get(id)}]` : whole));
}

/** What stands under a name, or nothing: `constructor` may be the name of a blank. */
export const own = (values, id) => (Object.hasOwn(values, id) ? values[id] : "");

/** The blanks of a letter that are still empty. */
export const openBlanks = (template, values) => template.blanks.filter(({ id }) => !own(values, id).trim());

/** The subject and the text of a letter; the reader's own words instead of the template's where there are any. */
export function letterWords(letter, template, mine) {
  const values = { ...letter.blanks, ...mine };
  return { subject: letter.subject ?? filled(template.subject, template, values), text: letter.text ?? filled(template.text, template, values) };
}

/** The address that opens a mail program with this letter. */
export function mailLink(to, subject, text) {
  const lines = text.replace(/\r?\n/g, "\r\n");
  return `mailto:${encodeURIComponent(to.trim()).replaceAll("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}

/** A day so many days later, both as YYYY-MM-DD. */
export function laterDay(day, days) {
  const then = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(then.getTime()) ? "" : new Date(then.getTime() + days * 86400000).toISOString().slice(0, 10);
}

/** How a letter stands on a day: "draft", "waiting", "remind" or "answered". */
export function standing({ sent, remind, answered }, today) {
  if (answered) return "answered";
  if (!sent) return "draft";
  return remind && remind <= today ? "remind" : "waiting";
}
