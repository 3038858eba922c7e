/* <tool-cost>: what a plan costs with the reader's own numbers, prices and rates. Nothing is asked of anybody. */

import { h } from "../flow-runner/elements.mjs";
import { writeCsv } from "../tool-parts/csv.mjs";
import { field, press, save, speaker, tool } from "../tool-parts/page.mjs";
import { fits } from "../tool-parts/shape.mjs";
import { shelf, siteOf } from "../tool-parts/shelf.mjs";
import { amountWords, converted, partsOf, summed, sumWords, typedNumber } from "./sums.mjs";

const SHAPE = { counts: { "*": [["", ""]] }, on: { "*": true }, own: { "*": [""] }, rates: { "*": "" }, currency: "" };

tool("tool-cost", (data, element) => {
  const empty = { counts: {}, on: {}, own: {}, rates: {}, currency: "" };
  const kept = shelf({ site: siteOf(data.root), tool: data.tool, empty, sound: (value) => fits(value, SHAPE) });
  const first = data.lines.flatMap(({ tiers }) => tiers)[0]?.[1] ?? "";
  const lines = data.lines.map((line) => ({ ...line, currency: first }));
  const warning = h("p", { class: "tool-warning", role: "alert" });
  const said = speaker();
  const numbers = h("div", {});
  const whole = h("p", { role: "status" });
  const parts = h("div", {});
  const total = h("div", { class: "tool-card cost-total" }, whole, parts);
  const table = h("div", {});
  const rates = h("div", { class: "tool-fields" });
  const shown = new Map(lines.map((line) => [line.id, lineView(line)]));

  /** Keeps what the reader wrote; while somebody types into a field of `numbers`, these stay as they are. */
  const keep = (key, more, isTyping = false) => {
    kept.change((now) => ({ ...now, [key]: { ...now[key], ...more } }));
    draw(isTyping);
  };

  /** The rows of a count: `[name, number as typed]`. */
  const rowsOf = (state, count) => state.counts[count.id] ?? [["", String(count.start)]];
  const numbersOf = (state, count) => rowsOf(state, count).map(([, text]) => Math.min(count.most, Math.floor(typedNumber(text)) || 0));
  const isOn = (state, line) => state.on[line.id] ?? !line.off;
  const countOf = (line) => data.counts.find(({ id }) => id === line.per);
  const partsNow = (state, line, counts = (count) => numbersOf(state, count)) =>
    isOn(state, line) ? partsOf(line, line.per ? counts(countOf(line)) : [1], state.own[line.id]) : [];

  function lineView(line) {
    const box = h("input", { type: "checkbox", onchange: ({ target }) => keep("on", { [line.id]: target.checked }) });
    const amount = h("strong", { class: "cost-amount" });
    const how = h("span", {});
    const tiers = line.tiers.length ? line.tiers : [[null, line.currency, null, null]];
    const inputs = tiers.map(([, currency, , end], tier) => {
      const input = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", onchange: () => own(tier) });
      return [input, field(`Today’s price in ${currency}${end ? `, up to number ${end}` : ""}`, input)];
    });
    const own = (tier) => {
      const text = inputs[tier][0].value.trim();
      if (text && Number.isNaN(typedNumber(text))) {
        said.textContent = `“${text}” is no amount. Write a number such as 1,230 or 12.50.`;
        return inputs[tier][0].focus();
      }
      said.textContent = "";
      return keep("own", { [line.id]: inputs.map(([input]) => input.value.trim()) });
    };
    const facts = line.tiers.map(([id]) => data.facts[id]);
    const today = new Date().toISOString().slice(0, 10);
    const view = h("li", {},
      h("label", { class: "tool-box" }, box, h("span", { class: "cost-label" }, line.label), amount),
      h("p", { class: "tool-quiet" }, how, facts.map((fact) => [" ", h("a", { href: fact.url }, fact.title), `, as of ${fact.day}.`, fact.review < today && " Past its day of review."]), line.say && ` ${line.say}`),
      h("details", {}, h("summary", {}, line.tiers.length ? "I know a newer price" : "I know the price"), inputs.map(([, label]) => label)));
    return { view, box, amount, how, inputs };
  }

  function drawLine(state, line) {
    const { view, box, amount, how, inputs } = shown.get(line.id);
    const own = partsNow(state, line);
    const isUnknown = !line.tiers.length && Number.isNaN(typedNumber(state.own[line.id]?.[0]));
    box.checked = isOn(state, line);
    amount.textContent = !isOn(state, line) ? "–" : isUnknown ? "not known" : sumWords(summed(own));
    how.textContent = line.per && own.length ? `${own.map(([many, currency, each]) => `${many} × ${amountWords(currency, each)}`).join(" + ")}.` : "";
    inputs.forEach(([input], tier) => { if (document.activeElement !== input) input.value = state.own[line.id]?.[tier] ?? ""; });
    view.classList.toggle("cost-off", !isOn(state, line));
  }

  function drawNumbers(state) {
    numbers.replaceChildren(...data.counts.map((count) => {
      const rows = rowsOf(state, count);
      const put = (place, column) => ({ target }) => {
        const now = rowsOf(kept.read(), count);
        keep("counts", { [count.id]: now.map((row, at) => (at === place ? row.map((text, part) => (part === column ? target.value : text)) : row)) }, true);
      };
      const input = (place) => h("input", { type: "number", min: "0", max: String(count.most), value: rows[place][1], oninput: put(place, 1), "data-part": `${count.id}-${place}` });
      if (!count.several) return h("div", { class: "tool-fields" }, field(count.label, input(0)));
      return h("fieldset", { class: "tool-card" }, h("legend", {}, count.label),
        rows.map(([name], place) => h("div", { class: "tool-fields" },
          field(`${count.several} ${place + 1}`, h("input", { type: "text", value: name, autocomplete: "off", oninput: put(place, 0), "data-part": `${count.id}-${place}-name` })),
          field(count.label, input(place)))),
        h("div", { class: "tool-row" },
          press("Add another", () => { keep("counts", { [count.id]: [...rowsOf(kept.read(), count), ["", "0"]] }); numbers.querySelector(`[data-part="${count.id}-${rows.length}-name"]`).focus(); }),
          count.list && press(`Take the numbers from “${count.list.title}”`, () => askList(count), { "data-part": `${count.id}-list` }),
          rows.length > 1 && press("Remove the last", () => keep("counts", { [count.id]: rowsOf(kept.read(), count).slice(0, -1) }))));
    }));
  }

  /** Says what the reader's list would give, and takes it only if the reader agrees. */
  async function askList(count) {
    const { list } = count;
    const focus = () => numbers.querySelector(`[data-part="${count.id}-list"]`).focus();
    const tell = (...parts) => { said.replaceChildren(...parts); said.querySelector("button, a")?.focus(); };
    const found = await import("./from-list.mjs").then(({ fromList }) => fromList(list, siteOf(data.root)), () => undefined);
    if (found === undefined) return tell("A part of this page did not load. Try again with a network.");
    if (!found?.counted.length) return tell(`Nothing on this device’s list “${list.title}” counts yet. `, h("a", { href: list.url }, "Go to it"));
    const rows = found.counted.map(([name, number]) => [name, String(Math.min(count.most, number))]);
    const words = rows.map(([name, number]) => `${name || `no ${count.several.toLowerCase()} written`}: ${number}`).join("; ");
    const left = found.refused ? ` ${found.refused} that it refuses ${found.refused === 1 ? "is" : "are"} left out.` : "";
    const before = rowsOf(kept.read(), count);
    return tell(`“${list.title}” has ${words}.${left} Put this in place of your numbers? `,
      h("span", { class: "tool-row" },
        press("Yes, take them", () => {
          keep("counts", { [count.id]: rows });
          tell("Taken over. ", press("Undo", () => { keep("counts", { [count.id]: before }); said.textContent = "Undone."; focus(); }));
        }),
        press("No", () => { said.textContent = ""; focus(); })));
  }

  function sumsWith(state, counts) {
    return summed(lines.flatMap((line) => partsNow(state, line, counts)));
  }

  function inOwn(state, sums) {
    const amount = converted(sums, state.rates);
    return state.currency && !Number.isNaN(amount) ? `about ${amountWords(state.currency, Math.round(amount))}` : "";
  }

  function drawTotal(state) {
    const all = sumsWith(state);
    const unknown = lines.filter((line) => isOn(state, line) && !line.tiers.length && Number.isNaN(typedNumber(state.own[line.id]?.[0])));
    whole.replaceChildren("In all: ", h("strong", {}, sumWords(all)), inOwn(state, all) && `, ${inOwn(state, all)}`);
    parts.replaceChildren(
      h("ul", {}, data.groups.map(([id, label]) => h("li", {}, `${label}: ${sumWords(summed(lines.filter(({ group }) => group === id).flatMap((line) => partsNow(state, line))))}`))),
      ...(unknown.length ? [h("p", { class: "tool-quiet" }, `Without: ${unknown.map(({ label }) => label).join("; ")}.`)] : []));
    table.replaceChildren(...data.compare.map(([id, many]) => {
      const count = data.counts.find((each) => each.id === id);
      const rest = (number) => (other) => (other.id === id ? [number, ...numbersOf(state, count).slice(1)] : numbersOf(state, other));
      return h("div", { class: "tool-scroll", tabindex: "0", role: "region", "aria-label": `Totals by ${count.label}` }, h("table", {},
        h("thead", {}, h("tr", {}, [count.label, "In all", ...(state.currency ? [state.currency] : [])].map((each) => h("th", { scope: "col" }, each)))),
        h("tbody", {}, many.map((number) => {
          const sums = sumsWith(state, rest(number));
          return h("tr", {}, h("th", { scope: "row" }, String(number)), h("td", {}, sumWords(sums)), state.currency && h("td", {}, inOwn(state, sums) || "rate missing"));
        }))));
    }));
  }

  function drawRates(state) {
    const currencies = [...new Set([first, ...lines.flatMap(({ tiers }) => tiers.map(([, currency]) => currency))])];
    const own = state.currency || "yours";
    rates.replaceChildren(
      field("Your currency", h("input", { type: "text", maxlength: "8", autocomplete: "off", value: state.currency, "data-part": "currency",
        onchange: ({ target }) => { kept.change((now) => ({ ...now, currency: target.value.trim().toUpperCase() })); draw(); } }), "Such as INR, PKR, NGN"),
      ...currencies.map((currency) => field(`1 ${currency} is so many ${own}`, h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value: state.rates[currency] ?? "", "data-part": `rate-${currency}`,
        onchange: ({ target }) => keep("rates", { [currency]: target.value.trim() }) }), "As your bank counts, with its part")));
  }

  function draw(isTyping = false) {
    const state = kept.read();
    const part = document.activeElement?.closest("tool-cost [data-part]")?.dataset.part;
    warning.textContent = kept.said();
    if (!isTyping) drawNumbers(state);
    if (!isTyping) drawRates(state);
    drawTotal(state);
    for (const line of lines) drawLine(state, line);
    if (part && !isTyping) element.querySelector(`[data-part="${part}"]`)?.focus();
  }

  function file() {
    const state = kept.read();
    const rows = lines.flatMap((line) => partsNow(state, line).map(([many, currency, each]) => [line.label, String(many), currency, String(each), String(Math.round(many * each * 100) / 100)]));
    save(`${data.tool}.csv`, "text/csv", writeCsv([["What", "How many", "Currency", "Each", "Together"], ...rows]));
  }

  element.append(warning, total, numbers, said, table,
    h("details", {}, h("summary", {}, "In your own currency"), rates),
    ...data.groups.flatMap(([id, label]) => [h("h2", {}, label), h("ul", { class: "cost-lines" }, lines.filter(({ group }) => group === id).map((line) => shown.get(line.id).view))]),
    h("div", { class: "tool-row" }, press("Export as CSV", file), press("Begin again", () => {
      const before = kept.read();
      kept.change(() => empty);
      said.replaceChildren("All numbers and prices are as at the beginning. ", press("Undo", () => { kept.change(() => before); said.textContent = "Undone."; draw(); }));
      draw();
      said.querySelector("button").focus();
    })));
  draw();
  return kept.watch(() => draw());
});
