// SPDX-License-Identifier: Apache-2.0
// Enhancements of every page; each page works without them.

const drawing = [];
const once = (selector, module) => {
  if (document.querySelector(selector)) {
    drawing.push(import(module).then((loaded) => loaded.start()));
  }
};

// Copy buttons are hidden until there is a script that can serve them.
function copyButtons(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.classList.add("is-done");
      setTimeout(() => button.classList.remove("is-done"), 1500);
    });
  }
}

// A filter marked data-submit applies itself when it changes; its button stays for those without script.
function selfSubmitting(root) {
  for (const field of root.querySelectorAll("select[data-submit], input[data-submit]")) {
    field.addEventListener("change", () => field.form.requestSubmit());
  }
}

// A table that scrolls sideways can be reached by keyboard and says what it is.
function scrollGroups(root) {
  for (const box of root.querySelectorAll(".table-responsive:not([tabindex])")) {
    if (box.scrollWidth <= box.clientWidth) continue;
    const title = box.closest(".card, section, figure")?.querySelector("h2, h3, figcaption") ?? document.querySelector("h1");
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    if (!box.hasAttribute("aria-labelledby")) box.setAttribute("aria-label", title.textContent.trim());
  }
}

// On a phone each row of such a table becomes a card: its cells stand below one another, each with its heading.
function cards(root) {
  for (const table of root.querySelectorAll("table.table-cards")) {
    const headings = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => (cell.dataset.short ?? cell.textContent).replace(/[↑↓]/u, "").trim());
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      for (const cell of row.cells) {
        if (cell.colSpan === 1) cell.dataset.label = headings[cell.cellIndex] ?? "";
        cell.classList.toggle("is-absent", cell.textContent.trim() === "–");
      }
    }
    table.classList.add("is-labelled");
  }
}

// After a refused form the reader starts at the summary of what is wrong.
document.querySelector(".notice-bad[role=alert]")?.focus();

// "/" leads to the search box, as in most tools people use all day.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("site-search")?.focus();
  }
});

document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt === document.body) return;
  copyButtons(event.detail.elt);
  cards(event.detail.elt);
  scrollGroups(event.detail.elt);
});
copyButtons(document);
selfSubmitting(document);
cards(document);
scrollGroups(document);
addEventListener("resize", () => scrollGroups(document));
once("[data-chart]", "./charts.js");
once("[data-map]", "./maps.js");
// Says to whoever takes pictures that nothing more will be drawn.
Promise.allSettled(drawing).then(() => (document.documentElement.dataset.drawn = ""));
