// Keys of the review queue, on top of a form that is whole without them: an accesskey works alone.
"use strict";
(() => {
  const fields = "input:not([type=checkbox]), textarea, select";
  const unfold = (place) => place.closest("details")?.setAttribute("open", "");

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest(fields);
    if (event.key === "Escape" && typing) return event.target.blur();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.querySelector("[data-accept]").click();
      return;
    }
    if (event.target.id === "why" && event.key === "Enter") {
      event.preventDefault();
      document.querySelector("[name=reject][value='']").click();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
    const place = document.querySelector(`[accesskey="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!place) return;
    event.preventDefault();
    unfold(place);
    if (place.matches("button")) place.click();
    else {
      place.focus();
      place.setSelectionRange?.(place.value.length, place.value.length);
    }
  });
})();
