// Colleagues on a registration form: a line more, a line less, without loading the page anew. The same buttons do it
// on the server where no script runs.
"use strict";

const form = document.querySelector(".registering");
const lines = form.querySelector("[data-lines]");
const blank = form.querySelector("[data-blank]");
const adding = form.querySelector("[data-add]");
const sender = form.querySelector("[data-send]");

const people = () => lines.querySelectorAll("[data-line]");

function add() {
  const number = Math.max(0, ...[...people()].map((line) => Number(line.dataset.line))) + 1;
  const made = document.createElement("div");
  made.innerHTML = blank.innerHTML.replaceAll("p0-", `p${number}-`);
  const line = made.querySelector("[data-line]");
  line.dataset.line = number;
  line.querySelector("[name=line]").value = number;
  line.querySelector("[name=remove]").value = number;
  lines.append(line);
  refresh();
  line.querySelector("input:not([type=hidden])").focus();
}

function remove(line) {
  const beside = line.nextElementSibling ?? line.previousElementSibling;
  line.remove();
  refresh();
  (beside?.querySelector("input:not([type=hidden])") ?? adding).focus();
}

// Places, the words of the buttons, and what is only asked when there are colleagues.
function refresh() {
  const all = [...people()];
  all.forEach((line, at) => { line.querySelector("[data-place]").textContent = at + 1; });
  for (const part of form.querySelectorAll("[data-with-lines]")) part.hidden = !all.length;
  adding.hidden = all.length >= Number(form.dataset.most);
  adding.querySelector("[data-word]").textContent = all.length ? adding.dataset.another : adding.dataset.first;
  const count = all.length + Number(form.elements.me.checked);
  const { me, one, many } = sender.dataset;
  sender.textContent = count > 1 ? many.replace("0", count) : all.length ? one : me;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add], [data-remove]");
  if (!button) return;
  event.preventDefault();
  if (button === adding) add();
  else remove(button.closest("[data-line]"));
});
form.addEventListener("change", refresh);
refresh();
