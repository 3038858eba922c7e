/* A list as a table: what its cells mean, how each line is judged, and the same as CSV. Pure. */

import { holds, valueOf } from "../flow-runner/expressions.mjs";
import { readCsv, writeCsv } from "../tool-parts/csv.mjs";

/* Columns of an export that follow from the others: not read again. */
const WORKED_OUT = ["Group (worked out)", "Reasons (worked out)"];
const STATUS = "Status";

/** What two spellings of the same words have in common. */
const plainWords = (text) => text.normalize("NFKC").replace(/[‐-―−]/g, "-").replace(/[’‘]/g, "'").replace(/\s+/g, " ").trim().toLowerCase();

/** The answer that a cell gives to its column's question: undefined if it is empty, null if nobody can tell. */
export function cellAnswer(tool, column, text = "") {
  const said = plainWords(text);
  if (!said) return undefined;
  const named = tool.questions[column.question].answers.find(({ id, label }) => [id, label].some((each) => plainWords(each) === said));
  const number = Number.parseFloat(/-?\d+(?:[.,]\d+)?/.exec(said)?.[0].replace(",", "."));
  const fits = ([, words, cells, from, below]) =>
    words.some((word) => stands(said, plainWords(word))) ||
    cells.some((cell) => plainWords(cell) === said) ||
    ((from !== null || below !== null) && number >= (from ?? -Infinity) && number < (below ?? Infinity));
  return named?.id ?? column.reads.find(fits)?.[0] ?? null;
}

/** Whether words stand in a text as whole words. */
function stands(text, words) {
  const isLetter = (mark) => mark !== undefined && /[\p{L}\p{N}]/u.test(mark);
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + words.length])) return true;
  }
  return false;
}

/** How a line is judged: `{group, because, signs: [[sign, words]], score, unread: [columns]}`; `group` is a place. */
export function judged(tool, cells) {
  const answers = {};
  const unread = [];
  for (const column of tool.columns) {
    if (column.question === undefined) continue;
    const answer = cellAnswer(tool, column, cells[column.id]);
    if (answer === null) unread.push(column);
    else if (answer !== undefined) answers[tool.questions[column.question].id] = answer;
  }
  const values = new Map(tool.variables.map((_, variable) => [variable, valueOf(tool, variable, answers)]).filter(([, value]) => value >= 0));
  const [group, , because] = tool.decide.find(([, when]) => holds(when, values));
  const signs = tool.signs.filter(([, when]) => holds(when, values)).map(([sign, , words]) => [sign, words]);
  const so = (kind) => signs.filter(([sign]) => sign === kind).length;
  return { group: tool.groups.findIndex(({ id }) => id === group), because, signs, score: so("good") - so("bad"), unread };
}

/** Which lines of a file become which: `{rows: [{cells, status, more}], unread: [{line, raw, head, why}], unknown: [headings]}`.

    Every line that holds anything is in one of the two lists. What stands under other headings goes into `more`. */
export function imported(tool, text) {
  const lines = readCsv(text);
  const place = lines.slice(0, 10).findIndex((line) => isHead(tool, line));
  const headings = place < 0 ? [tool.columns[0]] : headingsOf(tool, lines[place].cells);
  const rows = [];
  const unread = [];
  lines.forEach(({ line, raw, cells, wrong }, at) => {
    if (at === place || !cells.some((cell) => cell.trim())) return;
    const why = wrong ?? (at < place ? "it stands above the headings" : misfit(cells, headings, place));
    const row = why ? null : oneLine(tool, cells, headings);
    if (row?.cells.name) rows.push(row);
    else unread.push({ line, raw, head: place < 0 ? "" : lines[place].raw, why: why ?? `nothing stands under “${tool.columns[0].label}”` });
  });
  return { rows, unread, unknown: headings.filter((each) => typeof each === "string" && each !== STATUS && !WORKED_OUT.includes(each)) };
}

const columnOf = (tool, cell) => tool.columns.find(({ id, label, also }) => [id, label, ...also].some((each) => plainWords(each) === plainWords(cell)));

/** Whether a line holds headings: several that the list knows, or nothing else. */
function isHead(tool, { cells, wrong }) {
  const known = cells.filter((cell) => cell.trim() && columnOf(tool, cell)).length;
  return !wrong && known > 0 && (known > 1 || known === cells.filter((cell) => cell.trim()).length);
}

/** What each column of a file is: a column of the list, or a heading that only the file knows, each once. */
function headingsOf(tool, cells) {
  const taken = new Set();
  const found = cells.map((cell, place) => {
    const column = columnOf(tool, cell);
    if (column && !taken.has(column)) {
      taken.add(column);
      return column;
    }
    let heading = cell.trim() || `Column ${place + 1}`;
    while (taken.has(heading)) heading += " (again)";
    taken.add(heading);
    return heading;
  });
  if (!taken.has(tool.columns[0])) {
    const unnamed = found.findIndex((each) => typeof each === "string" && each !== STATUS && !WORKED_OUT.includes(each));
    if (unnamed >= 0) found[unnamed] = tool.columns[0];
  }
  return found;
}

function misfit(cells, headings, place) {
  if (!cells.slice(headings.length).some((cell) => cell.trim())) return undefined;
  return place < 0 ? "no line with headings stands above it" : `${cells.length} cells, but ${headings.length} headings: a cell with a comma needs quotation marks`;
}

function oneLine(tool, cells, headings) {
  const line = { cells: {}, status: tool.statuses[0][0], more: [] };
  headings.forEach((heading, place) => {
    const cell = (cells[place] ?? "").trim();
    if (!cell || WORKED_OUT.includes(heading)) return;
    const status = heading === STATUS && tool.statuses.find(([id, label]) => [id, label].some((each) => plainWords(each) === plainWords(cell)));
    if (heading.id) line.cells[heading.id] = cell;
    else if (status) [line.status] = status;
    else line.more.push([heading, cell]);
  });
  return line;
}

/** All lines as CSV: the columns of the list, how far each is, what else the reader's file held, and how it is judged. */
export function exported(tool, rows) {
  const more = [...new Set(rows.flatMap((row) => row.more.map(([heading]) => heading)))];
  const head = [...tool.columns.map(({ label }) => label), STATUS, ...more, ...WORKED_OUT];
  const lines = rows.map((row) => {
    const { group, because } = judged(tool, row.cells);
    const own = new Map(row.more);
    const status = tool.statuses.find(([id]) => id === row.status)?.[1] ?? row.status;
    return [...tool.columns.map(({ id }) => row.cells[id] ?? ""), status, ...more.map((each) => own.get(each) ?? ""), tool.groups[group].label, because];
  });
  return writeCsv([head, ...lines]);
}
