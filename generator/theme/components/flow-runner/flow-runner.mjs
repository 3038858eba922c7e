/* <flow-runner>: takes over the first question of a flow's page and asks one question after the other.

   The page works without it: the static question links to the flow's state pages, and can be read before the flow has
   come. If anything here fails at the start, that question stays. What the reader waits for is drawn at once, the rest
   piece by piece after it: a slow phone answers the finger first. Where the reader is stands in the history entry (all
   answers) and in the address (those that are not sensitive), so that back, forward, reload and an opened link each
   give the same view. */

import { band, difference, known, onPath, walk } from "./flow.mjs";
import { fetched } from "./fetched.mjs";
import { fragment, read, readCode } from "./codec.mjs";
import { memory } from "./store.mjs";
import { h, words } from "./elements.mjs";
import { footView, givenRows, markDiagrams, questionsAt, questionView, takenView } from "./views.mjs";
import { outcomeParts, outcomeView } from "./result.mjs";

class FlowRunner extends HTMLElement {
  connectedCallback() {
    if (this.flow) this.listen();
    else this.coming ??= this.come().finally(() => (this.coming = null));
  }

  /** Takes over as soon as the flow is there and nobody is about to follow a link of the static question. */
  async come() {
    let still = {};
    try {
      still = this.closest(".flow").querySelector(".flow-still");
      // Who has answered already would only see the first question come and go.
      still.hidden = Boolean(location.hash || history.state);
      const free = untouched(still);
      await painted();
      const flow = await fetched(new URL(this.getAttribute("src"), location.href).href);
      await free();
      if (!flow || !this.isConnected) return;
      this.pageTitle = document.title;
      this.store = memory(() => localStorage, () => sessionStorage, new URL(flow.root).pathname);
      this.flow = flow;
      this.build();
      this.begin();
      this.listen();
      const focused = still.contains(document.activeElement);
      [still.hidden, this.hidden] = [true, false];
      if (focused) this.show();
    } catch (error) {
      this.flow = null;
      this.hidden = true;
      console.error(error);
    } finally {
      still.hidden = Boolean(this.flow);
    }
  }

  disconnectedCallback() {
    removeEventListener("popstate", this.popped);
    removeEventListener("beforeprint", this.printed);
    document.removeEventListener("click", this.clicked);
    this.deaf?.();
  }

  build() {
    this.view = h("div", { class: "flow-view" });
    this.rows = h("dl", { class: "flow-given" });
    this.given = h("details", { class: "flow-so-far", ontoggle: () => this.list() }, h("summary", {}, "Your answers"), this.rows);
    this.foot = h("div", { class: "flow-foot" });
    this.said = h("p", { class: "flow-said", role: "status" });
    this.replaceChildren(this.said, this.view, this.given, this.foot);
    this.popped = () => this.arrive();
    this.clicked = (event) => this.follow(event);
    this.printed = () => this.sign();
    // Who goes on by keyboard must not pass by what is not there yet.
    this.onkeydown = () => this.finish();
  }

  listen() {
    addEventListener("popstate", this.popped);
    addEventListener("beforeprint", this.printed);
    document.addEventListener("click", this.clicked);
    this.deaf = this.store.heard(() => this.forgotten("Everything was forgotten in another tab, and so it is here."));
  }

  /** The first view of a visit: a reload, a link, answers from before, or nothing yet. */
  begin() {
    const handed = known(this.flow, this.store.handed(this.flow.flow)).answers;
    const stored = known(this.flow, this.store.answers()).answers;
    const taken = Object.keys(stored).filter((id) => !Object.hasOwn(handed, id));
    if (Object.keys(handed).length) this.store.keep(handed);
    this.enter(this.found() ?? { answers: { ...stored, ...handed }, taken }, "replace");
  }

  /** Back or forward, an edited address, or a link to another part of this page. */
  arrive() {
    const place = this.found();
    if (place || !location.hash) this.enter(place ?? { answers: {} }, "replace", true);
    else history.replaceState(this.entry(), "");
  }

