// A button on each cell that copies its code.
(function () {
  "use strict";
  document.querySelectorAll(".cell_input .highlight").forEach(function (cell) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      button.textContent = window.book.copied(cell.querySelector("pre").textContent) ? "Copied" : "Not copied";
      button.focus();
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    cell.append(button);
  });
})();
