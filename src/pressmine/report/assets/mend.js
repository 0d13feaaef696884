// Corrections: accept, reject, change, add. They stay in this browser until they are saved as corrections.jsonl;
// behind `pressmine serve` each is written at once.
(function () {
  "use strict";
  var main = document.getElementById("main"), words = main.dataset, names = JSON.parse(words.names);
  var served = location.protocol === "http:", key = "pressmine-corrections:" + location.pathname.replace(/articles\/[^/]*$/, "");
  var zones = Array.prototype.slice.call(main.querySelectorAll(".zone"));
  var signs = Array.from(zones.map(function (zone) { return zone.textContent; }).join(""));
  var CONTEXT = 40, bar = document.createElement("div");

  function kept() { try { return JSON.parse(localStorage.getItem(key) || "[]"); } catch (e) { return []; } }
  function keep(list) { try { localStorage.setItem(key, JSON.stringify(list)); } catch (e) { say(String(e)); } }
  function about(c) { return [c.source, c.field, c.start, c.text, c.field === "document" ? Object.keys(c.value || {}).join() : ""].join("|"); }
  function correction(field, action, start, end, value) {
    var c = { source: words.source, field: field, action: action };
    if (field !== "document") {
      c.start = start;
      c.end = end;
      c.text = signs.slice(start, end).join("");
      c.before = signs.slice(Math.max(0, start - CONTEXT), start).join("");
      c.after = signs.slice(end, end + CONTEXT).join("");
    }
    if (value) c.value = value;
    return c;
  }
  function add(c) {
    keep(kept().filter(function (old) { return about(old) !== about(c); }).concat([c]));
    if (served) {
      fetch("../corrections", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(c) })
        .then(function (answer) { if (!answer.ok) say(answer.status + " " + answer.statusText); })
        .catch(function (error) { say(String(error)); });
    }
    show();
  }
  function say(text) { bar.querySelector(".said").textContent = text; }
  function button(label, title, act) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = label;
    b.title = title;
    b.setAttribute("aria-label", title);
    b.addEventListener("click", function (event) { event.stopPropagation(); act(); });
    return b;
  }

  function form(li, done, always) {
    var old = li.querySelector("form"), edit = JSON.parse(li.dataset.edit), f = document.createElement("form");
    if (old) { old.remove(); return; }
    Object.keys(edit).forEach(function (name) {
      var label = document.createElement("label"), input = document.createElement("input");
      label.textContent = names[name] || name;
      input.name = name;
      input.value = edit[name] === null ? "" : edit[name];
      label.append(input);
      f.append(label);
    });
    var save = document.createElement("button");
    save.textContent = words.save;
    f.append(save);
    f.addEventListener("submit", function (event) {
      event.preventDefault();
      var value = {};
      Object.keys(edit).forEach(function (name) {
        var text = f.elements[name].value.trim();
        if (text !== String(edit[name] === null ? "" : edit[name])) value[name] = text === "" ? null : /^(value|low|high)$/.test(name) && li.dataset.field === "figures" ? Number(text.replace(",", ".")) : text;
      });
      f.remove();
      if (always || Object.keys(value).length) done(value);
    });
    li.append(f);
    f.querySelector("input").focus();
  }
  function act(li, action) {
    var start = Number(li.dataset.start), end = Number(li.dataset.end), field = li.dataset.field;
    if (action === "change") form(li, function (value) { add(correction(field, "change", start, end, value)); });
    else add(correction(field, action, start, end, action === "accept" && li.classList.contains("miss") ? JSON.parse(li.dataset.edit) : undefined));
  }
  var items = Array.prototype.slice.call(main.querySelectorAll("li.v[data-field]"));
  items.forEach(function (li) {
    var box = document.createElement("span");
    box.className = "mend";
    box.append(button("✓", words.accept, function () { act(li, "accept"); }), button("✗", words.reject, function () { act(li, "reject"); }));
    if (!li.classList.contains("miss")) box.append(button("✎", words.change, function () { act(li, "change"); }));
    li.prepend(box);
  });

  // What is selected in the text can be added.
  var menu = document.createElement("div");
  menu.className = "menu";
  menu.hidden = true;
  ["organisations", "persons", "places", "dates", "figures"].forEach(function (field) {
    menu.append(button(words[field], words[field], function () {
      var at = selected(), blank = { organisations: { type: "other" }, persons: { function: null }, places: { type: "other" }, dates: { value: null }, figures: { kind: "count", value: 0 } };
      menu.hidden = true;
      if (!at) return;
      var li = document.createElement("li");
      li.className = "v";
      li.dataset.field = field;
      li.dataset.edit = JSON.stringify(blank[field]);
      li.append(signs.slice(at[0], at[1]).join(""));
      main.querySelector(".record").prepend(li);
      form(li, function (value) { add(correction(field, "add", at[0], at[1], Object.assign({}, blank[field], value))); li.remove(); }, true);
      li.scrollIntoView({ block: "nearest" });
    }));
  });
  main.querySelector(".text").append(menu);
  function offset(node, at) {
    var zone = node.nodeType === 3 ? node.parentNode.closest(".zone") : node.closest(".zone"), index = zones.indexOf(zone);
    if (index < 0) return -1;
    var range = document.createRange();
    range.selectNodeContents(zone);
    range.setEnd(node, at);
    var before = zones.slice(0, index).reduce(function (sum, z) { return sum + Array.from(z.textContent).length; }, 0);
    return before + Array.from(range.toString()).length;
  }
  function selected() {
    var s = getSelection();
    if (!s.rangeCount || s.isCollapsed || !main.querySelector(".text").contains(s.anchorNode)) return null;
    var r = s.getRangeAt(0), start = offset(r.startContainer, r.startOffset), end = offset(r.endContainer, r.endOffset);
    while (start < end && /\s/.test(signs[start])) start += 1;
    while (end > start && /\s/.test(signs[end - 1])) end -= 1;
    return start >= 0 && end > start ? [start, end] : null;
  }
  document.addEventListener("selectionchange", function () { menu.hidden = !selected(); });

  function show() {
    var all = kept(), here = all.filter(function (c) { return c.source === words.source; });
    items.forEach(function (li) {
      var c = here.filter(function (one) { return one.field === li.dataset.field && one.start === Number(li.dataset.start); })[0];
      li.classList.toggle("rejected", Boolean(c) && c.action === "reject");
      li.classList.toggle("accepted", Boolean(c) && c.action !== "reject");
    });
    bar.hidden = !all.length;
    bar.querySelector(".count").textContent = all.length + " " + words.corrections;
  }
  function download() {
    var lines = kept().map(function (c) { return JSON.stringify(c) + "\n"; }).join(""), link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
    link.download = "corrections.jsonl";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  bar.className = "bar saved";
  bar.setAttribute("role", "status");
  ["count", "said"].forEach(function (name) { var s = document.createElement("span"); s.className = name; bar.append(s); });
  bar.append(button(words.download, words.download, download), button(words.undo, words.undo, function () { keep(kept().slice(0, -1)); show(); }));
  document.body.append(bar);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
    var li = main.querySelector("li.pinned[data-field]") || (document.activeElement && document.activeElement.closest("li.v[data-field]"));
    if (li && (event.key === "a" || event.key === "r" || event.key === "e")) {
      event.preventDefault();
      act(li, { a: "accept", r: "reject", e: "change" }[event.key]);
    }
  });
  show();
})();