  /** The place that the history entry or else the address holds, if any; none of it counts after "forget everything". */
  found() {
    const { state } = history;
    if (state?.flow !== this.flow.flow) return this.linked();
    return state.run === this.store.run() ? { ...state, answers: known(this.flow, state.answers).answers } : { answers: {} };
  }

  linked() {
    const found = read(this.flow, location.hash);
    if (!found) return null;
    const lost = found.unknown.map(({ question, answer }) => `${question}: ${answer}`.slice(0, 60));
    const notes = [];
    if (found.version !== this.flow.version) notes.push("These questions have changed since this link was made. The answers that still exist are used.");
    if (lost.length) notes.push(`Left out, because it no longer exists: ${lost.join("; ")}.`);
    return { answers: found.answers, editing: found.editing, notes };
  }

  entry() {
    return { ...this.place, flow: this.flow.flow, run: this.store.run() };
  }

  /** Shows a place; `how` is "push" for a step of the reader, "replace" for what the history knows already. */
  enter(place, how, focus = how === "push") {
    const seen = how === "push" ? this.run.asked : [];
    const { answers, editing } = place;
    this.place = place;
    this.run = walk(this.flow, answers);
    const begun = Object.keys(answers).length > 0 || editing;
    const address = begun ? fragment(this.flow, onPath(this.flow, this.run, answers), { editing, sensitive: false }) : "";
    history[`${how}State`](this.entry(), "", address || location.pathname + location.search);
    this.render(focus, seen);
  }

  /** Draws the place; answers from before, which `taken` names, are shown where they come up: not among those `seen`. */
  render(focus, seen) {
    const { flow, run } = this;
    const { answers, before, taken = [] } = this.place;
    const editing = run.asked.find((question) => flow.questions[question].id === this.place.editing);
    const finished = run.next < 0 && editing === undefined;
    const changed = before && difference(flow, before, answers);
    const model = { flow, run, answers, editing, finished, fresh: changed?.appear ?? [], remembered: this.store.remembered(), on: this.actions() };
    const notes = [...(this.place.notes ?? []), ...(changed ? this.changes(changed, before) : [])];
    const used = run.asked.filter((each) => editing === undefined && !seen.includes(each) && taken.includes(flow.questions[each].id));
    this.model = model;
    this.view.replaceChildren(...elements([
      notes.length + used.length > 0 && h("div", { class: "flow-notes" }, notes.map((note) => h("p", {}, note)), takenView(model, used)),
      finished ? outcomeView(model) : questionView(model),
    ]));
    this.closest("article")?.classList.toggle("flow-begun", run.asked.length > 0);
    if (focus) this.show();
    this.waiting = [
      () => this.surround(focus, notes),
      () => finished && this.waiting.push(...outcomeParts(model).map((part) => () => this.view.append(...elements([part()])))),
    ];
    if (focus) this.soon(this.waiting);
    else this.finish();
  }

  /** The heading gets the focus, and the screen if it is not on it. */
  show() {
    this.view.querySelector(".flow-heading").focus({ preventScroll: true });
    const { top } = this.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.scrollIntoView();
  }

  /** What changes around the view: what is said aloud, the window's title, the diagrams, the foot. */
  surround(focus, notes) {
    const { model, view } = this;
    const text = (part) => view.querySelector(part)?.textContent;
    this.given.hidden = model.finished || !model.run.asked.length;
    if (focus) this.said.textContent = [text(".flow-progress"), ...notes, text(".flow-taken summary"), text(".flow-told")].filter(Boolean).join(" ");
    document.title = model.run.asked.length || focus ? `${text(".flow-heading")} - ${this.pageTitle}` : this.pageTitle;
    this.list();
    if (this.kept !== model.remembered) this.foot.replaceChildren(...footView(model));
    this.kept = model.remembered;
    markDiagrams(model);
  }

  /** Draws one waiting piece after each picture; a page that nobody sees can wait. */
  soon(waiting) {
    requestAnimationFrame(() => setTimeout(() => {
      if (this.waiting !== waiting) return;
      waiting.shift()?.();
      if (waiting.length) this.soon(waiting);
    }));
  }

  /** Draws everything that waits. */
  finish() {
    while (this.waiting.length) this.waiting.shift()();
  }

