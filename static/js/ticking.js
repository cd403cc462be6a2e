// Ticking who is there: each tap is sent by itself, in the order of the taps, again and again until the network takes it.
const said = document.querySelector("[data-ticking]");
const here = document.querySelector("[data-here]");
const queue = [];
let busy = false;
let lost = false;

// Before the page's own guard against second clicks: a tap can be taken back at once.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-tick]");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  const body = new FormData(form);
  body.set("seen", button.value);
  body.set("script", "1");
  queue.push({ url: form.action, body });
  show(form, button.value);
  send();
}, true);

addEventListener("online", send);
addEventListener("beforeunload", (event) => queue.length && event.preventDefault());

function show(form, seen) {
  const before = form.querySelector("[aria-pressed=true]")?.dataset.value;
  here.textContent = Number(here.textContent) + (seen === "present") - (before === "present");
  for (const button of form.querySelectorAll("button")) {
    const pressed = button.dataset.value === seen;
    button.setAttribute("aria-pressed", pressed);
    button.value = pressed ? "" : button.dataset.value;
  }
  const since = form.closest("li").querySelector("[data-at]");
  if (since) since.textContent = seen ? since.dataset.now : "";
}

async function send() {
  if (busy) return;
  busy = true;
  while (queue.length) {
    const answer = await sending.post(queue[0].url, queue[0].body, { redirect: "manual" });
    if (!answer || answer.status >= 500 || answer.status === 429) {
      said.textContent = said.dataset.waiting;
      await new Promise((wake) => setTimeout(wake, 3000));
    } else {
      queue.shift();
      lost ||= !answer.ok; // the next one that is taken does not hide it
      said.textContent = lost ? said.dataset.failed : "";
    }
  }
  busy = false;
}

// Narrows the list while one types; the form asks the server when scripts do not run.
const find = document.querySelector(".find input[type=search]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
find?.addEventListener("input", () => {
  for (const line of document.querySelectorAll(".ticks > li[data-name]")) {
    line.hidden = !fold(line.textContent).includes(fold(find.value));
  }
});
