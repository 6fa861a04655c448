// The trace as a waterfall: scrolled, zoomed, searched and walked through, by pointer or keyboard.

const PAGE_ROWS = 18;

class Waterfall {
  constructor(trace, onopen) {
    this.trace = trace;
    this.onopen = onopen;
    this.timeline = new Timeline(trace.start, trace.end);
    this.collapsed = new Set();
    this.selected = null;
    this.query = "";
    this.onlyPath = false;
    this.element = this.build();
    this.list();
    new ResizeObserver(() => this.draw()).observe(this.view);
  }

  build() {
    this.holder = h("div", { class: "rows", role: "rowgroup" });
    this.view = h(
      "div",
      {
        class: "view",
        role: "treegrid",
        tabindex: "0",
        "aria-label": "Spans of the trace",
        "aria-describedby": "waterfall-keys",
        onscroll: () => this.draw(),
        onkeydown: (event) => this.key(event),
        onwheel: (event) => this.wheel(event),
        onpointerdown: (event) => this.drag(event),
      },
      this.holder,
    );
    this.rowsView = new WaterfallRows(this.holder, {
      onselect: (span, isZoom) => {
        if (isZoom) this.zoomTo(span);
        this.select(span);
      },
      ontoggle: (span) => this.toggle(span),
      onhover: (span, event) => this.hover(span, event),
    });
    this.axis = h("div", { class: "axis", "aria-hidden": "true" });
    this.overview = new Overview(this.trace, this.timeline, () => this.draw());
    this.tip = h("div", { class: "tip", role: "tooltip", hidden: true });
    this.details = h("div", { class: "details", "aria-live": "polite" });
    return h(
      "div",
      { class: "waterfall" },
      this.tools(),
      h("div", { class: "scale" }, this.overview.element, this.axis),
      this.view,
      h(
        "p",
        { class: "keys", id: "waterfall-keys" },
        "↑ ↓ walk, ← → fold and unfold, + − zoom, 0 all, Shift ← → move, / find, n next. ",
        "Ctrl and wheel zoom at the pointer; a double click zooms to a span.",
      ),
      this.details,
      this.tip,
    );
  }

  tools() {
    const button = (label, title, action) =>
      h("button", { type: "button", title, "aria-label": title, onclick: action }, label);
    this.search = h("input", {
      type: "search",
      placeholder: "Find a span",
      "aria-label": "Find a span by its name or service",
      oninput: () => this.find(),
      onkeydown: (event) => {
        if (event.key === "Enter") this.next(event.shiftKey ? -1 : 1);
      },
    });
    this.found = h("span", { class: "found", role: "status" });
    const pathOnly = h("input", {
      type: "checkbox",
      onchange: (event) => {
        this.onlyPath = event.target.checked;
        this.list();
      },
    });
    return h(
      "div",
      { class: "tools" },
      this.search,
      this.found,
      h("label", { class: "check" }, pathOnly, h("span", {}, "critical path only")),
      h(
        "span",
        { class: "zoom" },
        button("−", "Zoom out", () => this.change(() => this.timeline.zoom(1 / 1.6))),
        button("+", "Zoom in", () => this.change(() => this.timeline.zoom(1.6))),
        button("All", "Show the whole trace", () => this.change(() => this.timeline.reset())),
      ),
    );
  }

  /** Which rows there are, after folding and filtering. */
  list() {
    const rows = [];
    let hiddenBelow = Infinity;
    for (const span of this.trace.spans) {
      if (span.depth > hiddenBelow) continue;
      hiddenBelow = this.collapsed.has(span) ? span.depth : Infinity;
      if (!this.onlyPath || span.critical) rows.push(span);
    }
    this.rows = rows;
    this.view.setAttribute("aria-rowcount", rows.length);
    this.view.style.setProperty("--rows", rows.length);
    this.draw();
  }

  change(action) {
    action();
    this.draw();
  }

