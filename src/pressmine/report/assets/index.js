// The run's index: a plain scan over folded text. Parts of the index arrive one by one and are searched as they come.
(function () {
  "use strict";
  var SHOWN = 100, entries = [], limit = SHOWN, timer = 0;
  var main = document.getElementById("main"), list = document.getElementById("results");
  var inputs = ["q", "since", "until", "body", "field", "agreement", "kind"].map(function (id) { return document.getElementById(id); });

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’']/g, "'");
  }
  // An entry is [page, title, published, issuer, source, kind, fields (bits), agreement kinds, folded bodies, folded text].
  function wanted() {
    var value = {};
    inputs.forEach(function (input) { value[input.id] = input.value; });
    var words = fold(value.q).split(/\s+/).filter(Boolean), body = fold(value.body.trim());
    return function (e) {
      if (value.since && !(e[2] && e[2] >= value.since)) return false;
      if (value.until && !(e[2] && e[2] <= value.until)) return false;
      if (value.kind ? e[5] !== value.kind : e[5] === "failed") return false;
      if (value.field && !(e[6] & (1 << Number(value.field)))) return false;
      if (value.agreement && e[7].indexOf(value.agreement) < 0) return false;
      if (body && e[8].indexOf(body) < 0) return false;
      return words.every(function (word) { return e[9].indexOf(word) >= 0; });
    };
  }
  function row(e) {
    var li = document.createElement("li"), link = document.createElement("a"), span = document.createElement("span");
    link.href = e[0];
    link.textContent = e[1];
    span.textContent = [e[2], e[3], e[4]].filter(Boolean).join(" · ");
    li.append(link, " ", span);
    return li;
  }
  function draw() {
    var fits = wanted(), found = entries.filter(fits);
    list.replaceChildren.apply(list, found.slice(0, limit).map(row));
    document.getElementById("count").textContent = found.length + " " + main.dataset.found;
    document.getElementById("none").hidden = found.length > 0;
    document.getElementById("more").hidden = found.length <= limit;
  }
  function soon() { clearTimeout(timer); timer = setTimeout(draw, 60); }
  window.pressmine = { add: function (part) { entries = entries.concat(part); soon(); } };
  inputs.forEach(function (input) {
    input.addEventListener("input", function () { limit = SHOWN; soon(); });
  });
  document.getElementById("filters").addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("more").addEventListener("click", function () { limit += SHOWN; draw(); });
})();
