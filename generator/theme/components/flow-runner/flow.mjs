/* What follows from answers: the same contract as the generator's logic/walk.py. Pure: no page, no clock, no storage.

   `flow` is the client JSON (README.md). `answers` is a profile: question id → answer id, or a list of option ids for
   a question with several answers. Answers to questions that are not on the present path are kept and seen by nobody. */

import { answerTo, holds, valueOf } from "./expressions.mjs";

export const FORMAT = 1;

/** Where answers lead: `asked` and `told` in order, then `next` (a question) or `outcome`; all are indices.

    `recent` is what the last answer told; `next` and `outcome` are -1 where there is none. */
export function walk(flow, answers) {
  const asked = new Set();
  const told = new Set(flow.told);
  const values = new Map();
  let recent = flow.told;
  let state = flow.start;
  for (;;) {
    const [variable, ways, , , tells] = flow.states[state];
    const question = variable < 0 ? -1 : flow.variables[variable].question;
    const value = variable < 0 ? -1 : valueOf(flow, variable, answers);
    if (value < 0) return { asked: [...asked], told: [...told], recent, values, state, next: question, outcome: variable < 0 ? ways : -1 };
    recent = [...(asked.has(question) ? recent : []), ...(tells?.[value] ?? [])];
    recent.forEach((action) => told.add(action));
    asked.add(question);
    values.set(variable, value);
    state = ways[value];
  }
}

/** The actions that the flow's plan collects for a finished run, in its order, each once. */
export function collected(flow, run) {
  return [...new Set(flow.plan.filter(([, when]) => holds(when, run.values)).map(([action]) => action))];
}

/** All actions of a finished run, soonest horizon first: what was told, what the plan collects, what the outcome asks. */
export function plan(flow, run) {
  const wanted = new Set([...run.told, ...collected(flow, run), ...(flow.outcomes[run.outcome]?.actions ?? [])]);
  const horizons = flow.horizons.map(([id]) => id);
  const place = (action) => horizons.indexOf(flow.actions[action].horizon);
  return [...wanted].sort((one, other) => place(one) - place(other));
}

/** For each path the first row of its table that holds: `{path, title, url, verdict, because}`. */
export function verdicts(flow, run) {
  return flow.verdicts.flatMap(({ rows, ...path }) => {
    const row = rows.find(([, when]) => holds(when, run.values));
    return row ? [{ ...path, verdict: row[0], because: row[2] }] : [];
  });
}

/** The questions whose answers decided, for each action that a rule tells or plans, and for each path's verdict. */
export function reasons(flow, run) {
  const behind = (...rules) => [...new Set(rules.flatMap((when) => because(when, run.values)).map((each) => flow.variables[each].question))];
  const actions = new Map();
  for (const [action, when] of [...flow.plan, ...(flow.tells ?? [])]) {
    if (!actions.has(action) && holds(when, run.values)) actions.set(action, behind(when));
  }
  const paths = flow.verdicts.map(({ path, rows }) => {
    const rules = rows.map(([, when]) => when);
    const place = rules.findIndex((when) => holds(when, run.values));
    // The row for all others holds because the ones before it do not.
    return [path, behind(...(rules[place] === true ? rules.slice(0, place) : rules.slice(place, place + 1)))];
  });
  return { actions, paths: new Map(paths) };
}

/** The variables that made an expression hold or not, those that were asked; enough of them, in its order. */
function because(expression, values) {
  const [operator, ...items] = [expression].flat();
  if (operator === "not") return because(items[0], values);
  if (operator === "all") items.unshift(items.length);
  else if (operator !== "least") return values.has(items[0]) ? [items[0]] : [];
  const [least, ...parts] = items;
  const met = holds(expression, values);
  const needed = met ? least : parts.length - least + 1;
  return parts.filter((part) => holds(part, values) === met).slice(0, needed).flatMap((part) => because(part, values));
}

/** What the flow says where a finished run stopped, as the key of its note; undefined if it says nothing there. */
export function ending(flow, run) {
  return flow.stops?.find(([outcome, when]) => outcome === run.outcome && holds(when, run.values))?.[2];
}

/** The oldest fact that a finished run was told, by its questions, its outcome or its plan; undefined if there is none. */
export function oldest(flow, run) {
  const told = [flow.outcomes[run.outcome], ...run.asked.map((each) => flow.questions[each]), ...plan(flow, run).map((each) => flow.actions[each])];
  return flow.facts?.[Math.min(...told.map(({ fact }) => fact ?? Infinity))];
}

/** The fewest and the most questions still to be asked from a state, with these answers known. */
export function progress(flow, answers, state) {
  return explore(flow, answers).left(state);
}

/** What can still come from a state: sets of question, action and outcome indices. */
export function ahead(flow, answers, state) {
  const seen = new Set();
  const found = { questions: new Set(), actions: new Set(), outcomes: new Set() };
  const known = explore(flow, answers);
  const open = [state];
  while (open.length) {
    const at = open.pop();
    if (seen.has(at)) continue;
    seen.add(at);
    const [variable, ways, , , tells] = flow.states[at];
    if (variable < 0) found.outcomes.add(ways);
    else {
      found.questions.add(flow.variables[variable].question);
      for (const value of known.values(at)) {
        tells?.[value].forEach((action) => found.actions.add(action));
        open.push(ways[value]);
      }
    }
  }
  return found;
}

/** Every change of one answer that leads elsewhere: `{question, answer, outcomes, certain}`, in the order asked.

    `certain` says that the present outcome cannot come out; otherwise more questions would decide. */
