/* The end of a flow as a reader sees it, in parts: the first fills the screen, the others can wait for the next pictures. */

import { answerTo } from "./expressions.mjs";
import { alternatives, ending, oldest, onPath, plan, reasons, verdicts } from "./flow.mjs";
import { grouped, planCode } from "./codec.mjs";
import { button, clone, h, heading, link, list, notes, section, words } from "./elements.mjs";
import { givenRows } from "./views.mjs";

const VERDICTS = {
  open: ["●", "Open"],
  possible: ["◐", "Possible"],
  hard: ["◔", "Hard"],
  closed: ["○", "Closed"],
  ask: ["?", "Ask first"],
};

const ROWS = 4;

/** What it is: the first screen. */
export function outcomeView({ flow, run }) {
  const outcome = flow.outcomes[run.outcome];
  return [
    h("p", { class: "flow-progress" }, "Your result"),
    heading(outcome.title),
    (outcome.scenario || outcome.risk) && h("p", { class: "flow-risk" },
      outcome.scenario && ["Scenario: ", link([outcome.scenario.title, outcome.scenario.url])],
      outcome.scenario && outcome.risk && " · ",
      outcome.risk && ["Timeline risk: ", h("strong", {}, outcome.risk)]),
    h("p", { class: "lead" }, outcome.summary),
    notes(ending(flow, run)),
  ];
}

/** Why, what to do, and what would change it: functions that give elements, the most urgent first. */
export function outcomeParts(model) {
  const { flow, answers, run } = model;
  const outcome = flow.outcomes[run.outcome];
  const why = reasons(flow, run);
  let changes;
  const text = clone(`[data-outcome="${outcome.id}"]`);
  return [
    () => whyView(model, (changes = alternatives(flow, answers, run))),
    ...planParts(model, why),
    () => verdictsView(model, why),
    () => text.length > 0 && section("What this means", text),
    () => outcome.stop.length > 0 && section("What to stop", list(outcome.stop)),
    () => changesView(flow, changes),
    () => [outcome.links.length > 0 && section("Read next", list(outcome.links.map(link))), ageView(oldest(flow, run))],
    ...givenParts(model),
    () => [shareView(model, outcome), h("p", { class: "flow-printed" })],
  ];
}

/** Answers that a rule read, as the reason for what it says. */
function reasonView({ flow, answers }, questions = []) {
  const said = questions.map((place) => flow.questions[place]).map((each) => `${each.name ? `${each.name}:` : each.ask} ${words(each, answerTo(answers, each))}`);
  return said.length > 0 && h("p", { class: "flow-because" }, `Because you answered: ${said.join("; ")}`);
}

function whyView({ flow, answers }, changes) {
  const mattered = [...new Set(changes.map(({ question }) => question))].map((place) => flow.questions[place]);
  if (!mattered.length) return h("p", { class: "why" }, "Changing any one answer leads here, too.");
  return section("Why", h("p", {}, "These answers decided it:"),
    list(mattered.map((question) => [`${question.ask} `, h("strong", {}, words(question, answerTo(answers, question)))])));
}

/** The plan, a few actions at a time. */
function planParts(model, why) {
  const { flow, run } = model;
  const whole = h("section", { class: "flow-plan" }, h("h3", {}, "Your plan"));
  return byHorizon(flow, run).flatMap(([label, places]) => {
    const rows = h("ol", {});
    return chunks(places).map((some, chunk) => () => {
      rows.append(...some.map((place) => actionView(model, place, why.actions.get(place))));
      if (chunk === 0) whole.append(h("h4", {}, label, " ", h("small", {}, hours(places.map((place) => flow.actions[place])))), rows);
      return !whole.parentNode && whole;
    });
  });
}

function actionView(model, place, questions) {
  const { flow, run, fresh, on } = model;
  const action = flow.actions[place];
  const own = flow.outcomes[run.outcome].actions.includes(place);
  const box = h("input", { type: "checkbox", checked: on.ticked(action.id), onchange: ({ target }) => on.tick(action.id, target.checked) });
  return h("li", {},
    h("label", { class: "flow-box" }, box, h("span", {}, action.title, fresh.includes(place) && h("mark", {}, "new"))),
    h("p", {}, action.summary, action.effort && ` (${action.effort}) `, " ", h("a", { href: action.url, "aria-label": `How: ${action.title}` }, "How")),
    !own && reasonView(model, questions));
}

/** "about 12–20 hours"; "at least 12 hours" where not every action says how long it takes. */
export function hours(actions) {
  const known = actions.flatMap((action) => (action.hours ? [action.hours] : []));
  const sum = (end) => known.reduce((total, span) => total + span[end], 0);
  const all = known.length === actions.length;
  const most = sum(all ? 1 : 0);
  const said = all ? `about ${sum(0) < most ? `${sum(0)}–` : ""}` : "at least ";
  return most ? `${said}${most} ${most === 1 ? "hour" : "hours"}` : "";
}

function verdictsView(model, why) {
  const rows = verdicts(model.flow, model.run);
  return rows.length > 0 && section("What is open to you", h("ul", { class: "flow-verdicts" }, rows.map(({ path, title, url, verdict, because }) => {
    const [shape, word] = VERDICTS[verdict];
    return h("li", {}, h("span", { "aria-hidden": "true" }, `${shape} `), link([title, url]), ": ", h("strong", {}, word), because && ` – ${because}`,
      reasonView(model, why.paths.get(path)));
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

/** The answers of this way, a few at a time. */
function givenParts(model) {
  const rows = h("dl", { class: "flow-given" });
  return chunks(model.run.asked).map((some, chunk) => () => {
    rows.append(...givenRows(model, some));
    return chunk === 0 && section("Your answers", rows);
  });
}

const chunks = (items) => items.flatMap((_, place) => (place % ROWS ? [] : [items.slice(place, place + ROWS)]));

function shareView({ flow, answers, run, on }, outcome) {
  const given = onPath(flow, run, answers);
  const private_ = run.asked.map((place) => flow.questions[place]).filter((question) => question.sensitive);
  const opted = h("input", { type: "checkbox" });
  const code = h("output", { class: "flow-code" });
  const show = () => { code.textContent = grouped(planCode(flow, given, { sensitive: opted.checked })).toUpperCase(); };
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
    copy("Copy private link", () => on.privateLink(given, opted.checked)),
    h("p", {}, "Plan code, to dictate or to write down: ", code),
    copy("Copy plan code", () => code.textContent),
    h("h4", {}, "Take it with you"),
    h("div", { class: "flow-row" }, copy("Copy as chat text", () => chatText(flow, run, on.publicLink(outcome))), button("Print", on.print)),
    said);
}

/** The result as a message: the plan and the public address, no answers. */
export function chatText(flow, run, address) {
  const outcome = flow.outcomes[run.outcome];
  const parts = byHorizon(flow, run).map(([label, places]) => [`*${label}*`, ...places.map((place) => `– ${flow.actions[place].title}`)].join("\n"));
  return [`*${outcome.title}*`, outcome.summary, ...parts, address].join("\n\n");
}

/** The plan as `[words of the horizon, actions]`, soonest first. */
function byHorizon(flow, run) {
  const actions = plan(flow, run);
  return flow.horizons
    .map(([id, label]) => [label, actions.filter((place) => flow.actions[place].horizon === id)])
    .filter(([, places]) => places.length);
}
