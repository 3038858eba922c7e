/* Whether something that was stored has the shape that a tool expects. Pure. */

/** A day as a field writes it, or none. */
export const aDay = (text) => text === "" || (typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`)));

/** An hour as a field writes it. */
export const anHour = (text) => typeof text === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whether a value is like an example: texts, numbers, yes and no stand for their like, `[each]` for a list, `[one, two]`
    for a list of that length, `{ "*": each }` for any names; a name that ends in `?` may be missing; a function decides itself. */
export function fits(value, like) {
  if (typeof like === "function") return like(value);
  if (typeof like !== "object") return typeof value === typeof like;
  if (typeof value !== "object" || value === null || Array.isArray(value) !== Array.isArray(like)) return false;
  if (!Array.isArray(like)) return Object.entries(like).every(([name, part]) => member(value, name, part));
  return like.length === 1 ? value.every((each) => fits(each, like[0])) : value.length === like.length && like.every((part, place) => fits(value[place], part));
}

function member(value, name, like) {
  if (name === "*") return Object.values(value).every((each) => fits(each, like));
  const bare = name.replace("?", "");
  return Object.hasOwn(value, bare) ? fits(value[bare], like) : bare !== name;
}
