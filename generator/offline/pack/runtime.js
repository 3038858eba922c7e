/* What a page that was opened from a disk does not get: data by `fetch`, modules by `import()`, addresses of folders. */

(() => {
  const ROOT = new URL("./", document.currentScript.src).href;
  const kb = (window.kb = { files: {}, modules: {}, load });
  const scripts = new Map();

  function script(src) {
    if (!scripts.has(src)) {
      const loaded = new Promise((resolve, reject) => {
        const element = Object.assign(document.createElement("script"), { src, onload: resolve });
        element.onerror = () => {
          scripts.delete(src);
          reject(new TypeError(`${src} is not there`));
        };
        document.head.append(element);
      });
      scripts.set(src, loaded);
    }
    return scripts.get(src);
  }

  async function load(here, path) {
    const src = new URL(path.replace(/\.mjs$/, ".js"), here).href;
    await script(src);
    return kb.modules[src]; // a promise, if it waits for others itself
  }

  window.fetch = async (input) => {
    const address = new URL(input, location.href).href;
    const path = address.slice(ROOT.length);
    if (!(path in kb.files)) await script(`${address}.js`);
    return { ok: true, status: 200, json: async () => kb.files[path], text: async () => JSON.stringify(kb.files[path]) };
  };

  /* Links that scripts make lead to folders; a browser would list what is in them. */
  const named = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link || typeof link.href !== "string") return;
    const address = new URL(link.href);
    if (address.protocol !== "file:" || !address.pathname.endsWith("/")) return;
    address.pathname += "index.html";
    link.href = address.href;
  };
  for (const type of ["pointerdown", "focusin", "click"]) addEventListener(type, named, true);
})();
