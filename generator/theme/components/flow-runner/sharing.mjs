/* How a result is kept and passed on. Fetched once the rest of a result is there: most readers are still reading it. */

import { button, h } from "./elements.mjs";
import { grouped, planCode } from "./plan-code.mjs";

const NOTHING = "All answers behind this result are sensitive. Without them a private link or a plan code would hold nothing: tick the box to add them.";

/** Puts into a place what copies a result with answers and without; `horizons` are the parts of its plan: words, actions. */
export function share(place, { flow, run, on }, given, horizons) {
  const outcome = flow.outcomes[run.outcome];
  const sensitive = flow.questions.filter((question) => question.sensitive && Object.hasOwn(given, question.id));
  const opted = h("input", { type: "checkbox" });
  const code = h("output", { class: "flow-code" });
  const nothing = h("p", { class: "why" }, NOTHING);
  const whole = h("div", {},
    copying(place, "Copy private link", () => on.privateLink(given, opted.checked)),
    h("p", {}, "Plan code, to dictate or to write down: ", code),
    copying(place, "Copy plan code", () => code.textContent));
  const show = () => {
    const some = opted.checked || sensitive.length < Object.keys(given).length;
    code.textContent = some ? grouped(planCode(flow, given, { sensitive: opted.checked })).toUpperCase() : "";
    [whole.hidden, nothing.hidden] = [!some, some];
  };
  opted.addEventListener("change", show);
  show();
  place.append(
    h("h4", {}, "Public: the result without your answers"),
    h("p", {}, "A page that is the same for everybody and holds nothing about you: safe in a group."),
    ...copying(place, "Copy public link", () => on.publicLink(outcome)),
    ...(Object.keys(given).length ? [
      h("h4", {}, "Private: your plan with your answers"),
      h("p", {}, "Whoever gets this link or code can read your answers. They travel in the last part of the address, which browsers send to no server."),
      ...(sensitive.length ? [h("label", { class: "flow-box" }, opted, h("span", {}, "Add my sensitive answers: ", sensitive.map(({ ask }) => `“${ask}”`).join(", "), h("small", {}, "Without them, whoever opens it is asked again.")))] : []),
      nothing, whole,
    ] : []),
    h("h4", {}, "Take it with you"),
    ...copying(place, "Copy as chat text", () => chatText(flow, outcome, horizons, on.publicLink(outcome))),
    button("Print", on.print));
}

/** A button that copies a text, and the line below it that says so; of all such lines of a place only the last one speaks. */
function copying(place, label, text) {
  const said = h("p", { class: "flow-copied", role: "status" });
  const press = () => {
    place.querySelectorAll(".flow-copied").forEach((each) => each.replaceChildren());
    put(text(), said);
  };
  return [button(label, press), said];
}

/** Copies a text, or shows it to be copied by hand where a browser allows no more. */
async function put(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.replaceChildren("Copied.");
  } catch {
    const area = h("textarea", { readonly: true, rows: "4", "aria-label": "Text to copy" });
    area.value = text;
    said.replaceChildren("Copy this text:", area);
    area.select();
  }
}

/** The result as a message: the plan and the public address, no answers. */
function chatText(flow, outcome, horizons, address) {
  const parts = horizons.map(([label, places]) => [`*${label}*`, ...places.map((each) => `– ${flow.actions[each].title}`)].join("\n"));
  return [`*${outcome.title}*`, outcome.summary, ...parts, address].join("\n\n");
}
