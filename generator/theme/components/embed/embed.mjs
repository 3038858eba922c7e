/* A flow in a frame on another site: tells that site how high it is, and nothing else; opens links outside the frame. */

const frame = document.querySelector("article");

if (parent !== self) {
  // Any site may show the flow, so the message is for any; a height is no secret.
  const tell = () => parent.postMessage({ height: Math.ceil(frame.getBoundingClientRect().bottom + scrollY) }, "*");
  new ResizeObserver(tell).observe(frame);
  addEventListener("load", tell);
}

/** A link to a part of this page stays; every other leaves the frame, or its site's pages would stand in a small hole. */
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) link.target = "_top";
}, true);
