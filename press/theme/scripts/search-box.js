// Ctrl+K (or Command+K) leads to the search box. Not a single key such as "/": it would get in the way of speech input.
(function () {
  "use strict";
  const box = document.querySelector(".site-search input");
  box.setAttribute("aria-keyshortcuts", "Control+K");

  document.addEventListener("keydown", function (event) {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Who goes to the box will search: let the files come while the words are typed.
  box.addEventListener(
    "focus",
    function () {
      for (const name of ["minisearch.js", "documents.js"]) {
        const hint = document.createElement("link");
        hint.rel = "prefetch";
        hint.href = window.book.address("search/" + name);
        document.head.append(hint);
      }
    },
    { once: true },
  );
})();
