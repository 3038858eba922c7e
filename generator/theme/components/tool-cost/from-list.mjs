/* Numbers from a list that this device keeps: how many of its lines count, by one of its columns. */

import { judged } from "../tool-list/table.mjs";
import { shelfKey } from "../tool-parts/shelf.mjs";

const VERSION = 0;

/** `{counted: [[value, number]], refused}`, the largest number first; null if there is no list that can be read here. */
export function fromList(list, site, storage = () => localStorage) {
  try {
    const { v, value } = JSON.parse(storage().getItem(shelfKey(site, list.tool)));
    if (v !== VERSION || !value.rows.length) return null;
    const counts = value.rows.filter(({ cells }) => !list.groups[judged(list, cells).group].refused);
    const numbers = new Map();
    for (const { cells } of counts) {
      const name = (cells[list.by] ?? "").trim();
      numbers.set(name, (numbers.get(name) ?? 0) + 1);
    }
    return { counted: [...numbers].sort((one, other) => other[1] - one[1]), refused: value.rows.length - counts.length };
  } catch {
    return null;
  }
}
