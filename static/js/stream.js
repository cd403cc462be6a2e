// A long topic as one page: the messages before and after come as one scrolls near them, and new replies arrive. Each part
// is the page that the link leads to, asked for as a fragment; where that fails, the link is still there.
"use strict";

{
  const place = document.getElementById("messages");
  const link = (side) => document.querySelector(`[data-${side}]`);
  const numberOf = (post) => Number(post.id.slice(1));
  const posts = () => [...place.querySelectorAll(":scope > [id]")];
  const shown = (number) => document.getElementById("m" + number);

  async function ask(number) {
    const answer = await fetch(`${place.dataset.address}/${number}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) return null;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const messages = part.getElementById("messages");
    if (messages?.dataset.address !== place.dataset.address) return null;  // other numbers by now: the links lead there
    return {
      posts: [...messages.children],
      last: Number(messages.dataset.last),
      before: part.querySelector("[data-before]"),
      after: part.querySelector("[data-after]"),
      nearby: part.querySelector("[data-nearby]"),
    };
  }

  function add(found, atTop) {
    const fresh = found.posts.filter((post) => !shown(numberOf(post)));
    if (atTop) place.prepend(...fresh);
    else place.append(...fresh);
    document.dispatchEvent(new CustomEvent("messages:added", { detail: fresh }));
    return fresh;
  }

  function swap(side, found) {
    const old = link(side);
    const held = old.contains(document.activeElement);
    old.replaceWith(found[side]);
    watch(found[side]);
    if (held) (found[side].querySelector("a") ?? place).focus();
    if (side === "after" && found.nearby) document.querySelector("[data-nearby]").replaceWith(found.nearby);
  }

  // --- more at both ends ------------------------------------------------------------------------------------------------

  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) more(target);
  }, { rootMargin: "800px 0px" });

  function watch(side) {
    if (side.querySelector("a")) near.observe(side);
  }

  async function more(side) {
    if (side.dataset.busy) return;
    side.dataset.busy = "1";
    const number = Number(new URL(side.querySelector("a").href).pathname.split("/")[4] ?? 1);
    const found = await ask(number);
    if (!found || !side.isConnected) return;
    if (side.matches("[data-after]")) {
      add(found);
      swap("after", found);
    } else keepPlace(() => { add(found, true); swap("before", found); });
  }

  // What comes above moves nothing of what is read: our own measure, as not every browser holds the page still.
  function keepPlace(change) {
    const root = document.documentElement;
    const mark = posts().find((post) => post.getBoundingClientRect().bottom > 0);
    const before = mark?.getBoundingClientRect().top;
    root.style.overflowAnchor = "none";
    change();
    if (mark) scrollBy({ top: mark.getBoundingClientRect().top - before, behavior: "instant" });
    requestAnimationFrame(() => { root.style.overflowAnchor = ""; });
  }

  // --- to a message, wherever it is ---------------------------------------------------------------------------------------

  async function go(number, address = `${place.dataset.address}/${number}`) {
    if (!shown(number)) {
      const found = await ask(number);
      if (!found) return location.assign(address);
      place.replaceChildren();
      add(found);
      swap("before", found);
      swap("after", found);
    }
    const post = posts().find((one) => numberOf(one) >= number) ?? posts().at(-1);
    post?.scrollIntoView({ behavior: "instant" });
    return post;
  }

  // --- new replies: appended for who has come to the end, told to who reads further up -----------------------------------------

  let waiting = null;
  const told = document.createElement("p");

  const isWhole = () => !link("after").querySelector("a");
  const isAtEnd = () => place.getBoundingClientRect().bottom <= innerHeight + 100;

  function hear(topic) {
    if (!topic) return place.removeAttribute("data-live-ask");  // it may not be seen any more
    if (topic.last < Number(place.dataset.last)) known(topic.last);  // messages went elsewhere, others come after these
    if (topic.last <= Number(place.dataset.last)) return;
    waiting = topic;
    document.dispatchEvent(new CustomEvent("messages:total", { detail: topic.last }));
    if (isWhole() && isAtEnd()) arrive();
    else if (topic.words) tell(topic);
  }

  function tell({ first, words }) {
    const button = told.firstElementChild;
    button.href = today(first);
    if (button.textContent !== words) document.dispatchEvent(new CustomEvent("live:say", { detail: words }));
    button.textContent = words;
    told.hidden = false;
  }

  // The message as it is numbered now, whatever numbers this page shows.
  const today = (number) => `/t/${new URLSearchParams(place.dataset.liveAsk).get("sujet")}/aller?message=${number}`;

  async function arrive() {
    const topic = waiting;
    waiting = null;
    const found = topic && await ask(topic.first);
    if (!found) return topic?.words && tell(topic);
    add(found);
    swap("after", found);
    known(found.last);
    if (topic.words) document.dispatchEvent(new CustomEvent("live:say", { detail: topic.words }));
  }

  function known(last) {
    place.dataset.last = last;
    const about = new URLSearchParams(place.dataset.liveAsk);
    about.set("apres", last);
    if (place.dataset.liveAsk) place.dataset.liveAsk = String(about);
    told.hidden = true;
  }

  async function follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !waiting) return;
    event.preventDefault();
    const topic = waiting;
    if (isWhole()) await arrive();
    waiting = null;
    const post = await go(topic.first, today(topic.first));
    known(topic.last);
    if (!post) return;
    post.tabIndex = -1;
    post.focus({ preventScroll: true });
  }

  function start() {
    document.querySelector("nav.pager")?.setAttribute("hidden", "");
    told.className = "fresh below no-print";
    told.hidden = true;
    told.append(Object.assign(document.createElement("a"), { className: "btn primary" }));
    told.firstElementChild.addEventListener("click", follow);
    place.after(told);
    place.tabIndex = -1;
    watch(link("after"));
    addEventListener("scroll", () => watch(link("before")), { once: true, passive: true });
    document.addEventListener("live:topic", ({ detail }) => hear(detail));
    document.addEventListener("messages:go", ({ detail }) => go(detail));
    new IntersectionObserver(([entry]) => { if (entry.isIntersecting && waiting && isWhole()) arrive(); }).observe(link("end"));
  }

  if (place && link("after")) start();
}
