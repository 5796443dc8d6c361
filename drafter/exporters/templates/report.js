(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var boxes = Array.prototype.slice.call(document.querySelectorAll("input[data-filter]"));
  function chosen(kind) {
    var on = {};
    boxes.forEach(function (box) { if (box.dataset.filter === kind) { on[box.value] = box.checked; } });
    return on;
  }
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }
  function apply() {
    var severity = chosen("severity"), family = chosen("family"), shown = {}, total = 0;
    each(".note", function (note) {
      var on = severity[note.dataset.severity] !== false && family[note.dataset.family] !== false;
      note.classList.toggle("off", !on);
      shown[note.dataset.number] = on;
      if (on) { total += 1; }
    });
    each("mark[data-findings]", function (mark) {
      var on = mark.dataset.findings.split(" ").some(function (number) { return shown[number]; });
      mark.classList.toggle("off", !on);
    });
    each(".badge", function (badge) { badge.classList.toggle("off", !shown[badge.dataset.number]); });
    var state = chosen("state");
    each("[data-state]", function (item) { item.classList.toggle("off", state[item.dataset.state] === false); });
    var count = document.getElementById("shown");
    if (count) { count.textContent = String(total); }
  }
  var wide = window.matchMedia("(min-width: 60.01rem)");
  // each note stands beside its words, lower only where another one is in the way
  function place() {
    var sheet = document.querySelector(".sheet"), floor = 0;
    root.classList.toggle("float", wide.matches);
    sheet.style.minHeight = "";
    if (!wide.matches) { return; }
    var from = sheet.getBoundingClientRect().top;
    each(".note:not(.off)", function (note) {
      var at = document.querySelector('.badge[data-number="' + note.dataset.number + '"]') || note.closest(".row");
      var marks = document.querySelectorAll('mark[data-findings~="' + note.dataset.number + '"]');
      var top = (marks[0] || at).getClientRects()[0].top - from - 6;
      top = Math.max(top, floor);
      note.style.top = top + "px";
      floor = top + note.offsetHeight + 10;
    });
    sheet.style.minHeight = floor + 40 + "px";
  }
  function unplace() {
    root.classList.remove("float");
    document.querySelector(".sheet").style.minHeight = "";
  }
  boxes.forEach(function (box) { box.addEventListener("change", function () { apply(); place(); }); });
  window.addEventListener("resize", place);
  window.addEventListener("beforeprint", unplace);
  window.addEventListener("afterprint", place);
  if (document.fonts && document.fonts.ready) { document.fonts.ready.then(place); }
  place();
  var lit = null;
  function light(number) {
    each(".lit", function (item) { item.classList.remove("lit"); });
    lit = number;
    if (!number) { return; }
    each('.note[data-number="' + number + '"]', function (note) { note.classList.add("lit"); });
    each("mark[data-findings]", function (mark) {
      if (mark.dataset.findings.split(" ").indexOf(number) >= 0) { mark.classList.add("lit"); }
    });
  }
  document.addEventListener("mouseover", function (event) {
    var note = event.target.closest ? event.target.closest(".note") : null;
    var mark = !note && event.target.closest ? event.target.closest("mark[data-findings]") : null;
    var number = note ? note.dataset.number : mark ? mark.dataset.findings.split(" ").pop() : null;
    if (number && number !== lit) { light(number); }
  });
  function step(by) {
    var badges = Array.prototype.slice.call(document.querySelectorAll(".badge:not(.off)")), at = -1;
    if (!badges.length) { return; }
    badges.forEach(function (badge, index) { if (badge.dataset.number === lit) { at = index; } });
    at = at < 0 ? (by > 0 ? 0 : badges.length - 1) : (at + by + badges.length) % badges.length;
    badges[at].scrollIntoView({ block: "center" });
    light(badges[at].dataset.number);
  }
  each("button[data-step]", function (button) {
    button.addEventListener("click", function () { step(Number(button.dataset.step)); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.activeElement) { document.activeElement.blur(); }
  });
}());
