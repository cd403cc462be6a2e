// Where one is in the topic: « 3 / 120 » beside it, and a slider over the line that goes anywhere (arrows, Page Up and Down,
// Home, End, the mouse), saying the date that is there. Without JavaScript the form behind « Aller à… » does the same.
"use strict";

{
  const rail = document.querySelector("[data-rail]");
  const slider = document.querySelector("[data-timeline]");
  const labels = document.querySelectorAll("[data-where]");
  let last = Number(rail?.dataset.rail ?? 0);
  let held = false;  // the reader moves the slider: the page does not move it back
  let timer;
  let dates;  // of some messages from the first to the last, asked for when the slider is taken: [[number, words], …]

  function show(number, when) {
    for (const label of labels) label.textContent = `${number} / ${last}`;
    rail.style.setProperty("--p", last > 1 ? (number - 1) / (last - 1) : 0);
    rail.querySelector("[data-when]").textContent = when;
    slider.setAttribute("aria-valuetext", [`${number} / ${last}`, when].filter(Boolean).join(", "));
  }

  const dateOf = (post) => post?.querySelector("time")?.title ?? "";
  const shortOf = (post) => post?.querySelector("time")?.textContent ?? "";

  function at({ detail: post }) {
    if (held) return;
    const number = Number(post.id.slice(1));
    slider.value = number;
    show(number, shortOf(post));
    slider.setAttribute("aria-valuetext", `${number} / ${last}, ${dateOf(post)}`);
  }

  async function know() {
    if (dates) return;
    dates = [];
    const answer = await fetch(slider.dataset.timeline).catch(() => null);
    if (answer?.ok) dates = await answer.json();
    else dates = null;
    if (held) say();
  }

  function say() {
    const near = (dates ?? []).findLast(([number]) => number <= slider.value);
    show(slider.value, shortOf(document.getElementById("m" + slider.value)) || near?.[1] || "");
  }

  function moved() {
    held = true;
    know();
    say();
    clearTimeout(timer);
    timer = setTimeout(go, 300);
  }

  function go() {
    document.dispatchEvent(new CustomEvent("messages:go", { detail: Number(slider.value) }));
  }

  // What was asked for stays said until the reader scrolls: the last message may not reach the top of the screen.
  function release(event) {
    if (event.target !== slider) held = false;
  }

  if (rail && slider) {
    slider.hidden = false;
    slider.addEventListener("input", moved);
    for (const way of ["pointerenter", "focus"]) slider.addEventListener(way, know);
    document.addEventListener("messages:at", at);
    for (const way of ["wheel", "touchmove", "keydown"]) addEventListener(way, release, { passive: true });
    document.addEventListener("messages:total", ({ detail }) => {
      last = detail;
      slider.max = detail;
      show(slider.value, rail.querySelector("[data-when]").textContent);
    });
  }
}