  /** A printed plan says where it is from, when, and how to come back to it. */
  sign() {
    this.finish();
    const [line, code] = [".flow-printed", ".flow-code"].map((part) => this.view.querySelector(part));
    const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
    if (line) line.textContent = [location.href.split("#")[0], `printed on ${day}`, ...(code?.textContent ? [`plan code ${code.textContent}`] : [])].join(" · ");
  }

  /** The answers so far, made only while they are looked at: a slow phone pays for each. */
  list() {
    this.rows.replaceChildren(...(this.given.open ? givenRows(this.model, this.run.asked) : []));
  }

  /** In words, what a changed answer did. */
  changes({ fell, vanish, outcome }, before) {
    const { flow } = this;
    const gone = fell.map((place) => flow.questions[place]).map((question) => `“${question.ask}” (${words(question, before[question.id])})`);
    return [
      gone.length && `No longer asked: ${gone.join(", ")}. Your answers come back if you change back.`,
      outcome && "Your result is another one now.",
      vanish.length && `No longer in your plan: ${vanish.map((place) => flow.actions[place].title).join(", ")}.`,
    ].filter(Boolean);
  }

  /** What a reader can do. */
  actions() {
    const { flow, store } = this;
    return {
      answer: (question, answer) => this.answer(question, answer),
      typed: (question, text) => {
        const answer = band(question, text);
        if (answer) this.answer(question, answer);
        return answer !== undefined;
      },
      change: (place) => this.enter({ answers: this.place.answers, taken: this.place.taken, editing: flow.questions[place].id }, "push"),
      cancel: () => this.enter({ answers: this.place.answers, taken: this.place.taken }, "push"),
      code: (text) => {
        const found = readCode(flow, text);
        if (found) this.enter({ answers: found.answers }, "push");
        return found !== null;
      },
      remember: (on) => {
        if (on) return store.remember({ ...store.answers(), ...this.place.answers });
        store.stop();
        return false;
      },
      forget: () => {
        store.forget();
        this.forgotten("Everything is forgotten, in other open tabs, too. On a shared computer, clear the history as well.", true);
      },
      ticked: store.ticked,
      tick: store.tick,
      keep: (answers) => store.keep(answers),
      publicLink: (outcome) => outcome.url,
      privateLink: (answers, sensitive) => location.href.split("#")[0] + fragment(flow, answers, { sensitive }),
      print: () => print(),
    };
  }

  answer(question, answer) {
    const { answers, editing, before, taken } = this.place;
    const next = { ...answers, [question.id]: answer };
    this.store.keep({ [question.id]: answer });
    const done = this.run.next < 0 && !editing;
    const since = editing ? onPath(this.flow, this.run, answers) : done ? undefined : before;
    this.enter({ answers: next, before: since, taken: taken?.filter((id) => id !== question.id) }, "push");
  }

  /** Begins anew, and says why. */
  forgotten(note, focus) {
    this.enter({ answers: {}, notes: [note] }, "replace", focus);
  }

  /** A node of the diagram leads to its question, if it has been asked or is asked now. */
  follow(event) {
    const questions = questionsAt(this.flow, event.target);
    const asked = questions.find((question) => this.run.asked.includes(question));
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (asked !== undefined) this.actions().change(asked);
    else if (questions.includes(this.run.next)) this.enter({ ...this.place, editing: undefined }, "replace", true);
    else return;
    event.preventDefault();
  }
}

/** Waits until the page is seen: nothing that is fetched later may make its reader wait for it. */
async function painted() {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done));
}

/** Waits, when asked, until nobody presses on an element; who has followed a link of it may come back to it with the page. */
function untouched(element) {
  let gone = false;
  element.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    gone = Boolean(target.closest("a")) && !(ctrlKey || metaKey || shiftKey);
  });
  return async () => {
    while (element.matches(":active")) await new Promise((done) => setTimeout(done, 50));
    if (gone) await new Promise((done) => addEventListener("pageshow", done, { once: true }));
  };
}

/** What there is of elements, in one list. */
const elements = (parts) => parts.flat(Infinity).filter(Boolean);

if (!customElements.get("flow-runner")) customElements.define("flow-runner", FlowRunner);
