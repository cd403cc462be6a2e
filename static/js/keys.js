// Keys that act from anywhere on the page: r, c, /, and ? for the list of them (the page /clavier, in a window), where they
// can be turned off (WCAG 2.1.4). Not while somebody types, and never together with Ctrl, Alt or Meta.
"use strict";

{
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  const isTyping = (place) => place.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog");
  const first = (selector) => document.querySelector(selector);

  const acts = {
    r: () => first("#repondre textarea") && document.dispatchEvent(new Event("write-reply")),
    c: () => newTopic(),
    "/": () => search(),
    "?": () => list(),
  };

  // In the category that is shown, when one may; else the page asks in which.
  function newTopic() {
    if (!document.body.dataset.csrf) return false;  // nobody is signed in
    const category = first(".side a[aria-current][href^='/c/']")?.getAttribute("href").split("/")[2];
    location.assign("/nouveau-sujet" + (category ? "?dans=" + category : ""));
    return true;
  }

  function search() {
    const boxes = [...document.querySelectorAll("[role=search] input[type=search], .bigsearch input[type=search]")];
    const box = boxes.find((one) => one.checkVisibility({ visibilityProperty: true }));
    if (box) box.focus();
    else first("header.top a[href='/recherche']")?.click();
    return true;
  }

  function list() {
    const opener = document.activeElement;
    fetch("/clavier").then((answer) => answer.text()).then((html) => {
      const keys = new DOMParser().parseFromString(html, "text/html").querySelector("[data-keys]");
      if (!keys) return;
      const dialog = document.createElement("dialog");
      dialog.className = "modal";
      dialog.setAttribute("aria-labelledby", keys.querySelector("h1").id);
      dialog.append(keys);
      prepare(dialog);
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (document.activeElement === document.body) opener?.focus?.(); // unless one is elsewhere already
      });
      document.body.append(dialog);
      dialog.showModal();
    }).catch(() => {});
    return true;
  }

  function prepare(place) {
    const control = place.querySelector("[data-keys-on]");
    if (!control) return;
    control.closest("[hidden]").hidden = false;
    control.checked = store?.keys !== "off";
    control.addEventListener("change", () => { if (store) store.keys = control.checked ? "on" : "off"; });
    const close = place.querySelector("[data-dismiss]");
    if (close) close.hidden = !close.closest("dialog");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (store?.keys === "off" && event.key !== "?") return;
    if (first("dialog[open]")) return;
    if (acts[event.key]?.()) event.preventDefault();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => prepare(document));
  else prepare(document);
}
