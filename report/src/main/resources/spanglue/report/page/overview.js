// The whole trace in a strip: what is seen of it is bright, and can be chosen by dragging.

const OVERVIEW_HEIGHT = 56;

class Overview {
  constructor(trace, timeline, onchange) {
    this.trace = trace;
    this.timeline = timeline;
    this.onchange = onchange;
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.seen = h("div", { class: "seen" });
    this.element = h(
      "div",
      { class: "overview", "aria-hidden": "true", onpointerdown: (event) => this.choose(event) },
      this.canvas,
      this.seen,
    );
    new ResizeObserver(() => this.drawSpans()).observe(this.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.drawSpans());
  }

  drawSpans() {
    const width = this.element.clientWidth;
    if (width === 0) return;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = width * density;
    this.canvas.height = OVERVIEW_HEIGHT * density;
    const pen = this.canvas.getContext("2d");
    pen.scale(density, density);
    const style = getComputedStyle(this.element);
    const colors = new Map();
    const x = d3.scaleLinear(this.timeline.whole, [0, width]);
    const height = Math.max((OVERVIEW_HEIGHT - 8) / this.trace.spans.length, 0.2);
    this.trace.spans.forEach((span, at) => {
      if (!colors.has(span.color)) {
        colors.set(span.color, style.getPropertyValue(span.color.slice(4, -1)));
      }
      pen.fillStyle = colors.get(span.color);
      const top = 4 + at * height;
      pen.fillRect(x(span.start), top, Math.max(x(span.end) - x(span.start), 1), Math.max(height * 0.8, 0.6));
    });
  }

  drawSeen() {
    const [start, end] = this.timeline.whole;
    const part = (instant) => (100 * (instant - start)) / (end - start) + "%";
    this.seen.hidden = this.timeline.isWhole();
    this.seen.style.insetInlineStart = part(this.timeline.seen[0]);
    this.seen.style.width = (100 * (this.timeline.seen[1] - this.timeline.seen[0])) / (end - start) + "%";
  }

  choose(event) {
    const box = this.element.getBoundingClientRect();
    const whole = this.timeline.whole;
    const instant = (of) =>
      whole[0] + Math.min(Math.max((of.clientX - box.left) / box.width, 0), 1) * (whole[1] - whole[0]);
    const from = instant(event);
    const move = (moved) => {
      const to = instant(moved);
      this.timeline.show(Math.min(from, to), Math.max(from, to));
      this.onchange();
    };
    const end = () => window.removeEventListener("pointermove", move);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end, { once: true });
    window.addEventListener("pointercancel", end, { once: true });
  }
}
