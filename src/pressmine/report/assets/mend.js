// Corrections: accept, reject, change, add. What a person said of a value is shown beside it, and can be taken back.
(function () {
  "use strict";
  var main = document.getElementById("main"), words = main.dataset, names = JSON.parse(words.names), kept = window.pressmineKept;
  var record = main.querySelector(".record"), zones = Array.prototype.slice.call(main.querySelectorAll(".zone"));
  var signs = Array.from(zones.map(function (zone) { return zone.textContent; }).join(""));
  var CONTEXT = 40, BLANK = { organisations: { type: "other" }, persons: { function: null }, places: { type: "other" }, dates: { value: null }, figures: { kind: "count", value: 0 } };
  var DATE = /^(?:[\dX]{4}(?:-[\dX]{2}){0,2}(?:T\d{2}(?::\d{2})?)?[~?]?|\d{3}X|\d{2}XX|\.\.)(?:\/(?:[\dX]{4}(?:-[\dX]{2}){0,2}(?:T\d{2}(?::\d{2})?)?[~?]?|\.\.))?$/;
  var bar = document.createElement("div"), added = document.createElement("ol");

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function button(label, title, act) {
    var b = make("button", "", label);
    b.type = "button";
    b.title = title;
    b.setAttribute("aria-label", title);
    b.addEventListener("click", function (event) { event.stopPropagation(); act(); });
    return b;
  }
  function correction(field, action, start, end, value) {
    var c = { source: words.source, field: field, action: action, start: start, end: end, text: signs.slice(start, end).join("") };
    c.before = signs.slice(Math.max(0, start - CONTEXT), start).join("");
    c.after = signs.slice(end, end + CONTEXT).join("");
    if (value) c.value = value;
    return c;
  }
  function say(text) { bar.hidden = false; bar.querySelector(".said").textContent = text; }

  // The form of a value: a list where the record has codes, else a line of text, looked at before it is taken.
  function line(field, name, was) {
    var label = make("label", "", names[name] || name), codes = window.pressmineChoices[field + "." + name];
    var input = document.createElement(codes ? "select" : "input");
    (codes || []).forEach(function (code) { var o = make("option", "", code[1]); o.value = code[0]; input.append(o); });
    input.name = name;
    input.value = was === null ? "" : was;
    input.addEventListener("input", function () { input.setCustomValidity(""); });
    label.append(input);
    return label;
  }
  function typed(field, input) {
    var text = input.value.trim(), number = Number(text.replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));
    if (field === "figures" && input.name === "value" && (text === "" || isNaN(number))) input.setCustomValidity(words.notNumber);
    if (field === "dates" && input.name === "value" && text !== "" && !DATE.test(text)) input.setCustomValidity(words.notDate);
    if (field === "figures" && input.name === "value") return number;
    return text === "" ? null : text;
  }
  function form(li, done, always) {
    var old = li.querySelector("form"), edit = JSON.parse(li.dataset.edit), f = document.createElement("form"), field = li.dataset.field;
    if (old) { old.remove(); return; }
    Object.keys(edit).forEach(function (name) { f.append(line(field, name, edit[name])); });
    f.append(make("button", "", words.save));
    f.addEventListener("submit", function (event) {
      event.preventDefault();
      var value = {};
      Object.keys(edit).forEach(function (name) {
        var input = f.elements[name], same = input.value.trim() === String(edit[name] === null ? "" : edit[name]);
        if (!same) value[name] = typed(field, input);
      });
      if (!f.reportValidity()) return;
      f.remove();
      li.focus();
      if (always || Object.keys(value).length) done(value);
    });
    f.addEventListener("keydown", function (event) { if (event.key === "Escape") { f.remove(); li.focus(); } });
    li.append(f);
    f.querySelector("input, select").focus({ preventScroll: true });
    f.scrollIntoView({ block: "nearest" });
  }

  // What was said of a value, and the buttons to say it.
  function said(li) {
    return kept.all().filter(function (c) { return c.source === words.source && c.field === li.dataset.field && c.start === Number(li.dataset.start) && c.action !== "add"; })[0];
  }
  function act(li, action) {
    var start = Number(li.dataset.start), end = Number(li.dataset.end), field = li.dataset.field, c = said(li);
    if (action === "change") form(li, function (value) { kept.add(correction(field, "change", start, end, value)); });
    else if (c && c.action === action) kept.remove(c);
    else kept.add(correction(field, action, start, end, action === "accept" && li.classList.contains("miss") ? JSON.parse(li.dataset.edit) : undefined));
  }
  function told(c) {
    return Object.keys(c.value || {}).map(function (name) {
      var codes = window.pressmineChoices[c.field + "." + name] || [], code = codes.filter(function (one) { return one[0] === c.value[name]; })[0];
      return (names[name] || name) + " " + (code ? code[1] : c.value[name] === null ? "∅" : c.value[name]);
    }).join(", ");
  }
  var items = Array.prototype.slice.call(main.querySelectorAll("li.v[data-field]"));
  items.forEach(function (li) {
    var box = make("span", "mend");
    ["accept", "reject", "change"].forEach(function (action, index) {
      if (action === "change" && li.classList.contains("miss")) return;
      var b = button("✓✗✎".charAt(index), words[action], function () { act(li, action); });
      if (action !== "change") b.dataset.action = action;
      box.append(b);
    });
    li.prepend(box);
    li.append(make("p", "mended"));
  });
  function show() {
    var here = kept.all().filter(function (c) { return c.source === words.source; }), gone = {};
    items.forEach(function (li) {
      var c = said(li);
      gone[li.dataset.v] = Boolean(c) && c.action === "reject";
      li.classList.toggle("rejected", gone[li.dataset.v]);
      li.classList.toggle("accepted", Boolean(c) && c.action !== "reject");
      li.querySelector(".mended").textContent = c && c.action === "change" ? "→ " + told(c) : "";
      li.querySelectorAll("[data-action]").forEach(function (b) { b.setAttribute("aria-pressed", String(Boolean(c) && c.action === b.dataset.action)); });
    });
    main.querySelectorAll("mark.m").forEach(function (mark) {
      mark.classList.toggle("struck", mark.dataset.v.split(" ").every(function (key) { return gone[key]; }));
    });
    var new_ = here.filter(function (c) { return c.action === "add"; });
    added.replaceChildren.apply(added, new_.map(function (c) {
      var li = make("li", "v accepted"), box = make("span", "mend");
      box.append(button("✗", words.withdraw, function () { kept.remove(c); }));
      li.append(box, make("strong", "", c.text), make("span", "by", " " + words[c.field] + " · " + told(c)));
      return li;
    }));
    paint(new_);
    bar.hidden = !kept.all().length;
    bar.querySelector(".count").textContent = kept.all().length + " " + words.corrections;
    bar.querySelector(".said").textContent = "";
  }
  added.className = "added";
  record.prepend(added);

  // What is selected in the text can be added; what was added is marked without a change to the text.
  function at(offset) {
    for (var z = 0, rest = offset; z < zones.length; z += 1) {
      var walk = document.createTreeWalker(zones[z], NodeFilter.SHOW_TEXT), node;
      while ((node = walk.nextNode())) {
        var points = Array.from(node.data);
        if (rest <= points.length) return [node, points.slice(0, rest).join("").length];
        rest -= points.length;
      }
    }
    return null;
  }
  function paint(corrections) {
    if (!window.CSS || !CSS.highlights) return;
    var found = new Highlight();
    corrections.forEach(function (c) {
      var range = document.createRange(), from = at(c.start), to = at(c.end);
      if (!from || !to) return;
      range.setStart(from[0], from[1]);
      range.setEnd(to[0], to[1]);
      found.add(range);
    });
    CSS.highlights.set("added", found);
  }
  var menu = make("div", "menu");
  menu.hidden = true;
  Object.keys(BLANK).forEach(function (field) {
    menu.append(button(words[field], words[field], function () {
      var bounds = selected(), li = make("li", "v");
      menu.hidden = true;
      if (!bounds) return;
      li.dataset.field = field;
      li.dataset.edit = JSON.stringify(BLANK[field]);
      li.tabIndex = -1;
      li.append(signs.slice(bounds[0], bounds[1]).join(""));
      added.prepend(li);
      form(li, function (value) { li.remove(); kept.add(correction(field, "add", bounds[0], bounds[1], Object.assign({}, BLANK[field], value))); }, true);
      li.scrollIntoView({ block: "nearest" });
    }));
  });
  main.querySelector(".text").append(menu);
  function offset(node, count) {
    var zone = node.nodeType === 3 ? node.parentNode.closest(".zone") : node.closest(".zone"), index = zones.indexOf(zone);
    if (index < 0) return -1;
    var range = document.createRange();
    range.selectNodeContents(zone);
    range.setEnd(node, count);
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

  function download() {
    var lines = kept.all().map(function (c) { return JSON.stringify(c) + "\n"; }).join(""), link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
    link.download = "corrections.jsonl";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  function undo() { var all = kept.all(); if (all.length) kept.remove(all[all.length - 1]); }
  bar.className = "bar saved";
  ["count", "said"].forEach(function (name) { var s = make("span", name); s.setAttribute("role", "status"); bar.append(s); });
  bar.append(button(words.download, words.download, download), button(words.undo, words.undo, undo));
  main.append(bar);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || main.classList.contains("no-keys") || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
    var li = main.querySelector("li.pinned[data-field]"), action = { a: "accept", r: "reject", e: "change" }[event.key];
    if (li && action && li.querySelector(".mend")) {
      event.preventDefault();
      act(li, action);
    }
  });
  kept.start(show, say);
})();
