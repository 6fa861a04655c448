// The trace as a tree, in the order in which it is drawn: parents before children, by start.

function readTrace(data) {
  const spans = data.trace.spans.length
    ? spansOfTable(data.trace)
    : data.runs.flatMap((run) => spansOfRun(run));
  if (!spans.length) return null;
  if (data.trace.spans.length) attachActions(spans, data.runs);
  spans.forEach((span) => {
    for (let up = span; up && !span.service; up = up.parent) span.service = up.service;
    span.service ||= "service not told";
  });
  const services = [...new Set(spans.map((span) => span.service))];
  spans.forEach((span) => {
    span.children = [];
    span.color = serviceColor(services.indexOf(span.service));
    span.path ||= span.critical ? [[span.start, span.end]] : [];
  });
  spans.forEach((span) => span.parent && span.parent.children.push(span));
  const byStart = (a, b) => a.start - b.start || b.end - a.end;
  spans.forEach((span) => span.children.sort(byStart));
  const ordered = [];
  const waiting = spans
    .filter((span) => !span.parent)
    .sort(byStart)
    .reverse();
  while (waiting.length) {
    const span = waiting.pop();
    span.depth = span.parent ? span.parent.depth + 1 : 0;
    ordered.push(span);
    for (let i = span.children.length - 1; i >= 0; i--) waiting.push(span.children[i]);
  }
  const trace = {
    spans: ordered,
    services,
    start: d3.min(spans, (span) => span.start),
    end: d3.max(spans, (span) => span.end),
  };
  markCriticalPath(trace);
  return trace;
}

/** Rows: [row of the parent, name, service, start, duration, status, is on the path, attributes]. */
function spansOfTable(of) {
  const spans = of.spans.map((row) => ({
    name: row[1],
    service: of.services[row[2]],
    start: of.start_ms + row[3],
    end: of.start_ms + row[3] + row[4],
    status: of.statuses[row[5]],
    critical: row[6] === 1,
    attributes: row[7] || {},
    parent: null,
  }));
  of.spans.forEach((row, at) => {
    // A span that is its own ancestor would have no place.
    let ancestor = row[0];
    for (let steps = 0; ancestor >= 0 && ancestor !== at && steps < of.spans.length; steps++) {
      ancestor = of.spans[ancestor][0];
    }
    if (ancestor < 0 && row[0] >= 0) spans[at].parent = spans[row[0]];
  });
  return spans;
}

/** An action's span has its times: so its plan is found from the trace, whatever either is called. */
function attachActions(spans, runs) {
  const key = (start, end) => Math.round(start) + "-" + Math.round(end);
  const byTimes = new Map();
  spans.forEach((span) => {
    if (!byTimes.has(key(span.start, span.end))) byTimes.set(key(span.start, span.end), span);
  });
  runs.forEach((run) =>
    run.document.actions.forEach((action, number) => {
      const span = byTimes.get(key(action.start_ms, action.end_ms));
      if (span) span.action = { run, number };
    }),
  );
}
