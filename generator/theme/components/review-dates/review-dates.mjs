/* <review-dates>: says on a page that was built long ago which of its rules are past their day of review.

   The page carries the days; the reader's own clock decides. Without JavaScript the page says what was true on the
   day it was built. */

/** A day as YYYY-MM-DD, by the reader's own clock. */
export function day(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

class ReviewDates extends HTMLElement {
  connectedCallback() {
    const today = day(new Date());
    for (const dated of document.querySelectorAll(".due [data-by]")) {
      const isPast = dated.dataset.by < today;
      const item = dated.closest(".due li");
      if (item) item.hidden = !isPast;
      if (isPast) dated.closest(".due").hidden = false;
    }
  }
}

if (!customElements.get("review-dates")) customElements.define("review-dates", ReviewDates);
