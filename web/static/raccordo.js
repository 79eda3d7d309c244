// Everything works without this file: it only brings the eye to what needs mending and saves a click.
"use strict";
document.getElementById("errori")?.focus();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("download" in form.dataset) return;
  if (form.dataset.sent) event.preventDefault();
  if (form.method === "post") form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
document.querySelectorAll("table.raccordo-table").forEach((table) => {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
  table.querySelectorAll("tbody tr").forEach((row) => {
    [...row.cells].forEach((cell, place) => cell.setAttribute("data-label", heads[place] ?? ""));
  });
  table.classList.add("stacks");
});
