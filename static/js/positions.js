// How far one has read: the highest message that stayed on screen for a second, sent every minute and on leaving.
// The address follows the message in view; who shows where one is listens to messages:at.
"use strict";

{
  const place = document.getElementById("messages");
  const url = place?.dataset.position;  // only for members
  let seen = Number(place?.dataset.seen || 0);
  let sent = seen;
  let scrolled = false;
  const timers = new Map();
  const inView = new Set();
  const number = (post) => Number(post.id.slice(1));

  function send() {
    if (!url || seen <= sent) return;
    const before = sent;
    sent = seen;
    const body = new URLSearchParams({ number: seen, csrf_token: document.body.dataset.csrf });
    sending.post(url, body, { keepalive: true }).then((answer) => { if (!answer) sent = before; });
  }

  function stayed(post) {
    seen = Math.max(seen, number(post));
  }

  function follow() {
    const isRead = (post) => post.isConnected && post.getBoundingClientRect().bottom > 160;  // not its last line alone
    const first = [...inView].filter(isRead).sort((a, b) => number(a) - number(b))[0];
    if (!first) return;
    document.dispatchEvent(new CustomEvent("messages:at", { detail: first }));
    if (!scrolled) return;
    const at = number(first);
    history.scrollRestoration = at > 1 ? "manual" : "auto";  // Back comes to the message, wherever its page puts it
    history.replaceState(history.state, "", at > 1 ? `${place.dataset.address}/${at}` : place.dataset.address);
  }

  function watch(entries) {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      const isRead = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight * 0.4);
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
      if (isRead && !timers.has(target)) timers.set(target, setTimeout(stayed, 1000, target));
      else if (!isRead) {
        clearTimeout(timers.get(target));
        timers.delete(target);
      }
    }
    follow();
  }

  if (place) {
    addEventListener("scroll", () => { scrolled = true; }, { once: true, passive: true });
    const steps = Array.from({ length: 21 }, (_, step) => step / 20);
    const observer = new IntersectionObserver(watch, { rootMargin: "-64px 0px 0px 0px", threshold: steps });
    for (const post of place.querySelectorAll(":scope > [id]")) observer.observe(post);
    document.addEventListener("messages:added", ({ detail }) => detail.forEach((post) => observer.observe(post)));
    setInterval(send, 60_000);
    addEventListener("pagehide", send);
    document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
    // /t/<title>/<topic>/<number> without a fragment: the message asked for, not the top of its page
    const wanted = !location.hash && location.pathname.split("/")[4];
    if (wanted > 1) document.getElementById("m" + wanted)?.scrollIntoView({ behavior: "instant" });
  }
}
