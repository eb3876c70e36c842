// A button on each cell that copies its code.
(function () {
  "use strict";

  function copy(text) {
    // Old, but it copies from file:// and over plain http, where navigator.clipboard is missing.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  document.querySelectorAll(".cell_input .highlight").forEach(function (cell) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      button.textContent = copy(cell.querySelector("pre").textContent) ? "Copied" : "Not copied";
      button.focus();
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    cell.append(button);
  });
})();
