// Makes a table of the record searchable and sortable: at the reader's first sign, or at once
// when the address asks for a view or a row.
(function () {
  "use strict";
  async function enhance(box) {
    await window.book.load("vendor/tables.js");
    const { dt } = new window.BookTables.ITable(box.querySelector("table"), {
      paging: false,
      order: [],
      layout: { topStart: "search", topEnd: "info", bottomStart: null, bottomEnd: null },
      language: {
        search: "Search the table:",
        info: "Showing _TOTAL_ of _MAX_ rows",
        infoEmpty: "Showing 0 of _MAX_ rows",
        infoFiltered: "",
        zeroRecords: "No row fits. Widen the filters or the search.",
      },
    });
    const rows = dt.rows({ order: "index" }).nodes().toArray();
    const filters = [...box.querySelectorAll("select[data-filter]")];

    // The view is kept in the address, so that it can be shared.
    const remember = function () {
      const url = new URL(location.href);
      const before = url.searchParams.toString();
      const view = [...filters.map((filter) => [filter.dataset.filter, filter.value]), ["search", dt.search()]];
      for (const [name, value] of view) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
      if (url.searchParams.toString() === before) return;
      // Another view: a row that was linked to may be hidden in it.
      url.hash = "";
      history.replaceState(null, "", url);
    };

    const restore = function () {
      const asked = new URLSearchParams(location.search);
      for (const filter of filters) {
        filter.value = asked.get(filter.dataset.filter) || "";
        if (filter.selectedIndex < 0) filter.value = "";
      }
      dt.search(asked.get("search") || "").draw();
    };

    const showAll = function () {
      for (const filter of filters) filter.value = "";
      dt.search("").draw();
    };

    // Show the row that the address names (by its id or a former one), even where the filters hide it.
    const reveal = function () {
      const hash = location.hash;
      const row = rows.find((row) => [row, ...row.querySelectorAll("[id]")].some((element) => `#${element.id}` === hash));
      if (row?.isConnected) row.scrollIntoView();
      else if (row) {
        showAll();
        location.replace(hash);
      }
    };

    dt.search.fixed("filters", (text, data, index) =>
      filters.every((filter) => !filter.value || rows[index].dataset[filter.dataset.filter] === filter.value));
    for (const filter of filters) filter.addEventListener("change", () => dt.draw());
    const bar = box.querySelector(".record-filters");
    bar?.querySelector("button").addEventListener("click", showAll);
    if (bar) bar.hidden = false;
    restore();
    dt.on("draw", remember);
    remember();
    reveal();
    addEventListener("popstate", restore);
    addEventListener("hashchange", reveal);
  }

  document.querySelectorAll(".record-table.searchable").forEach(function (box) {
    const start = () => enhance(box).catch((error) => console.error(error));
    location.search || location.hash ? start() : window.book.atFirstSign(start);
  });
})();
