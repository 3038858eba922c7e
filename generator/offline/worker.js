/* Keeps pages on the device, so that they open without a network. One version of the site is one snapshot: a cache of its
   own, filled as a whole before it rules. Every file is compared with its digest when it is kept and when it is read.

   A page that is open is answered from the snapshot that it came from, until it is closed. A page that came from the
   network, newer than the snapshot, is answered from the network first (`NET`). */

const VERSION = "<version>";
const ROOT = new URL("./", self.location).href;
const OURS = `kb:${new URL(ROOT).pathname}:`;
const NOTES = `${OURS}notes`;
const LIST = "offline.json";
const HERE = "offline/";
const FORMAT = 1;
const MARK = "kb-digest";
const NET = "net";
const FRESH_MS = 24 * 60 * 60 * 1000;
const PATIENCE_MS = 4000;
const MOST_READ = 300;
const AT_ONCE = 4;

const nameOf = (version) => OURS + version;
const keyOf = (path) => ROOT + path.split("/").map(encodeURIComponent).join("/");

/** The path in the site, a page's without `index.html`; null for what is not the site's. */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (!(origin + pathname).startsWith(ROOT)) return null;
  try {
    return decodeURIComponent((origin + pathname).slice(ROOT.length)).replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
}

/* What is noted: which pages were read, which snapshots open pages came from, when this version was last the newest. */

let line = Promise.resolve();
let left = false;

async function noted(name, otherwise) {
  const found = await caches.match(keyOf(`${HERE}notes/${name}`), { cacheName: NOTES });
  return found ? found.json().catch(() => otherwise) : otherwise;
}

async function note(name, value) {
  if (left) return;
  const cache = await caches.open(NOTES);
  await cache.put(keyOf(`${HERE}notes/${name}`), new Response(JSON.stringify(value)));
}

/** Changes a note; one change after the other. */
function change(name, otherwise, make) {
  const changed = line.then(async () => note(name, make(await noted(name, otherwise))));
  line = changed.catch(() => {});
  return changed;
}

/** Which snapshot each open page came from, by the id of its client; none for this version's own. */
let bindings;
const bound = () => (bindings ??= noted("open", {}));
const bind = (make) => change("open", {}, make).finally(() => (bindings = undefined));

const wishes = () => noted("wishes", { everything: false, pages: [] });
const wish = (path, title) =>
  change("wishes", { everything: false, pages: [] }, ({ everything, pages }) => ({
    everything,
    pages: [[path, title], ...pages.filter(([one]) => one !== path)].slice(0, MOST_READ),
  }));

/* Files in and out of a snapshot. */

async function digest(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...sum.slice(0, 6))).replace(/\+/g, "-").replace(/\//g, "_");
}

/** A kept file, if it is what was kept; with `mark`, if it is that one. What is damaged is thrown away. */
async function sound(version, path, mark) {
  const key = keyOf(path);
  const found = await caches.match(key, { cacheName: nameOf(version) });
  if (!found) return undefined;
  const own = found.headers.get(MARK);
  if (mark && own !== mark) return undefined;
  try {
    const bytes = await found.arrayBuffer();
    if ((await digest(bytes)) === own) return new Response(bytes, { headers: found.headers });
  } catch (error) {
    console.warn(error);
  }
  await (await caches.open(nameOf(version))).delete(key);
  return undefined;
}

async function keep(path, bytes, headers, mark) {
  if (left) return;
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "vary", "set-cookie"]) own.delete(name);
  own.set(MARK, mark);
  await (await caches.open(nameOf(VERSION))).put(keyOf(path), new Response(bytes, { headers: own }));
}

const fetched = async (path) => {
  const answer = await fetch(keyOf(path), { cache: "no-cache", priority: "low" });
  if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
  return answer;
};

/** The list of all files of this version, from the network; fails if the site has another version by now. */
async function askedList() {
  const answer = await fetched(LIST);
  const bytes = await answer.arrayBuffer();
  const list = JSON.parse(new TextDecoder().decode(bytes));
  if (list.format !== FORMAT || list.version !== VERSION) throw new Error(`${LIST}: ${list.version}`);
  await keep(LIST, bytes, answer.headers, await digest(bytes));
  return list;
}

let list;
const listed = () =>
  (list ??= (async () => {
    const kept = await sound(VERSION, LIST);
    return kept ? kept.json() : askedList();
  })().catch(() => (list = undefined)));

/** What this version's snapshot holds: what every reader gets, what this one has read, or everything. */
async function wanted({ files }) {
  const { everything, pages } = await wishes();
  const read = new Set(pages.map(([path]) => path));
  return Object.keys(files).filter((path) => everything || files[path][2] || read.has(path) || read.has(besides(path)));
}

/** The page in whose folder a file lies that is no page. */
const besides = (path) => (path.endsWith("/") ? undefined : path.slice(0, path.lastIndexOf("/") + 1));

