// How far one has read: the highest message that stayed on screen for a second, sent every minute and on leaving.
// The address and the mark on the right follow the message in view.

const place = document.getElementById("messages");
const url = place?.dataset.position;  // only for members
const rail = document.querySelector("[data-rail]");
let seen = Number(place?.dataset.seen || 0);
let sent = seen;
const timers = new Map();
const inView = new Set();

function send(leaving) {
  if (!url || seen <= sent) return;
  sent = seen;
  const body = new URLSearchParams({ number: seen, csrf_token: place.dataset.token });
  fetch(url, { method: "POST", body, keepalive: Boolean(leaving), credentials: "same-origin" }).catch(() => { sent = 0; });
}

function stayed(post) {
  seen = Math.max(seen, Number(post.dataset.number));
}

function follow() {
  const first = [...inView].sort((a, b) => a.dataset.number - b.dataset.number)[0];
  if (!first || !rail) return;
  const number = Number(first.dataset.number);
  const last = Number(rail.dataset.rail);
  rail.firstElementChild.textContent = `${number} / ${last}`;
  rail.style.setProperty("--p", last > 1 ? (number - 1) / (last - 1) : 0);
  const address = document.querySelector("link[rel=canonical]").getAttribute("href").split("/").slice(0, 4).join("/");
  if (scrolled) history.replaceState(history.state, "", number > 1 ? `${address}/${number}` : address);
}

function watch(entries) {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting && !inView.has(target)) {
      inView.add(target);
      timers.set(target, setTimeout(stayed, 1000, target));
    } else if (!isIntersecting) {
      inView.delete(target);
      clearTimeout(timers.get(target));
    }
  }
  follow();
}

let scrolled = false;
addEventListener("scroll", () => { scrolled = true; }, { once: true, passive: true });

if (place) {
  const observer = new IntersectionObserver(watch, { rootMargin: "-64px 0px 0px 0px", threshold: 0 });
  for (const post of place.querySelectorAll("[data-number]")) observer.observe(post);
  setInterval(send, 60_000);
  addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true); });
  // /t/<title>/<topic>/<number> without a fragment: the message asked for, not the top of its page
  const wanted = !location.hash && location.pathname.split("/")[4];
  if (wanted > 1) document.getElementById("m" + wanted)?.scrollIntoView({ behavior: "instant" });
}
