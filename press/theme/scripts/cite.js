// Shows how to cite a claim, to copy. Without script the link leads to the file with every citation.
(function () {
  "use strict";
  let dialog = null;

  function make(name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function field(label, text, said) {
    const box = make("p", "cite-field", "");
    const name = make("label", "", label);
    const area = document.createElement("textarea");
    area.readOnly = true;
    area.rows = 5;
    area.value = text;
    name.append(area);
    const copy = make("button", "cite-button", "Copy " + label);
    copy.type = "button";
    copy.addEventListener("click", function () {
      area.select();
      // Old, but it copies from file:// and over plain http, where navigator.clipboard is missing.
      said.textContent = document.execCommand("copy") ? label + " copied." : "Copy the marked text by hand.";
      copy.focus();
    });
    box.append(name, copy);
    return box;
  }

  function show(claim, texts) {
    dialog?.remove();
    dialog = make("dialog", "cite-dialog", "");
    dialog.setAttribute("aria-label", "Cite this claim");
    const said = make("p", "cite-said", "");
    said.setAttribute("role", "status");
    const close = make("button", "cite-button", "Close");
    close.type = "button";
    close.addEventListener("click", () => dialog.close());
    dialog.append(make("h2", "cite-title", "Cite this claim"), make("p", "cite-claim", claim));
    dialog.append(field("plain text", texts[0], said), field("BibTeX", texts[1], said), said, close);
    document.body.append(dialog);
    // Not in the text: there a phone opens its keyboard and scrolls to the end.
    dialog.querySelector("button").autofocus = true;
    dialog.showModal();
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest?.("a.cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    window.book.load("downloads/citations.js").then(
      () => show(link.dataset.claim, window.bookCitations[link.dataset.claim]),
      () => (location.href = link.href),
    );
  });
})();
