// The room of reviews: decide about findings, by mouse or keyboard; see copied wording side by side.

import { ask, complain, recheck, tell, unchecked } from "./page.js";
import { askWhy } from "./reason.js";

const body = document.getElementById("body");
const aside = document.getElementById("aside");
const store = `filters:${body.dataset.case}`;
const report = () => window.drafterReport;

// a decided finding colours its words; what carries no decision stays as the report draws it
function dress(acts) {
  const one = acts.closest(".note"), decided = acts.dataset.decided;
  one.dataset.decided = decided;
  for (const mark of body.querySelectorAll(`mark[data-findings="${one.dataset.number}"]`)) {
    mark.classList.remove("accept", "silence");
    if (decided !== "open") { mark.classList.add(decided); }
  }
}
function dressAll() { body.querySelectorAll('.acts:not([data-decided="open"])').forEach(dress); }
function note(number) { return body.querySelector(`.note[data-number="${number}"]`); }
function keyOf(one) { return one.querySelector(".acts").dataset.key; }
function count(name, by) {
  const place = body.querySelector(`[data-count="${name}"]`);
  place.textContent = String(Number(place.textContent) + by);
}

// an open finding is drawn with its own buttons only; the other face is made when it is first needed
function twoFaced(acts) {
  if (!acts.querySelector(".when-open")) {
    const own = document.createElement("span"), other = document.createElement("span");
    own.className = "when-open";
    own.append(...acts.childNodes);
    other.className = "when-decided";
    other.innerHTML = '<span class="said"></span><button type="button" data-decide="open">撤回</button>';
    acts.append(own, other);
  }
  return acts;
}

// the server keeps the decision first; then the page shows it, without drawing the report anew
async function decide(one, decision, why = "", always = false) {
  const acts = one.querySelector(".acts"), before = acts.dataset.decided;
  const place = `/api/reviews/${body.dataset.case}/findings/${keyOf(one)}`, noted = acts.textContent.includes("waivers.toml");
  try {
    await ask(place, { method: "PUT", json: { decision, reason: why } });
    if (always) { await ask(`${place}/waiver`, { method: "POST" }); }
  } catch (error) { complain(error); return; }
  if (noted && decision === "open") { tell("已撤回；waivers.toml 里的那一条还在。", ["从 waivers.toml 删去", () => unnote(place)]); }
  acts.dataset.decided = decision;
  twoFaced(acts).querySelector(".said").textContent = { accept: "已采纳", silence: `已静音：${why}${always ? "（已写入 waivers.toml）" : ""}` }[decision] || "";
  one.classList.remove("accept", "silence");
  if (decision !== "open") { one.classList.add(decision); }
  count(before, -1);
  count(decision, 1);
  dress(acts);
  report().refresh();
  if (one.classList.contains("off")) { report().step(1); } else { report().light(one.dataset.number); }
  body.dispatchEvent(new CustomEvent("redrawn", { bubbles: true }));
}

async function unnote(place) {
  try {
    const { removed } = await ask(`${place}/waiver`, { method: "DELETE" });
    tell(removed ? "已从 waivers.toml 删去：以后再审会再列出" : "waivers.toml 里没有能自动删的这一条：请打开文件看");
  } catch (error) { complain(error); }
}

function silence(one) {
  askWhy(one.querySelector("p").textContent, (why, always) => decide(one, "silence", why, always));
}

async function compare(one, at) {
  try {
    aside.querySelector(".held").innerHTML = await ask(`/review/${body.dataset.case}/aside/${keyOf(one)}/${at}`);
  } catch (error) { complain(error); return; }
  aside.showModal();
}

body.addEventListener("click", (event) => {
  const button = event.target.closest("button"), one = event.target.closest(".note");
  if (button && button.dataset.keys !== undefined) { document.getElementById("keys").showModal(); }
  if (!button || !one) { return; }
  if (button.dataset.decide === "silence") { silence(one); }
  else if (button.dataset.decide) { decide(one, button.dataset.decide); }
  else if (button.dataset.aside) { compare(one, button.dataset.aside); }
});

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) { return; }
  if (document.querySelector("dialog[open]")) { return; }
  const lit = report().lit(), one = lit ? note(lit) : null;
  const press = (name) => {
    const button = one && one.querySelector(`[data-decide="${name}"]`);
    if (button && button.offsetParent) { button.click(); }
  };
  const keys = {
    j: () => report().step(1), ArrowDown: () => report().step(1), k: () => report().step(-1), ArrowUp: () => report().step(-1),
    a: () => press("accept"), s: () => press("silence"), u: () => press("open"),
    c: () => { const button = one && one.querySelector("[data-aside]"); if (button) { button.click(); } else { tell("这一处没有可并排看的"); } },
    "?": () => document.getElementById("keys").showModal(),
  };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

document.addEventListener("change", () => sessionStorage.setItem(store, JSON.stringify(unchecked())));
body.addEventListener("redrawn", dressAll);
recheck(JSON.parse(sessionStorage.getItem(store) || "[]"));
dressAll();
report().refresh();
