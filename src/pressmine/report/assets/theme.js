// Light or dark: what the reader chose last, else what the system says. Runs before the page is drawn.
(function () {
  "use strict";
  var root = document.documentElement, kept = null;
  try { kept = localStorage.getItem("pressmine-theme"); } catch (e) { kept = null; }
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  document.addEventListener("DOMContentLoaded", function () {
    document.getElementById("theme").addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("pressmine-theme", root.dataset.theme); } catch (e) { return; }
    });
  });
})();
