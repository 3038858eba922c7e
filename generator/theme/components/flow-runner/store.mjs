/* What this device keeps: answers and ticks as long as the tab, and across visits if the reader asks for it.

   A browser may refuse storage altogether: then nothing is kept, and nothing breaks. */

/** The memory of one site; `local` and `session` are Storage objects or functions that give them. */
export function memory(local, session, site = "") {
  const key = `kb:${site}`;
  const answers = slot(local, `${key}:answers`);
  const shortAnswers = slot(session, `${key}:answers`);
  const lastingTicks = slot(local, `${key}:ticks`);
  const shortTicks = slot(session, `${key}:ticks`);
  const run = slot(session, `${key}:run`);
  const handed = slot(session, `${key}:handed`);
  const remembered = () => record(answers.read()) !== null;
  const ticks = () => record((remembered() ? lastingTicks : shortTicks).read()) ?? {};
  return {
    /** Whether the reader asked this device to remember. */
    remembered,
    /** The answers kept, from every flow of the site; this tab's before older ones. */
    answers: () => ({ ...record(answers.read()), ...record(shortAnswers.read()) }),
    /** Adds answers to those of this tab, and to those remembered if the reader asked for it. */
    keep(more) {
      shortAnswers.write({ ...record(shortAnswers.read()), ...more });
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
    /** How often this tab has forgotten everything: older entries of its history count as empty. */
    run: () => run.read() ?? 0,
    /** Forgets everything. */
    forget() {
      const runs = (run.read() ?? 0) + 1;
      [answers, shortAnswers, lastingTicks, shortTicks].forEach((each) => each.clear());
      run.write(runs);
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
