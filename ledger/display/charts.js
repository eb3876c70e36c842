// Brings the static charts of a page or a notebook to life when they come near the view.
// bookCharts(loadVega, readSpec) returns a function that takes an element and watches the charts in it.
// loadVega() returns a promise that is kept once window.bookVega exists; readSpec(figure), called after
// that, one of the figure's Vega specification.
window.bookCharts = function (loadVega, readSpec) {
  "use strict";

  async function draw(figure) {
    await loadVega();
    const spec = await readSpec(figure);
    const view = figure.querySelector(".chart-view");
    const still = [...view.children];
    // The live chart is drawn over the picture, unseen, and takes its place when it is whole: both are
    // equally high, so nothing on the page moves.
    const live = document.createElement("div");
    live.className = "chart-live";
    view.style.position = "relative";
    live.style.cssText = "position: absolute; inset: 0 0 auto; visibility: hidden";
    view.append(live);
    const drawn = await show(live, spec);
    for (const picture of still) picture.remove();
    live.removeAttribute("style");
    join(figure, drawn, spec.signals ?? []);
    figure.dataset.drawn = "live";
  }

  async function show(live, spec) {
    const { View, parse, expressionInterpreter, Tooltip } = window.bookVega;
    // The page has its own inputs.
    const unbound = { ...spec, signals: (spec.signals ?? []).map(({ bind, ...signal }) => signal) };
    // ast: no eval, so that strict content policies of schools and LMSs let the chart run.
    const view = new View(parse(unbound, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: live,
      tooltip: new Tooltip().call,
    });
    await view.runAsync();
    hushUnnamed(live);
    // Vega measures its container when the window changes, which can be before the page has
    // settled, and lays out in two passes; so follow the container itself.
    const stacked = "layout" in spec;
    let width = 0;
    function fit() {
      if (live.clientWidth === width || live.clientWidth === 0) return;
      width = live.clientWidth;
      return stacked ? fitRows() : view.width(width).resize().runAsync();
    }
    // The width of a stacked view is that of its rows; the axes come on top.
    function fitRows() {
      const drawn = live.querySelector("svg").viewBox.baseVal.width || live.querySelector("svg").width.baseVal.value;
      return view.width(Math.max(120, width - (drawn - view.width()))).runAsync();
    }
    await view.resize().runAsync();
    await fit();
    new ResizeObserver(fit).observe(live);
    return view;
  }

  // A mark without anything to show, or the rectangle of a brush, has a role and no name: a screen reader would announce nothing.
  function hushUnnamed(live) {
    function hush() {
      for (const mark of live.querySelectorAll('[role="graphics-symbol"]:not([aria-label])')) {
        mark.removeAttribute("role");
        mark.removeAttribute("aria-roledescription");
      }
    }
    hush();
    new MutationObserver(hush).observe(live, { subtree: true, childList: true, attributes: true, attributeFilter: ["role"] });
  }

  function join(figure, view, signals) {
    for (const control of figure.querySelectorAll("[data-param]")) {
      const { name, bind } = signals.find((signal) => signal.name === control.dataset.param);
      control.addEventListener("input", function ({ target }) {
        const value = bind.options ? bind.options[target.value] : target.type === "checkbox" ? target.checked : Number(target.value);
        const said = control.querySelector(".chart-value");
        if (said) said.textContent = value;
        view.signal(name, value).runAsync();
      });
      // What the reader chose while the chart was not live yet.
      const chosen = [...control.querySelectorAll("[data-touched]")].find((input) => input.type !== "radio" || input.checked);
      if (chosen) chosen.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const controls = figure.querySelector(".chart-controls");
    if (controls) controls.disabled = false;
  }

  // A notebook asks again whenever something in it changes.
  const seen = new WeakSet();
  // One at a time, so that the page answers between two charts.
  let turn = Promise.resolve();
  const near = new IntersectionObserver(function (entries) {
    for (const { target } of entries.filter((one) => one.isIntersecting)) {
      near.unobserve(target);
      turn = turn.then(() => draw(target)).catch(function (error) {
        console.error(target.id, error);
        // The picture stays; a control that cannot do anything goes.
        target.querySelector(".chart-controls")?.remove();
      });
    }
  }, { rootMargin: "600px" });

  return function (element) {
    for (const figure of element.querySelectorAll("figure.chart:has(.chart-view)")) {
      if (!seen.has(figure)) near.observe(figure);
      seen.add(figure);
    }
  };
};
