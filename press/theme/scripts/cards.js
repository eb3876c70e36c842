// Opens the card of a number, or of a word of the glossary, on hover, keyboard focus and touch (WCAG 1.4.13:
// dismissable, hoverable, persistent). The cards stand at the end of the page; one is copied next to its link while
// it is open, so that Tab goes from the link into its card and on to the next link.
(function () {
  "use strict";
  // Without the top layer these links stay what they are without script: they lead to a row or to the glossary.
  if (!HTMLElement.prototype.showPopover) return;

  const LINK = "a[data-row]";
  const DELAY = 250;
  const MARGIN = 8;
  const TALLEST = 420;
  const cards = new Map();
  let current = null; // what is open: {link, card, kept}
  let aimed = null; // the number under the pointer
  let tapped = null; // first touched, so its click opens the card and does not follow the link
  let opening = 0;
  let closing = 0;

  document.querySelectorAll("section.cards > article.card").forEach((card) => cards.set(card.dataset.row, card));
  document.querySelectorAll(LINK).forEach(function (link) {
    if (!cards.has(link.dataset.row)) return;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  });

  function numberAt(target) {
    const link = target instanceof Element ? target.closest(LINK) : null;
    return link && cards.has(link.dataset.row) ? link : null;
  }

  // What a card says, with nothing folded away, and without the way back to where the reader is.
  function content(card) {
    const copy = card.cloneNode(true);
    const more = copy.querySelector(".card-more");
    more?.querySelector("summary").remove();
    more?.replaceWith(...more.childNodes);
    copy.querySelector(".card-back")?.remove();
    return copy.childNodes;
  }

  function open(link, kept) {
    if (current && current.link === link) return;
    close();
    const card = document.createElement("div");
    card.className = "number-card";
    card.popover = "manual";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", "About " + link.textContent);
    card.append(...content(cards.get(link.dataset.row)));
    link.after(card);
    card.showPopover();
    link.setAttribute("aria-expanded", "true");
    current = { link, card, kept };
    place();
  }

  function close() {
    if (!current) return;
    current.card.remove();
    current.link.setAttribute("aria-expanded", "false");
    current = null;
  }

  // Below the number, or above where there is more room; touching it, so that the pointer can move across.
  function place() {
    const { link, card } = current;
    const page = document.documentElement;
    const lines = link.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const [above, below] = [first.top - MARGIN, page.clientHeight - last.bottom - MARGIN];
    card.style.maxHeight = TALLEST + "px";
    const up = card.offsetHeight > below && above > below;
    card.style.maxHeight = Math.min(TALLEST, up ? above : below) + "px";
    const left = Math.min(last.left, page.clientWidth - card.offsetWidth - MARGIN);
    card.style.left = scrollX + Math.max(MARGIN, left) + "px";
    card.style.top = scrollY + (up ? first.top - card.offsetHeight : last.bottom) + "px";
  }

  function read(card) {
    return card.querySelector(":focus-visible") !== null;
  }

  function held() {
    const { link, card, kept } = current;
    return kept || link.matches(":hover, :focus-visible") || card.matches(":hover") || read(card);
  }

  function openSoon(link) {
    opening = setTimeout(function () {
      // The page may have moved away under the pointer; and who reads a card by keyboard keeps it.
      if (!link.matches(":hover")) aimed = null;
      else if (!(current && read(current.card))) open(link, false);
    }, DELAY);
  }

  function closeSoon() {
    clearTimeout(closing);
    closing = setTimeout(() => current && !held() && close(), DELAY);
  }

  // Movement, not entering: a page that scrolls under a resting pointer opens nothing, nor does what Escape uncovers.
  document.addEventListener("pointermove", function (event) {
    const link = event.pointerType === "touch" ? null : numberAt(event.target);
    if (link === aimed) return;
    aimed = link;
    clearTimeout(opening);
    if (link) openSoon(link);
  });

  document.addEventListener("pointerout", function (event) {
    if (event.pointerType !== "touch") closeSoon();
  });

  document.addEventListener("focusin", function (event) {
    const link = numberAt(event.target);
    if (link && link !== tapped && link.matches(":focus-visible")) open(link, false);
    else if (current && !current.link.contains(event.target) && !current.card.contains(event.target)) {
      current.kept = false;
      closeSoon();
    }
  });

  document.addEventListener("focusout", closeSoon);

  document.addEventListener("pointerdown", function (event) {
    const link = numberAt(event.target);
    tapped = event.pointerType !== "mouse" && link && !(current && current.link === link) ? link : null;
    if (current && current.link !== link && !current.card.contains(event.target)) close();
  });

  document.addEventListener("pointercancel", function () {
    tapped = null;
  });

  document.addEventListener("click", function (event) {
    const link = tapped;
    tapped = null;
    if (!link || numberAt(event.target) !== link) return;
    event.preventDefault();
    open(link, true);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !current) return;
    const { link, card } = current;
    clearTimeout(opening);
    // The focus must not be lost with the card that holds it.
    if (card.contains(document.activeElement)) link.focus();
    close();
  });

  // A chart that is drawn, or a window that changes its size, moves the number.
  const follow = () => current && place();
  addEventListener("resize", follow);
  new ResizeObserver(follow).observe(document.body);
})();
