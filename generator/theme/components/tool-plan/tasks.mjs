/* The tasks of a plan: those of the result, the reader's own, and those that a newer result has left out. Pure. */

/** All tasks with what the reader has written, in the order of the plan. */
export const tasks = ({ plan, items, own }) => [
  ...(plan?.actions ?? []).map((action) => ({ ...action, ...items[action.id] })),
  ...Object.entries(own).map(([id, task]) => ({ id, ...task, ...items[id] })),
];

/** What is still to do: first what has a day, the soonest before others; then as the plan has it; what was left out never. */
export function inOrder(all) {
  const open = all.filter(({ done, left }) => !done && !left);
  const dated = open.filter(({ due }) => due).sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0));
  return [...dated, ...open.filter(({ due }) => !due)];
}
