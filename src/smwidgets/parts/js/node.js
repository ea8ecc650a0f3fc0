// Shared by the parts that draw themselves: an element with its class and its text.
function make(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}
