(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function chosen(kind) {
    var on = {};
    all('input[data-filter="' + kind + '"]').forEach(function (box) { on[box.value] = box.checked; });
    return on;
  }
  function numbers(mark) { return mark.dataset.findings.split(" "); }
  // "data-decided" is set by a page on which findings are settled; they are shown on request
  function apply() {
    var severity = chosen("severity"), family = chosen("family"), decided = chosen("decided"), shown = {}, total = 0;
    all(".note").forEach(function (note) {
      var on = severity[note.dataset.severity] !== false && family[note.dataset.family] !== false &&
        decided[note.dataset.decided || "open"] !== false;
      note.classList.toggle("off", !on);
      shown[note.dataset.number] = on;
      if (on) { total += 1; }
    });
    all("mark[data-findings]").forEach(function (mark) {
      mark.classList.toggle("off", !numbers(mark).some(function (number) { return shown[number]; }));
    });
    all(".badge").forEach(function (badge) { badge.classList.toggle("off", !shown[badge.dataset.number]); });
    var state = chosen("state");
    all("[data-state]").forEach(function (item) { item.classList.toggle("off", state[item.dataset.state] === false); });
    var count = document.getElementById("shown");
    if (count) { count.textContent = String(total); }
  }
  var wide = window.matchMedia("(min-width: 60.01rem)");
  // each note stands beside its words, lower only where another one is in the way; measured first, moved afterwards
  function place() {
    var sheet = document.querySelector(".sheet"), floor = 0, firsts = {};
    if (!sheet) { return; }
    if (!document.body.classList.contains("settled")) { return; }
    root.classList.toggle("float", wide.matches);
    sheet.style.minHeight = "";
    if (!wide.matches) { return; }
    all("mark[data-findings]").forEach(function (mark) {
      numbers(mark).forEach(function (number) { firsts[number] = firsts[number] || mark; });
    });
    var from = sheet.getBoundingClientRect().top;
    var measured = all(".note:not(.off)").map(function (note) {
      var number = note.dataset.number;
      var at = firsts[number] || document.getElementById("b" + number) || note.closest(".row");
      // words that are hidden while they are edited have no place of their own
      var seen = at.getClientRects()[0] || note.closest(".row").getBoundingClientRect();
      return { note: note, top: seen.top - from - 6, height: note.offsetHeight };
    });
    measured.forEach(function (one) {
      var top = Math.max(one.top, floor);
      one.note.style.top = top + "px";
      floor = top + one.height + 10;
    });
    sheet.style.minHeight = floor + 40 + "px";
  }
  function unplace() {
    var sheet = document.querySelector(".sheet");
    root.classList.remove("float");
    if (sheet) { sheet.style.minHeight = ""; }
  }
  var lit = null;
  function light(number) {
    all(".lit").forEach(function (item) { item.classList.remove("lit"); });
    lit = number || null;
    if (!number) { return; }
    all('.note[data-number="' + number + '"]').forEach(function (note) { note.classList.add("lit"); });
    all("mark[data-findings]").forEach(function (mark) {
      if (numbers(mark).indexOf(number) >= 0) { mark.classList.add("lit"); }
    });
  }
  function step(by) {
    var badges = all(".badge:not(.off)"), at = -1;
    if (!badges.length) { return; }
    badges.forEach(function (badge, index) { if (badge.dataset.number === lit) { at = index; } });
    if (at < 0 && lit) {
      // the one last lit is hidden now: go on from where it stood
      var later = badges.filter(function (badge) { return Number(badge.dataset.number) > Number(lit); });
      at = by > 0 ? badges.length - later.length - 1 : badges.length - later.length;
    }
    at = at < 0 ? (by > 0 ? 0 : badges.length - 1) : (at + by + badges.length) % badges.length;
    badges[at].scrollIntoView({ block: "center" });
    light(badges[at].dataset.number);
  }
  function refresh() { apply(); place(); }
  document.addEventListener("change", function (event) {
    if (event.target.matches && event.target.matches("input[data-filter]")) { refresh(); }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button[data-step]") : null;
    if (button) { step(Number(button.dataset.step)); }
  });
  document.addEventListener("mouseover", function (event) {
    var note = event.target.closest ? event.target.closest(".note") : null;
    var mark = !note && event.target.closest ? event.target.closest("mark[data-findings]") : null;
    var number = note ? note.dataset.number : mark ? numbers(mark).pop() : null;
    if (number && number !== lit) { light(number); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.activeElement) { document.activeElement.blur(); }
  });
  window.addEventListener("resize", place);
  window.addEventListener("beforeprint", settle);
  window.addEventListener("beforeprint", unplace);
  window.addEventListener("afterprint", place);
  function settle() {
    if (document.body.classList.contains("settled")) { return; }
    document.body.classList.add("settled");
    place();
    if (document.fonts && document.fonts.status === "loading") { document.fonts.ready.then(place); }
  }
  // on a page at work the words are painted first (its style hides the rest until then); an export is laid out at once
  if (document.body.classList.contains("at-work")) {
    requestAnimationFrame(function () { requestAnimationFrame(settle); });
    setTimeout(settle, 1000);
  } else {
    settle();
  }
  // for the local page, which shows a report that changes under its reader
  window.drafterReport = {
    refresh: refresh, step: step, light: light, lit: function () { return lit; }
  };
}());
