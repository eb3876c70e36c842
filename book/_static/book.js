// Brings to life what a page already shows: its charts, and the tables of the record.
// Everything is read from this book's own files, over http and from file://.
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

  window.bookCharts(() => load("vega.js"))(document);
  document.querySelectorAll(".record-table.searchable table").forEach(function (table) {
    enhance(table).catch((error) => console.error(error));
  });
})();
