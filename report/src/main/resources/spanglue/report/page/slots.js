// How many tasks could run, and how many did, over the run.

const SLOTS_HEIGHT = 150;

function slots(data) {
  const runs = data.runs.filter((run) => run.document.slots.points.length > 1);
  if (!runs.length) return null;
  return section(
    "slots",
    "Slots over time",
    "Tasks that could run at once, and those that did.",
    runs.map((run) => slotsOfRun(run, data.runs.length > 1)),
  );
}

function slotsOfRun(run, isOneOfMany) {
  const { points, most } = run.document.slots;
  const span = (point) => point.end_ms - point.start_ms;
  const offered = d3.sum(points, (point) => point.slots * span(point));
  const used = d3.sum(points, (point) => point.used * span(point));
  const chart = h("div", { class: "chart" });
  new ResizeObserver(() => requestAnimationFrame(() => drawSlots(chart, points, most))).observe(chart);
  const rows = points.map((point) => [
    "+ " + duration(point.start_ms - points[0].start_ms),
    point.slots.toFixed(2),
    point.used.toFixed(2),
  ]);
  return h(
    "div",
    { class: "time-block" },
    isOneOfMany && h("h3", {}, visible(run.label)),
    h(
      "p",
      { class: "legend" },
      h("span", {}, swatch("var(--class-cpu)"), "used"),
      h("span", {}, swatch("var(--offered)"), "offered"),
      h("span", {}, `${percent(used, offered)} of ${plural(most, "slot")} at most was used`),
    ),
    chart,
    h(
      "details",
      {},
      h("summary", {}, "As a table"),
      table(`Slots over time${isOneOfMany ? ` of ${visible(run.label)}` : ""}, means`, [["From"], ["Slots", true], ["Used", true]], rows, null),
    ),
  );
}

function drawSlots(chart, points, most) {
  const width = chart.clientWidth;
  if (width === 0 || chart.drawnWidth === width) return;
  chart.drawnWidth = width;
  const left = 34;
  const bottom = 20;
  const start = points[0].start_ms;
  const x = d3.scaleLinear([start, points[points.length - 1].end_ms], [left, width - 8]);
  const y = d3.scaleLinear([0, Math.max(most, 1)], [SLOTS_HEIGHT - bottom, 8]);
  const steps = points.flatMap((point) => [
    [point.start_ms, point],
    [point.end_ms, point],
  ]);
  const area = (of) =>
    d3
      .area()
      .x((step) => x(step[0]))
      .y0(y(0))
      .y1((step) => y(step[1][of]))(steps);
  const svg = d3
    .create("svg")
    .attr("viewBox", `0 0 ${width} ${SLOTS_HEIGHT}`)
    .attr("role", "img")
    .attr("aria-label", "Slots over time; the table below has the figures");
  const whole = y.ticks(4).filter(Number.isInteger);
  const line = svg.append("g").attr("class", "grid").selectAll("line").data(whole).join("line");
  line.attr("x1", left).attr("x2", width - 8).attr("y1", y).attr("y2", y);
  svg.append("path").attr("class", "offered").attr("d", area("slots"));
  svg.append("path").attr("class", "used").attr("d", area("used"));
  const label = (of) => svg.append("g").attr("class", "labels").selectAll("text").data(of).join("text");
  label(whole)
    .attr("x", left - 8)
    .attr("y", (tick) => y(tick) + 4)
    .attr("text-anchor", "end")
    .text(count);
  label(timeTicks(0, points[points.length - 1].end_ms - start, Math.max(2, width / 130)))
    .attr("x", (tick) => x(start + tick))
    .attr("y", SLOTS_HEIGHT - 4)
    .attr("text-anchor", (tick) => (tick === 0 ? "start" : "middle"))
    .text(tickText);
  chart.replaceChildren(svg.node());
}
