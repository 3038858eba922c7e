/* The results of flows: what this device knows of the reader's answers, a link or a plan code; and a plan made of one.
   Loaded after the page is drawn: who works with a plan does not wait for the programs that made it. */

import { read, readCode } from "../flow-runner/codec.mjs";
import { known, plan, walk } from "../flow-runner/flow.mjs";
import { memory } from "../flow-runner/store.mjs";

/** What is kept of a result: everything a reader works with, and none of the answers. */
export function snapshot(flow, run) {
  const outcome = flow.outcomes[run.outcome];
  const place = (url) => {
    const full = new URL(url, new URL(flow.page, location.href));
    return full.pathname + full.hash;
  };
  return {
    flow: flow.flow,
    of: flow.title,
    title: outcome.title,
    summary: outcome.summary,
    url: place(outcome.url),
    stop: outcome.stop,
    horizons: flow.horizons,
    actions: plan(flow, run).map((each) => ({ ...flow.actions[each], url: place(flow.actions[each].url) })),
  };
}

const resultOf = (flow, answers) => {
  const run = walk(flow, known(flow, answers).answers);
  return run.outcome < 0 ? [] : [snapshot(flow, run)];
};

/** What this tab and this device know of a site. */
export const knownHere = (site) => memory(() => localStorage, () => sessionStorage, site);

/** The results that follow from the answers that are known here, in the order of the flows. */
export const resultsHere = (flows, answers) => flows.flatMap((flow) => resultOf(flow, answers));

/** What a link or a plan code says: results, or the pages of flows that would ask for more; both empty if nothing fits.

    A link of this very reader, which says nothing else than the answers that are `here`, is completed by them: what is
    sensitive stays out of links. */
export function resultsOf(flows, text, here = {}) {
  const hash = text.trim().includes("#") ? `#${text.trim().split("#").slice(1).join("#")}` : "";
  const said = flows
    .filter((flow) => !hash || meantBy(text.trim(), hash, flow))
    .flatMap((flow) => {
      const found = hash ? read(flow, hash) : readCode(flow, text);
      if (!found || !Object.keys(found.answers).length) return [];
      const isOwn = Object.entries(found.answers).every(([id, answer]) => String(here[id]) === String(answer));
      return [{ flow, answers: isOwn ? { ...here, ...found.answers } : found.answers }];
    });
  return {
    results: said.flatMap(({ flow, answers }) => resultOf(flow, answers)),
    open: said.filter(({ flow, answers }) => !resultOf(flow, answers).length).map(({ flow }) => [flow.title, flow.page + hash]),
  };
}

/** Whether a link is one of a flow's page, or names the flow. */
function meantBy(text, hash, flow) {
  const named = new URLSearchParams(hash.slice(1)).get("flow");
  if (named) return named === flow.flow;
  return text.split("#")[0].replace(/[?].*/, "").replace(/\/(index\.html)?$/, "").endsWith(`/${flow.flow}`);
}
