// « Merci » and bookmarks below messages change in place. Without JavaScript the same buttons send the form #marques.
"use strict";

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  const mark = button?.closest("[data-mark]");
  if (form.id !== "marques" || !mark) return;
  event.preventDefault();
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) {  // the page of the answer says why
    form.action = button.formAction;
    return form.submit();
  }
  const page = document.createElement("template");
  page.innerHTML = await answer.text();
  const fresh = page.content.querySelector("[data-mark]");
  mark.replaceWith(fresh);
  fresh.querySelector("button").focus();
}, true);
