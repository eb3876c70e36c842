// Brings what a page already shows to life: charts when they come near the view, and the
// ledger's tables. Everything is read from this book's own files, over http and from file://.
(function () {
  "use strict";
  const root = document.documentElement.dataset.content_root || "./";
  const loading = {};

  function load(name) {
    loading[name] ??= new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = root + "vendor/" + name;
      script.onload = resolve;
      script.onerror = () => reject(new Error("vendor/" + name + " is missing; build the book again"));
      document.head.append(script);
    });
    return loading[name];
  }

  async function draw(figure) {
    const still = figure.querySelector(".chart-view");
    const spec = JSON.parse(figure.querySelector(".chart-spec").textContent);
    await load("vega.js");
    const live = document.createElement("div");
    live.className = "chart-live";
    still.after(live);
    // ast: no eval, so that strict content policies of schools and LMSs let the chart run.
    const { view } = await window.vegaEmbed(live, spec, { renderer: "svg", actions: false, ast: true });
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
  document.querySelectorAll("figure.chart:has(.chart-spec)").forEach((figure) => near.observe(figure));

  async function enhance(table) {
    await load("tables.js");
    new window.BookTables.ITable(table, {
      paging: false,
      order: [],
      layout: { topStart: "search", topEnd: "info", bottomStart: null, bottomEnd: null },
      language: { search: "Search the table:" },
    });
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }
  document.querySelectorAll(".record-table table").forEach(function (table) {
    enhance(table).catch((error) => console.error(error));
  });
})();
