/* A week of blocks: how long, how many, where they collide. Pure. */

export const DAYS = [["mo", "Monday"], ["tu", "Tuesday"], ["we", "Wednesday"], ["th", "Thursday"], ["fr", "Friday"], ["sa", "Saturday"], ["su", "Sunday"]];

const clockMinutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const WEEK = 7 * 1440;

/** How many minutes a block lasts; one that does not end later ends on the next day. */
export const lasting = ({ from, to }) => (clockMinutes(to) - clockMinutes(from) + 1440) % 1440 || 1440;

/** How many hours of each kind a week has. */
export function totals(blocks, kinds) {
  return kinds.map((kind) => blocks.filter(({ hours }) => hours === kind).reduce((sum, block) => sum + lasting(block) * block.days.length, 0) / 60);
}

/** Where a total stands: "below", "within" or "above" what is advised. */
export const standing = (total, { least, most }) => (total < least ? "below" : most !== null && total > most ? "above" : "within");

/** Every block of the week as `[first minute, block]`, counted from Monday, midnight. */
const placed = (blocks) => blocks.flatMap((block) => block.days.map((day) => [DAYS.findIndex(([id]) => id === day) * 1440 + clockMinutes(block.from), block]));

/** Pairs of blocks that share time, each pair once, with the first day on which they do. */
export function collisions(blocks) {
  const found = new Map();
  for (const [start, one] of placed(blocks)) {
    for (const [other, two] of placed(blocks)) {
      const since = (other - start + WEEK) % WEEK;
      if (one === two || since >= lasting(one)) continue;
      const pair = [one.id, two.id].sort().join(" ");
      if (!found.has(pair)) found.set(pair, { day: DAYS[Math.floor(other / 1440)][1], blocks: [one, two] });
    }
  }
  return [...found.values()];
}

/** Blocks that go on after the quiet hour of an evening and may not. */
export function late(blocks, at, mayBeLate) {
  const quiet = clockMinutes(at);
  return blocks.filter((block) => {
    const start = clockMinutes(block.from);
    return !mayBeLate.includes(block.hours) && block.days.length > 0 && (start >= quiet || start + lasting(block) > quiet);
  });
}

/** The blocks of a day, in their order. */
export const blocksOf = (blocks, day) => blocks.filter(({ days }) => days.includes(day)).sort((a, b) => (a.from < b.from ? -1 : 1));
