/* What this device keeps: answers and ticks as long as the tab, and across visits if the reader asks for it.

   A browser may refuse storage altogether: then nothing is kept, and nothing breaks. How often this device has
   forgotten everything is a number that stays: a tab that was not there when another forgot, because it slept or showed
   a page without scripts, sees by it that its own answers are no longer to be used. */

/** The memory of one site; `local` and `session` are Storage objects or functions that give them. */
export function memory(local, session, site = "") {
  const key = `kb:${site}`;
  const answers = slot(local, `${key}:answers`);
  const shortAnswers = slot(session, `${key}:answers`);
  const lastingTicks = slot(local, `${key}:ticks`);
  const shortTicks = slot(session, `${key}:ticks`);
  const run = slot(local, `${key}:run`);
  const ownRun = slot(session, `${key}:run`);
  const handed = slot(session, `${key}:handed`);
  const remembered = () => record(answers.read()) !== null;
  const runs = () => run.read() ?? ownRun.read() ?? 0;
  let seen = runs();
  /** What this tab keeps, unless another has forgotten everything since. */
  const own = (kept) => {
    if (runs() !== (ownRun.read() ?? 0)) {
      [shortAnswers, shortTicks].forEach((each) => each.clear());
      ownRun.write(runs());
    }
    return record(kept.read());
  };
  const ticks = () => (remembered() ? record(lastingTicks.read()) : own(shortTicks)) ?? {};
  return {
    /** Whether the reader asked this device to remember. */
    remembered,
    /** The answers kept, from every flow of the site; this tab's before older ones. */
    answers: () => ({ ...record(answers.read()), ...own(shortAnswers) }),
    /** Adds answers to those of this tab, and to those remembered if the reader asked for it. */
    keep(more) {
      shortAnswers.write({ ...own(shortAnswers), ...more });
      if (remembered()) answers.write({ ...record(answers.read()), ...more });
    },
    /** Begins to remember, from these answers on; false if this browser keeps nothing. */
    remember(given) {
      lastingTicks.write(ticks());
      answers.write(given);
      return remembered();
    },
    /** Stops remembering; answers and ticks stay for this tab. */
    stop() {
      shortTicks.write(ticks());
      this.keep(this.answers());
      answers.clear();
      lastingTicks.clear();
    },
    /** The answer that the first page hands over to this flow, once. */
    handed(flow) {
      const found = record(handed.read());
      handed.clear();
      return found?.flow === flow ? (record(found.answers) ?? {}) : {};
    },
    ticked: (id) => Boolean(ticks()[id]),
    tick(id, on) {
      (remembered() ? lastingTicks : shortTicks).write({ ...ticks(), [id]: on });
    },
    /** How often this device has forgotten everything: older entries of a tab's history count as empty. */
    run: runs,
    /** Forgets everything, in all tabs. */
    forget() {
      const now = runs() + 1;
      [answers, shortAnswers, lastingTicks, shortTicks].forEach((each) => each.clear());
      [run, ownRun].forEach((each) => each.write(now));
      seen = runs();
    },
    /** Calls back when another tab has forgotten everything, also if this page was not awake then; gives a function that ends it. */
    heard(act) {
      const check = () => runs() !== seen && act((seen = runs()));
      const events = ["storage", "pageshow"];
      events.forEach((each) => addEventListener(each, check));
      return () => events.forEach((each) => removeEventListener(each, check));
    },
  };
}

function record(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
}

function slot(storage, key) {
  const attempt = (act) => {
    try {
      return act(typeof storage === "function" ? storage() : storage);
    } catch {
      return null;
    }
  };
  return {
    read: () => attempt((place) => JSON.parse(place.getItem(key))),
    write: (value) => attempt((place) => place.setItem(key, JSON.stringify(value))),
    clear: () => attempt((place) => place.removeItem(key)),
  };
}
