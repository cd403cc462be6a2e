// Files of the editor, by button, drop or paste: sent in parts, with a bar each, taken up again after a cut, given up or tried
// again. Where no script runs, the field of the form sends them (templates/ui/composer.html).
"use strict";

{
  const MOST_FAULTS = 6;  // answers of a server in trouble, in a row; a connection that is away is waited for
  const LONGEST_WAIT = 20_000;
  const AT_ONCE = 2;
  const LARGEST = 25 * 1024 * 1024;

  class Refused extends Error {}

  function start(box) {
    if (box.dataset.uploading || !box.dataset.uploadUrl) return;
    box.dataset.uploading = "1";
    const text = box.querySelector("textarea");
    const place = { box, text, form: text.form, waiting: [], running: 0 };
    const input = box.querySelector("[data-attach] input[type=file]");
    const take = (files) => { for (const file of files) add(place, file); };
    box.querySelector("[data-attach]").hidden = true;
    box.querySelector("[data-md-button=file]").addEventListener("click", () => input.click());
    input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
    text.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      take([...event.clipboardData.files]);
    });
    startDropping(box, take);
    text.form.addEventListener("submit", (event) => holdBack(event, place), true);
  }

  function startDropping(box, take) {
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    box.addEventListener("dragover", (event) => { if (carriesFiles(event)) { event.preventDefault(); box.classList.add("drop"); } });
    box.addEventListener("dragleave", (event) => { if (!box.contains(event.relatedTarget)) box.classList.remove("drop"); });
    box.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      box.classList.remove("drop");
      take([...event.dataTransfer.files]);
    });
  }

  // A message that leaves before its files would leave without them.
  function holdBack(event, { box }) {
    const row = [...box.querySelectorAll("[data-uploads] li")].find((one) => !one.dataset.failed);
    if (!row || event.submitter?.name === "preview") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(row, row.querySelector("[data-problem]").dataset.wait);
    row.querySelector("[data-cancel]").focus();
  }

  // --- one file -------------------------------------------------------------------------------------------------------

  function add(place, file) {
    const row = place.box.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
    const job = { place, file, row, bar: row.querySelector("progress"), offset: 0, faults: 0, cancelled: false };
    row.querySelector("[data-name]").textContent = file.name;
    job.bar.setAttribute("aria-label", `${job.bar.getAttribute("aria-label")} ${file.name}`);
    row.querySelector("[data-cancel]").addEventListener("click", () => cancel(job));
    row.querySelector("[data-retry]").addEventListener("click", () => retry(job));
    place.box.querySelector("[data-uploads]").append(row);
    queue(job);
  }

  function queue(job) {
    job.place.waiting.push(job);
    next(job.place);
  }

  async function next(place) {
    if (place.running >= AT_ONCE || !place.waiting.length) return;
    const job = place.waiting.shift();
    place.running += 1;
    try {
      if (!job.cancelled) await deliver(job);
    } catch (error) {
      if (!job.cancelled) fail(job, error instanceof Refused ? error.message : "");
    } finally {
      place.running -= 1;
      next(place);
    }
  }

  async function deliver(job) {
    if (job.file.size > LARGEST) throw new Refused(said(job, "tooBig"));
    while (!job.cancelled) {
      try {
        const answer = await step(job);
        job.faults = 0;
        hush(job);
        if (answer.markdown) return arrive(job, answer);
      } catch (error) {
        if (error instanceof Refused || job.cancelled) throw error;
        await pause(job);
      }
    }
  }

  // One exchange: begin, or ask what is there after a fault, or send the part that comes next.
  async function step(job) {
    if (!job.url) {
      const body = new FormData();
      body.set("name", job.file.name);
      body.set("size", job.file.size);
      const begun = await exchange(job, "POST", job.place.box.dataset.uploadUrl, body);
      [job.url, job.part] = [begun.url, begun.part];
      return begun;
    }
    const answer = job.faults ? await exchange(job, "GET", job.url) : await sendPart(job);
    job.offset = answer.offset;
    job.bar.value = (100 * job.offset) / job.file.size;
    return answer;
  }

  const sendPart = (job) => exchange(job, "POST", `${job.url}?offset=${job.offset}`, job.file.slice(job.offset, job.offset + job.part));

  // XMLHttpRequest, because fetch does not tell how much of a body has left.
  function exchange(job, method, url, body, isAgain = false) {
    return new Promise((resolve, reject) => {
      const request = job.request = new XMLHttpRequest();
      request.open(method, url);
      request.timeout = 120_000;
      request.setRequestHeader("Accept", "application/json");
      if (body) request.setRequestHeader("X-CSRFToken", job.place.form.elements.csrf_token?.value ?? "");
      if (body instanceof Blob) request.setRequestHeader("Content-Type", "application/octet-stream");
      if (body instanceof Blob) request.upload.addEventListener("progress", (event) => { job.bar.value = (100 * (job.offset + event.loaded)) / job.file.size; });
      request.addEventListener("load", () => {
        if (!isAgain && request.status === 400 && sending.renewed(request.responseText)) resolve(exchange(job, method, url, body, true));
        else answered(job, request, resolve, reject);
      });
      for (const cut of ["error", "timeout", "abort"]) request.addEventListener(cut, () => reject(new Error(cut)));
      request.send(body);
    });
  }

  function answered(job, request, resolve, reject) {
    const { status } = request;
    const response = read(request.responseText);
    if ((status < 300 || status === 409) && typeof response?.offset === "number") resolve(response);
    else if (status >= 500) reject(new Error(String(status)));
    else if (status === 404) { job.url = ""; reject(new Refused("")); }  // forgotten after a day: from the beginning
    else reject(new Refused(response?.error ?? (status === 413 ? said(job, "tooBig") : "")));
  }

  function read(words) {
    try { return JSON.parse(words); } catch { return null; }  // a page, of who stands between
  }

  // Until the network is back, or a little longer after each fault of the server.
  async function pause(job) {
    job.faults += 1;
    if (navigator.onLine && job.faults > MOST_FAULTS) throw new Refused("");
    tell(job.row, said(job, "cut"));
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** job.faults);
    await new Promise((resolve) => {
      const timer = setTimeout(go, wait);
      function go() { clearTimeout(timer); removeEventListener("online", go); job.wake = null; resolve(); }
      job.wake = go;
      addEventListener("online", go);
    });
  }

  function arrive(job, { markdown }) {
    const { box, text } = job.place;
    job.row.remove();
    box.querySelector("[data-upload-said]").textContent = `${job.file.name} ${said(job, "arrived")}`;
    write(text, markdown);
  }

  function fail(job, why) {
    job.row.dataset.failed = "1";
    job.bar.hidden = true;
    job.row.querySelector("[data-retry]").hidden = Boolean(why);  // what was refused would be refused again
    tell(job.row, why || said(job, "failed"));
  }

  function retry(job) {
    delete job.row.dataset.failed;
    job.bar.hidden = false;
    job.row.querySelector("[data-retry]").hidden = true;
    hush(job);
    job.faults = 1;  // asks first what is there
    job.row.querySelector("[data-cancel]").focus();
    queue(job);
  }

  function cancel(job) {
    job.cancelled = true;
    job.request?.abort();
    job.wake?.();
    job.row.remove();
    job.place.text.focus();
    if (!job.url) return;
    const body = new FormData();
    body.set("csrf_token", job.place.form.elements.csrf_token?.value ?? "");
    sending.post(`${job.url}/abandon`, body);  // or forgotten after a day
  }

  // --- words ----------------------------------------------------------------------------------------------------------

  const said = (job, what) => job.row.querySelector("[data-problem]").dataset[what];

  function tell(row, words) {
    const problem = row.querySelector("[data-problem]");
    if (problem.textContent !== words) problem.textContent = words;
    problem.hidden = false;
  }

  const hush = (job) => { job.row.querySelector("[data-problem]").hidden = true; };

  // On a line of its own, where the caret is; whoever writes elsewhere meanwhile is not called back. execCommand alone
  // inserts what Ctrl+Z takes back.
  function write(text, markdown) {
    const before = text.value.slice(0, text.selectionStart);
    const words = `${before && !before.endsWith("\n") ? "\n\n" : ""}${markdown}\n`;
    if (document.activeElement === text && document.execCommand("insertText", false, words)) return;
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const startAll = () => document.querySelectorAll("[data-composer]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
  document.addEventListener("htmx:after:swap", startAll);
}
