// The editor below a topic follows the reader: at the foot of the page as it was drawn, docked to the bottom of the window
// once somebody writes (the page stays readable behind), minimised to its title, or on the full screen (the only way on a
// phone). Focus goes in when it opens and comes back where it was.
"use strict";

{
  const phone = matchMedia("(max-width: 40rem)");

  function start(box) {
    const tools = box.querySelector("[data-dock]");
    if (!tools?.hidden) return;
    const text = box.querySelector("textarea");
    const form = text.form;
    const belowTopic = Boolean(form.closest(".topic"));
    const [smaller, whole, close] = ["min", "full", "close"].map((name) => tools.querySelector(`[data-dock-${name}]`));
    let opener = null;
    let dialog = null;
    let selection = "";
    let isLeaving = false;  // the full screen for the page, and not for the dock

    tools.hidden = false;
    smaller.hidden = close.hidden = true;
    whole.addEventListener("click", () => (dialog ? dialog.close() : fill()));
    if (!belowTopic) return;
    smaller.addEventListener("click", () => (box.classList.contains("min") ? open(smaller) : minimise()));
    close.addEventListener("click", () => { isLeaving = true; if (dialog) dialog.close(); else leave(); });
    text.addEventListener("focus", () => { if (!phone.matches && !dialog) dock(); });
    box.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented && !dialog) { event.preventDefault(); minimise(); } });
    document.addEventListener("write-reply", () => open(document.activeElement));
    document.addEventListener("pointerdown", (event) => { const link = event.target.closest?.("a[data-quote]"); if (link) selection = selectedIn(link); });
    document.addEventListener("click", follow);
    if (location.hash === "#repondre") open(null);

    function dock() {
      form.classList.add("dock");
      box.classList.remove("min");
      smaller.hidden = close.hidden = phone.matches;
      smaller.setAttribute("aria-expanded", "true");
    }

    function open(from) {
      if (dialog) return;
      if (from && from !== document.body && !form.contains(from)) opener = from;
      if (phone.matches) fill();
      else dock();
      text.focus({ preventScroll: true });
      text.setSelectionRange(text.value.length, text.value.length);
    }

    function minimise() {
      if (phone.matches) return leave();
      box.classList.add("min");
      smaller.setAttribute("aria-expanded", "false");
      back(smaller);
    }

    function leave() {
      isLeaving = false;
      form.classList.remove("dock");
      box.classList.remove("min");
      smaller.hidden = close.hidden = true;
      back(text);
    }

    function back(otherwise) {
      if (opener?.isConnected) opener.focus();
      else if (otherwise === text) text.blur();
      else otherwise.focus();
      opener = null;
    }

    // A window of the browser's own: what is behind is out of reach, Escape leaves.
    function fill() {
      const place = document.createComment("");
      dialog = document.createElement("dialog");
      dialog.className = "writing";
      dialog.setAttribute("aria-labelledby", box.getAttribute("aria-labelledby"));
      form.replaceWith(place, dialog);
      dialog.append(form);
      box.classList.remove("min");
      whole.setAttribute("aria-pressed", "true");
      smaller.hidden = true;
      close.hidden = !belowTopic;
      dialog.addEventListener("close", () => {
        place.replaceWith(form);
        dialog.remove();
        dialog = null;
        whole.setAttribute("aria-pressed", "false");
        if (belowTopic && (phone.matches || isLeaving)) leave();
        else text.focus();
      });
      dialog.showModal();
      text.focus();
    }

    // --- « Répondre » and « Citer » below each message -------------------------------------------------------------------

    function follow(event) {
      const link = event.target.closest?.("a[data-reply], a[data-quote], a[href='#repondre']");
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link);
      if ("reply" in link.dataset) answer(link.closest("article").id.slice(1));
      if (link.dataset.quote) quote(link);
    }

    async function answer(number) {
      await draftIsKnown();
      form.elements.reply_to.value = number;
      box.querySelector("h2").textContent = box.dataset.answering.replace("@", number);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }

    async function quote(link) {
      const article = link.closest("article");
      const words = selection || selectedIn(link);
      selection = "";
      const [whatIsQuoted] = await Promise.all([words ? quoted(article, link.dataset.quote, words) : wholeOf(link), draftIsKnown()]);
      if (!whatIsQuoted) return location.assign(link.href);
      form.elements.reply_to.value ||= article.id.slice(1);
      text.focus({ preventScroll: true });
      text.setSelectionRange(text.value.length, text.value.length);
      const before = text.value.trimEnd() ? "\n\n" : "";
      text.dispatchEvent(new CustomEvent("insert-text", { detail: before + whatIsQuoted }));
    }

    function draftIsKnown() {
      const answers = [];
      box.dispatchEvent(new CustomEvent("know-draft", { detail: answers }));  // drafts.js
      return Promise.all(answers);
    }
  }

  function selectedIn(link) {
    const chosen = getSelection();
    const prose = link.closest("article").querySelector(".prose");
    return chosen.rangeCount && prose.contains(chosen.anchorNode) && prose.contains(chosen.focusNode) ? chosen.toString().trim() : "";
  }

  function quoted(article, id, words) {
    const name = article.querySelector("h2 a, h2").textContent.replace(/["\]]/g, "");
    return `[quote="${name}, message:${id}"]\n${words}\n[/quote]\n\n`;
  }

  // The server quotes a message whole, for those without JavaScript too.
  async function wholeOf(link) {
    const answer = await fetch(link.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    return page && page.querySelector("#repondre textarea")?.value;
  }

  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
