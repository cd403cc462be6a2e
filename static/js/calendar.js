// The month as a grid that the arrows walk (WAI-ARIA « grid »); printing; copying the address of the calendar.
// Without any of it the table is a table, and every link in it works.
"use strict";

const DAY = 24 * 3600 * 1000;

function walkable(table) {
  table.setAttribute("role", "grid");
  for (const row of table.rows) row.setAttribute("role", "row");
  for (const body of table.querySelectorAll("thead, tbody")) body.setAttribute("role", "rowgroup");
  for (const head of table.tHead.rows[0].cells) head.setAttribute("role", "columnheader");
  for (const cell of cells(table)) {
    cell.setAttribute("role", "gridcell");
    cell.tabIndex = -1;
    for (const link of cell.querySelectorAll("a")) link.tabIndex = -1;
  }
  const begin = asked(table) ?? table.querySelector(".now:not(.off)") ?? table.querySelector("td:not(.off)");
  begin.tabIndex = 0;
  table.addEventListener("keydown", (event) => move(table, event));
  table.addEventListener("focusin", (event) => stop(table, event.target.closest("td")));
  if (asked(table)) begin.focus();
}

function cells(table) {
  return [...table.tBodies[0].querySelectorAll("td")];
}

// The day one came for from another month (PageUp, PageDown).
function asked(table) {
  const cell = location.hash.startsWith("#jour-") && document.getElementById(location.hash.slice(1));
  return cell && table.contains(cell) ? cell : null;
}

// One cell at a time is reached by Tab: the one where one was last.
function stop(table, cell) {
  if (!cell) return;
  for (const other of table.querySelectorAll("td[tabindex='0']")) other.tabIndex = -1;
  cell.tabIndex = 0;
}

function move(table, event) {
  if (event.altKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("td");
  const inside = event.target.matches("a");
  const act = inside ? WITHIN[event.key] : event.ctrlKey ? FAR[event.key] : STEPS[event.key];
  if (!cell || !act || (event.ctrlKey && inside)) return;
  if (act(table, cell, event.target) !== false) event.preventDefault();
}

const STEPS = {
  ArrowRight: (table, cell) => go(table, cell, 1),
  ArrowLeft: (table, cell) => go(table, cell, -1),
  ArrowDown: (table, cell) => go(table, cell, 7),
  ArrowUp: (table, cell) => go(table, cell, -7),
  Home: (_table, cell) => cell.parentElement.cells[0].focus(),
  End: (_table, cell) => cell.parentElement.cells[6].focus(),
  PageDown: (_table, cell) => turn("next", cell),
  PageUp: (_table, cell) => turn("prev", cell),
  Enter: (_table, cell) => enter(cell),
  " ": (_table, cell) => enter(cell),
};

const FAR = {
  Home: (table) => cells(table)[0].focus(),
  End: (table) => cells(table).at(-1).focus(),
};

// Among the dates of one day: Enter follows the link by itself, Escape leads back to the day.
const WITHIN = {
  ArrowDown: (_table, cell, link) => beside(cell, link, 1),
  ArrowUp: (_table, cell, link) => beside(cell, link, -1),
  Escape: (_table, cell) => cell.focus(),
};

function go(table, cell, by) {
  const all = cells(table);
  all[all.indexOf(cell) + by]?.focus();
}

// One date: its page. Several: into the cell.
function enter(cell) {
  const links = cell.querySelectorAll("a");
  if (links.length === 1) links[0].click();
  else links[0]?.focus();
}

function beside(cell, link, by) {
  const links = [...cell.querySelectorAll("a")];
  links[links.indexOf(link) + by]?.focus();
}

// The same day of the month beside, or its last one.
function turn(rel, cell) {
  const link = document.querySelector(`.calbar a[rel=${rel}]`);
  if (!link) return;
  const [year, month] = new URL(link.href).searchParams.get("mois").split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 1) - DAY).getUTCDate();
  const day = Math.min(Number(cell.id.slice(-2)), last);
  location.assign(`${link.href}#jour-${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
}

for (const table of document.querySelectorAll("[data-grid]")) walkable(table);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    document.querySelector("[data-copy-said]").textContent = button.dataset.copied;
  });
}
