// Where corrections are: in this browser, or in the file of `pressmine serve`. A later one about a value replaces an earlier one.
(function () {
  "use strict";
  var served = location.protocol === "http:", list = [];
  var key = "pressmine-corrections:" + location.pathname.replace(/articles\/[^/]*$/, "");
  var told = { changed: function () {}, failed: function () {} };

  function about(c) { return [c.source, c.field, c.start, c.text, c.field === "document" ? Object.keys(c.value || {}).sort().join() : ""].join("|"); }
  function without(c) { return list.filter(function (old) { return about(old) !== about(c); }); }
  function ask(method, c) {
    return fetch("../corrections", { method: method, headers: { "Content-Type": "application/json" }, body: c && JSON.stringify(c) }).then(function (answer) {
      return answer.ok ? answer : answer.text().then(function (text) { throw text || answer.status; });
    });
  }
  function failed(error) { told.failed(String(error)); }
  function settle(changed) {
    try { localStorage.setItem(key, JSON.stringify(changed)); } catch (e) { return failed(e); }
    list = changed;
    told.changed();
  }
  function read() {
    if (served) return ask("GET").then(function (answer) { return answer.json(); }).then(function (found) { list = found; told.changed(); }).catch(failed);
    try { list = JSON.parse(localStorage.getItem(key) || "[]"); } catch (e) { list = []; }
    told.changed();
  }
  window.pressmineKept = {
    all: function () { return list; },
    add: function (c) { if (served) ask("POST", c).then(read).catch(failed); else settle(without(c).concat([c])); },
    remove: function (c) { if (served) ask("DELETE", c).then(read).catch(failed); else settle(without(c)); },
    start: function (changed, failure) { told = { changed: changed, failed: failure }; read(); }
  };
})();
