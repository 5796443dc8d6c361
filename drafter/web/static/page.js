// What every page does: ask the API, say what went wrong, take dropped files, follow a long job.

export async function ask(path, options = {}) {
  const how = { method: "GET", ...options };
  if (how.json !== undefined) {
    how.body = JSON.stringify(how.json);
    how.headers = { ...how.headers, "content-type": "application/json" };
    delete how.json;
  }
  let answer;
  try {
    answer = await fetch(path, how);
  } catch (error) {
    throw new Error("连不上本机的服务：请看运行 drafter serve 的窗口");
  }
  const kind = answer.headers.get("content-type") || "";
  const value = answer.status === 204 ? null : kind.includes("json") ? await answer.json() : await answer.text();
  if (!answer.ok) { throw new Error((value && value.error) || `没有办成（${answer.status}）`); }
  return value;
}

// asks for the part of the page that a change has changed, in the answer to the change itself
export const DRAWN = { accept: "text/html" };

let quiet = 0;
// says what happened; with an offer (its words, what it does) a button stays long enough to be reached
export function tell(words, offer) {
  const told = document.getElementById("told");
  told.textContent = words;
  if (offer) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = offer[0];
    button.addEventListener("click", offer[1]);
    told.append(button);
  }
  clearTimeout(quiet);
  quiet = setTimeout(() => { told.textContent = ""; }, offer ? 30000 : 5000);
}

export function complain(error, near) {
  const place = near && near.querySelector(".error");
  if (!place) { tell(error.message); return; }
  place.textContent = error.message;
  place.hidden = false;
}

// swap the part of the page that the server draws; the reader's place and filters stay
export async function redraw(drawn) {
  const body = document.getElementById("body");
  const off = unchecked(), before = [...(body.querySelector("#rest")?.childNodes || [])];
  body.innerHTML = drawn === undefined ? await ask(body.dataset.body) : drawn;
  // what stands below the report stays until the new one is there: nothing jumps
  body.querySelector("#rest")?.append(...before);
  recheck(off);
  fetchRest(off);
  body.dispatchEvent(new CustomEvent("redrawn", { bubbles: true }));
  if (window.drafterReport) { window.drafterReport.refresh(); }
}

// the ledger and the tables below the report are not on the first screen: they come once that has been painted
async function fetchRest(off) {
  const rest = document.getElementById("rest");
  if (!rest) { return; }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))));
  let drawn;
  try { drawn = await ask(rest.dataset.rest); } catch (error) { return; }
  if (!rest.isConnected) { return; }
  rest.innerHTML = drawn;
  recheck(off || []);
  rest.dataset.there = "yes";
  const asked = location.hash && rest.querySelector(`#${CSS.escape(location.hash.slice(1))}`);
  if (asked && !off) { asked.scrollIntoView(); }
}
fetchRest();

export function boxes() { return [...document.querySelectorAll("input[data-filter]")]; }
export function unchecked() { return boxes().map((box) => [`${box.dataset.filter}:${box.value}`, box.checked]); }
export function recheck(rows) {
  const known = new Map(rows);
  for (const box of boxes()) {
    const name = `${box.dataset.filter}:${box.value}`;
    if (known.has(name)) { box.checked = known.get(name); }
  }
}

// events of a job from the first one on: a page that was closed and opened again hears all of it
export function follow(id, hear) {
  const source = new EventSource(`/api/jobs/${id}/events`);
  const over = ["done", "failed", "cancelled", "interrupted"];
  for (const name of ["progress", "section", ...over]) {
    source.addEventListener(name, (event) => {
      if (over.includes(name)) { source.close(); }
      hear(name, JSON.parse(event.data));
    });
  }
  return source;
}

function takeFiles(area) {
  const input = area.querySelector("input[type=file]"), chosen = area.querySelector(".chosen");
  const show = () => { chosen.textContent = [...input.files].map((file) => file.name).join("、"); };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => { event.preventDefault(); area.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) { area.addEventListener(name, () => area.classList.remove("over")); }
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
  });
}
document.querySelectorAll("[data-drop]").forEach(takeFiles);

// a form that hands something in: the answer says which page shows it
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") { return; }
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    const values = new FormData(form);
    if (form.dataset.wait !== "yes") { values.set("wait", "false"); }
    const made = await ask(form.getAttribute("action"), { method: "POST", body: values });
    if (made.refused && made.refused.length) {
      throw new Error(`收进 ${made.added} 份；读不出来的：${made.refused.map((one) => `${one.name}（${one.reason}）`).join("；")}`);
    }
    location.href = made.page;
  } catch (error) {
    complain(error, form);
    button.disabled = false;
  }
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) { return; }
  const { remove, post, cancel, then, clear } = button.dataset;
  if (button.dataset.close !== undefined) { button.closest("dialog").close(); return; }
  try {
    if (remove) {
      await ask(remove, { method: "DELETE" });
      button.closest("li").remove();
    } else if (clear) {
      button.disabled = true;
      await ask(clear, { method: "DELETE" });
      location.reload();
    } else if (cancel) {
      await ask(`/api/jobs/${cancel}`, { method: "DELETE" });
    } else if (post) {
      button.disabled = true;
      const drawn = await ask(post, { method: "POST", headers: then === "body" ? DRAWN : {} });
      if (then === "body") { await redraw(drawn); tell("已再审一遍"); } else { location.reload(); }
      button.disabled = false;
    }
  } catch (error) {
    complain(error, button.closest("main"));
    button.disabled = false;
  }
});

for (const area of document.querySelectorAll(".following[data-then=reload]")) {
  if (!area.querySelector("[data-cancel]")) { continue; }
  follow(area.dataset.job, (name, data) => {
    if (name === "done") { location.reload(); return; }
    area.querySelector(".stage").textContent = data.message || `正在${data.stage}……`;
    if (name !== "progress") { location.reload(); }
  });
}
