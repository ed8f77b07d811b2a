"use strict";

// Each function brings one piece of markup to life; its events are caught at the component, so that they outlive a redrawing.
// eslint-disable-next-line no-unused-vars
const minefacts = (() => {
  let opener = null; // the citation whose report is open: {answer, citation}
  let closeSource = () => {};

  const button = ({answer, citation}) => document.querySelector(`button.cite[data-answer="${answer}"][data-citation="${citation}"]`);

  function markOpened() {
    for (const cite of document.querySelectorAll("button.cite")) cite.removeAttribute("aria-current");
    if (opener) button(opener)?.setAttribute("aria-current", "true");
  }

  // A second Enter or click of the same press would ask the same question again, or nothing at all.
  const NOTHING_SENT = {text: null, at: -Infinity};
  const SAME_PRESS = 600; // milliseconds
  let sent = NOTHING_SENT; // forgotten as soon as somebody types
  function holdBackDouble(event) {
    const box = event.target.closest?.("#question textarea");
    if (!(box && event.type === "keydown" && event.key === "Enter" && !event.shiftKey) && !(event.type === "click" && event.target.closest?.("#ask"))) return;
    const text = document.querySelector("#question textarea").value.trim();
    const busy = document.querySelector('.answer[aria-busy="true"]');
    if ((busy && !text) || ((text === sent.text || !text) && event.timeStamp - sent.at < SAME_PRESS)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else sent = {text, at: event.timeStamp};
  }
  for (const type of ["keydown", "click"]) window.addEventListener(type, holdBackDouble, {capture: true});
  window.addEventListener("input", () => (sent = NOTHING_SENT), {capture: true});

  // The language of the page is that of its head.
  function header({element, watch}) {
    const speak = () => (document.documentElement.lang = element.querySelector("[lang]")?.lang || "en");
    watch("value", speak);
    speak();
  }
  const welcome = () => {};
  const hint = () => {};

  // The conversation as it is shown goes into a file, without asking the server.
  function save() {
    const parts = [...document.querySelectorAll("#conversation .deeds")].map((deeds) => deeds.dataset.markdown);
    const address = URL.createObjectURL(new Blob([`# MineFacts\n\n${parts.join("\n---\n\n")}`], {type: "text/markdown"}));
    Object.assign(document.createElement("a"), {href: address, download: "minefacts.md"}).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  // Where the page has no leave to write the clipboard, as over plain http, the older way still works.
  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.body.appendChild(Object.assign(document.createElement("textarea"), {value: text}));
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  }

  // A button says for two seconds that it has done its work.
  function say(button) {
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = before), 2000);
  }

  function conversation({element, trigger, watch}) {
    let following = {turns: 0, grows: false}; // the last turn is kept in view while it grows
    element.addEventListener("click", (event) => {
      deed(event, trigger);
      const cite = event.target.closest("button.cite");
      if (!cite) return;
      opener = {answer: Number(cite.dataset.answer), citation: Number(cite.dataset.citation)};
      markOpened();
      trigger("click", opener);
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const reason = event.target.querySelector("input:checked")?.value;
      judge(trigger, event.target, {verdict: "wrong", reason, comment: event.target.elements.comment.value});
    });
    watch("value", () => {
      const turns = element.querySelectorAll(".turn");
      const last = turns[turns.length - 1];
      if (turns.length !== following.turns || following.grows) last?.scrollIntoView({block: "start"});
      following = {turns: turns.length, grows: Boolean(last?.querySelector('[aria-busy="true"]'))};
      if (!last) opener = null;
      markOpened();
      if (judged !== null) element.querySelector(`.deeds[data-answer="${judged}"] .thanks`)?.focus({preventScroll: true});
      judged = null;
    });
  }

  let judged = null; // the answer of which something was just said: the thanks for it get the focus
  function judge(trigger, inside, said) {
    judged = Number(inside.closest(".deeds").dataset.answer);
    trigger("submit", {answer: judged, ...said});
  }

  // What the buttons below an answer do.
  function deed(event, trigger) {
    const chosen = event.target.closest(".deed");
    if (!chosen) return;
    if (chosen.matches(".copy")) copyText(chosen.closest(".deeds").dataset.markdown).then(() => say(chosen));
    else if (chosen.matches(".right")) judge(trigger, chosen, {verdict: "right"});
    else if (chosen.matches(".why")) {
      const form = chosen.closest(".deeds").querySelector("form.wrong");
      form.hidden = !form.hidden;
      chosen.setAttribute("aria-expanded", String(!form.hidden));
    } else if (chosen.matches(".again")) trigger("select", {question: chosen.dataset.question});
    else if (chosen.matches(".share") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      copyText(chosen.href).then(() => say(chosen));
    }
  }

  function examples({element, trigger}) {
    element.addEventListener("click", (event) => {
      const example = event.target.closest("button.example");
      if (example) trigger("click", {question: example.textContent});
    });
  }

  function source({element, props}) {
    closeSource = () => {
      const back = opener && button(opener);
      opener = null;
      markOpened();
      props.value = "";
      (back || document.querySelector("#question textarea"))?.focus();
    };
    panel(element, closeSource);
  }

  let shown = null; // the report of the list that is open
  function report({element, props}) {
    panel(element, () => {
      props.value = "";
      document.querySelector(`button.toreport[data-report="${shown}"]`)?.focus();
    });
  }

  function panel(element, close) {
    element.addEventListener("click", (event) => {
      if (event.target.closest("button.close")) close();
      showFigure(element, event.target.closest("button.tofigure"));
    });
    element.addEventListener("keydown", (event) => event.key === "Escape" && close());
  }

  function search({element, trigger}) {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const {text, first, last} = event.target.elements;
      trigger("submit", {text: text.value, first: first.value, last: last.value});
    });
  }

  function reports({element, trigger}) {
    element.addEventListener("click", (event) => {
      const chosen = event.target.closest("button.toreport");
      if (!chosen) return;
      shown = Number(chosen.dataset.report);
      trigger("click", {report: shown});
    });
  }

  // A figure of the list below a report comes to the middle of its text, and is shown for a while.
  function showFigure(panel, chosen) {
    const figure = chosen && panel.querySelector(`#${chosen.dataset.figure}`);
    if (!figure) return;
    for (const other of panel.querySelectorAll(".chosen")) other.classList.remove("chosen");
    figure.classList.add("chosen");
    const scroll = figure.closest(".scroll");
    scroll.scrollTop += figure.getBoundingClientRect().top - scroll.getBoundingClientRect().top - scroll.clientHeight / 2;
  }

  // The marked sentence comes to the middle of the report; the page itself moves only as far as the panel needs.
  function reveal(where = "source") {
    const panel = document.querySelector(`#${where} section.source`);
    if (!panel) return;
    panel.focus({preventScroll: true});
    panel.scrollIntoView({block: "nearest"});
    const scroll = panel.querySelector(".scroll");
    const mark = panel.querySelector("mark");
    if (!scroll || !mark) return;
    const above = mark.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop += above - Math.max(0, (scroll.clientHeight - mark.getBoundingClientRect().height) / 2);
  }

  return {header, welcome, hint, conversation, examples, source, search, reports, report, reveal, save};
})();
