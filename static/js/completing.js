// « @so » offers the people and groups who will read the text, by name; « :mer » emoji, by their names in the language of the
// page, or as « :smile: ». Arrows, then Enter or Tab takes one, Escape leaves. Focus stays in the text
// (aria-activedescendant); how many there are is said.
"use strict";

{
  const BEGUN = /(?:^|[\s(«"'’])([@:])([\p{L}+][\p{L}\p{N}._-]{1,39}:?)$/u;
  const MOST = 8;
  const USUAL = ["🙂", "😀", "👍", "🙏", "👏", "🎉", "❤️", "✅"];
  const PAUSE = 150;  // ms after the last key

  function start(box) {
    if (box.dataset.completing || !box.dataset.completeUrl) return;
    box.dataset.completing = "1";
    const text = box.querySelector("textarea");
    const list = box.querySelector("[data-meant] [role=listbox]");
    const status = box.querySelector("[data-meant] [role=status]");
    const known = new Map();  // letters → what was offered
    let letters = "";  // with the « @ » or the « : »
    let chosen = -1;
    let timer;

    text.setAttribute("aria-autocomplete", "list");
    text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); });
    text.addEventListener("keydown", press, { capture: true });  // before the one that goes on with lists
    text.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== text) close(); }, 150));
    text.addEventListener("click", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault());  // focus stays in the text
    list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) take(option); });

    function begun() {
      if (text.selectionStart !== text.selectionEnd || text !== document.activeElement) return "";
      const found = BEGUN.exec(text.value.slice(Math.max(0, text.selectionStart - 60), text.selectionStart));
      return found ? found[1] + found[2] : "";
    }

    async function look() {
      letters = begun();
      const asked = letters;
      if (!asked) return close();
      if (!known.has(asked)) {
        const offers = await (asked[0] === "@" ? people(asked.slice(1)) : emoji(asked.slice(1))).catch(() => null);
        if (!offers) return close();
        known.set(asked, offers);
      }
      if (asked === begun()) show(known.get(asked));
    }

    async function people(begin) {
      const answer = await fetch(`${box.dataset.completeUrl}?q=${encodeURIComponent(begin)}`, { redirect: "manual" });
      if (!answer.ok) return null;
      const found = await answer.json();
      return found.map(({ name, shown, note }) => ({ words: `@${name} `, shown, note: [`@${name}`, note].filter(Boolean).join(" · ") }));
    }

    async function emoji(begin) {
      const start = folded(begin.replace(/:$/, ""));
      const all = await everyEmoji(box.dataset.emojiUrl);
      const fit = (words) => words.split(/[\s’'-]+/).some((word) => word.startsWith(start));
      const ways = [(one) => one.codes.includes(start), (one) => fit(one.name), (one) => fit(one.tags), (one) => one.codes.some((code) => code.startsWith(start))];
      return [...new Set(ways.flatMap((way) => all.filter(way)))].slice(0, MOST).map(offerOf);
    }

    box.querySelector("[data-emoji]")?.addEventListener("click", async () => {
      const all = await everyEmoji(box.dataset.emojiUrl).catch(() => []);
      text.focus();
      letters = "";
      show(USUAL.map((one) => all.find(({ sign }) => bare(sign) === bare(one))).filter(Boolean).map(offerOf));
    });

    function show(offers) {
      if (!offers.length) return close();
      list.replaceChildren(...offers.map(option));
      list.hidden = false;
      text.setAttribute("aria-controls", list.id);
      status.textContent = `${offers.length} – ${status.dataset.said}`;
      choose(0);
    }

    function option({ words, shown, note }, number) {
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.dataset.words = words;
      const name = document.createElement("b");
      name.textContent = shown;
      const more = document.createElement("span");
      more.className = "sub";
      more.textContent = note;
      item.append(name, more);
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
      text.dispatchEvent(new CustomEvent("insert-text", { detail: one.dataset.words }));
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

  const folded = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const bare = (sign) => sign.replace("\uFE0F", "");  // the mark that says « in colour »
  const offerOf = ({ sign, label }) => ({ words: sign + " ", shown: sign, note: label });

  let list;
  function everyEmoji(url) {  // asked once, by whoever writes « : » and two letters
    list ??= fetch(url).then((answer) => answer.text()).then((text) => text.trimEnd().split("\n").map((line) => {
      const [sign, label, tags, codes] = line.split("\t");
      return { sign, label, name: folded(label), tags: folded(tags), codes: codes.split(" ") };
    }));
    list.catch(() => { list = undefined; });
    return list;
  }

  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
