/* The end of a flow as a reader sees it, in parts: the first fills the screen, the others can wait for the next pictures. */

import { answerTo } from "./expressions.mjs";
import { alternatives, ending, oldest, onPath, plan, reasons, verdicts } from "./flow.mjs";
import { fragment } from "./codec.mjs";
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
    () => keepView(model),
    () => verdictsView(model, why),
    () => text.length > 0 && section("What this means", text),
    () => outcome.stop.length > 0 && section("What to stop", list(outcome.stop)),
    () => changesView(flow, changes),
    () => [outcome.links.length > 0 && section("Read next", list(outcome.links.map(link))), ageView(oldest(flow, run))],
    ...givenParts(model),
    () => [shareView(model), h("p", { class: "flow-printed" })],
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

/** The way to the page where the plan is worked with; sensitive answers go there within this tab only. */
function keepView({ flow, answers, run, on }) {
  const given = onPath(flow, run, answers);
  const way = () => `${flow.keep.url}#flow=${flow.flow}&${fragment(flow, given, { sensitive: false }).slice(1)}`;
  return flow.keep && h("p", {}, h("a", { href: way(), class: "flow-button", onclick: () => on.keep(given) }, `Keep this plan in “${flow.keep.title}”`));
}

/** The changes that lead elsewhere for sure, those that decide it alone first. */
function changesView(flow, changes) {
  const groups = new Map();
  for (const { question, answer, outcomes, certain } of changes) {
    const key = `${question} ${outcomes}`;
    if (certain) groups.set(key, { question: flow.questions[question], outcomes, answers: [...(groups.get(key)?.answers ?? []), answer] });
  }
  const sorted = [...groups.values()].sort((one, other) => one.outcomes.length - other.outcomes.length);
  return sorted.length > 0 && section("What would change this result", list(sorted.map(({ question, answers, outcomes }) => {
    const to = outcomes.map((place) => `“${flow.outcomes[place].title}”`);
    return [`${question.ask} `, h("strong", {}, answers.map((answer) => words(question, answer)).join(" / ")),
      to.length > 1 ? [" → by further answers:", list(to)] : ` → ${to}`];
  })));
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

/** How to keep and pass on the result: fetched while the rest is read. */
function shareView(model) {
  const { flow, answers, run } = model;
  const place = h("section", { class: "flow-share" }, h("h3", {}, "Keep it or share it"));
  import("./sharing.mjs").then(
    ({ share }) => share(place, model, onPath(flow, run, answers), byHorizon(flow, run)),
    () => place.append("This part could not be loaded. Try again with a network."),
  );
  return place;
}

/** The plan as `[words of the horizon, actions]`, soonest first. */
function byHorizon(flow, run) {
  const actions = plan(flow, run);
  return flow.horizons
    .map(([id, label]) => [label, actions.filter((place) => flow.actions[place].horizon === id)])
    .filter(([, places]) => places.length);
}
