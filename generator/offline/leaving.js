/* Takes the place of the worker that kept pages, where they are kept no more: deletes what it kept, and goes. */

const OURS = `kb:${new URL("./", self.location).pathname}:`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const deleted = caches
    .keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name))));
  event.waitUntil(deleted.then(() => self.registration.unregister()));
});