  /** At most once a frame. */
  draw() {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.drawNow();
    });
  }

  drawNow() {
    const first = Math.max(0, Math.floor(this.view.scrollTop / ROW) - 2);
    const seen = this.isPrinting ? this.rows.length : Math.ceil(this.view.clientHeight / ROW) + 4;
    const last = Math.min(this.rows.length, first + seen);
    this.rowsView.draw(this.rows, first, last, this);
    const chosen = this.rowsView.pool.find((row) => row.span && row.span === this.selected);
    if (chosen) this.view.setAttribute("aria-activedescendant", chosen.element.id);
    else this.view.removeAttribute("aria-activedescendant");
    const width = this.axis.clientWidth || 600;
    this.axis.replaceChildren(
      ...this.timeline.ticks(Math.max(2, width / 150)).map((tick) => {
        const place = this.timeline.at(this.timeline.whole[0] + tick);
        return h("span", { class: place > 0.93 ? "last" : null, style: { insetInlineStart: 100 * place + "%" } }, tickText(tick));
      }),
    );
    this.overview.drawSeen();
  }

  select(span) {
    this.selected = span;
    const at = this.rows.indexOf(span);
    if (at >= 0) {
      const top = at * ROW;
      if (top < this.view.scrollTop) this.view.scrollTop = top;
      const bottom = top + ROW - this.view.clientHeight;
      if (bottom > this.view.scrollTop) this.view.scrollTop = bottom;
    }
    this.details.replaceChildren(spanDetails(span, this.trace, this.onopen));
    this.draw();
  }

  toggle(span) {
    if (!span.children.length) return;
    if (!this.collapsed.delete(span)) this.collapsed.add(span);
    this.list();
  }

  zoomTo(span) {
    const margin = 0.05 * (span.end - span.start);
    this.timeline.show(span.start - margin, span.end + margin);
  }

  find() {
    this.query = this.search.value.trim().toLowerCase();
    this.matches = this.query ? this.trace.spans.filter((span) => isMatch(span, this.query)) : [];
    this.found.textContent = this.query ? `${count(this.matches.length)} found` : "";
    if (this.matches.length) this.reveal(this.matches[0]);
    this.draw();
  }

  next(by) {
    if (!this.matches || !this.matches.length) return;
    const at = this.matches.indexOf(this.selected);
    const next = (at + by + this.matches.length) % this.matches.length;
    this.found.textContent = `${count(next + 1)} of ${count(this.matches.length)}`;
    this.reveal(this.matches[next]);
  }

  /** Selects a span, whatever hides it. */
  reveal(span) {
    for (let parent = span.parent; parent; parent = parent.parent) this.collapsed.delete(parent);
    if (this.onlyPath && !span.critical) {
      this.onlyPath = false;
      this.element.querySelector(".check input").checked = false;
    }
    if (this.timeline.at(span.end) < 0 || this.timeline.at(span.start) > 1) this.zoomTo(span);
    this.list();
    this.select(span);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.rows.indexOf(this.selected);
    const walk = (to) => this.select(this.rows[Math.min(Math.max(to, 0), this.rows.length - 1)]);
    const span = this.selected;
    const left = () => {
      if (event.shiftKey) this.change(() => this.timeline.pan(-0.2));
      else if (span && span.children.length && !this.collapsed.has(span)) this.toggle(span);
      else if (span && span.parent && this.rows.includes(span.parent)) this.select(span.parent);
    };
    const right = () => {
      if (event.shiftKey) this.change(() => this.timeline.pan(0.2));
      else if (span && this.collapsed.has(span)) this.toggle(span);
      else walk(at + 1);
    };
    const actions = {
      ArrowDown: () => walk(at + 1),
      ArrowUp: () => walk(at - 1),
      PageDown: () => walk(at + PAGE_ROWS),
      PageUp: () => walk(at - PAGE_ROWS),
      Home: () => walk(0),
      End: () => walk(this.rows.length - 1),
      ArrowLeft: left,
      ArrowRight: right,
      "+": () => this.change(() => this.timeline.zoom(1.6)),
      "=": () => this.change(() => this.timeline.zoom(1.6)),
      "-": () => this.change(() => this.timeline.zoom(1 / 1.6)),
      0: () => this.change(() => this.timeline.reset()),
      "/": () => this.search.focus(),
      n: () => this.next(1),
      N: () => this.next(-1),
      Enter: () => span && this.change(() => this.zoomTo(span)),
    };
    if (this.rows.length && Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  }

  /** Where the pointer is on the tracks, 0 to 1. */
  place(event) {
    const track = this.axis.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - track.left) / track.width, 0), 1);
  }

  wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.change(() => this.timeline.zoom(Math.exp(-event.deltaY / 300), this.place(event)));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && !this.timeline.isWhole()) {
      event.preventDefault();
      this.change(() => this.timeline.pan(event.deltaX / this.axis.clientWidth));
    }
  }

  /** On the tracks: moves what is seen. */
  drag(event) {
    if (event.button !== 0 || !event.target.closest(".track") || this.timeline.isWhole()) return;
    let last = this.place(event);
    const move = (moved) => {
      this.change(() => this.timeline.pan(last - this.place(moved)));
      last = this.place(moved);
    };
    const end = () => window.removeEventListener("pointermove", move);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end, { once: true });
    window.addEventListener("pointercancel", end, { once: true });
  }

  hover(span, event) {
    this.tip.hidden = !span;
    if (!span) return;
    const path = pathMillis(span);
    this.tip.replaceChildren(
      h("b", {}, cut(visible(span.name), 160)),
      h("span", {}, `${cut(visible(span.service), 60)}, ${STATUS[span.status] ? STATUS[span.status][0].toLowerCase() : "status not told"}`),
      h("span", {}, `${duration(span.end - span.start)} from + ${duration(span.start - this.trace.start)}`),
      path > 0 && h("span", {}, `${duration(path)} on the critical path`),
    );
    const { width, height } = this.tip.getBoundingClientRect();
    this.tip.style.left = Math.min(event.clientX + 14, innerWidth - width - 8) + "px";
    this.tip.style.top = Math.min(event.clientY + 16, innerHeight - height - 8) + "px";
  }

  /** Paper doesn't scroll. */
  print(isPrinting) {
    this.isPrinting = isPrinting && this.rows.length <= 400;
    this.drawNow();
  }
}
