// Brings the static charts of a page or a notebook to life when they come near the view.
// bookCharts(loadVega) returns a function that takes an element and watches the charts in it;
// loadVega() returns a promise that is kept once window.vegaEmbed exists.
window.bookCharts = function (loadVega) {
  "use strict";

  async function draw(figure) {
    const still = figure.querySelector(".chart-view");
    const spec = JSON.parse(figure.querySelector(".chart-spec").textContent);
    await loadVega();
    const stacked = "vconcat" in spec;
    const live = document.createElement("div");
    live.className = "chart-live";
    still.after(live);
    // ast: no eval, so that strict content policies of schools and LMSs let the chart run.
    const { view } = await window.vegaEmbed(live, spec, { renderer: "svg", actions: false, ast: true });
    // Vega measures its container when the window changes, which can be before the page has
    // settled, and lays out in two passes; so follow the container itself.
    let width = 0;
    function fit() {
      if (live.clientWidth === width || live.clientWidth === 0) return;
      width = live.clientWidth;
      stacked ? fitRows() : view.width(width).resize().runAsync();
    }
    // The width of a stacked view is that of its rows; the axes come on top.
    function fitRows() {
      const drawn = live.querySelector("svg").viewBox.baseVal.width || live.querySelector("svg").width.baseVal.value;
      view.width(Math.max(120, width - (drawn - view.width()))).runAsync();
    }
    new ResizeObserver(fit).observe(live);
    await view.resize().runAsync();
    still.remove();
    figure.dataset.drawn = "live";
  }

  const near = new IntersectionObserver(function (entries) {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      near.unobserve(entry.target);
      draw(entry.target).catch((error) => console.error(entry.target.id, error));
    }
  }, { rootMargin: "600px" });

  return function (element) {
    element.querySelectorAll("figure.chart:has(.chart-view):has(.chart-spec)").forEach((figure) => near.observe(figure));
  };
};
