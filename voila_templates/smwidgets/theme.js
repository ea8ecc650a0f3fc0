// The theme: fixed by the server, or the visitor's own, followed while the page is open.
(() => {
  const asked = document.documentElement.dataset.theme;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const dark = asked === "dark" || (asked === "auto" && system.matches);
    const body = document.body;
    body.dataset.jpThemeLight = String(!dark);
    body.dataset.jpThemeName = dark ? "JupyterLab Dark" : "JupyterLab Light";
    body.classList.toggle("theme-dark", dark);
    body.classList.toggle("theme-light", !dark);
  };
  apply();
  system.addEventListener("change", apply);
  // Notices are the server's, not the dashboard's: they speak the browser's language.
  document.documentElement.dataset.say = (navigator.language || "").toLowerCase().startsWith("pl") ? "pl" : "en";
})();
