// A copy of a long form in this browser until the server has it: a closed tab or an empty battery loses nothing.
// <form data-keeps="12-minutes-7"> (person, kind, key), with ui/kept.html inside; the view says flash(…, "saved") once it is
// kept (page.js forgets the copy, and all copies when the person signs out).
"use strict";

{
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  const LONGEST = 30 * 24 * 3600 * 1000;  // a copy nobody came back for
  const IGNORED = new Set(["csrf_token", "do"]);

  const written = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !IGNORED.has(name));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function read(name) {
    try {
      const copy = JSON.parse(store?.getItem(name) ?? "null");
      return copy && Date.now() - copy.at < LONGEST ? copy.fields : null;
    } catch { return null; }
  }

  function write(name, fields) {
    if (document.documentElement.dataset.forgotten) return;  // signing out
    try { store?.setItem(name, JSON.stringify({ at: Date.now(), fields })); } catch { /* full: nothing more can be kept */ }
  }

  function start(form) {
    const name = "kept:" + form.dataset.keeps;
    const first = written(form);
    const copy = read(name);
    const isBack = "unsaved" in form.dataset;  // the server has shown again what was sent, and has not kept it
    if (isBack) write(name, first);
    else if (copy && !same(withoutBase(copy), withoutBase(first))) offer(form, name, copy);
    else store?.removeItem(name);
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => (isBack || !same(written(form), first) ? write(name, written(form)) : store?.removeItem(name)), 300);
    });
    addEventListener("pagehide", () => { if (isBack || !same(written(form), first)) write(name, written(form)); });
    form.addEventListener("submit", () => write(name, written(form)));
  }

  // Which version it is based on is no text of anybody's.
  const withoutBase = (fields) => fields.filter(([name]) => name !== "base" && name !== "version");

  function offer(form, name, copy) {
    const note = form.querySelector("[data-kept]");
    note.hidden = false;
    note.querySelector("[data-kept-take]").addEventListener("click", () => take(form, name, copy));
    note.querySelector("[data-kept-drop]").addEventListener("click", () => { note.hidden = true; store.removeItem(name); form.elements[0]?.focus(); });
  }

  // Fields that the page has are filled in; a text of more parts is drawn by the server, which keeps nothing of it yet.
  function take(form, name, copy) {
    const fields = new Map(copy);
    if (copy.every(([field]) => form.elements[field]) && written(form).every(([field]) => fields.has(field))) {
      for (const [field, value] of copy) form.elements[field].value = value;
      write(name, copy);
      form.querySelector("[data-kept]").hidden = true;
      [...form.elements].find((one) => one.matches("input:not([type=hidden]), textarea"))?.focus();
    } else send(form, name, copy);
  }

  function send(form, name, copy) {
    const again = document.createElement("form");
    again.method = "post";
    again.action = form.action;
    for (const [field, value] of [["csrf_token", form.elements.csrf_token.value], ...copy, ["do", "again"]]) {
      const input = document.createElement("textarea");
      input.name = field;
      input.value = value;
      again.append(input);
    }
    again.hidden = true;
    document.body.append(again);
    write(name, copy);
    again.submit();
  }

  document.querySelectorAll("form[data-keeps]").forEach(start);
}
