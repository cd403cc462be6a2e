// « @so » offers the people and groups who will read the text, by name: arrows, Enter or Tab takes one, Escape leaves. Focus
// stays in the text (aria-activedescendant); how many there are is said.
"use strict";

{
  const BEGUN = /(?:^|[\s(«"'’])@([\p{L}][\p{L}\p{N}.-]{1,39})$/u;
  const PAUSE = 150;  // ms after the last key

  function start(box) {
    if (box.dataset.completing || !box.dataset.completeUrl) return;
    box.dataset.completing = "1";
    const text = box.querySelector("textarea");
    const list = box.querySelector("[data-meant] [role=listbox]");
    const status = box.querySelector("[data-meant] [role=status]");
    const known = new Map();  // letters → what was offered
    let letters = "";
    let chosen = -1;
    let timer;

    text.setAttribute("aria-autocomplete", "list");
    text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); });
    text.addEventListener("keydown", press, { capture: true });  // before the one that goes on with lists
    text.addEventListener("blur", () => setTimeout(close, 150));  // a click in the list comes first
    text.addEventListener("click", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault());  // focus stays in the text
    list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) take(option); });

    function begun() {
      if (text.selectionStart !== text.selectionEnd || text !== document.activeElement) return "";
      return BEGUN.exec(text.value.slice(Math.max(0, text.selectionStart - 60), text.selectionStart))?.[1] ?? "";
    }

    async function look() {
      letters = begun();
      const asked = letters;
      if (!asked) return close();
      if (!known.has(asked)) {
        const answer = await fetch(`${box.dataset.completeUrl}?q=${encodeURIComponent(asked)}`, { redirect: "manual" }).catch(() => null);
        if (!answer?.ok) return close();
        known.set(asked, await answer.json());
      }
      if (asked === begun()) show(known.get(asked));
    }

    function show(offers) {
      if (!offers.length) return close();
      list.replaceChildren(...offers.map(option));
      list.hidden = false;
      text.setAttribute("aria-controls", list.id);
      status.textContent = `${offers.length} – ${status.dataset.said}`;
      choose(0);
    }

    function option({ name, shown, note }, number) {
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.dataset.name = name;
      const words = document.createElement("b");
      words.textContent = shown;
      const more = document.createElement("span");
      more.className = "sub";
      more.textContent = [`@${name}`, note].filter(Boolean).join(" · ");
      item.append(words, more);
      return item;
    }

    function choose(number) {
      const options = [...list.children];
      chosen = (number + options.length) % options.length;
      options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
      text.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }

    function press(event) {
      if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Enter: () => take(list.children[chosen]), Tab: () => take(list.children[chosen]), Escape: close }[event.key];
      if (!act || (event.key === "Tab" && event.shiftKey)) return;
      event.preventDefault();
      event.stopImmediatePropagation();  // Enter goes on with no list, Escape leaves no editor
      act();
    }

    function take(one) {
      text.setSelectionRange(text.selectionStart - letters.length, text.selectionStart);
      text.dispatchEvent(new CustomEvent("insert-text", { detail: one.dataset.name + " " }));
      close();
    }

    function close() {
      clearTimeout(timer);
      list.hidden = true;
      list.replaceChildren();
      status.textContent = "";
      for (const name of ["aria-activedescendant", "aria-controls"]) text.removeAttribute(name);
    }
  }

  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
