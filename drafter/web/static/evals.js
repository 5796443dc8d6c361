// The room of evaluations: run the suite, see how two wordings differ.

import { ask, complain, follow } from "./page.js";

const main = document.querySelector("main"), form = document.querySelector("[data-diff]"), shown = document.getElementById("diff");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const named = new URLSearchParams(new FormData(form));
    const { diff } = await ask(`/api/prompts/diff?${named}`);
    shown.replaceChildren(...(diff || "两版相同").split("\n").map((line) => {
      const row = document.createElement("span");
      row.className = line.startsWith("+") ? "add" : line.startsWith("-") ? "cut" : "same";
      row.textContent = `${line}\n`;
      return row;
    }));
    shown.hidden = false;
  } catch (error) { complain(error, main); }
});

const run = document.querySelector("[data-run]"), stage = document.querySelector(".stage");
if (run) {
  run.addEventListener("click", async () => {
    run.disabled = true;
    try {
      const { job } = await ask(run.dataset.run, { method: "POST" });
      follow(job, (name, data) => {
        if (name === "progress") { stage.textContent = `${data.done} / ${data.total}`; return; }
        if (name === "done") { location.reload(); return; }
        complain(new Error(data.message), main);
        run.disabled = false;
      });
    } catch (error) { complain(error, main); run.disabled = false; }
  });
}
