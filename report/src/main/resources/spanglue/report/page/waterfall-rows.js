// The rows of the waterfall that are in sight: some forty elements, whatever the number of spans.

const ROW = 26; // px, as in the style

class WaterfallRows {
  constructor(holder, { onselect, ontoggle, onhover }) {
    this.holder = holder;
    this.handlers = { onselect, ontoggle, onhover };
    this.pool = [];
  }

  /** Draws rows[first..last]; state says what is selected, collapsed, sought. */
  draw(rows, first, last, state) {
    this.holder.style.height = rows.length * ROW + "px";
    while (this.pool.length < last - first) this.pool.push(this.row(this.pool.length));
    this.pool.forEach((row, at) => {
      const index = first + at;
      const span = index < last ? rows[index] : null;
      row.element.hidden = span === null;
      row.span = span;
      if (span) this.fill(row, span, index, state);
    });
  }

  row(number) {
    const row = {
      twisty: h("span", { class: "twisty", "aria-hidden": "true" }),
      name: h("bdi", { class: "span-name" }),
      bar: h("span", { class: "span-bar" }),
      time: h("div", { class: "span-time", role: "gridcell" }),
      path: [],
    };
    row.label = h("div", { class: "span-label", role: "gridcell" }, row.twisty, h("i", { class: "swatch" }), row.name);
    row.track = h("div", { class: "track", role: "gridcell" }, row.bar);
    row.element = h("div", { class: "row", role: "row", id: `span-row-${number}` }, row.label, row.track, row.time);
    row.element.addEventListener("click", (event) => {
      if (event.target === row.twisty) this.handlers.ontoggle(row.span);
      else this.handlers.onselect(row.span);
    });
    row.element.addEventListener("dblclick", () => this.handlers.onselect(row.span, true));
    row.element.addEventListener("pointermove", (event) => this.handlers.onhover(row.span, event));
    row.element.addEventListener("pointerleave", () => this.handlers.onhover(null));
    this.holder.append(row.element);
    return row;
  }

  fill(row, span, index, { timeline, selected, collapsed, query }) {
    const { element, bar, time } = row;
    element.style.transform = `translateY(${index * ROW}px)`;
    element.setAttribute("aria-rowindex", index + 1);
    element.setAttribute("aria-level", span.depth + 1);
    element.setAttribute("aria-selected", span === selected);
    const hasChildren = span.children.length > 0;
    if (hasChildren) element.setAttribute("aria-expanded", !collapsed.has(span));
    else element.removeAttribute("aria-expanded");
    element.className =
      `row ${span.status}` +
      (span.critical ? " critical" : "") +
      (query && isMatch(span, query) ? " match" : "");
    row.twisty.textContent = hasChildren ? (collapsed.has(span) ? "▸" : "▾") : "";
    row.label.style.setProperty("--depth", Math.min(span.depth, 12));
    row.label.children[1].style.background = span.color;
    const failed = span.status === "failed" ? "✕ " : "";
    row.name.textContent = failed + cut(visible(span.name), 200);
    this.place(bar, timeline, span.start, span.end);
    bar.style.background = span.color;
    time.textContent = duration(span.end - span.start);
    this.drawPath(row, span, timeline);
  }

  /** The parts of a span that are on the critical path, as a line under its bar. */
  drawPath(row, span, timeline) {
    while (row.path.length < Math.min(span.path.length, 200)) {
      const part = h("span", { class: "on-path" });
      row.path.push(part);
      row.track.append(part);
    }
    row.path.forEach((part, at) => {
      const interval = span.path[at];
      part.hidden = !interval;
      if (interval) this.place(part, timeline, interval[0], interval[1]);
    });
  }

  place(element, timeline, from, to) {
    const start = Math.max(timeline.at(from), -0.01);
    const end = Math.min(timeline.at(to), 1.01);
    element.hidden = end < 0 || start > 1;
    element.style.insetInlineStart = 100 * start + "%";
    element.style.width = 100 * Math.max(end - start, 0) + "%";
  }
}

const isMatch = (span, query) =>
  span.name.toLowerCase().includes(query) || span.service.toLowerCase().includes(query);
