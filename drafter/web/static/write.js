// The room of drafts: the plan in the writer's hands, sections as they arrive, the draft under the pen.

import { DRAWN, ask, complain, follow, redraw, tell } from "./page.js";

const body = document.getElementById("body");
const base = body ? `/api/drafts/${body.dataset.draft}` : "";
const main = document.querySelector("main.desk");

// what was done shows at once; what the rules say of it follows
async function change(path, json, words, method = "POST") {
  tell("正在再审……");
  try {
    await redraw(await ask(`${base}${path}`, { method, headers: DRAWN, ...(json ? { json } : {}) }));
    if (words) { tell(words); }
    return true;
  } catch (error) { complain(error); return false; }
}

// --- the plan ---------------------------------------------------------------------------------------------------

async function replan(changes) {
  // the fact goes over at once; numbers and empty sections follow from the server
  for (const [fact, home] of Object.entries(changes.moves || {})) {
    const item = body.querySelector(`[data-fact="${fact}"]`), at = body.querySelector(`[data-home="${home}"]`);
    if (at && !at.querySelector("ul")) { at.append(document.createElement("ul")); }
    if (item && at) { at.querySelector("ul").append(item); }
  }
  try {
    await redraw(await ask(`${base}/plan`, { method: "PUT", headers: DRAWN, json: changes }));
  } catch (error) { await redraw(); complain(error, main); }
}

// a list of sections is filled when a hand goes to it: most of them are never opened
function fillHomes(event) {
  const list = event.target.closest?.("select[data-move]");
  if (!list || list.dataset.full) { return; }
  const own = list.options[0], homes = document.getElementById("homes").content.cloneNode(true);
  const same = [...homes.querySelectorAll("option")].find((one) => one.value === own.value);
  if (same) { same.selected = true; own.remove(); }
  list.append(homes);
  list.dataset.full = "yes";
}

function onPlan() {
  let held = null;
  for (const name of ["pointerenter", "pointerdown", "focusin"]) { body.addEventListener(name, fillHomes, true); }
  body.addEventListener("change", (event) => {
    const { move, title } = event.target.dataset;
    if (move) { replan({ moves: { [move]: event.target.value } }); }
    if (title) { replan({ titles: { [title]: event.target.value } }); }
  });
  body.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-fact]");
    if (held) { event.dataTransfer.setData("text/plain", held.dataset.fact); }
  });
  const home = (event) => (held ? event.target.closest("[data-home]") : null);
  body.addEventListener("dragover", (event) => {
    const at = home(event);
    body.querySelectorAll(".over").forEach((one) => one.classList.toggle("over", one === at));
    if (at) { event.preventDefault(); at.classList.add("over"); }
  });
  body.addEventListener("drop", (event) => {
    const at = home(event);
    if (!at) { return; }
    event.preventDefault();
    replan({ moves: { [held.dataset.fact]: at.dataset.home } });
    held = null;
  });
}

document.addEventListener("click", async (event) => {
  const begin = event.target.closest("[data-begin]");
  if (!begin) { return; }
  begin.disabled = true;
  try {
    location.href = (await ask(begin.dataset.begin, { method: "POST" })).page;
  } catch (error) { complain(error, main); begin.disabled = false; }
});

// --- sections as they arrive ------------------------------------------------------------------------------------

const STATES = { waiting: "等候", writing: "在写", checking: "核对", repairing: "修改", done: "写好", failed: "没写成" };

function onArriving(area) {
  const list = area.querySelector(".arriving"), rows = new Map();
  const bar = area.querySelector("progress"), stage = area.querySelector(".stage");
  function row(data) {
    if (!rows.has(data.section_id)) {
      const item = document.createElement("li");
      item.innerHTML = '<b></b> <span class="state"></span> <span class="fine"></span><p class="text" hidden></p>';
      rows.set(data.section_id, item);
      list.append(item);
    }
    return rows.get(data.section_id);
  }
  function section(data) {
    const item = row(data), words = item.querySelector(".text");
    item.className = data.state;
    item.querySelector("b").textContent = data.title;
    item.querySelector(".state").textContent = STATES[data.state] || data.state;
    const told = [];
    if (data.facts) { told.push(`素材 ${data.covered || 0}/${data.facts}`); }
    if (data.figures) { told.push(`数字 ${data.figures}`); }
    if (data.tokens_out) { told.push(`${data.tokens_in + data.tokens_out} token，${data.seconds.toFixed(1)} 秒`); }
    if (data.note) { told.push(data.note); }
    item.querySelector(".fine").textContent = told.join("；");
    if (data.text) { words.textContent = data.text; words.hidden = false; }
    bar.max = rows.size;
    bar.value = [...rows.values()].filter((one) => one.className === "done" || one.className === "failed").length;
  }
  follow(area.dataset.job, (name, data) => {
    if (name === "section") { section(data); return; }
    if (name === "progress") { stage.textContent = `正在${data.stage}……`; return; }
    location.reload();
  });
}

