/* Tables as CSV text (RFC 4180) and back. Pure.

   What is written opens in a spreadsheet as it is: UTF-8 with a mark, and no cell is taken for a formula. What is read
   may come from anywhere: other separators, other line ends, cells that were quoted wrongly. No row is ever lost. */

const SEPARATORS = [",", ";", "\t"];
/* What a spreadsheet may compute or run, also behind spaces and what cannot be seen. Plain negative numbers are harmless. */
const FORMULA = /^'*[\s\p{Cc}\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;
const NEGATIVE = /^-\d+(?:[.,]\d+)?$/;
const NEEDS_QUOTES = /[",;\s]/;

/** Rows of texts as one CSV text, for a file. */
export function writeCsv(rows) {
  const cell = (text) => (text === "" ? "" : quotedCell(isFormula(text) ? `'${text}` : text));
  const line = (row) => (row.length === 1 && row[0] === "" ? '""' : row.map(cell).join(","));
  return `\uFEFF${rows.map((row) => `${line(row)}\r\n`).join("")}`;
}

/**
 * The rows of a text: `{line, cells, raw, wrong?}`, empty lines left out.
 *
 * `line` counts from 1, `raw` is the row as it stood there, `wrong` says why its cells cannot be told apart.
 */
export function readCsv(text) {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const named = /^sep=([,;\t])(?:\r\n|\r|\n)/.exec(text.slice(at, at + 8));
  const separator = named ? named[1] : guessedSeparator(text, at);
  at += named ? named[0].length : 0;
  const plain = new RegExp(`[^${separator}\\r\\n]*`, "y");
  const rows = [];
  let line = named ? 2 : 1;
  while (at < text.length) {
    const row = oneRow(text, at, separator, plain);
    const raw = text.slice(at, row.end);
    if (raw !== "") rows.push({ line, cells: row.cells, raw, ...(row.wrong && { wrong: row.wrong }) });
    line += lineEnds(raw) + 1;
    at = row.end + (text.startsWith("\r\n", row.end) ? 2 : 1);
  }
  return rows;
}

/** The text of a file, whatever program wrote it. */
export function decodeCsv(bytes) {
  const data = new Uint8Array(bytes);
  const [first, second] = data;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(data);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(data);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return new TextDecoder("windows-1252").decode(data);
  }
}

function isFormula(text) {
  return FORMULA.test(text) && !NEGATIVE.test(text);
}

function quotedCell(text) {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The separator that stands most often in the first row, outside quotes. */
function guessedSeparator(text, start) {
  const bare = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(start, start + 20000))[0].replace(/"(?:[^"]|"")*"/g, "");
  const found = SEPARATORS.map((each) => bare.split(each).length);
  return SEPARATORS[found.indexOf(Math.max(...found))];
}

/** The row at a place: its cells and where it ends. A row quoted wrongly is its first line, as one cell. */
function oneRow(text, start, separator, plain) {
  const cells = [];
  for (let at = start; ; at += 1) {
    let cell;
    if (text[at] === '"') {
      const end = quoteEnd(text, at + 1);
      if (end < 0 || !isEnd(text[end + 1], separator)) return wrongRow(text, start, end < 0);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      plain.lastIndex = at;
      cell = plain.exec(text)[0];
      at += cell.length;
    }
    cells.push(cell.startsWith("'") && isFormula(cell) ? cell.slice(1) : cell);
    if (text[at] !== separator) return { cells, end: at };
  }
}

function quoteEnd(text, start) {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function isEnd(mark, separator) {
  return mark === undefined || mark === separator || mark === "\r" || mark === "\n";
}

function wrongRow(text, start, isOpen) {
  const length = text.slice(start).search(/[\r\n]/);
  const end = length < 0 ? text.length : start + length;
  return { cells: [text.slice(start, end)], end, wrong: isOpen ? "a quotation mark is never closed" : "text follows a closing quotation mark" };
}

function lineEnds(raw) {
  return raw.length < 2 ? 0 : raw.split(/\r\n|\r|\n/).length - 1;
}
