// Votes and the order of an agenda, without leaving the page: what a form would bring is put in its place, the focus
// stays, a quiet voice says what changed. Items are dragged too. Without any of it the same forms load the page anew.
"use strict";

const main = document.querySelector("main");
const voice = document.createElement("p");
voice.className = "sr";
voice.setAttribute("role", "status");
main.append(voice);

let queue = Promise.resolve();  // impatient presses are sent one after the other, and none is lost

function send(url, body, place) {
  queue = queue.then(() => swap(url, body, place)).catch(() => tell());
}

async function swap(url, body, place) {
  const answer = await sending.post(url, body, { headers: { "HX-Request": "true" } });
  if (!answer?.ok) return tell(answer?.status);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(place);
  if (!part) return location.reload();  // signed out, for one: the page will say so
  const focused = document.activeElement?.id;
  document.getElementById(place).replaceWith(part);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  voice.textContent = "";
  voice.textContent = part.dataset.said;
  makeDraggable();
}

// page.js has the words for what went wrong, and shows them.
function tell(status) {
  document.dispatchEvent(new CustomEvent("htmx:error", { detail: { ctx: { response: { status } } } }));
}

main.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.swap) return;
  event.preventDefault();
  send(form.action, new FormData(form, event.submitter), form.dataset.swap);
});

// --- the order, by keyboard: the arrows do what the buttons beside do ----------------------------------------------------

const ARROWS = { ArrowUp: "up", ArrowDown: "down" };

main.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-place]");
  const way = ARROWS[event.key];
  if (!form || !way) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(`[value=${way}]`));
});

// --- the order, by hand ----------------------------------------------------------------------------------------------------

let dragged = null;
let beside = null;  // where it came from

function makeDraggable() {
  for (const item of document.querySelectorAll(".order > li")) item.draggable = true;
  for (const hint of document.querySelectorAll("[data-drag-hint]")) hint.hidden = false;
}

main.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".order > li");
  if (!dragged) return;
  beside = dragged.nextElementSibling;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.item);
  dragged.classList.add("dragged");
});

main.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest?.(".order > li");
  if (!over) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  if (over !== dragged) over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
});

main.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const form = dragged.querySelector("form[data-place]");
  const body = new FormData(form);
  body.set("place", [...dragged.parentElement.children].indexOf(dragged) + 1);
  dragged.classList.remove("dragged");
  dragged = null;
  send(form.action, body, form.dataset.swap);
});

main.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("dragged");  // let go elsewhere: nothing has changed
  if (beside) beside.before(dragged);
  else dragged.parentElement.append(dragged);
  dragged = null;
});

makeDraggable();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
