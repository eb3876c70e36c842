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
