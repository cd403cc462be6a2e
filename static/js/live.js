// What is new, without loading the page again (forum/live): asked every ten seconds while the page is looked at, by pages
// of visitors too where they show a topic or a list. What the page wants to know stands in data-live-ask; who shows it
// listens to live:topic. Nothing moves under the reader's eyes.
"use strict";

{
  const EVERY = 10_000;
  const LONGEST = 120_000;  // between two questions, when nobody answers
  let tag = "";
  let asked = "";  // the address that the tag is about
  let wait = EVERY;
  let timer;
  let over = false;
  let asking = false;

  function address() {
    const about = new URLSearchParams();
    for (const place of document.querySelectorAll("[data-live-ask]")) {
      for (const [name, value] of new URLSearchParams(place.dataset.liveAsk)) about.set(name, value);
    }
    return `${document.body.dataset.live}?${about}`;
  }

  async function ask() {
    clearTimeout(timer);
    if (over || asking || document.hidden) return;
    asking = true;
    const now = address();
    const headers = now === asked && tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(now, { headers, cache: "no-store" }).catch(() => null);
    if (answer?.ok) await answer.json().then(tell).then(() => { asked = now; tag = answer.headers.get("ETag") ?? ""; }).catch(() => {});
    over = answer?.status === 401;  // signed out
    wait = answer && answer.status < 500 ? EVERY : Math.min(wait * 2, LONGEST);
    asking = false;
    if (!over) timer = setTimeout(ask, wait);
  }

  function tell(news) {
    if (news.bell) ring(news.bell);
    if (news.list) showList(news.list);
    if ("topic" in news) document.dispatchEvent(new CustomEvent("live:topic", { detail: news.topic }));
  }

  function ring({ count, label }) {
    const bell = document.querySelector("[data-bell]");
    const place = bell?.querySelector(".count");
    if (!place || bell.ariaLabel === label) return;
    const more = (parseInt(count, 10) || 0) > (place.hidden ? 0 : parseInt(place.textContent, 10));
    bell.setAttribute("aria-label", label);
    place.textContent = count;
    place.hidden = !count;
    if (more) say(label);
  }

  function showList(words) {
    const link = document.querySelector("[data-live-list]");
    if (!link || link.textContent === words) return;
    link.textContent = words;
    link.parentElement.hidden = false;
    say(words);
  }

  // Politely, to whoever hears the page.
  let voice;

  function say(words) {
    voice.textContent = "";
    setTimeout(() => { voice.textContent = words; }, 100);
  }

  // Maybe from signing in again, in another tab.
  function comeBack() {
    over = false;
    ask();
  }

  function start() {
    if (!document.querySelector("[data-bell], [data-live-ask]")) return;
    voice = document.createElement("p");
    voice.className = "sr";
    voice.setAttribute("role", "status");
    document.body.append(voice);
    document.addEventListener("live:say", (event) => say(event.detail));
    document.addEventListener("live:ask", ask);
    document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : comeBack()));
    addEventListener("online", ask);
    timer = setTimeout(ask, EVERY);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
