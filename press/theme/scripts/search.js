// The search page: finds texts, charts, claims, evidence, arithmetic and words, and shows where.
// The index is built here, from the book's own files, over http and from file://.
(function () {
  "use strict";
  const KINDS = { text: "Text", chart: "Chart", claim: "Claim", evidence: "Evidence", derived: "Derived number", term: "Word" };
  const HINT = "Type into the search box at the top of the page: words, a number as it is printed, or a name.";
  const SHOWN = 20;
  const AROUND = 110;
  const WORD = /[\p{L}\p{N}]+(?:[.,]\p{N}+\p{L}*)*|%/gu;
  // Words of one kind of document are worth more: a word is explained in the glossary, a chapter tells the whole.
  const WORTH = { term: 2, text: 1.5, claim: 1.3, chart: 1.2 };
  const SCALES = { k: "thousand", m: "million", mn: "million", b: "billion", bn: "billion", t: "trillion", tn: "trillion" };
  const COMMON = new Set("a an and are as at be by did do does for from how in is it its of on or s that the this to was were what when where who why with".split(" "));

  const root = document.documentElement.dataset.content_root;
  const box = document.querySelector(".site-search input");
  const told = document.querySelector(".search-told");
  const kinds = document.querySelector(".search-kinds");
  const results = document.getElementById("search-results");
  const title = document.title;
  let index = null;
  let pages = [];
  let documents = [];
  let hits = [];
  let typing = 0;

  // "2.788M" is found as "2.788 million", "1,000" as "1000", "17.1%" as "17.1 percent".
  function term(word) {
    const plain = word.toLowerCase().replace(/,(?=\d{3})/g, "");
    const scaled = /^(\d[\d.]*)(k|mn?|bn?|tn?)$/.exec(plain);
    if (scaled) return [scaled[1], SCALES[scaled[2]]];
    if (plain === "%") return "percent";
    return COMMON.has(plain) ? null : plain;
  }

  const isWord = (term) => !/\d/.test(term);
  const looking = {
    boost: { title: 3 },
    // A number is meant as it is written; a word may be the beginning of a longer one, or misspelt.
    prefix: (term) => isWord(term) && term.length > 2,
    fuzzy: (term) => isWord(term) && term.length > 4 && 0.2,
  };

  async function start() {
    await Promise.all([window.book.load("search/minisearch.js"), window.book.load("search/documents.js")]);
    ({ pages, documents } = window.bookDocuments);
    index = new window.MiniSearch({
      fields: ["title", "text", "anchor"],
      tokenize: (text) => text.match(WORD) || [],
      processTerm: term,
    });
    index.addAll(documents.map(([, , anchor, title, text], id) => ({ id, anchor, title, text })));
  }

  function search(words) {
    const phrase = words.toLowerCase();
    const holds = (id) => documents[id].slice(3).some((text) => text.toLowerCase().includes(phrase));
    const boostDocument = (id) => (WORTH[documents[id][0]] || 1) * (holds(id) ? 1.5 : 1);
    hits = index.search(words, { ...looking, boostDocument, combineWith: "AND" });
    const whole = hits.length > 0;
    if (!whole) hits = index.search(words, { ...looking, boostDocument, combineWith: "OR" });
    return whole;
  }

  function make(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  // The text with the words that were found marked, as nodes: it is never read as markup.
  function marked(text, terms) {
    const parts = [];
    let at = 0;
    for (const { 0: word, index: place } of text.matchAll(WORD)) {
      if (![term(word)].flat().some((one) => terms.has(one))) continue;
      parts.push(text.slice(at, place), make("mark", "", word));
      at = place + word.length;
    }
    return [...parts, text.slice(at)];
  }

  // The piece of the text around the words as they were asked for, or else around the first of them.
  function summary(text, terms) {
    const whole = text.toLowerCase().indexOf(box.value.trim().toLowerCase());
    const found = [...text.matchAll(WORD)].find(({ 0: word }) => [term(word)].flat().some((one) => terms.has(one)));
    const middle = whole >= 0 ? whole : found ? found.index : 0;
    const first = middle < AROUND ? 0 : text.indexOf(" ", middle - AROUND) + 1;
    const end = Math.max(middle + AROUND, first + 2 * AROUND);
    const gap = text.lastIndexOf(" ", end);
    const last = end >= text.length ? text.length : gap > middle ? gap : end;
    return [first > 0 ? "… " : "", ...marked(text.slice(first, last), terms), last < text.length ? " …" : ""];
  }

  function entry(hit) {
    const [kind, page, anchor, title, text] = documents[hit.id];
    const [address, name] = pages[page];
    const terms = new Set(hit.terms);
    const link = make("a", "", ...marked(title, terms));
    link.href = root + address + (anchor && "#" + encodeURIComponent(anchor));
    const item = make("li", "", make("h2", "hit-title", link));
    item.append(make("p", "hit-place", KINDS[kind] + (name === title ? "" : " · " + name)), make("p", "hit-summary", ...summary(text, terms)));
    return item;
  }

  function list(found) {
    const items = make("ol", "hits", ...found.slice(0, SHOWN).map(entry));
    results.replaceChildren(items);
    if (found.length <= SHOWN) return;
    const more = make("button", "", "Show more");
    more.type = "button";
    more.addEventListener("click", function () {
      const before = items.children.length;
      items.append(...found.slice(before, before + SHOWN).map(entry));
      items.children[before].querySelector("a").focus();
      more.hidden = items.children.length >= found.length;
    });
    results.append(more);
  }

  // One choice for each kind of which something was found, with how many.
  function offer(chosen, count) {
    const choices = [["", "all", hits.length], ...Object.keys(KINDS).map((kind) => [kind, KINDS[kind], count[kind]])];
    const labels = choices.filter(([kind, , number]) => number || kind === chosen).map(function ([kind, name, number]) {
      const radio = make("input");
      Object.assign(radio, { type: "radio", name: "kind", value: kind, checked: kind === chosen });
      return make("label", "", radio, ` ${name} (${number || 0})`);
    });
    const focused = kinds.contains(document.activeElement);
    kinds.replaceChildren(kinds.firstElementChild, ...labels);
    if (focused) kinds.querySelector(":checked").focus();
    kinds.hidden = !hits.length;
  }

  function nothing() {
    const help = make("p", "", "Try fewer words, another word, or a number as it is printed, such as 5.6 million. Or look in ");
    const link = make("a", "", "the ledger of claims");
    link.href = root + "book/ledger.html";
    help.append(link, ".");
    results.replaceChildren(help);
  }

  function show() {
    const words = box.value.trim();
    const address = new URL(location.href);
    const chosen = words && Object.hasOwn(KINDS, address.searchParams.get("kind")) ? address.searchParams.get("kind") : "";
    const whole = search(words);
    const count = {};
    for (const hit of hits) count[documents[hit.id][0]] = (count[documents[hit.id][0]] || 0) + 1;
    const found = hits.filter((hit) => !chosen || documents[hit.id][0] === chosen);
    document.title = (words ? "“" + words + "” · " : "") + title;
    offer(chosen, count);
    if (!words) {
      told.textContent = HINT;
      results.replaceChildren();
    } else if (!hits.length) {
      told.textContent = `Nothing was found for “${words}”.`;
      nothing();
    } else {
      const places = found.length === 1 ? "1 place" : found.length + " places";
      told.textContent = whole ? `${places} found for “${words}”.` : `No place has all of these words. ${places} found that have some of them.`;
      list(found);
    }
  }

  // The search is kept in the address, so that it can be shared.
  function remember(name, value) {
    const address = new URL(location.href);
    value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    history.replaceState(null, "", address);
  }

  function look() {
    clearTimeout(typing);
    remember("q", box.value.trim());
    show();
  }

  function listen() {
    show();
    box.addEventListener("input", function () {
      clearTimeout(typing);
      typing = setTimeout(look, 200);
    });
    box.form.addEventListener("submit", function (event) {
      event.preventDefault();
      look();
    });
    kinds.addEventListener("change", function (event) {
      remember("kind", event.target.value);
      show();
    });
  }

  function begin() {
    told.textContent = "Looking …";
    start().then(listen, (error) => (told.textContent = "The search could not start: " + error.message + "."));
  }

  box.value = new URLSearchParams(location.search).get("q") || "";
  // The index takes a phone half a second: it is made for who searches.
  if (box.value) begin();
  else {
    told.textContent = HINT;
    box.addEventListener("focus", begin, { once: true });
  }
})();
