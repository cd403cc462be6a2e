// « Merci », bookmarks and polls below messages change in place. Without JavaScript the same buttons send the same forms.
"use strict";

{
  const ANSWERS = "[data-mark], [data-poll]";  // what the answer of the server takes the place of

  async function send(form, button, place) {
    const address = button.getAttribute("formaction") ?? form.getAttribute("action");
    const answer = await sending.post(address, new FormData(form), { headers: { "HX-Request": "true" } });
    if (!answer?.ok || answer.redirected) {  // the page of the answer says why
      form.action = address;
      return form.submit();
    }
    const page = document.createElement("template");
    page.innerHTML = await answer.text();
    const fresh = page.content.querySelector(ANSWERS);
    place.replaceWith(fresh);
    fresh.querySelector(fresh.matches("[data-poll]") ? "h3" : "button").focus();
  }

  document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    const place = button?.closest(ANSWERS);
    if (!place || !(form.id === "marques" || form.closest("[data-poll]"))) return;
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    send(form, button, place);
  }, true);
}
