/* The client JSON on its way to the page. */

import { FORMAT } from "./flow.mjs";

/** The flow that lies at an address, each address in it a full one; null if it has another format. Fails as `fetch` does. */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const flow = await answer.json();
  return flow.format === FORMAT ? placed(flow, address) : null;
}

/** The addresses in a flow are relative to where it lies, which is not everywhere the folder of the page. */
function placed(flow, from) {
  const { outcomes, actions, verdicts, facts = [], keep } = flow;
  const full = (address) => new URL(address, from).href;
  const scenarios = outcomes.map(({ scenario }) => scenario);
  for (const each of [...outcomes, ...scenarios, ...actions, ...verdicts, ...facts, keep]) if (each) each.url = full(each.url);
  for (const each of outcomes.flatMap(({ links }) => links)) each[1] = full(each[1]);
  flow.root = full(flow.root);
  return flow;
}