/** Puts files into the snapshot: from an older one where they are the same, else from the network. Gives those that
    could not be had; fails where the device has no room. */
async function fill({ files }, paths) {
  const versions = (await ours()).filter((version) => version !== VERSION);
  const waiting = [...paths];
  const gaps = [];
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const mark = files[path]?.[0];
      if (!mark || (await sound(VERSION, path, mark))) continue;
      const got = (await older(versions, path, mark)) ?? (await fetched(path).catch(() => undefined));
      const bytes = await got?.arrayBuffer().catch(() => undefined);
      if (bytes && (await digest(bytes)) === mark) await keep(path, bytes, got.headers, mark);
      else gaps.push(path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return gaps;
}

async function older(versions, path, mark) {
  for (const version of versions) {
    const found = await sound(version, path, mark);
    if (found) return found;
  }
  return undefined;
}

const ours = async () =>
  (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NOTES).map((name) => name.slice(OURS.length));

/* The life of a version. */

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

/** Fills the snapshot. With the network gone it fails, the older version stays, and the next attempt goes on from
    here; a file that cannot be had although the rest can is left out, or it would hold up the others for ever. From a
    host that changes pages on their way nothing is kept. */
async function install() {
  await forget();
  const now = await askedList();
  if (now.files[HERE] && (await fill(now, [HERE])).length) {
    await caches.delete(nameOf(VERSION));
    throw new Error(`${HERE} is not as it was published`);
  }
  const paths = await wanted(now);
  const gaps = await fill(now, await fill(now, paths));
  if (gaps.length) {
    await askedList();
    if (gaps.length * 10 > paths.length || gaps.includes(HERE)) throw new Error(`not to be had: ${gaps}`);
  }
  await self.skipWaiting();
}

/** Deletes what versions left that never came to rule. */
async function forget() {
  const used = new Set([VERSION, await noted("rules", ""), ...Object.values(await bound())]);
  for (const version of await ours()) if (!used.has(version)) await caches.delete(nameOf(version));
}

async function activate() {
  const before = await noted("rules", "");
  const known = await bound();
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const from = Object.fromEntries(open.map(({ id }) => [id, known[id] ?? before]).filter(([, version]) => version));
  await bind(() => from);
  await note("rules", VERSION);
  await note("newest", Date.now());
  const used = new Set([VERSION, ...Object.values(from)]);
  for (const version of await ours()) if (!used.has(version)) await caches.delete(nameOf(version));
  await self.clients.claim();
  for (const client of open) if (from[client.id] && from[client.id] !== NET) client.postMessage({ newer: VERSION });
}

/** Lets go of snapshots whose last page was closed; a page on its way is open, although the browser does not say so yet. */
async function clear(arriving) {
  const from = await bound();
  const open = new Set((await self.clients.matchAll({ type: "window", includeUncontrolled: true })).map(({ id }) => id));
  for (const id of [arriving, ...coming.keys()]) open.add(id);
  const gone = Object.keys(from).filter((id) => !open.has(id));
  if (!gone.length) return;
  await bind((all) => Object.fromEntries(Object.entries(all).filter(([id]) => !gone.includes(id))));
  const used = new Set([VERSION, NET, ...Object.values(await bound())]);
  for (const id of gone) if (!used.has(from[id])) await caches.delete(nameOf(from[id]));
}

/** Once in the life of this process: asks whether the site still has this version, or a worker at all. */
let asked;
const askOnce = () =>
  (asked ??= (async () => {
    const answer = await fetch(self.location.href, { cache: "no-cache" });
    if (answer.status === 404 || answer.status === 410) return leave();
    if (!answer.ok) return undefined;
    if (!(await answer.text()).includes(`"${VERSION}"`)) return self.registration.update();
    await note("newest", Date.now());
    const now = await listed();
    const there = new Set(await keptPaths());
    return now && fill(now, (await wanted(now)).filter((path) => !there.has(path)));
  })().catch(() => (asked = undefined)));

async function keptPaths() {
  const cache = await caches.open(nameOf(VERSION));
  return (await cache.keys()).map(({ url }) => pathOf(url)).filter((path) => path !== LIST);
}

/** Goes, with all that was kept; what is still under way keeps nothing any more. */
async function leave() {
  left = true;
  await self.registration.unregister();
  for (const version of await ours()) await caches.delete(nameOf(version));
  await caches.delete(NOTES);
}

/* Answers. */

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (left || path === null || request.method !== "GET" || request.headers.has("range")) return;
  const isPage = request.mode === "navigate" && !/\.[^/]+$/.test(path);
  event.respondWith(isPage ? page(event, path) : file(event, path));
});

const coming = new Map();

