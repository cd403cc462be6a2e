// The list under the search box while one types (a combobox of the ARIA practices). Without it the box works as a form.
"use strict";

{
  const box = document.querySelector("[data-suggestions]");
  const said = document.querySelector("[data-suggestions-said]");
  const holder = document.createElement("div");
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
    list.id = "suggestions";
    at = -1;
    holder.hidden = !options().length;
    box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-expanded", String(isOpen()));
    said.textContent = list.dataset.said;
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    holder.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    said.textContent = "";
  }

  function move(step) {
    const all = options();
    at = (at + step + (at < 0 && step < 0 ? 1 : 0) + all.length) % all.length;
    all.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
    all[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", all[at].id);
  }

  function choose(option) {
    if (option.dataset.url) location.assign(option.dataset.url);
    else {
      box.value = option.dataset.text;
      close();
      box.focus();
    }
  }

  function pressed(event) {
    if (event.isComposing || !isOpen()) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(options()[at]); }
  }

  holder.className = "suggestions";
  holder.hidden = true;
  box.after(holder);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" })) box.setAttribute(name, value);
  holder.innerHTML = '<ul id="suggestions" role="listbox"></ul>';
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 200); });
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", () => setTimeout(close, 150));
  holder.addEventListener("pointerdown", (event) => event.preventDefault());  // the box keeps the focus
  holder.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) choose(option); });
}