export function alternatives(flow, answers, run) {
  // Where answers are missing after a change, all that was changed has been asked: one exploration serves for all.
  const known = explore(flow, answers);
  return run.asked.flatMap((question) =>
    others(flow.questions[question], answerTo(answers, flow.questions[question])).flatMap((answer) => {
      const changed = { ...answers, [flow.questions[question].id]: answer };
      const outcomes = known.outcomes(walk(flow, changed).state);
      if (outcomes.size === 1 && outcomes.has(run.outcome)) return [];
      return [{ question, answer, outcomes: [...outcomes], certain: !outcomes.has(run.outcome) }];
    }),
  );
}

/** What a change of answers did to the way: questions that fell away, whether the outcome is another, what the plan gains and loses. */
export function difference(flow, before, after) {
  const [old, now] = [walk(flow, before), walk(flow, after)];
  const coming = ahead(flow, after, now.state).questions;
  const result = {
    fell: old.asked.filter((question) => !now.asked.includes(question) && !coming.has(question)),
    outcome: old.outcome >= 0 && now.outcome >= 0 && old.outcome !== now.outcome,
    appear: [],
    vanish: [],
  };
  if (old.outcome >= 0 && now.outcome >= 0) {
    const [had, has] = [plan(flow, old), plan(flow, now)];
    result.appear = has.filter((action) => !had.includes(action));
    result.vanish = had.filter((action) => !has.includes(action));
  }
  return result;
}

/** What each node of the diagram is to a run: "here", "taken", "open" or "closed", by node id. */
export function marks(flow, answers, run) {
  const coming = ahead(flow, answers, run.state);
  const mark = ([kind, target]) => {
    if (kind === "outcome" && run.outcome === target) return "here";
    if (kind === "outcome") return coming.outcomes.has(target) ? "open" : "closed";
    const of = kind === "action" ? [run.told, coming.actions] : [run.asked, coming.questions];
    const targets = [target].flat();
    if (kind === "question" && targets.includes(run.next)) return "here";
    if (targets.some((each) => of[0].includes(each))) return "taken";
    return targets.some((each) => of[1].has(each)) ? "open" : "closed";
  };
  return Object.fromEntries(Object.entries(flow.diagram).map(([node, meaning]) => [node, mark(meaning)]));
}

/** The answer to a number or date question: the band that holds a whole number or a day, undefined for all else. */
export function band(question, typed) {
  const number = question.kind === "number";
  const text = typed.trim();
  if (!text || (number && !/^[-+]?\d{1,15}$/.test(text))) return undefined;
  const value = number ? Number(text) : text;
  const [least, most] = question.range;
  if (value < least || value > most) return undefined;
  return question.bands.find(({ from, to }) => (from == null || value >= from) && (to == null || value <= to))?.id;
}

/** A profile without answers that the flow does not have, and those left out as `{question, answer}`. */
export function known(flow, answers) {
  const kept = {};
  const unknown = [];
  for (const [id, given] of Object.entries(answers)) {
    const question = flow.questions.find((each) => each.id === id);
    const list = [given].flat();
    const fits = list.filter((answer) => question?.answers.some((each) => each.id === answer));
    list.filter((answer) => !fits.includes(answer)).forEach((answer) => unknown.push({ question: id, answer }));
    if (question?.kind === "choices") {
      const alone = fits.find((answer) => question.answers.some((each) => each.id === answer && each.exclusive));
      if (fits.length) kept[id] = alone ? [alone] : inOrder(question, fits);
    } else if (fits.length) kept[id] = fits[0];
  }
  return { answers: kept, unknown };
}

/** The answers that the present path reads. */
export function onPath(flow, run, answers) {
  const ids = run.asked.map((question) => flow.questions[question].id);
  return Object.fromEntries(ids.map((id) => [id, answers[id]]));
}

/** Chosen options in the order of the question, each once. */
export function inOrder(question, chosen) {
  return question.answers.map(({ id }) => id).filter((id) => chosen.includes(id));
}

/** The other answers to a question: each other choice, or each single option more or less. */
function others(question, given) {
  const ids = question.answers.map(({ id }) => id);
  if (question.kind !== "choices") return ids.filter((id) => id !== given);
  const exclusive = (id) => question.answers.some((each) => each.id === id && each.exclusive);
  const shared = given.filter((id) => !exclusive(id));
  return ids
    .filter((id) => !(exclusive(id) && given.includes(id)))
    .map((id) => {
      if (exclusive(id)) return [id];
      return inOrder(question, shared.includes(id) ? shared.filter((other) => other !== id) : [...shared, id]);
    })
    .filter((answer) => answer.length);
}

/** The states as these answers leave them: the values still open at each, the questions left, the outcomes to come. */
function explore(flow, answers) {
  const given = flow.variables.map((_, variable) => valueOf(flow, variable, answers));
  const values = (state) => {
    const [variable, ways] = flow.states[state];
    if (given[variable] >= 0) return [given[variable]];
    // Who ticked something has not ticked nothing: the last option then has no way for "no".
    return [...ways.keys()].filter((each) => ways[each] >= 0);
  };
  const folded = (end, join) => {
    const memo = new Map();
    const at = (state) => {
      const [variable, ways] = flow.states[state];
      if (variable < 0) return end(ways);
      if (!memo.has(state)) memo.set(state, join(values(state).map((value) => at(ways[value])), variable));
      return memo.get(state);
    };
    return at;
  };
  return {
    values,
    outcomes: folded((outcome) => new Set([outcome]), (after) => new Set(after.flatMap((each) => [...each]))),
    left: folded(() => [0, 0], (after, variable) => {
      // The yes and no of single options are one question on the page: only its first variable counts.
      const cost = flow.variables[variable].option < 0 && given[variable] < 0 ? 1 : 0;
      return [cost + Math.min(...after.map(([least]) => least)), cost + Math.max(...after.map(([, most]) => most))];
    }),
  };
}
