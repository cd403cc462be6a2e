// What Word, a mail or a page put on the clipboard arrives as Markdown: the server turns it (forum/markup/pasted.py). Plain
// text is pasted by the browser as ever; when the server is away, the plain text that comes along is pasted.
"use strict";

{
  const LONGEST = 500_000;  // as the server has it
  const FORMATTED = "b, strong, i, em, a[href], ul, ol, table, h1, h2, h3, h4, h5, h6, blockquote, [style*='mso-list'], span[style*='font-weight:7']";
  const PATIENCE = 5000;  // ms

  function start(box) {
    if (box.dataset.pasting || !box.dataset.pasteUrl) return;
    box.dataset.pasting = "1";
    const text = box.querySelector("textarea");
    // before the listener that takes files: Word and Excel send a picture of their text along
    box.addEventListener("paste", (event) => { if (event.target === text) paste(event, box, text); }, { capture: true });
    const template = box.querySelector("[data-template]");
    template?.addEventListener("click", () => insert(text, template.dataset.template));
  }

  function paste(event, box, text) {
    const html = fragment(event.clipboardData.getData("text/html"));
    const plain = event.clipboardData.getData("text/plain");
    if (!plain.trim() || !isFormatted(html)) return;
    event.preventDefault();
    event.stopPropagation();
    turned(box, text, html).then((markdown) => insert(text, markdown || plain));
  }

  // Word says where the words are, behind pages of styles.
  function fragment(html) {
    const [, inside] = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/.exec(html) ?? [];
    return inside ?? html;
  }

  function isFormatted(html) {
    return html && html.length < LONGEST && Boolean(new DOMParser().parseFromString(html, "text/html").body.querySelector(FORMATTED));
  }

  async function turned(box, text, html) {
    const body = new FormData();
    body.set("html", html);
    body.set("csrf_token", text.form.elements.csrf_token?.value ?? "");
    const answer = await sending.post(box.dataset.pasteUrl, body, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return answer?.ok ? answer.json().then((said) => said.markdown, () => "") : "";
  }

  // Lists, tables and headings stand on lines of their own.
  function insert(text, words) {
    const before = text.value.slice(0, text.selectionStart);
    const isBlock = words.includes("\n") || /^(#|[-*|>] ?|\d+\. )/.test(words);
    const gap = isBlock && before && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
    text.dispatchEvent(new CustomEvent("insert-text", { detail: gap + words }));
  }

  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