async function page(event, path) {
  event.waitUntil(askOnce().then(() => clear(event.resultingClientId)));
  const isFresh = Date.now() - (await noted("newest", 0)) < FRESH_MS;
  const kept = isFresh && (await sound(VERSION, path));
  if (kept) return kept;
  try {
    const answer = fetch(event.request);
    answer.catch(() => {}); // nobody may be waiting for it any more
    const spare = isFresh ? undefined : late(path);
    const got = await (spare ? Promise.race([answer, spare]) : answer);
    if (got.headers.has(MARK)) return got;
    if (got.status >= 500) return (await sound(VERSION, path)) ?? got;
    if (got.ok && got.type === "basic" && !got.redirected) {
      const judged = judge(path, got.clone(), event.resultingClientId);
      coming.set(event.resultingClientId, judged);
      event.waitUntil(judged.catch(() => {}).then(() => coming.delete(event.resultingClientId)));
    }
    return got;
  } catch {
    return (await sound(VERSION, path)) ?? elsewhere(path);
  }
}

/** What is kept, for a network that does not answer. */
async function late(path) {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return (await sound(VERSION, path)) ?? new Promise(() => {});
}

/** Keeps a page that was read, if it is this version's; else notes that it came from a newer one, and looks for that. */
async function judge(path, answer, client) {
  const now = await listed();
  const mark = now?.files[path]?.[0];
  if (now && !mark) return; // a page that is never kept
  const bytes = await answer.arrayBuffer();
  if (mark === (await digest(bytes))) await keep(path, bytes, answer.headers, mark);
  else {
    await bind((all) => ({ ...all, [client]: NET }));
    self.registration.update().catch(() => {});
  }
  const head = new TextDecoder().decode(bytes.slice(0, 16384));
  if (!/http-equiv="refresh"/.test(head)) await wish(path, titleOf(head) ?? path);
}

const titleOf = (html) => /<title>([^<]*)/.exec(html)?.[1];

/** Where to, when a page is neither kept nor to be had. */
async function elsewhere(path) {
  if (path && !path.endsWith("/") && (await sound(VERSION, `${path}/`))) return Response.redirect(keyOf(`${path}/`));
  if (path !== HERE && (await sound(VERSION, HERE))) return Response.redirect(`${keyOf(HERE)}#/${encodeURI(path)}`);
  const words = "<!doctype html><meta name=viewport content='width=device-width'><title>No network</title><p>There is no network, and this page is not kept on this device.";
  return new Response(words, { status: 503, headers: { "content-type": "text/html;charset=utf-8" } });
}

async function file(event, path) {
  const client = event.clientId;
  await coming.get(client)?.catch(() => {});
  const version = (await bound())[client] ?? VERSION;
  const kept = version !== NET && (await sound(version, path));
  if (kept) return kept;
  try {
    const answer = await fetch(event.request);
    if (version === VERSION && answer.ok && answer.type === "basic") event.waitUntil(heal(path, answer.clone()).catch(() => {}));
    return answer.status < 400 ? answer : ((await lasting(path)) ?? answer);
  } catch (error) {
    const found = (await sound(VERSION, path)) ?? (await lasting(path));
    if (found) return found;
    throw error;
  }
}

/** A file whose name says what it holds, from whichever snapshot has it. */
const lasting = async (path) => (/[.-][0-9a-f]{8,}[./]/.test(path) ? older(await ours(), path) : undefined);

/** Keeps a file that a page needs, if it is this version's. */
async function heal(path, answer) {
  const mark = (await listed())?.files[path]?.[0];
  const bytes = mark && (await answer.arrayBuffer());
  if (mark && mark === (await digest(bytes))) await keep(path, bytes, answer.headers, mark);
}

/* What the page about reading offline asks for. */

const TOLD = {
  async state() {
    return { version: VERSION, kept: await keptPaths(), ...(await wishes()) };
  },
  /** A page that was open before this worker ruled. */
  async read({ address }) {
    const path = pathOf(address);
    const now = await listed();
    if (!now?.files[path]) return;
    await fill(now, Object.keys(now.files).filter((one) => one === path || besides(one) === path));
    const kept = await sound(VERSION, path);
    if (kept) await wish(path, titleOf(await kept.text()) ?? path);
  },
  async keep({ paths }) {
    const now = await listed();
    if (!now) throw new TypeError("no list");
    return fill(now, paths);
  },
  everything: ({ on }) => change("wishes", { pages: [] }, (old) => ({ ...old, everything: on })),
  async drop() {
    await change("wishes", {}, () => ({ everything: false, pages: [] }));
    const files = (await listed())?.files ?? {};
    const cache = await caches.open(nameOf(VERSION));
    for (const key of await cache.keys()) {
      const path = pathOf(key.url);
      if (path !== LIST && files[path] && !files[path][2]) await cache.delete(key);
    }
  },
};

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const told = TOLD[event.data.ask];
  if (!port || !told) return;
  const done = (async () => told(event.data))();
  event.waitUntil(done.then((value) => port.postMessage({ value }), ({ name }) => port.postMessage({ failed: name })));
});
