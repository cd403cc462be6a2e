// Sending behind the page. Whoever signed in again has another token than the pages they had open: the refusal carries it
// (errors/resend.html), the whole page takes it over, and what was refused is sent once more. A form that the browser sends
// itself is noted in this tab, and that page sends the very same fields again.
"use strict";

window.sending = (() => {
  const kept = (() => { try { return window.sessionStorage; } catch { return null; } })();

  // The answer, or null when there is none; `body` has a `set` (FormData, URLSearchParams), `more` are options of fetch.
  async function post(address, body, more = {}) {
    const ask = () => fetch(address, { method: "POST", body, ...more }).catch(() => null);
    const answer = await ask();
    const token = answer?.status === 400 && renewed(await answer.clone().text().catch(() => ""));
    if (!token) return answer;
    body.set("csrf_token", token);
    return ask();
  }

  // The token of a refusal, now that of the page too; none for somebody else than the page was drawn for.
  function renewed(refusal) {
    const form = new DOMParser().parseFromString(refusal, "text/html").querySelector("form[data-reader]");
    if (!form || form.dataset.reader !== (reader() ?? form.dataset.reader)) return "";
    const token = form.elements.csrf_token.value;
    if (document.body.dataset.csrf) document.body.dataset.csrf = token;
    for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
    return token;
  }

  // Nobody yet where a page was drawn for nobody: it waits for whoever signs in.
  function reader() {
    return document.querySelector("#compte a")?.getAttribute("href") ?? (document.body.dataset.csrf && "");
  }

  function note(form, submitter) {
    const fields = [...new FormData(form, submitter)];
    if (!reader() || fields.some(([name, value]) => name.includes("password") || value.size)) return;  // secrets, files
    const { pathname, search } = new URL(submitter?.getAttribute("formaction") ?? form.action, location.href);
    try { kept?.setItem("sending", told(reader(), pathname + search, fields)); } catch { /* full: its writer presses once more */ }
  }

  // Once, and nothing else than was noted: another site could have sent the rest.
  function again() {
    const noted = kept?.getItem("sending");
    kept?.removeItem("sending");
    const form = noted && document.querySelector("form[data-reader]");
    if (form && noted === told(form.dataset.reader, new URL(form.action).pathname, [...new FormData(form)])) form.submit();
  }

  function told(who, where, fields) {
    const typed = fields.filter(([name, value]) => name !== "csrf_token" && typeof value === "string");
    typed.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));  // the refusal groups them by name
    return JSON.stringify([who, where, typed.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")])]);
  }

  return { post, renewed, note, again };
})();
