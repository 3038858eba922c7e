/* Questions as a reader sees them, and what stands around them. No storage, no history; what is done is passed in as `on`. */

import { answerTo } from "./expressions.mjs";
import { marks, progress } from "./flow.mjs";
import { button, clone, h, heading, link, list, notes, words } from "./elements.mjs";

const MARKS = { here: "you are here", taken: "on your way", open: "still open", closed: "not on your way" };

/** "2 to 4 questions left", the one shown included. */
export function questionsLeft([least, most]) {
  if (most === 1) return "Last question";
  return least === most ? `${most} questions left` : `${least} to ${most} questions left`;
}

/** One question with its answers. */
export function questionView({ flow, answers, run, editing, on }) {
  const question = flow.questions[editing ?? run.next];
  const given = answerTo(answers, question);
  const told = editing === undefined ? run.recent.map((action) => flow.actions[action]) : [];
  return [
    told.length > 0 &&
      h("div", { class: "flow-told" }, h("p", {}, "For your plan, from here on:"), list(told.map((action) => [link([action.title, action.url]), `: ${action.summary}`, notes(`tell:${action.id}`)]))),
    h("p", { class: "flow-progress" }, editing === undefined ? questionsLeft(left(flow, answers, run)) : "You are changing one answer. The others stay."),
    heading(question.ask),
    question.why && h("p", { class: "why" }, question.why),
    notes(`ask:${question.id}`),
    answerForm(question, given, on),
    copied(`[data-help="${question.id}"]`, "How to find the answer"),
    question.sensitive && h("p", { class: "why" }, "This answer stays out of links, unless you add it."),
    editing === undefined
      ? run.asked.length > 0 && button("Previous question", () => on.change(run.asked.at(-1)), { class: "flow-button flow-back" })
      : button("Keep my answer", on.cancel),
  ];
}

/** The compiled flow knows how many are left, unless answers are known that the path has not asked for yet. */
function left(flow, answers, run) {
  const all = Object.keys(answers).length === run.asked.length;
  return all ? flow.states[run.state].slice(2, 4) : progress(flow, answers, run.state);
}

function answerForm(question, given, on) {
  if (question.kind === "choices") return severalForm(question, given, on);
  const choose = (answer) => h("li", {}, h(
    "button",
    { type: "button", class: "way", "aria-current": answer.id === given ? "true" : undefined, onclick: () => on.answer(question, answer.id) },
    h("span", {}, answer.label, answer.id === given && " (your answer)", answer.hint && h("small", {}, answer.hint)),
  ));
  const ways = h("ul", { class: "flow-ways" }, question.answers.map(choose));
  return question.bands ? [typedForm(question, on), ways] : ways;
}

/** Checkboxes; an exclusive option ("none of these") clears the others. */
function severalForm(question, given = [], on) {
  const error = h("p", { class: "flow-error", role: "alert" });
  const boxes = question.answers.map(({ id, exclusive }) =>
    h("input", { type: "checkbox", value: id, checked: given.includes(id), "data-exclusive": exclusive }),
  );
  const changed = ({ target }) => {
    for (const box of boxes) {
      const clears = target.hasAttribute("data-exclusive") || box.hasAttribute("data-exclusive");
      if (target.checked && box !== target && clears) box.checked = false;
    }
    error.textContent = "";
  };
  const done = (event) => {
    event.preventDefault();
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    if (chosen.length) on.answer(question, chosen);
    else {
      error.textContent = "Tick at least one line.";
      boxes[0].focus();
    }
  };
  const rows = question.answers.map(({ label, hint }, place) =>
    h("label", { class: "flow-box" }, boxes[place], h("span", {}, label, hint && h("small", {}, hint))),
  );
  return h("form", { onsubmit: done, onchange: changed },
    h("fieldset", {}, h("legend", {}, "Tick all that fit"), rows), error,
    h("button", { class: "flow-button flow-main" }, "Continue"));
}

function typedForm(question, on) {
  const number = question.kind === "number";
  const [least, most] = question.range;
  const error = h("p", { class: "flow-error", role: "alert" });
  const input = h("input", { type: number ? "text" : "date", inputmode: number && least >= 0 ? "numeric" : undefined, autocomplete: "off" });
  const done = (event) => {
    event.preventDefault();
    if (on.typed(question, input.value)) return;
    error.textContent = `Write a ${number ? "whole number" : "date"} from ${least} to ${most}, or choose below.`;
    input.focus();
  };
  return h("form", { onsubmit: done, class: "flow-typed" },
    h("label", {}, `Type it (${[question.unit, `${least} to ${most}`].filter(Boolean).join(", ")}) `, input),
    h("button", { class: "flow-button" }, "Continue"), error, h("p", {}, "or choose:"));
}

/** A part of the page that was there already, folded; nothing if the page has none. */
function copied(selector, title) {
  const content = clone(selector);
  return content.length > 0 && h("details", {}, h("summary", {}, title), content);
}

/** Answers given, each with its way back. */
export function givenRows({ flow, answers, on }, questions) {
  return questions.map((place) => {
    const question = flow.questions[place];
    return h("div", {}, h("dt", {}, question.ask),
      h("dd", {}, h("span", {}, words(question, answerTo(answers, question))),
        button("Change", () => on.change(place), { "aria-label": `Change: ${question.ask}` })));
  });
}

/** Answers from before this visit, which the flow has therefore just not asked for. */
export function takenView(model, questions) {
  return questions.length > 0 && h("details", { class: "flow-taken", open: questions.length < 3 },
    h("summary", {}, `Not asked again, taken from before: ${questions.length}`),
    h("dl", { class: "flow-given" }, givenRows(model, questions)));
}

/** The controls at the foot: memory, forgetting, plan codes. */
export function footView({ on, remembered }) {
  const input = h("input", { type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
  const error = h("p", { class: "flow-error", role: "alert" });
  const open = (event) => {
    event.preventDefault();
    const found = on.code(input.value);
    error.textContent = found ? "" : "This is no plan code of these questions.";
    if (found) input.value = "";
    else input.focus();
  };
  return [
    h("label", { class: "flow-box" },
      h("input", { type: "checkbox", checked: remembered, onchange: ({ target }) => { target.checked = on.remember(target.checked); } }),
      h("span", {}, "Remember my answers on this device", h("small", {}, "Not on a shared one. Otherwise they go with this tab. Answers never leave your browser."))),
    button("Forget everything", on.forget),
    h("details", {}, h("summary", {}, "I have a plan code"), h("form", { onsubmit: open }, h("label", {}, "Plan code ", input), h("button", { class: "flow-button" }, "Open"), error)),
  ];
}

/** The id of the step that a node of a diagram leads to. */
const stepOf = (node) => node.getAttribute("href").replace(/^#(step-)?/, "");

/** Marks the nodes of the page's diagrams: where the reader is, the way taken, what is open. */
export function markDiagrams({ flow, answers, run }) {
  const found = marks(flow, answers, run);
  for (const node of document.querySelectorAll(".diagram .node")) {
    const mark = found[stepOf(node)];
    if (!mark || mark === node.dataset.mark) continue;
    node.dataset.label ??= node.getAttribute("aria-label");
    node.dataset.mark = mark;
    node.setAttribute("aria-label", `${node.dataset.label} (${MARKS[mark]})`);
    if (mark === "here") node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
  }
}

/** The questions of the diagram's node that was clicked on, if it asks any. */
export function questionsAt(flow, target) {
  const node = target.closest?.(".diagram .node");
  const [kind, questions] = (node && flow.diagram[stepOf(node)]) ?? [];
  return kind === "question" ? [questions].flat() : [];
}
