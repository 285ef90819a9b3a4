// The search box suggests as one types, and a page marks the words that led to it.
"use strict";
(() => {
  const form = document.querySelector("form.site-search");
  const box = form && form.querySelector("input");

  function make(tag, className, text = "") {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function suggestions() {
    const list = make("ul", "suggestions");
    const status = make("p", "visually-hidden");
    list.id = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    status.setAttribute("role", "status");
    form.append(list, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id };
    for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);

    let typed = box.value;
    let chosen = -1;
    let timer = 0;
    let request = null;

    function open(isOpen) {
      list.hidden = !isOpen;
      box.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) choose(-1);
    }

    function choose(place) {
      chosen = place;
      box.removeAttribute("aria-activedescendant");
      [...list.children].forEach((option, at) => {
        option.setAttribute("aria-selected", String(at === place));
        if (at !== place) return;
        box.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      });
    }

    function show(found) {
      list.replaceChildren(
        ...found.map(({ title, label, url }, at) => {
          const option = make("li", "");
          const link = make("a", "", title);
          link.href = url;
          link.tabIndex = -1;
          option.id = `suggestion-${at}`;
          option.setAttribute("role", "option");
          option.append(link, " ", make("span", "quiet", label));
          return option;
        }),
      );
      open(found.length > 0);
      choose(-1);
      const many = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
      status.textContent = found.length ? `${many}. Arrow keys choose.` : "No suggestions.";
    }

    function cancel() {
      clearTimeout(timer);
      if (request) request.abort();
      request = null;
    }

    async function ask() {
      request = new AbortController();
      const { signal } = request;
      try {
        const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed)}`;
        const response = await fetch(address, { signal });
        if (!response.ok) return;
        const { suggestions: found } = await response.json();
        if (!signal.aborted) show(found);
      } catch {
        // Cancelled, or the network is away: the box still searches.
      }
    }

    box.addEventListener("input", () => {
      cancel();
      typed = box.value.trim();
      if (typed.length > 1) timer = setTimeout(ask, 150);
      else open(false);
    });
    box.addEventListener("keydown", (event) => {
      const last = list.children.length - 1;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        cancel();
        open(false);
      } else if (list.hidden) {
        return;
      } else if (event.key === "ArrowDown") {
        event.preventDefault();
        choose(chosen === last ? -1 : chosen + 1);
      } else if (event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen === -1 ? last : chosen - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        list.children[chosen].querySelector("a").click();
      }
    });
    form.addEventListener("submit", cancel);
    form.addEventListener("focusout", (event) => {
      if (form.contains(event.relatedTarget)) return;
      cancel();
      open(false);
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus
    open(false);
  }

  // `?mark=budget+budgets`, set by a search result: mark these words on this page.
  function mark(words) {
    const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    let left = 300;
    for (const text of texts) {
      const found = [...text.data.matchAll(wanted)].slice(0, left).reverse();
      left -= found.length;
      for (const match of found) {
        const word = text.splitText(match.index);
        word.splitText(match[0].length);
        const marked = make("mark", "");
        word.replaceWith(marked);
        marked.append(word);
      }
    }
  }

  const asked = new URLSearchParams(location.search).get("mark") || "";
  const words = asked.match(/[\p{L}\p{N}]+/gu);
  if (words) mark(words.slice(0, 12));
  if (box) suggestions();
})();