// --- the draft under the pen ------------------------------------------------------------------------------------

const report = () => window.drafterReport;
// what stands in the text, without the numbers of findings and the sources that the page sets into it
function wordsOf(text) {
  const copy = text.cloneNode(true);
  copy.querySelectorAll(".badge, .src, .edit-here").forEach((one) => one.remove());
  return copy.textContent;
}

// sets `words` in place of the text from start to end (offsets into the report, in characters) before the server
// has answered; returns what puts everything back
function setWords(start, end, words) {
  const row = [...body.querySelectorAll(".text[data-start]")]
    .find((one) => Number(one.dataset.start) <= start && end <= Number(one.dataset.end));
  if (!row) { return () => {}; }
  const kept = row.cloneNode(true), letters = Array.from(wordsOf(row));
  const units = (at) => letters.slice(0, at - Number(row.dataset.start)).join("").length;
  const from = units(start), to = units(end);
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(".badge, .src, .edit-here")) { nodes.push(walker.currentNode); }
  }
  let at = 0, put = false;
  for (const node of nodes) {
    const first = Math.max(from - at, 0), last = Math.min(to - at, node.length);
    at += node.length;
    if (first > last || first > node.length) { continue; }
    node.replaceData(first, last - first, put ? "" : words);
    put = true;
  }
  return () => row.replaceWith(kept);
}

function fix(button) {
  const note = button.closest(".note"), badge = document.getElementById(`b${note.dataset.number}`);
  // from the end, so that no edit moves the next one's place
  const back = JSON.parse(button.dataset.edits).reverse().map((edit) => setWords(...edit));
  for (const one of [note, badge]) { if (one) { one.hidden = true; } }
  return change(`/findings/${button.dataset.fix}/fix`, null, "已改，已再审").then((done) => {
    if (done) { return; }
    back.reverse().forEach((undo) => undo());
    note.hidden = false;
    const again = document.getElementById(`b${note.dataset.number}`);
    if (again) { again.hidden = false; }
  });
}

const typed = `typed:${body ? body.dataset.draft : ""}`;
function keepTyped(what) {
  if (what) { localStorage.setItem(typed, JSON.stringify(what)); } else { localStorage.removeItem(typed); }
}
// a paragraph that was under the pen when the tab was closed is under the pen again, if it still reads as it did
function goOnTyping() {
  const what = JSON.parse(localStorage.getItem(typed) || "null");
  if (!what) { return; }
  const text = [...body.querySelectorAll(".text[data-start]")].find((one) => wordsOf(one) === what.old && one.dataset.start === what.start)
    || [...body.querySelectorAll(".text[data-start]")].find((one) => wordsOf(one) === what.old);
  if (!text) { keepTyped(null); return; }
  pen(text);
  body.querySelector(".pen textarea").value = what.words;
  tell("上次没有存的修改还在：请存，或取消");
}

