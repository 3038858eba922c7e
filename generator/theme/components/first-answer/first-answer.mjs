/* The first page asks the first question of a flow. Without scripts its answers lead to the flow's static pages; with
   them the answer is handed over within this tab, so that it stands in no address and no server hears of it. */

const site = new URL(".", location.href).pathname;

for (const link of document.querySelectorAll("a[data-answer]")) {
  link.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const { flow, question, answer, page } = link.dataset;
    try {
      sessionStorage.setItem(`kb:${site}:handed`, JSON.stringify({ flow, answers: { [question]: answer } }));
    } catch {
      // No storage: the flow asks again, which is better than an answer in an address.
    }
    event.preventDefault();
    location.assign(new URL(page, location.href));
  });
}
