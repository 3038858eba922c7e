/* What a reader sees: elements made from a flow and a run. No storage, no history; what is done is passed in as `on`. */

import { answerTo } from "./expressions.mjs";
import { alternatives, marks, oldest, plan, progress, verdicts } from "./flow.mjs";
import { grouped, planCode } from "./codec.mjs";

const VERDICTS = {
  open: ["●", "Open"],
  possible: ["◐", "Possible"],
  hard: ["◔", "Hard"],
  closed: ["○", "Closed"],
  ask: ["?", "Ask first"],
};

const MARKS = { here: "you are here", taken: "on your way", open: "still open", closed: "not on your way" };

/** An element; `on…` attributes are listeners, false and undefined ones are left out. Words are never read as HTML. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/** "2 to 4 questions left", the one shown included. */
export function questionsLeft([least, most]) {
  if (most === 1) return "Last question";
  return least === most ? `${most} questions left` : `${least} to ${most} questions left`;
}

/** The words of an answer. */
export function words(question, answer) {
  const chosen = question.answers.filter(({ id }) => [answer].flat().includes(id));
  return chosen.map(({ label }) => label).join(", ");
}

/** The heading of a view: it takes the focus. */
const heading = (text) => h("h2", { class: "flow-heading", tabindex: "-1" }, text);
const button = (text, onclick, more) => h("button", { type: "button", class: "flow-button", onclick, ...more }, text);
const list = (items, tag = "ul") => h(tag, {}, items.map((item) => h("li", {}, item)));
const link = ([text, url]) => h("a", { href: url }, text);
const section = (title, ...content) => h("section", {}, h("h3", {}, title), content);

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
      ? run.asked.length > 0 && button("← Previous question", () => on.change(run.asked.at(-1)))
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
  const input = h("input", { type: number ? "text" : "date", inputmode: number ? "decimal" : undefined, autocomplete: "off" });
  const done = (event) => {
    event.preventDefault();
    if (on.typed(question, input.value)) return;
    error.textContent = `Write a ${number ? "number" : "date"} from ${least} to ${most}, or choose below.`;
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

function clone(selector, most = 1) {
  return [...document.querySelectorAll(selector)].slice(0, most).flatMap((found) => {
    const twin = found.cloneNode(true);
    twin.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    twin.querySelectorAll(".headerlink, summary").forEach((element) => element.remove());
    return [...twin.childNodes];
  });
}

/** What the flow's steps say where they ask or tell this. */
const notes = (key) => clone(`[data-note="${key}"]`, 9);

/** The answers given so far, each with its way back. */
export function answersView({ flow, answers, run, on }) {
  return h("dl", { class: "flow-given" }, run.asked.map((place) => {
    const question = flow.questions[place];
    return h("div", {}, h("dt", {}, question.ask),
      h("dd", {}, h("span", {}, words(question, answerTo(answers, question))),
        button("Change", () => on.change(place), { "aria-label": `Change: ${question.ask}` })));
  }));
}

/** The end: what it is, why, what to do, and what would change it. */
export function outcomeView(model) {
  const { flow, run, on, fresh } = model;
  const outcome = flow.outcomes[run.outcome];
  const changes = alternatives(flow, model.answers, run);
  const text = clone(`[data-outcome="${outcome.id}"]`);
  return [
    h("p", { class: "flow-progress" }, "Your result"),
    heading(outcome.title),
    (outcome.scenario || outcome.risk) && h("p", { class: "flow-risk" },
      outcome.scenario && ["Scenario: ", link([outcome.scenario.title, outcome.scenario.url])],
      outcome.scenario && outcome.risk && " · ",
      outcome.risk && ["Timeline risk: ", h("strong", {}, outcome.risk)]),
    h("p", { class: "lead" }, outcome.summary),
    whyView(model, changes),
    planView(flow, plan(flow, run), fresh, on),
    verdictsView(verdicts(flow, run)),
    text.length > 0 && section("What this means", text),
    outcome.stop.length > 0 && section("What to stop", list(outcome.stop)),
    changesView(flow, changes),
    outcome.links.length > 0 && section("Read next", list(outcome.links.map(link))),
    ageView(oldest(flow, run)),
    h("section", {}, h("h3", {}, "Your answers"), answersView(model)),
    shareView(model, outcome),
  ];
}

function whyView({ flow, answers }, changes) {
  const mattered = [...new Set(changes.map(({ question }) => question))].map((place) => flow.questions[place]);
  if (!mattered.length) return h("p", { class: "why" }, "Changing any one answer leads here, too.");
  return section("Why", h("p", {}, "These answers decided it:"),
    list(mattered.map((question) => [`${question.ask} `, h("strong", {}, words(question, answerTo(answers, question)))])));
}

function planView(flow, actions, fresh, on) {
  const item = (place) => {
    const action = flow.actions[place];
    const box = h("input", { type: "checkbox", checked: on.ticked(action.id), onchange: ({ target }) => on.tick(action.id, target.checked) });
    return h("li", {},
      h("label", { class: "flow-box" }, box, h("span", {}, action.title, fresh.includes(place) && h("mark", {}, "new"))),
      h("p", {}, action.summary, action.effort && ` (${action.effort}) `, " ", h("a", { href: action.url, "aria-label": `How: ${action.title}` }, "How")));
  };
  const parts = flow.horizons
    .map(([id, label]) => [label, actions.filter((place) => flow.actions[place].horizon === id)])
    .filter(([, places]) => places.length);
  if (!parts.length) return null;
  return h("section", { class: "flow-plan" }, h("h3", {}, "Your plan"),
    parts.map(([label, places]) => [h("h4", {}, label), h("ol", {}, places.map(item))]));
}

function verdictsView(rows) {
  if (!rows.length) return null;
  return section("What is open to you", h("ul", { class: "flow-verdicts" }, rows.map(({ title, url, verdict, because }) => {
    const [shape, word] = VERDICTS[verdict];
    return h("li", {}, h("span", { "aria-hidden": "true" }, `${shape} `), link([title, url]), ": ", h("strong", {}, word), because && ` – ${because}`);
  })));
}

function changesView(flow, changes) {
  const certain = changes.filter((change) => change.certain);
  if (!certain.length) return null;
  const groups = new Map();
  for (const { question, answer, outcomes } of certain) {
    const to = outcomes.map((place) => `“${flow.outcomes[place].title}”`).join(" or ");
    const key = `${question} ${to}`;
    groups.set(key, { question: flow.questions[question], to, answers: [...(groups.get(key)?.answers ?? []), answer] });
  }
  return section("What would change this result", list([...groups.values()].map(({ question, to, answers }) =>
    [`${question.ask} `, h("strong", {}, answers.map((answer) => words(question, answer)).join(" / ")), ` → ${to}`])));
}

function ageView(fact) {
  if (!fact) return null;
  const today = new Date().toISOString().slice(0, 10);
  return h("p", { class: "why" }, "Oldest rule behind this plan: ", link([fact.title, fact.url]), `, as of ${fact.day}.`,
    fact.review < today && " We meant to read it again before today: check it before you act.");
}

function shareView({ flow, answers, run, on }, outcome) {
  const onPath = Object.fromEntries(run.asked.map((place) => [flow.questions[place].id, answers[flow.questions[place].id]]));
  const private_ = run.asked.map((place) => flow.questions[place]).filter((question) => question.sensitive);
  const opted = h("input", { type: "checkbox" });
  const code = h("output", { class: "flow-code" });
  const show = () => { code.textContent = grouped(planCode(flow, onPath, { sensitive: opted.checked })).toUpperCase(); };
  opted.addEventListener("change", show);
  show();
  const said = h("p", { class: "flow-copied", role: "status" });
  const copy = (label, text) => button(label, () => on.copy(text(), said));
  return h("section", { class: "flow-share" }, h("h3", {}, "Keep it or share it"),
    h("h4", {}, "Public: the result without your answers"),
    h("p", {}, "A page that is the same for everybody and holds nothing about you: safe in a group."),
    copy("Copy public link", () => on.publicLink(outcome)),
    h("h4", {}, "Private: your plan with your answers"),
    h("p", {}, "Whoever gets this link or code can read your answers. They travel in the last part of the address, which browsers send to no server."),
    private_.length > 0 && h("label", { class: "flow-box" }, opted, h("span", {}, "Add my sensitive answers: ", private_.map(({ ask }) => `“${ask}”`).join(", "), h("small", {}, "Without them, whoever opens it is asked again."))),
    copy("Copy private link", () => on.privateLink(onPath, opted.checked)),
    h("p", {}, "Plan code, to dictate or to write down: ", code),
    copy("Copy plan code", () => code.textContent),
    h("h4", {}, "Take it with you"),
    h("div", { class: "flow-row" }, copy("Copy as chat text", () => chatText(flow, run, on.publicLink(outcome))), button("Print", on.print)),
    said);
}

/** The result as a message: the plan and the public address, no answers. */
export function chatText(flow, run, address) {
  const outcome = flow.outcomes[run.outcome];
  const actions = plan(flow, run).map((place) => flow.actions[place]);
  const parts = flow.horizons
    .map(([id, label]) => [label, actions.filter(({ horizon }) => horizon === id)])
    .filter(([, found]) => found.length)
    .map(([label, found]) => [`*${label}*`, ...found.map(({ title }) => `– ${title}`)].join("\n"));
  return [`*${outcome.title}*`, outcome.summary, ...parts, address].join("\n\n");
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
      h("span", {}, "Remember my answers on this device", h("small", {}, "Not on a shared one. Answers never leave your browser."))),
    button("Forget everything", on.forget),
    h("details", {}, h("summary", {}, "I have a plan code"), h("form", { onsubmit: open }, h("label", {}, "Plan code ", input), h("button", { class: "flow-button" }, "Open"), error)),
  ];
}

/** Marks the nodes of the page's diagrams: where the reader is, the way taken, what is open. */
export function markDiagrams({ flow, answers, run }) {
  const found = marks(flow, answers, run);
  for (const node of document.querySelectorAll(".diagram .node")) {
    const mark = found[node.dataset.node];
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
  const [kind, questions] = flow.diagram[target.closest?.(".diagram .node")?.dataset.node] ?? [];
  return kind === "question" ? [questions].flat() : [];
}