function pen(text) {
  if (body.querySelector(".pen")) { return; }
  const old = wordsOf(text), box = document.createElement("div");
  box.className = "pen";
  box.innerHTML = '<textarea aria-label="改这一段"></textarea><p class="ends"><span class="fine">Ctrl+回车 存，Esc 取消</span><button type="button" class="no">取消</button><button type="button" class="main yes">存，再审</button></p>';
  const area = box.querySelector("textarea");
  area.value = old;
  text.hidden = true;
  text.after(box);
  const fit = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 4}px`; if (report()) { report().refresh(); } };
  // what is being typed outlives a closed tab, until it is saved or given up
  area.addEventListener("input", () => { fit(); keepTyped({ start: text.dataset.start, old, words: area.value }); });
  fit();
  area.focus();
  const close = () => { box.remove(); text.hidden = false; keepTyped(null); report().refresh(); };
  const save = async () => {
    if (area.value === old) { close(); return; }
    const { start, end } = text.dataset, kept = text.cloneNode(true), words = area.value;
    text.textContent = words;
    close();
    if (!(await change("/edits", { start: Number(start), end: Number(end), old, text: words }, "已存，已再审"))) {
      text.replaceWith(kept);
      pen(kept);
      body.querySelector(".pen textarea").value = words;
      keepTyped({ start, old, words });
    }
  };
  box.querySelector(".no").addEventListener("click", close);
  box.querySelector(".yes").addEventListener("click", save);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { save(); }
  });
}

async function silence(button) {
  const { askWhy } = await import("./reason.js");
  askWhy(button.closest(".note").querySelector("p").textContent, (reason) => change(`/findings/${button.dataset.silence}/silence`, { reason }, "已记下，不再列出"));
}

function onDraft() {
  const fill = document.getElementById("fill"), late = document.getElementById("late");
  let at = null, place = null;
  function open(mark) {
    at = Number(mark.dataset.open);
    const whole = body.querySelectorAll(`[data-open="${at}"]`)[0].closest(".text");
    const text = wordsOf(whole), letters = Array.from(text), from = letters.slice(0, at - Number(whole.dataset.start)).join("").length;
    const begins = text.lastIndexOf("【", from), words = (text.slice(begins).match(/^【待核实?[：:][^】]*】/) || [mark.textContent])[0];
    const start = Number(whole.dataset.start) + Array.from(text.slice(0, begins)).length;
    place = begins < 0 ? null : [start, start + Array.from(words).length];
    fill.querySelector(".quote").textContent = words;
    fill.querySelector("#filled").value = words.replace(/^【待核实?[：:]/, "").replace(/】$/, "");
    fill.showModal();
    fill.querySelector("#filled").select();
  }
  fill.querySelector("form").addEventListener("submit", () => {
    const text = fill.querySelector("#filled").value.trim().replace(/\s+/g, " "), back = place ? setWords(...place, text) : () => {};
    change("/fills", { at, text, fact: fill.querySelector("[name=fact]").checked }, "已填上，已再审").then((done) => { if (!done) { back(); } });
  });
  late.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      location.href = (await ask(`${base}/facts`, { method: "POST", json: { text: late.querySelector("textarea").value } })).page;
    } catch (error) { complain(error, late); }
  });
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button"), mark = event.target.closest("[data-open]");
    if (button && button.dataset.fix) { fix(button); }
    else if (button && button.dataset.silence) { silence(button); }
    else if (button && button.dataset.unsilence) { change(`/waivers/${button.dataset.unsilence}`, null, "已撤回，已再审", "DELETE"); }
    else if (button && button.dataset.undo !== undefined) { change("/undo", null, "已撤回"); }
    else if (button && button.dataset.late !== undefined) { late.showModal(); }
    else if (mark) { open(mark); }
  });
  // no double click and no key where fingers are used: the panel of a sentence has a button
  const own = document.createElement("button");
  own.type = "button";
  own.className = "edit-here";
  own.textContent = "改这一段";
  own.addEventListener("click", (event) => {
    event.stopPropagation();
    const text = own.closest(".text[data-start]");
    own.remove();
    if (text) { pen(text); }
  });
  for (const name of ["focusin", "pointerover"]) {
    body.addEventListener(name, (event) => {
      const panel = event.target.closest?.(".s")?.querySelector(".src");
      if (panel && own.parentNode !== panel) { panel.prepend(own); }
    });
  }
  body.addEventListener("dblclick", (event) => {
    const text = event.target.closest(".text[data-start]");
    if (text && !event.target.closest("[data-open]")) { getSelection().removeAllRanges(); pen(text); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (document.querySelector("dialog[open]")) { return; }
    const mark = event.target.closest("[data-open]");
    if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); open(mark); return; }
    const lit = report().lit(), note = lit && body.querySelector(`.note[data-number="${lit}"]`);
    const here = event.target.closest(".text[data-start]") || (note && note.closest(".row").querySelector(".text"));
    const keys = {
      j: () => report().step(1), k: () => report().step(-1),
      e: () => { if (here) { pen(here); } else { tell("先选中一句，或用 j、k 走到一处"); } },
      a: () => { const button = note && note.querySelector("[data-fix]"); if (button) { button.click(); } },
      s: () => { const button = note && note.querySelector("[data-silence]"); if (button) { button.click(); } },
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  report().refresh();
  goOnTyping();
}

const arriving = document.querySelector(".writing");
if (arriving) { onArriving(arriving); }
else if (body && body.querySelector(".plan")) { onPlan(); }
else if (body) { onDraft(); }
