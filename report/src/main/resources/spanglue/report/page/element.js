// Elements are made here alone, and texts become text: nothing that a name holds is read as HTML.

/** h("td", { class: "number", title: "..." }, "12", otherElement); null children are left out. */
function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

let sections = 0;

/** A part of the page under its heading; what stands beside the heading is a short remark. */
function section(id, title, remark, ...children) {
  const heading = h("h2", { id: `${id}-title-${++sections}` }, title);
  return h(
    "section",
    { id, class: "part", "aria-labelledby": heading.id },
    h("header", { class: "part-head" }, heading, remark && h("p", { class: "remark" }, remark)),
    children,
  );
}

/** Columns: [title, isNumber, width]; rows: arrays of cells; foot: an array too, or null. */
function table(caption, columns, rows, foot) {
  const cell = (tag) => (value, at) =>
    h(
      tag === "td" && at === 0 ? "th" : tag,
      {
        class: columns[at][1] ? "number" : null,
        scope: tag === "th" ? "col" : at === 0 ? "row" : null,
      },
      value,
    );
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, columns.map((column, at) => cell("th")(column[0], at)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell("td"))))),
      foot && h("tfoot", {}, h("tr", {}, foot.map(cell("td")))),
    ),
  );
}

const swatch = (color) => h("i", { class: "swatch", style: { background: color } });

/** A long name: what fits, the whole of it where the pointer rests. */
const name = (text, length = 300) =>
  h("bdi", { class: "name", title: cut(visible(text), 400) }, cut(visible(text), length));

/** A bar in a table's cell: 0 to 1 of its width. */
const bar = (part, color) =>
  h("span", { class: "bar", style: { width: (100 * (part || 0)).toFixed(2) + "%", background: color } });

/** A bar of parts that fill it: [{ name, value, color }]; the table beside it has the numbers. */
function stackedBar(label, parts, whole) {
  return h(
    "div",
    { class: "stack", role: "img", "aria-label": label },
    parts
      .filter((part) => part.value > 0)
      .map((part) =>
        h("span", {
          title: `${visible(part.name)}: ${percent(part.value, whole)}`,
          style: { flexGrow: String(part.value / whole), background: part.color },
        }),
      ),
  );
}
