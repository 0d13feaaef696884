// One article: text and record point at each other; n and p step through the values, f filters, arrows change the page.
// Focus and pin are one thing: what has the focus is what the keys act on.
(function () {
  "use strict";
  var main = document.getElementById("main");
  var marks = Array.prototype.slice.call(main.querySelectorAll("mark.m"));
  var items = Array.prototype.slice.call(main.querySelectorAll("li.v[data-v]"));
  var buttons = Array.prototype.slice.call(main.querySelectorAll("button.k"));
  var byKey = {}, itemOf = {}, pinned = null;
  items.forEach(function (li) { itemOf[li.dataset.v] = li; });
  marks.forEach(function (mark) {
    mark.dataset.v.split(" ").forEach(function (key) { (byKey[key] = byKey[key] || []).push(mark); });
  });

  function keysOf(element) { return element.dataset.v.split(" "); }
  function light(keys, on, name) {
    keys.forEach(function (key) {
      (byKey[key] || []).forEach(function (mark) { mark.classList.toggle(name, on); });
      if (itemOf[key]) itemOf[key].classList.toggle(name, on);
    });
  }
  function narrowest(mark) { var keys = keysOf(mark); return keys[keys.length - 1]; }
  function pin(key, from) {
    if (key && key === pinned) return;
    if (pinned) light([pinned], false, "pinned");
    pinned = key;
    if (!key) return;
    light([key], true, "pinned");
    var target = from === "text" ? itemOf[key] : (byKey[key] || [])[0];
    if (target) target.scrollIntoView({ block: "center" });
    if (from !== "text" && itemOf[key]) itemOf[key].scrollIntoView({ block: "nearest" });
  }

  marks.concat(items).forEach(function (element) {
    element.addEventListener("mouseenter", function () { light(keysOf(element), true, "lit"); });
    element.addEventListener("mouseleave", function () { light(keysOf(element), false, "lit"); });
  });
  marks.forEach(function (mark) { mark.addEventListener("click", function () { pin(narrowest(mark), "text"); }); });
  items.forEach(function (li) {
    li.addEventListener("click", function (event) {
      if (!event.target.closest("a, summary, button, input")) pin(li.dataset.v, "record");
    });
    li.addEventListener("focusin", function (event) {
      // a button that is pressed with the mouse must not be scrolled away under it
      if (event.target === li || event.target.matches(":focus-visible")) pin(li.dataset.v, "record");
    });
  });
  main.querySelectorAll("dd a").forEach(function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); pin(link.hash.slice(3), "record"); });
  });

  function show(kind, on) { main.classList.toggle("hide-" + kind, !on); }
  function press(button, on) { button.setAttribute("aria-pressed", String(on)); show(button.dataset.kind, on); }
  buttons.forEach(function (button) {
    show(button.dataset.kind, button.getAttribute("aria-pressed") === "true");
    button.addEventListener("click", function () { press(button, button.getAttribute("aria-pressed") !== "true"); });
  });
  var only = -1;
  function cycle() {
    var kinds = buttons.filter(function (b) { return !b.classList.contains("radar") && !b.classList.contains("zones"); });
    only = only + 1 >= kinds.length ? -1 : only + 1;
    kinds.forEach(function (button, index) { press(button, only < 0 || index === only); });
  }
  function visible() { return items.filter(function (li) { return !main.classList.contains("hide-" + li.dataset.kind); }); }
  function step(by) {
    var shown = visible(), at = shown.findIndex(function (li) { return li.dataset.v === pinned; });
    if (shown.length) shown[(at + by + shown.length) % shown.length].focus({ preventScroll: true });
  }
  function release() { pin(null); if (document.activeElement) document.activeElement.blur(); }
  function go(id) { var link = document.getElementById(id); if (link) location.href = link.href; }

  // Keys of one letter get in the way of speech input: they can be switched off, and stay so.
  var keys = document.getElementById("keys"), off = false;
  function turn(now) { off = now; main.classList.toggle("no-keys", off); keys.setAttribute("aria-pressed", String(!off)); }
  try { turn(localStorage.getItem("pressmine-keys") === "off"); } catch (e) { turn(false); }
  keys.addEventListener("click", function () {
    turn(!off);
    try { localStorage.setItem("pressmine-keys", off ? "off" : "on"); } catch (e) { return; }
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || main.classList.contains("no-keys") || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
    var done = true;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(pinned ? -1 : 0);
    else if (event.key === "f") cycle();
    else if (event.key === "ArrowLeft") go("before");
    else if (event.key === "ArrowRight") go("after");
    else if (event.key === "Escape") release();
    else done = false;
    if (done) event.preventDefault();
  });
})();
