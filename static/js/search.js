// The list under a search box while one types, in the header and on the page of the results (a combobox of the ARIA
// practices). Without it the box works as a form.
"use strict";

{
  const PAUSE = 200;  // ms after the last letter
  const EMPTY = '<ul role="listbox"></ul>';
  let boxes = 0;

  function start(box) {
    const holder = document.createElement("div");
    const said = document.createElement("p");
    const name = `suggestions-${++boxes}`;
    let asked, timer, at = -1;

    const options = () => [...holder.querySelectorAll("[role=option]")];
    const isOpen = () => !holder.hidden && options().length > 0;

    async function ask() {
      asked?.abort();
      if (!box.value.trim()) return close();
      asked = new AbortController();
      try {
        const answer = await fetch(`${box.dataset.suggestions}?q=${encodeURIComponent(box.value)}`, { signal: asked.signal });
        if (answer.ok && document.activeElement === box) show(await answer.text());
      } catch { /* offline, or overtaken by more letters: the list stays as it is */ }
    }

    function show(html) {
      holder.innerHTML = html;
      const list = holder.querySelector("[role=listbox]");
      list.id = name;
      options().forEach((one, place) => { one.id = `${name}-${place}`; });
      at = -1;
      holder.hidden = !options().length;
      box.removeAttribute("aria-activedescendant");
      box.setAttribute("aria-expanded", String(isOpen()));
      said.textContent = list.dataset.said ?? "";
    }

    function close() {
      clearTimeout(timer);
      asked?.abort();
      show(EMPTY);
    }

    function move(step) {
      const all = options();
      at = (at + step + (at < 0 && step < 0 ? 1 : 0) + all.length) % all.length;
      all.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
      all[at].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", all[at].id);
    }

    function choose(option) {
      if (option.dataset.url) return location.assign(option.dataset.url);
      box.value = option.dataset.text;
      close();
      box.focus();
    }

    function pressed(event) {
      if (event.isComposing || !isOpen()) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
      else if (event.key === "Escape") { event.preventDefault(); close(); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(options()[at]); }
    }

    holder.className = "suggestions";
    said.className = "sr";
    said.setAttribute("role", "status");
    box.after(holder);
    box.form.append(said);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": name, autocomplete: "off" })) box.setAttribute(key, value);
    close();
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    box.addEventListener("keydown", pressed);
    box.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== box) close(); }, 150));
    holder.addEventListener("pointerdown", (event) => event.preventDefault());  // the box keeps the focus
    holder.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) choose(option); });
  }

  const startAll = () => document.querySelectorAll("[data-suggestions]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
}
