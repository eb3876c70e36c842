// Lets the page's charts become interactive when the reader comes near them.
window.book.atFirstSign(function () {
  const vega = () => window.book.load("vendor/vega.js");
  async function specification(figure) {
    const { chart, chapter } = figure.querySelector("[data-chart]").dataset;
    await window.book.load("charts/" + chapter + ".js");
    return window.bookSpecs[chart];
  }
  window.bookCharts(vega, specification)(document);
});

// A reader may use a control before its chart is live: the choice is kept and drawn then.
for (const controls of document.querySelectorAll(".chart-controls")) {
  controls.disabled = false;
  controls.addEventListener("input", ({ target }) => (target.dataset.touched = ""));
}
