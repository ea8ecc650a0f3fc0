// The document is named after the shop it shows, also once another one was imported under the open page.
(() => {
  const subject = document.documentElement.dataset.subject;
  const name = () => {
    const shop = document.querySelector(".smw-shop[data-shop]")?.dataset.shop;
    if (!subject || shop === undefined) return;
    const title = shop ? `${subject} · ${shop}` : subject;
    if (document.title !== title) document.title = title;
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
    name();
  });
})();
