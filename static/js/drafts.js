// Nothing typed is lost: the server keeps a draft two seconds after the last key, and this tab a copy until the server has
// it. Each save says which draft it follows; a tab that knows an older one is told (409) and overwrites nothing.
"use strict";

{
  const PAUSE = 2000;  // ms after the last key
  const PATIENCE = 30000;  // ms for an answer to what is sent
  const AGAIN = 15000;  // ms before the next try, when the server could not be reached
  const FIELDS = ["title", "tags", "reason", "reply_to", "version"];  // what a draft holds beside the text
  const kept = (() => { try { return window.sessionStorage; } catch { return null; } })();

  function start(box) {
    if (box.dataset.drafting || !box.dataset.draftUrl) return;
    box.dataset.drafting = "1";
    const text = box.querySelector("textarea");
    const form = text.form;
    const number = form.elements.draft;
    const copyName = "text:" + box.dataset.keep;
    const said = box.querySelector("[data-draft-said]");
    const waits = form.parentElement.querySelector("[data-draft-waits]");  // the page says that there is a draft
    let saved = "unsaved" in box.dataset ? null : written();
    let isKnown = number.value !== "";  // the server has filled the form in, or said that there is no draft
    let saving = null;
    let newer = null;  // what another tab has saved
    let isSending = false;
    let isRefused = false;
    let asked;  // what the server has, once
    let timer;

    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    box.addEventListener("focusin", know);
    box.addEventListener("know-draft", (event) => event.detail.push(know()));  // whoever puts words in asks first what was there
    form.addEventListener("submit", send);
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("pagehide", saveAndGo);
    addEventListener("pageshow", comeBack);
    box.querySelector("[data-draft-take]").addEventListener("click", () => takeNewer());
    box.querySelector("[data-draft-keep]").addEventListener("click", () => { follow(newer.sequence); save(); text.focus(); });
    if (saved === null) save();
    else if (kept?.getItem(copyName)) know().then(offerCopy);
    else if (waits) know();

    function written() {
      return JSON.stringify([text.value, ...FIELDS.map((name) => form.elements[name]?.value ?? "")]);
    }

    function isDirty() {
      return written() !== saved;
    }

    function typed() {
      if (document.documentElement.dataset.forgotten) return;  // signing out
      if (isDirty()) kept?.setItem(copyName, text.value);
      later(PAUSE);
    }

    function later(wait) {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    }

    function say(words, isTrouble = false) {
      said.textContent = words;
      said.classList.toggle("err", isTrouble);
    }

    // --- what was there before: the page of a topic is drawn without asking for drafts ----------------------------------

    function know() {
      asked ??= isKnown ? Promise.resolve() : ask();
      return asked;
    }

    async function ask() {
      const answer = await fetch(box.dataset.draftUrl + "/texte", { redirect: "manual" }).catch(() => null);
      if (!answer?.ok) { asked = null; return; }
      const draft = await answer.json();
      isKnown = true;
      if (!draft.sequence) follow(0);
      else if (saved !== null && !isDirty()) fill(draft);
      else overtaken(draft);
    }

    // A quote that is on the page already comes after what was written before.
    function fill(draft) {
      const quote = text.value;
      text.value = quote ? draft.body.trimEnd() + "\n\n" + quote : draft.body;
      for (const name of FIELDS) if (form.elements[name] && draft.fields[name] && !form.elements[name].value) form.elements[name].value = draft.fields[name];
      if (!quote) saved = written();
      follow(draft.sequence);
      waits?.remove();
      say(draft.said);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // --- saving -----------------------------------------------------------------------------------------------------

    function body() {
      const fields = new FormData();
      for (const name of ["body", "csrf_token", ...FIELDS]) if (form.elements[name]) fields.set(name, form.elements[name].value);
      fields.set("sequence", number.value || "0");
      return fields;
    }

    function save() {
      clearTimeout(timer);
      if (!isDirty() || newer || isSending) return saving;
      saving ??= sendDraft().finally(() => { saving = null; });
      return saving;
    }

    async function sendDraft() {
      if (saved !== null) await know();
      if (newer) return;
      const words = written();
      const answer = await sending.post(box.dataset.draftUrl, body(), { redirect: "manual" });
      const told = answer?.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json().catch(() => null) : null;
      if (answer?.ok && told) return arrived(words, told);
      if (answer?.status === 409 && told) return overtaken(told);
      say(told?.error ?? said.dataset[answer && [0, 400, 403].includes(answer.status) ? "ended" : "offline"]);
      later(AGAIN);
    }

    function arrived(words, told) {
      saved = words;
      isKnown = true;
      follow(told.sequence);
      say(told.said);
      if (isDirty()) later(PAUSE);
      else kept?.removeItem(copyName);
    }

    function follow(sequence) {
      number.value = sequence;
      newer = null;
      box.querySelector("[data-draft-newer]").hidden = true;
    }

    // The page goes away with words that are not saved: a last request, which outlives the page.
    function saveAndGo() {
      if (isSending || newer || !isKnown || !isDirty() || document.documentElement.dataset.forgotten) return;
      fetch(box.dataset.draftUrl, { method: "POST", body: body(), redirect: "manual", keepalive: true }).catch(() => {});
    }

    // --- another tab, or another machine, has gone on -------------------------------------------------------------------

    function overtaken(draft) {
      if (draft.body === text.value) { follow(draft.sequence); saved = written(); return; }
      newer = draft;
      say("");
      box.querySelector("[data-draft-newer]").hidden = false;
    }

    function takeNewer() {
      const draft = newer;
      follow(draft.sequence);
      replace(draft.body);
      for (const name of FIELDS) if (form.elements[name] && name in draft.fields) form.elements[name].value = draft.fields[name];
      saved = written();
      kept?.removeItem(copyName);
      say(draft.said);
    }

    function replace(words) {
      text.focus();
      text.select();
      text.dispatchEvent(new CustomEvent("insert-text", { detail: words }));
    }

    // --- sending: behind the page, so that who writes stays there when nobody answers; once, as the key of the form says ----

    function send(event) {
      if (event.defaultPrevented || isRefused || event.submitter?.name === "preview") return;
      event.preventDefault();
      if (isSending) return;
      isSending = true;  // a save that is on its way arrives first, and none comes after
      if (!isDirty() && !saving) kept?.removeItem(copyName);
      else kept?.setItem(copyName, text.value);  // until the next page says that it is sent (page.js, data-saved)
      clearTimeout(timer);
      deliver(event.submitter);
    }

    async function deliver(submitter) {
      form.dataset.busy = "1";  // page.js gives the button back to who comes back
      submitter?.setAttribute("aria-busy", "true");
      await Promise.race([saving, new Promise((go) => setTimeout(go, 3000))]);
      const [answer, next] = await sent(form, submitter);
      if (next) return leave(new URL(next, location.href));
      submitter?.removeAttribute("aria-busy");
      delete form.dataset.busy;
      if (!answer || answer.status >= 500) return stay();
      isRefused = true;  // sent as any form is: the page that comes says what is wrong, with the text
      form.requestSubmit(submitter);
    }

    // « Back » brings the page as it was left: what is sent already is not there to be sent again.
    function comeBack(event) {
      if (event.persisted) isSending = isRefused = false;
      else if (performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
      if (!text.value || kept?.getItem("sent:" + copyName) !== text.value) return;
      text.value = "";
      saved = written();
    }

    function leave(next) {
      kept?.setItem("sent:" + copyName, text.value);
      const isHere = next.pathname + next.search === location.pathname + location.search;
      location.assign(next);
      if (isHere) location.reload();
    }

    function stay() {
      isSending = false;
      say(said.dataset.unsent, true);
      later(AGAIN);
    }

    // --- the copy in this tab, when the server never got it ---------------------------------------------------------------

    function offerCopy() {
      const copy = kept?.getItem(copyName);
      if (!copy || copy === text.value) { kept?.removeItem(copyName); return; }
      const note = box.querySelector("[data-kept]");
      note.hidden = false;
      note.querySelector("[data-kept-take]").addEventListener("click", () => { note.hidden = true; replace(copy); });
      note.querySelector("[data-kept-drop]").addEventListener("click", () => { note.hidden = true; kept.removeItem(copyName); text.focus(); });
    }
  }

  // --- sending behind the page ----------------------------------------------------------------------------------------

  async function sent(form, submitter) {
    const options = { headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
    const answer = await sending.post(form.action, new FormData(form, submitter), options);
    return [answer, answer?.ok && answer.headers.get("HX-Redirect")];
  }

  // The page that shows a refused text again (topics/refused.html).
  async function sendAgain(event) {
    event.preventDefault();
    const { target: form, submitter } = event;
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    submitter?.setAttribute("aria-busy", "true");
    const [, next] = await sent(form, submitter);
    if (next) location.assign(next);
    else form.submit();
  }

  document.querySelectorAll("form[data-again]").forEach((form) => form.addEventListener("submit", sendAgain));
  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
