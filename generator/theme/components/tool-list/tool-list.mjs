/* <tool-list>: a list that readers fill by hand or from a file; each line is judged, counted, sorted and kept here.

   Of long lists only what is looked at is drawn: a phone sorts thousands of lines at once, but cannot show them. */

import { h } from "../flow-runner/elements.mjs";
import { decodeCsv } from "../tool-parts/csv.mjs";
import { choice, field, newId, press, save, speaker, tool } from "../tool-parts/page.mjs";
import { fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";
import { cellAnswer, exported, imported, judged } from "./table.mjs";

const SHOWN = 50;
const MARKS = { good: ["+", "for it"], bad: ["−", "against it"], unknown: ["?", "not known"] };
const withValue = (control, text) => Object.assign(control, { value: text });
const SHAPE = {
  main: "",
  rows: [{ id: "", cells: { name: "", "*": "" }, status: "", more: [["", ""]] }],
  unread: [{ id: "", line: 0, raw: "", head: "", why: "" }],
};

tool("tool-list", (data, element) => {
  const [one, many] = data.entry;
  const kept = shelf({ site: siteOf(data.root), tool: data.tool, empty: { main: "", rows: [], unread: [] }, sound: (value) => fits(value, SHAPE) });
  const by = data.columns.find(({ id }) => id === data.targets.by);
  const look = { words: "", group: "", status: "", sort: "group", shown: SHOWN };
  const known = new WeakMap();
  const judge = (row) => known.get(row) ?? known.set(row, judged(data, row.cells)).get(row);
  let editing = null;

  const said = speaker();
  const warning = h("p", { class: "tool-warning", role: "alert" });
  const undoing = h("div", { class: "tool-row" });
  const counts = h("div", { class: "list-counts" });
  const found = h("p", { class: "tool-quiet", role: "status" });
  const cards = h("ul", { class: "list-cards" });
  const more = press("", () => {
    const before = cards.children.length;
    look.shown += SHOWN;
    draw();
    cards.children[before]?.querySelector("select").focus();
  });
  const unread = h("div", {});
  const form = h("form", { class: "tool-card", onsubmit: submit });
  const adding = h("details", {}, h("summary", {}, "Add by hand"), form);
  const paste = h("textarea", { rows: "4", spellcheck: "false", onpaste: pasted });
  const file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", onchange: readFile });

  /** Makes a change and says what was done; `back`, a change too, undoes it. */
  function change(make, words, back) {
    kept.change(make);
    tell(words);
    undoing.replaceChildren(...(back ? [press("Undo", () => change(back, "Undone."))] : []));
    draw();
  }

  function tell(words) {
    said.textContent = words;
  }

  function fillForm(row) {
    editing = row?.id ?? null;
    const inputs = data.columns.map((column) => [column, control(column, row?.cells[column.id] ?? "")]);
    form.inputs = inputs;
    form.replaceChildren(
      h("div", { class: "tool-fields" }, inputs.map(([column, input]) => field(column.label, input, hint(column)))),
      h("div", { class: "tool-row" }, h("button", { class: "tool-button tool-main" }, editing ? "Keep the change" : "Add"), editing && press("Leave it as it was", () => close())),
    );
    adding.firstChild.textContent = editing ? `Change: ${row.cells.name}` : "Add by hand";
  }

  const isTyped = (column) => column.question === undefined || column.reads.some(([, , , from, below]) => from !== null || below !== null);

  /** A cell to type in, or the answers to choose from; words that are no answer stay one of the choices. */
  function control(column, text) {
    if (column.long) return withValue(h("textarea", { rows: "2" }), text);
    if (isTyped(column)) return withValue(h("input", { type: "text", autocomplete: "off" }), text);
    const labels = data.questions[column.question].answers.map(({ label }) => label);
    const all = ["", ...labels, ...(text && !labels.includes(text) ? [text] : [])];
    return choice(all.map((label) => [label, labels.includes(label) || !label ? label : `As written: ${label}`]), text);
  }

  function hint(column) {
    if (column.question === undefined) return "";
    const { ask, answers } = data.questions[column.question];
    return isTyped(column) ? `${ask} A number, or: ${answers.map(({ label }) => label).join("; ")}` : ask;
  }

  function submit(event) {
    event.preventDefault();
    const cells = Object.fromEntries(form.inputs.map(([{ id }, input]) => [id, input.value.trim()]).filter(([, text]) => text));
    if (!cells.name) {
      tell(`Write something under “${data.columns[0].label}”.`);
      return form.inputs[0][1].focus();
    }
    const verdict = judged(data, cells);
    const group = data.groups[verdict.group];
    const words = `${cells.name}: ${group.label}. ${verdict.because}${group.refused ? " It stays on the list and is not counted." : ""}`;
    const id = editing ?? newId();
    if (editing) change((now) => ({ ...now, rows: now.rows.map((row) => (row.id === id ? { ...row, cells } : row)) }), words);
    else change((now) => ({ ...now, rows: [...now.rows, { id, cells, status: data.statuses[0][0], more: [] }] }), words);
    const wasEdited = editing;
    close(!wasEdited);
    if (wasEdited) cards.querySelector(`[data-id="${id}"] button`)?.focus();
    else form.inputs[0][1].focus();
  }

  function close(stays = false) {
    fillForm(null);
    adding.open = stays;
  }

  function readFile() {
    const [chosen] = file.files;
    chosen?.arrayBuffer().then((bytes) => {
      paste.value = decodeCsv(bytes);
      tell(`${chosen.name} is read. Add its lines, or replace your list by them.`);
    }, () => tell("The file could not be read."));
  }

  /** A browser takes seconds to type thousands of lines into a field by itself. */
  function pasted(event) {
    const text = event.clipboardData.getData("text/plain");
    if (text.length < 9999) return;
    event.preventDefault();
    paste.setRangeText(text, paste.selectionStart, paste.selectionEnd, "end");
  }

  function take(replaces) {
    const read = imported(data, paste.value);
    const { rows: before, unread: old } = kept.read();
    const same = new Set(replaces ? [] : before.map((row) => JSON.stringify([data.columns.map(({ id }) => row.cells[id]), row.more])));
    const fresh = read.rows.filter((row) => !same.has(JSON.stringify([data.columns.map(({ id }) => row.cells[id]), row.more]))).map((row) => ({ id: newId(), ...row }));
    const ids = new Set(fresh.map(({ id }) => id));
    const gone = replaces ? before : [];
    const words = [
      `${fresh.length} ${fresh.length === 1 ? one : many} added.`,
      read.rows.length > fresh.length && `${read.rows.length - fresh.length} stood on your list already.`,
      read.unread.length && `${read.unread.length} ${read.unread.length === 1 ? "line" : "lines"} could not be read: see below.`,
      read.unknown.length && `Kept as they are: ${read.unknown.join(", ")}.`,
      replaces && `${before.length} removed.`,
    ];
    if (!read.rows.length && !read.unread.length) return tell("There is nothing to read. Choose a file, or paste lines.");
    const wrong = read.unread.map((line) => ({ id: newId(), ...line }));
    change(
      (now) => ({ ...now, rows: [...(replaces ? [] : now.rows), ...fresh], unread: [...now.unread, ...wrong] }),
      words.filter(Boolean).join(" "),
      (now) => ({ ...now, rows: [...gone, ...now.rows.filter(({ id }) => !ids.has(id))], unread: old }),
    );
    paste.value = file.value = "";
    adding.open = false;
  }

  /** The most frequent value of the column that targets go by, unless the reader has chosen one. */
  function mainOf({ main, rows }) {
    const numbers = new Map();
    for (const { cells } of rows) numbers.set(cells[by.id] ?? "", (numbers.get(cells[by.id] ?? "") ?? 0) + 1);
    const values = [...numbers.keys()].sort((a, b) => numbers.get(b) - numbers.get(a));
    return { main: values.includes(main) ? main : (values[0] ?? ""), values };
  }

  function drawCounts(state) {
    const { main, values } = mainOf(state);
    const counted = state.rows.filter((row) => !data.groups[judge(row).group].refused);
    const inMain = counted.filter(({ cells }) => (cells[by.id] ?? "") === main).length;
    const so = [inMain, counted.length - inMain];
    counts.replaceChildren(
      ...data.targets.all.map(([label, from, to], place) => h("p", {}, h("strong", {}, `${label}${place ? "" : main && ` (${main})`}: ${so[place]}`), ` of ${from} to ${to} `,
        h("progress", { max: to, value: Math.min(so[place], to), "aria-label": label }))),
      h("p", { class: "tool-quiet" }, data.groups.map(({ label }, group) => `${label}: ${state.rows.filter((row) => judge(row).group === group).length}`).join(" · ")),
      ...(values.length > 1 ? [field(`${data.targets.all[0][0]}`, choice(values.map((each) => [each, each || "nothing written"]), main, { onchange: ({ target }) => change((now) => ({ ...now, main: target.value }), "") }))] : []),
    );
  }

  function chosen({ rows }) {
    const words = look.words.toLowerCase();
    const fits = (row) => (!look.group || data.groups[judge(row).group].id === look.group) && (!look.status || row.status === look.status) &&
      (!words || Object.values(row.cells).some((cell) => cell.toLowerCase().includes(words)));
    const worth = (row) => judge(row).group * 1000 - judge(row).score;
    const order = look.sort === "group" ? (a, b) => worth(a) - worth(b) : look.sort === "added" ? () => 0 : (a, b) => (a.cells[look.sort] ?? "").localeCompare(b.cells[look.sort] ?? "", "en");
    return rows.filter(fits).sort(order);
  }

  function draw() {
    const state = kept.read();
    const all = chosen(state);
    const shown = all.slice(0, look.shown);
    warning.textContent = kept.said();
    drawCounts(state);
    found.textContent = all.length ? `${shown.length} of ${all.length} shown` : state.rows.length ? "Nothing on your list fits." : "Your list is empty.";
    const focused = document.activeElement?.closest(".list-cards [data-part]")?.dataset.part;
    cards.replaceChildren(...shown.map(card));
    if (focused) cards.querySelector(`[data-part="${focused}"]`)?.focus();
    more.textContent = `Show ${Math.min(SHOWN, all.length - shown.length)} more`;
    more.hidden = shown.length === all.length;
    filters.hidden = foot.hidden = !state.rows.length;
    drawUnread(state.unread);
  }

  function card(row) {
    const { group, because, signs, score, unread: open } = judge(row);
    const { label, refused } = data.groups[group];
    const texts = data.columns.slice(1).filter(({ id, long }) => row.cells[id] && !long).map(({ id, label: name }) => `${name}: ${row.cells[id]}`);
    const set = ({ target }) => change((now) => ({ ...now, rows: now.rows.map((each) => (each.id === row.id ? { ...each, status: target.value } : each)) }), `${row.cells.name}: ${target.selectedOptions[0].text}.`);
    return h("li", { class: `tool-card${refused ? " list-refused" : ""}`, "data-id": row.id },
      h("p", {}, h("strong", {}, row.cells.name), " ", h("span", { class: "list-group" }, refused && "✕ ", label)),
      h("p", {}, because),
      open.map((column) => h("p", { class: "tool-warning" }, `${column.label}: “${row.cells[column.id]}” can mean several things. Change the line and choose one.`)),
      texts.length > 0 && h("p", { class: "tool-quiet" }, texts.join(" · ")),
      data.columns.filter(({ id, long }) => long && row.cells[id]).map(({ id }) => h("p", { class: "list-note" }, row.cells[id])),
      row.more.length > 0 && h("p", { class: "tool-quiet" }, row.more.map((each) => each.join(": ")).join(" · ")),
      h("details", {}, h("summary", {}, `Signs: ${score > 0 ? "+" : ""}${score}`), h("ul", {}, signs.map(([sign, words]) => h("li", {}, h("span", { "aria-hidden": "true" }, `${MARKS[sign][0]} `), h("span", { class: "list-only-said" }, `${MARKS[sign][1]}: `), words)))),
      h("div", { class: "tool-row" },
        choice(data.statuses, row.status, { "aria-label": `Status of ${row.cells.name}`, onchange: set, "data-part": `status-${row.id}` }),
        press("Change", () => { fillForm(row); adding.open = true; form.inputs[0][1].focus(); }, { "aria-label": `Change ${row.cells.name}` }),
        press("Remove", () => remove(row), { "aria-label": `Remove ${row.cells.name}` })));
  }

  function remove(row) {
    change((now) => ({ ...now, rows: now.rows.filter(({ id }) => id !== row.id) }), `${row.cells.name} is removed.`, (now) => ({ ...now, rows: [...now.rows, row] }));
    undoing.querySelector("button").focus();
  }

  function drawUnread(lines) {
    unread.replaceChildren(...(lines.length ? [
      h("h2", {}, `Lines that could not be read: ${lines.length}`),
      h("ul", {}, lines.slice(0, SHOWN).map(({ line, raw, why }) => h("li", {}, `Line ${line}: ${why}. `, h("code", {}, raw.slice(0, 300))))),
      h("div", { class: "tool-row" },
        press("Take them to the box above", () => { paste.value = [lines[0].head, ...lines.map(({ raw }) => raw)].filter(Boolean).join("\n"); paste.focus(); }),
        press("Forget these lines", () => change((now) => ({ ...now, unread: now.unread.filter(({ id }) => !lines.some((each) => each.id === id)) }), "Forgotten.", (now) => ({ ...now, unread: [...lines, ...now.unread] })))),
    ] : []));
  }

  const filter = (key) => ({ target }) => { look[key] = target.value; look.shown = SHOWN; draw(); };
  const any = (words) => ["", words];
  const filters = h("div", { class: "tool-fields" },
    field("Search", h("input", { type: "search", autocomplete: "off", oninput: filter("words") })),
    field("Group", choice([any("all"), ...data.groups.map(({ id, label }) => [id, label])], "", { onchange: filter("group") })),
    field("Status", choice([any("all"), ...data.statuses], "", { onchange: filter("status") })),
    field("Sort by", choice([["group", "Group and signs"], ["added", "When added"], ...data.columns.filter(isTyped).map(({ id, label }) => [id, label])], "group", { onchange: filter("sort") })));
  const foot = h("div", { class: "tool-row" }, press("Export as CSV", () => save(`${data.tool}.csv`, "text/csv", exported(data, kept.read().rows))));
  element.append(
    warning, counts, said, undoing, adding,
    h("details", {}, h("summary", {}, "Import from a file or by pasting"),
      field("A CSV file", file), field("Or lines pasted from a sheet, with their headings", paste),
      h("div", { class: "tool-row" }, press("Add these lines", () => take(false), { class: "tool-button tool-main" }), press("Replace my list", () => take(true))), unread),
    filters, found, cards, more, foot,
  );
  fillForm(null);
  adding.open = !kept.read().rows.length;
  if (kept.read().unread.length) unread.closest("details").open = true;
  draw();
  return kept.watch(draw);
});
