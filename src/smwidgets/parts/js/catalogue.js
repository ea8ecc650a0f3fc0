// Cards to choose from. What is typed is looked for in titles and texts, without accents and in any case.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").toLowerCase();

const SHAPES = new Set(["rect", "polyline", "path"]);

// A picture has shapes and nothing else: no text, no link, no script.
const shapes = (html) => {
  const svg = new DOMParser().parseFromString(html, "text/html").querySelector("svg");
  for (const one of svg?.querySelectorAll("*") ?? []) if (!SHAPES.has(one.localName)) one.remove();
  return svg && document.importNode(svg, true);
};

function render({ model, el }) {
  el.classList.add("smw-catalogue");
  el.dataset.lmSuppressShortcuts = "true";
  const search = document.createElement("input");
  search.type = "search";
  search.className = "smw-catalogue-search";
  const shelves = document.createElement("div");
  const nothing = document.createElement("p");
  nothing.className = "smw-catalogue-none";
  nothing.setAttribute("role", "status");
  el.append(search, shelves, nothing);
  const cards = new Map();

  const card = ({ key, title, text }) => {
    const node = document.createElement("li");
    node.className = "smw-catalogue-card";
    node.dataset.words = folded(`${title} ${text}`);
    const picture = document.createElement("div");
    picture.className = "smw-catalogue-picture";
    const name = document.createElement("h4");
    name.textContent = title;
    const words = document.createElement("p");
    words.textContent = text;
    const add = document.createElement("button");
    add.type = "button";
    add.textContent = model.get("texts").add ?? "";
    add.setAttribute("aria-label", `${model.get("texts").add ?? ""}: ${title}`);
    add.addEventListener("click", () => model.send({ kind: "pick", key }));
    node.append(picture, name, words, add);
    cards.set(key, node);
    return node;
  };
  const illustrate = () => {
    for (const [key, html] of Object.entries(model.get("pictures"))) {
      const place = cards.get(key)?.querySelector(".smw-catalogue-picture");
      const picture = place && !place.firstChild && shapes(html);
      if (picture) place.append(picture);
    }
  };
  const find = () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const node of cards.values()) {
      node.hidden = !words.every((word) => node.dataset.words.includes(word));
      found += node.hidden ? 0 : 1;
    }
    for (const shelf of shelves.children) shelf.hidden = !shelf.querySelector("li:not([hidden])");
    nothing.textContent = found ? "" : (model.get("texts").none ?? "");
  };
  const draw = () => {
    search.placeholder = model.get("texts").search ?? "";
    search.setAttribute("aria-label", model.get("texts").search ?? "");
    cards.clear();
    const named = new Map();
    for (const item of model.get("items")) {
      if (!named.has(item.shelf)) named.set(item.shelf, []);
      named.get(item.shelf).push(item);
    }
    shelves.replaceChildren(
      ...[...named].map(([name, items]) => {
        const shelf = document.createElement("section");
        const heading = document.createElement("h3");
        const list = document.createElement("ul");
        shelf.setAttribute("aria-label", name);
        heading.textContent = name;
        list.append(...items.map(card));
        shelf.append(heading, list);
        return shelf;
      }),
    );
    illustrate();
    find();
  };

  search.addEventListener("input", find);
  model.on("change:items", draw);
  model.on("change:texts", draw);
  model.on("change:pictures", illustrate);
  draw();
  return () => {
    model.off("change:items", draw);
    model.off("change:texts", draw);
    model.off("change:pictures", illustrate);
  };
}

export default { render };
