// Copies the citation of a chart.
for (const button of document.querySelectorAll("button[data-citation]")) {
  button.addEventListener("click", function () {
    const { citation } = button.dataset;
    const said = button.nextElementSibling;
    // Emptied first, or the same words would not be read out a second time.
    said.textContent = "";
    const done = window.book.copied(citation);
    // Where copying is forbidden, the text itself can be marked.
    setTimeout(() => (said.textContent = done ? "Copied." : citation), 50);
    button.focus();
  });
}
