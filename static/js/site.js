// Comfort on top of pages that are whole without it: notes in place, keys, copying.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);

  // A citation mark opens its note beside itself; without script it leads to the foot of the page.
  const card = document.createElement("div");
  card.className = "note-card";
  card.id = "note-card";
  card.popover = "auto";
  card.tabIndex = -1;
  card.setAttribute("role", "note");
  document.body.append(card);

  function place(mark) {
    const box = mark.getBoundingClientRect();
    const width = Math.min(416, document.documentElement.clientWidth - 16);
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const below = box.bottom + 6;
    const above = box.top - card.offsetHeight - 6;
    const fits = below + card.offsetHeight < innerHeight || above < 0;
    card.style.left = `${left}px`;
    card.style.top = `${fits ? below : above}px`;
  }

  // Where a page has many notes, they only name their passage: its words, and who speaks in it
  // beside the author, come from its article.
  async function fetchWords(note, words) {
    const link = note.querySelector("a");
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const digest = page.querySelector(`${link.hash} .digest`);
    if (digest) words.prepend(`${digest.textContent.replace(link.hash.slice(1), "").trim()} `);
  }

  function openNote(event) {
    const mark = event.target.closest("sup a");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const note = mark && plain && $(mark.hash);
    if (!note || !card.showPopover) return;
    event.preventDefault();
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => card.hidePopover());
    const words = document.createElement("p");
    words.append(...[...note.childNodes].map((part) => part.cloneNode(true)));
    const source = note.parentElement.previousElementSibling;
    const title = $("h3 a", note.closest("div"));
    if (note.closest(".short")) fetchWords(note, words);
    card.replaceChildren(words, ...(title ? [title.cloneNode(true)] : []), source.cloneNode(true), close);
    card.showPopover();
    place(mark);
    card.focus({ preventScroll: true });
  }
  document.addEventListener("click", openNote);
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") card.hidePopover();
  });

  // A link to a row inside a closed fold opens the fold.
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const fold = target && target.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  }
  addEventListener("hashchange", unfold);
  unfold();

  // Copying, where the browser can.
  async function copy(event) {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const { copy: selector, fetch: address } = button.dataset;
    const text = address ? await (await fetch(address)).text() : $(selector).textContent;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying is switched off in this browser";
    }
    setTimeout(() => (button.textContent = label), 2500);
  }
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
    document.addEventListener("click", copy);
  }

  // Keys: "/" goes to the search box, "?" shows what keys there are.
  const keys = $("#keys");
  $("button", keys).addEventListener("click", () => keys.close());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = $("#search-box");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "?" && keys && !keys.open) {
      keys.showModal();
    }
  });
})();
