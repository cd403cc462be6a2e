// What every page does a little better with JavaScript. Nothing here is needed: without it every link and form works.
"use strict";

{
  const root = document.documentElement;
  const store = (name) => { try { return window[name]; } catch { return undefined; } };  // storage may be forbidden

  // --- theme: a visitor's choice lives in the browser and is set before the first paint ---------------------------------

  if (!root.dataset.theme && store("localStorage")?.theme) root.dataset.theme = localStorage.theme;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

  function toggleTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    return root.dataset.theme;
  }

  function rememberForVisitor() {
    const theme = toggleTheme();
    const local = store("localStorage");
    if (local) local.theme = theme;
  }

  // A member's choice is kept by the server: the form of the button is sent behind the page, which changes at once.
  function sendDisplay(event) {
    event.preventDefault();
    const { target: form, submitter: button } = event;
    const body = new FormData(form, button);
    if (button.name === "theme") body.set("theme", toggleTheme());
    else pressDensity(form, button);
    sending.post(form.action, body, { redirect: "manual" }).then((answer) => { if (!answer) say("offline"); });
  }

  function pressDensity(form, pressed) {
    if (pressed.value === "compact") root.dataset.density = "compact";
    else delete root.dataset.density;
    for (const button of form.querySelectorAll("[name=density]")) button.setAttribute("aria-pressed", String(button === pressed));
  }

  // --- focus: on what went wrong, after a page or a fragment arrived; never lost after a swap ----------------------------

  function focusOnErrors() {
    const target = document.querySelector("[data-focus]");
    target?.removeAttribute("data-focus");  // once: the next fragment must not be drawn back here
    target?.focus();
    return Boolean(target);
  }

  function keepFocus(event) {
    if (focusOnErrors() || (document.activeElement && document.activeElement !== document.body)) return;
    const swapped = event.detail?.ctx?.target;
    const place = swapped?.isConnected ? swapped : document.getElementById("contenu");
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  // --- sending: an impatient second click sends nothing; a failure gives the button back ----------------------------------

  function guard(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.busy) return event.preventDefault();
    form.dataset.busy = "1";
    sending.note(form, event.submitter);
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), 15000);  // no answer came: let the person try again
  }

  function release(form) {
    delete form.dataset.busy;
    for (const button of form.querySelectorAll("[aria-busy=true]")) button.removeAttribute("aria-busy");
  }

  // --- small things -----------------------------------------------------------------------------------------------------

  function reveal(button) {
    const input = document.getElementById(button.dataset.reveal);
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  }

  // A question of its own page, asked in a window above this one.
  async function ask(link) {
    const answer = await fetch(link.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page && page.querySelector("form[data-question]");
    if (!form) return location.assign(link.href);
    if (!form.getAttribute("action")) form.action = answer.url;
    const dialog = document.createElement("dialog");
    dialog.className = "modal";
    const title = form.querySelector("h1, h2, h3");
    title.id = "question";
    dialog.setAttribute("aria-labelledby", "question");
    dialog.append(form);
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  function say(key) {
    const place = document.getElementById("said");
    const toast = document.createElement("p");
    toast.className = "toast";
    toast.append(place.dataset[key] ?? place.dataset.failed);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn btn-s";
    close.append(place.dataset.close);
    close.addEventListener("click", () => toast.remove());
    toast.append(close);
    place.replaceChildren(toast);
  }

  function tellFailure(event) {
    const status = event.detail?.ctx?.response?.status;
    if (status === 422 || status === 409) return;  // the fragment that was swapped in tells it
    say(status === 429 ? "tooFast" : status === 403 ? "refused" : status ? "failed" : "offline");
  }

  // The server has what was written: the copy kept by the browser may go (ui/composer.html, flash(…, "saved")).
  function forgetSaved(place) {
    for (const { dataset } of place.querySelectorAll("[data-saved]")) {
      store("sessionStorage")?.removeItem("text:" + dataset.saved);
      store("localStorage")?.removeItem("kept:" + dataset.saved);
    }
  }

  // Whoever signs out leaves nothing of what they typed to the next person at this machine.
  function forgetAll() {
    root.dataset.forgotten = "1";  // js/kept.js writes nothing more
    const local = store("localStorage");
    for (const name of Object.keys(local ?? {})) if (name.startsWith("kept:")) local.removeItem(name);
    store("sessionStorage")?.clear();
  }

  function signRequest(event) {
    const token = document.body.dataset.csrf;
    if (token) event.detail.ctx.request.headers["X-CSRFToken"] = token;
  }

  function prepare(place) {
    for (const button of place.querySelectorAll("[data-theme-toggle], [data-reveal]")) button.hidden = false;
    forgetSaved(place);
  }

  function begin() {
    sending.again();
    prepare(document);
    focusOnErrors();
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    let found;
    if (at("[data-theme-toggle]")) rememberForVisitor();
    else if ((found = at("[data-reveal]"))) reveal(found);
    else if ((found = at("a[data-ask]")) && !event.ctrlKey && !event.metaKey) { event.preventDefault(); ask(found); }
    else if ((found = at("dialog [data-dismiss]"))) { event.preventDefault(); found.closest("dialog").close(); }
  });
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-forget]")) forgetAll(); });
  document.addEventListener("submit", (event) => (event.target.matches("[data-theme-form], [data-density-form]") ? sendDisplay(event) : guard(event)));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();  // deferred: before the composer looks for text it kept
  window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-busy]").forEach(release); });
  document.addEventListener("htmx:config:request", signRequest);
  document.addEventListener("htmx:after:swap", (event) => { prepare(document); keepFocus(event); });
  document.addEventListener("htmx:finally:request", (event) => { const form = event.target.closest?.("form"); if (form) release(form); });
  document.addEventListener("htmx:response:error", tellFailure);
  document.addEventListener("htmx:error", tellFailure);
}
