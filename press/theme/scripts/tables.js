// Makes a table of the record searchable, filterable and sortable. The view is kept in the address, so that it can be shared.
(function () {
  "use strict";

  function enhance(box) {
    const body = box.querySelector("tbody");
    const rows = [...body.rows];
    const filters = [...box.querySelectorAll("select[data-filter]")];
    const search = box.querySelector(".record-filters input");
    const count = box.querySelector(".record-count");
    const texts = new Map();

    function text(row) {
      if (!texts.has(row)) texts.set(row, [...row.cells].map((cell) => cell.textContent).join(" ").toLowerCase());
      return texts.get(row);
    }

    function fits(row, words) {
      return filters.every((filter) => !filter.value || row.dataset[filter.dataset.filter] === filter.value)
        && words.every((word) => text(row).includes(word));
    }

    function show() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !fits(row, words);
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = `Showing ${shown} of ${rows.length} rows` + (shown ? "" : ". No row fits; widen the filters or the search.");
    }

    function remember() {
      const url = new URL(location.href);
      const before = url.searchParams.toString();
      const view = [...filters.map((filter) => [filter.dataset.filter, filter.value]), ["search", search.value.trim()]];
      for (const [name, value] of view) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
      if (url.searchParams.toString() === before) return;
      // Another view: a row that was linked to may be hidden in it.
      url.hash = "";
      history.replaceState(null, "", url);
    }

    function change() {
      show();
      remember();
    }

    function restore() {
      const asked = new URLSearchParams(location.search);
      for (const filter of filters) {
        filter.value = asked.get(filter.dataset.filter) || "";
        if (filter.selectedIndex < 0) filter.value = "";
      }
      search.value = asked.get("search") || "";
      show();
    }

    function showAll() {
      for (const filter of filters) filter.value = "";
      search.value = "";
      change();
    }

    // Show the row that the address names (by its id or a former one), even where the filters hide it.
    function reveal() {
      const hash = location.hash;
      const row = rows.find((row) => [row, ...row.querySelectorAll("[id]")].some((element) => `#${element.id}` === hash));
      if (!row) return;
      if (row.hidden) {
        showAll();
        location.replace(hash);
      }
      row.scrollIntoView();
    }

    function key(row, column) {
      const cell = row.cells[column];
      return cell.dataset.order ?? cell.textContent.trim();
    }

    // Once up, once down, then as the ledger has it.
    function sort(head, column) {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"];
      for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
      const order = [...rows];
      if (next !== "none") {
        head.ariaSort = next;
        const sign = next === "ascending" ? 1 : -1;
        order.sort((a, b) => sign * key(a, column).localeCompare(key(b, column), "en", { numeric: true }));
      }
      body.append(...order);
    }

    [...box.querySelectorAll("thead th")].forEach(function (head, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "record-sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head, column));
      head.append(button);
    });
    search.addEventListener("input", change);
    for (const filter of filters) filter.addEventListener("change", change);
    box.querySelector(".record-filters button").addEventListener("click", showAll);
    restore();
    reveal();
    addEventListener("popstate", restore);
    addEventListener("hashchange", reveal);
  }

  document.querySelectorAll(".record-table.searchable").forEach(enhance);
})();
