// A plan as it flows: files at the top, the result at the bottom, each node with its figures.

const NODE = { width: 212, height: 84, across: 24, down: 38 };

const TIME_MARK = {
  measured: "measured",
  shared: "shared: of all the operators that were compiled into one",
  unknown: "Spark does not count the time of this operator",
};

function drawPlan(plan, title) {
  const ids = new Set(plan.nodes.map((node) => node.id));
  const hidden = { id: "sheet", parent: null };
  const nodes = plan.nodes.map((node) => ({
    ...node,
    parent: ids.has(node.parent) && node.parent < node.id ? node.parent : hidden.id,
  }));
  const root = d3
    .stratify()
    .id((node) => node.id)
    .parentId((node) => (node === hidden ? null : node.parent))([hidden, ...nodes]);
  d3.tree().nodeSize([NODE.width + NODE.across, NODE.height + NODE.down])(root);
  const shown = root.descendants().slice(1);
  const left = d3.min(shown, (node) => node.x) - NODE.width / 2;
  const bottom = d3.max(shown, (node) => node.y);
  const place = (node) => [node.x - left, bottom - node.y];
  const width = d3.max(shown, (node) => node.x) + NODE.width / 2 - left;
  const height = bottom - d3.min(shown, (node) => node.y) + NODE.height;
  const longest = d3.max(plan.nodes, (node) => node.ms) || 1;
  return h(
    "div",
    { class: "plan" },
    h("p", { class: "remark" }, "A node's time is that of its tasks, added up; a bar compares it with the longest."),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": `Plan of ${title}, from what is read to the result` },
      h(
        "div",
        { class: "plan-sheet", style: { width: width + "px", height: height + "px" } },
        edges(shown, place, width, height),
        shown.map((node) => planNode(node.data, place(node), longest)),
      ),
    ),
    plan.folded > 0 && h("p", { class: "remark" }, `${plural(plan.folded, "node")} more are not kept.`),
    h("details", {}, h("summary", {}, "As a table"), planTable(plan, title)),
  );
}

/** As thick as many rows went through, in powers of ten. */
function edges(shown, place, width, height) {
  const svg = d3.create("svg").attr("width", width).attr("height", height).attr("aria-hidden", "true");
  const links = shown.filter((node) => node.parent.depth > 0);
  const ends = (node) => {
    const [x, y] = place(node);
    const [toX, toY] = place(node.parent);
    return { source: [x, y + NODE.height], target: [toX, toY] };
  };
  svg
    .selectAll("path")
    .data(links)
    .join("path")
    .attr("d", (node) => d3.linkVertical()(ends(node)))
    .attr("stroke-width", (node) => 1.5 + Math.log10(1 + (node.data.rows || 0)) * 0.6);
  return svg.node();
}

function planNode(node, [x, y], longest) {
  const figure = (text, title) => h("span", { title }, text);
  return h(
    "div",
    { class: `node ${node.time}`, style: { left: x - NODE.width / 2 + "px", top: y + "px" } },
    h("div", { class: "node-name" }, name(node.name)),
    h("div", { class: "node-detail" }, name(node.detail)),
    h(
      "div",
      { class: "node-figures" },
      node.rows !== null && figure(short(node.rows) + (node.rows === 1 ? " row" : " rows"), `${count(node.rows)} rows`),
      node.bytes !== null && figure(bytes(node.bytes), `${count(node.bytes)} bytes`),
      node.time === "unknown" || node.ms === null
        ? h("span", { class: "time unknown", title: TIME_MARK.unknown }, "time unknown")
        : h("span", { class: "time", title: TIME_MARK[node.time] }, duration(node.ms) + (node.time === "shared" ? " shared" : "")),
    ),
    node.ms !== null &&
      node.time !== "unknown" &&
      h("span", { class: "node-bar", style: { width: Math.max((100 * node.ms) / longest, 0.5) + "%" } }),
  );
}

function planTable(plan, title) {
  const told = (value, unit) => (value === null ? "" : unit(value));
  return table(
    `Nodes of the plan of ${title}`,
    [["Node"], ["Under", true], ["Rows", true], ["Bytes", true], ["Time", true], ["The time is"], ["Other figures"]],
    plan.nodes.map((node) => [
      h("span", {}, `${node.id} `, name(node.name)),
      told(node.parent, String),
      told(node.rows, count),
      told(node.bytes, bytes),
      told(node.ms, duration),
      node.time,
      otherFigures(node.metrics),
    ]),
    null,
  );
}

const otherFigures = (metrics) =>
  Object.entries(metrics || {})
    .map(([metric, value]) => `${visible(metric)} ${count(value)}`)
    .join(", ");
