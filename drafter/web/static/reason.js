// The dialog that asks why a finding may stand.

const box = document.getElementById("reason");
let answered = null;

// ask for a reason to leave what `said` tells; `then(reason, always)` is called when one is given
export function askWhy(said, then) {
  answered = then;
  box.querySelector(".quote").textContent = said;
  box.querySelector("#why").value = "";
  const always = box.querySelector("[name=always]");
  if (always) { always.checked = false; }
  box.showModal();
  box.querySelector("#why").focus();
}

box.addEventListener("click", (event) => {
  const words = event.target.dataset && event.target.dataset.why;
  if (words) { box.querySelector("#why").value = words; box.querySelector("#why").focus(); }
});
box.querySelector("form").addEventListener("submit", () => {
  const words = box.querySelector("#why").value.trim(), always = box.querySelector("[name=always]");
  if (answered && words) { answered(words, Boolean(always && always.checked)); }
  answered = null;
});
