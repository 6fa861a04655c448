// A run document as spans: the application, its actions, their stages, and the time between actions.

const NO_GAP = 0.002; // of the wall time: shorter ones are not worth a row

function spansOfRun(run) {
  const { document: of, label } = run;
  const start = of.application.start_ms;
  const end = start + of.time.wall_ms;
  const pieces = of.critical_path.spans.map((span) => [span.start_ms, span.end_ms, span.name]);
  const between = complement(pieces, start, end);
  const root = {
    name: of.application.name || label,
    service: "application",
    start,
    end,
    status: of.actions.some((action) => action.status === "failed") ? "unknown" : "succeeded",
    parent: null,
    critical: true,
    path: [],
    attributes: { id: of.application.id, "Spark version": of.application.spark_version },
  };
  const spans = [root];
  const add = (span) => (spans.push(span), span);
  of.actions.forEach((action, number) => {
    const actionSpan = add({
      name: action.name,
      service: "action",
      start: action.start_ms,
      end: action.end_ms,
      status: action.status,
      parent: root,
      critical: false,
      path: within(between, action.start_ms, action.end_ms),
      action: { run, number },
      attributes: actionAttributes(action),
    });
    action.stages.forEach((stage) => {
      const id = stage.attempt ? `stage ${stage.id} attempt ${stage.attempt}` : `stage ${stage.id}`;
      const path = pieces.filter((piece) => piece[2] === id);
      if (path.length) actionSpan.critical = true;
      add({
        name: `${id}: ${stage.name}`,
        service: "stage",
        start: stage.start_ms,
        end: stage.end_ms,
        status: stage.status,
        parent: actionSpan,
        critical: path.length > 0,
        path: within(path, stage.start_ms, stage.end_ms),
        attributes: stageAttributes(stage),
      });
    });
  });
  gaps(of.actions, start, end).forEach(([from, to, what]) =>
    add({
      name: what,
      service: "no action",
      start: from,
      end: to,
      status: "succeeded",
      parent: root,
      critical: true,
      path: within(between, from, to),
      attributes: {},
    }),
  );
  spans.forEach((span) => (span.critical ||= span.path.length > 0));
  return spans;
}

/** Intervals that lie between pieces, from start to end. */
function complement(pieces, start, end) {
  const found = [];
  let reached = start;
  [...pieces]
    .sort((a, b) => a[0] - b[0])
    .forEach(([from, to]) => {
      if (from > reached) found.push([reached, from]);
      reached = Math.max(reached, to);
    });
  if (end > reached) found.push([reached, end]);
  return found;
}

const within = (intervals, start, end) =>
  intervals
    .map(([from, to]) => [Math.max(from, start), Math.min(to, end)])
    .filter(([from, to]) => to > from);

/** Where no action ran, from start to end. */
function gaps(actions, start, end) {
  const found = [];
  let reached = start;
  const add = (from, to, what) => {
    if (to - from > NO_GAP * (end - start)) found.push([from, to, what]);
  };
  [...actions]
    .sort((a, b) => a.start_ms - b.start_ms)
    .forEach((action, at) => {
      add(reached, action.start_ms, at === 0 ? "before the first action" : "driver, no action");
      reached = Math.max(reached, action.end_ms);
    });
  add(reached, end, actions.length === 0 ? "no action ran" : "after the last action");
  return found;
}

const figures = (totals) => ({
  tasks: totals.tasks,
  "tasks failed": totals.tasks_failed,
  "rows in": totals.rows_in,
  "bytes in": bytes(totals.bytes_in),
  "rows out": totals.rows_out,
  "bytes out": bytes(totals.bytes_out),
  "shuffle read": bytes(totals.shuffle_read_bytes),
  "shuffle written": bytes(totals.shuffle_write_bytes),
  spilled: bytes(totals.spill_bytes),
  "task time": duration(totals.task_ms),
  "CPU time": duration(totals.cpu_ms),
  "GC time": duration(totals.gc_ms),
});

function actionAttributes(action) {
  const attributes = {};
  if (action.cause) attributes.cause = action.cause;
  if (action.execution_id !== null) attributes["SQL execution"] = action.execution_id;
  if (action.jobs.length) attributes.jobs = action.jobs;
  Object.entries(action.time || {}).forEach(([of, ms]) => {
    if (ms > 0) attributes["time: " + words(of)] = seconds(ms);
  });
  return { ...attributes, ...figures(action.totals) };
}

function stageAttributes(stage) {
  return {
    "median task": duration(stage.task_ms_median),
    "longest task": duration(stage.task_ms_max),
    ...figures(stage.totals),
  };
}
