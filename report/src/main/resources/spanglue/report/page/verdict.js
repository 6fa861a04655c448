// What ran and how it went, before all else.

const STATUS = {
  succeeded: ["Succeeded", "✓"],
  failed: ["Failed", "✕"],
  cancelled: ["Cancelled", "–"],
  incomplete: ["Not ended", "…"],
};

function verdict(data, trace) {
  const status = STATUS[data.status];
  return h(
    "header",
    { class: "verdict" },
    h(
      "div",
      { class: "title" },
      h("h1", {}, name(data.title)),
      status && h("span", { class: `status ${data.status}` }, h("i", {}, status[1]), status[0]),
    ),
    data.cause &&
      h("p", { class: "cause", tabindex: "0", role: "group", "aria-label": "Why" }, visible(data.cause)),
    h(
      "dl",
      { class: "facts" },
      [...facts(data, trace), ...data.facts].map(([label, value]) =>
        h("div", {}, h("dt", {}, visible(label)), h("dd", {}, name(value))),
      ),
    ),
  );
}

/** What can be told of every run, by what there is of it. */
function facts(data, trace) {
  const told = [];
  const runs = data.runs.map((run) => run.document);
  const whole = d3.sum(data.parts, (part) => part[1] * 1000);
  const one = runs.length === 1 && !data.trace.spans.length ? runs[0] : null;
  if (whole > 0) told.push(["Took", duration(whole)]);
  else if (one) told.push(["Took", duration(one.time.wall_ms)]);
  else if (trace) told.push(["Took", duration(trace.end - trace.start)]);
  if (trace) told.push(["Started", utc(trace.start)]);
  if (data.records) told.push(["Rows read", count(data.records.read)]);
  if (runs.length) {
    const total = (figure) => d3.sum(runs, (run) => run.totals[figure]);
    const failed = total("tasks_failed");
    told.push([
      "Tasks",
      count(total("tasks")) + (failed ? `, ${count(failed)} failed` : ""),
    ]);
    told.push(["Read", `${count(total("rows_in"))} rows, ${bytes(total("bytes_in"))}`]);
    told.push(["Wrote", `${count(total("rows_out"))} rows, ${bytes(total("bytes_out"))}`]);
    const shuffled = total("shuffle_write_bytes");
    if (shuffled) told.push(["Shuffled", bytes(shuffled)]);
    const spilled = total("spill_bytes");
    if (spilled) told.push(["Spilled to disk", bytes(spilled)]);
    const paid = runs.filter((run) => run.cost);
    const usd = paid.filter((run) => run.cost.usd !== null);
    if (usd.length) told.push(["Cost", dollars(d3.sum(usd, (run) => run.cost.usd))]);
    else if (paid.length) {
      told.push(["DPU-seconds", count(d3.sum(paid, (run) => run.cost.dpu_seconds))]);
    }
  }
  if (data.trace.spans.length) told.push(["Spans", count(data.trace.spans.length)]);
  return told;
}
