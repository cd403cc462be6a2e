// The composer with JavaScript: toolbar, lists that go on, live preview. The server's form works without any of
// it (templates/ui/composer.html); uploading.js sends files, drafts.js keeps what is not sent yet.
"use strict";  // keeps the functions of this block inside it

{
  const later = (wait, act) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(act, wait); }; };

  function start(box) {
    if (box.dataset.started) return;
    box.dataset.started = "1";
    const text = box.querySelector("textarea");
    const form = text.form;
    showTools(box, text, form);
    startPreview(box, text, form);
    text.addEventListener("input", () => { if (text.selectionStart === text.value.length) text.scrollTop = text.scrollHeight; });  // put in by a script
    text.addEventListener("insert-text", (event) => insert(text, event.detail));  // drafts.js and its neighbours
  }

  // --- writing --------------------------------------------------------------------------------------------------------

  function showTools(box, text, form) {
    box.querySelector("markdown-toolbar").hidden = false;
    box.querySelector("[data-md-button=header-2]").addEventListener("click", (event) => { event.stopPropagation(); toggleHeading(text); });
    text.addEventListener("keydown", (event) => {
      const command = event.ctrlKey || event.metaKey;
      const style = { b: "bold", i: "italic", k: "link" }[event.key];
      if (command && event.key === "Enter") { event.preventDefault(); form.requestSubmit(box.querySelector("footer .primary")); }
      else if (command && style && !event.shiftKey && !event.altKey) { event.preventDefault(); box.querySelector(`[data-md-button=${style}]`).click(); }
      else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) continueList(event, text);
    });
  }

  // A line is a heading, whole, wherever the caret is in it; the toolbar would put the marks where the caret is.
  function toggleHeading(text) {
    const caret = text.selectionEnd;
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    const [marks] = /^#{1,6} +/.exec(text.value.slice(start)) ?? [""];
    text.setSelectionRange(start, start + marks.length);
    insert(text, marks ? "" : "## ");
    const after = Math.max(start, caret + (marks ? -marks.length : 3));
    text.setSelectionRange(after, after);
  }

  // Enter inside a list starts the next item; on an empty item it ends the list.
  function continueList(event, text) {
    if (text.selectionStart !== text.selectionEnd) return;
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    const line = text.value.slice(start, text.selectionStart);
    const item = /^(\s*)([-*+]|(\d+)([.)])|>)( +)(.*)$/.exec(line);
    if (!item) return;
    event.preventDefault();
    const [, indent, mark, number, dot, gap, words] = item;
    if (!words.trim()) {
      text.setSelectionRange(start, text.selectionStart);
      return insert(text, "");
    }
    insert(text, "\n" + indent + (number ? Number(number) + 1 + dot : mark) + gap);
  }

  // execCommand is the only way to insert that Ctrl+Z takes back.
  function insert(text, words) {
    text.focus();
    if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // --- preview: rendered by the server, with the code that will render the post ------------------------------------------

  function startPreview(box, text, form) {
    const pane = box.querySelector("[data-preview]");
    const button = box.querySelector("[data-preview-button]");
    if (!box.dataset.previewUrl) return;
    let asked;
    const refresh = async () => {
      if (pane.offsetParent === null) return;
      asked?.abort();
      asked = new AbortController();
      const body = new FormData();
      body.set("body", text.value);
      body.set("csrf_token", form.elements.csrf_token?.value ?? "");
      try {
        const answer = text.value.trim() && (await sending.post(box.dataset.previewUrl, body, { signal: asked.signal }));
        if (answer === "" || answer?.ok) pane.innerHTML = answer && (await answer.text());
        if (text.selectionStart === text.value.length) pane.scrollTop = pane.scrollHeight;  // with who writes at the end
      } catch { /* offline or overtaken by newer text: the last preview stays */ }
    };
    pane.hidden = false;
    box.classList.add("live");
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", (event) => {
      event.preventDefault();
      button.setAttribute("aria-pressed", String(box.classList.toggle("previewing")));
      refresh();
    });
    text.addEventListener("input", later(400, refresh));
    if (text.value) refresh();
  }

  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
