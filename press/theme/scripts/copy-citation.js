// Copies the citation of a chart.
for (const button of document.querySelectorAll("button[data-citation]")) {
  button.addEventListener("click", function () {
    const { citation } = button.dataset;
    // Where copying is forbidden, the text itself can be marked.
    button.nextElementSibling.textContent = window.book.copied(citation) ? "Copied." : citation;
    button.focus();
  });
}
