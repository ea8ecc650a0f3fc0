// In a frame whose page forbids it, a browser saves nothing and says nothing. The dashboard says so, and offers a way out.
(() => {
  // The frame of another origin does not tell what it allows.
  const mayFail = () => {
    if (window.self === window.top) return false;
    try {
      const allowed = window.frameElement.sandbox;
      return window.frameElement.hasAttribute("sandbox") && !allowed.contains("allow-downloads");
    } catch {
      return true;
    }
  };
  document.addEventListener("smw-save", () => {
    if (!mayFail()) return;
    const notice = document.getElementById("smw-framed");
    for (const link of notice.querySelectorAll("a")) link.href = location.href;
    notice.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const notice = event.target.closest("#smw-framed");
    if (notice && event.target.closest("button, a")) notice.hidden = true;
  });
})();
