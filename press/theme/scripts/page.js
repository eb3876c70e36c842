// What every page has: the choice of colours, files that are loaded when they are needed, and the reader's first sign.
window.book = (function () {
  "use strict";
  const root = document.documentElement;
  const loading = {};
  const SIGNS = ["scroll", "pointermove", "pointerdown", "keydown", "focusin"];

  // With the build's version: a copy that the browser kept may belong to older pages.
  const address = (path) => `${root.dataset.content_root}${path}?v=${root.dataset.version}`;

  // A script and not a fetch: a page from file:// may fetch nothing.
  function load(path) {
    loading[path] ??= new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = address(path);
      script.onload = resolve;
      script.onerror = () => reject(new Error(path + " is missing; build the book again"));
      document.head.append(script);
    });
    return loading[path];
  }

  // Nothing heavy is loaded for a reader who has only opened the page.
  function atFirstSign(start) {
    const once = new AbortController();
    const signed = function () {
      once.abort();
      start();
    };
    for (const sign of SIGNS) addEventListener(sign, signed, { signal: once.signal, passive: true, capture: true });
    if (location.hash) signed();
  }

  function remember(theme) {
    try {
      theme ? localStorage.setItem("theme", theme) : localStorage.removeItem("theme");
    } catch {
      // A browser that keeps nothing still changes the page that is open.
    }
  }

  // Returns whether it was allowed to. Old, but it copies from file:// and over plain http, where
  // navigator.clipboard is missing.
  function copied(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position: fixed; top: 0; opacity: 0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  const choice = document.querySelector(".site-colours select");
  choice.value = root.dataset.theme ?? "";
  choice.addEventListener("change", function () {
    root.dataset.theme = choice.value;
    remember(choice.value);
  });

  return { address, load, atFirstSign, copied };
})();
