// The chain of spans that ended last. Who made the trace may have marked it; else it is reckoned:
// from the end back, always by the child that ended last before, and in the gaps by the parent. A
// step is not in it: it tells the time of the stages that ran it once more.

function markCriticalPath(trace) {
  trace.isPathReckoned = !trace.spans.some((span) => span.critical);
  if (!trace.isPathReckoned) return;
  // What a span handed over may go on behind its own end; children stand behind their parents.
  const last = new Map();
  for (const span of [...trace.spans].reverse()) {
    last.set(span, Math.max(span.end, d3.max(span.children, (child) => last.get(child)) || 0));
  }
  const roots = trace.spans.filter((span) => !span.parent);
  const waiting = [{ span: null, until: trace.end, children: roots }];
  while (waiting.length) {
    const { span, until, children } = waiting.pop();
    let reached = until;
    const own = (from) => {
      const to = span && Math.min(reached, span.end);
      if (span && to > Math.max(from, span.start)) span.path.push([Math.max(from, span.start), to]);
    };
    for (const child of [...children].sort((a, b) => last.get(b) - last.get(a))) {
      if ("spanglue.step.attribution" in child.attributes) continue;
      if (child.start >= reached || last.get(child) > reached) continue;
      own(last.get(child));
      waiting.push({ span: child, until: last.get(child), children: child.children });
      reached = child.start;
    }
    own(-Infinity);
  }
  trace.spans.forEach((span) => (span.critical = span.path.length > 0));
}

/** The part of a span's own time that is on the path. */
const pathMillis = (span) => d3.sum(span.path, ([from, to]) => to - from);

/** Wall time by service: each instant is of the deepest span that was open; null is none. */
function timeByService(trace) {
  const edges = trace.spans
    .filter((span) => span.end > span.start)
    .flatMap((span) => [
      [span.start, 1, span],
      [span.end, 0, span],
    ])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const open = new Map(); // by depth
  const times = new Map();
  let at = trace.start;
  for (const [instant, isStart, span] of edges) {
    if (instant > at) {
      const depth = open.size ? Math.max(...open.keys()) : -1;
      const deepest = depth < 0 ? null : open.get(depth).values().next().value.service;
      times.set(deepest, (times.get(deepest) || 0) + instant - at);
      at = instant;
    }
    if (isStart) {
      if (!open.has(span.depth)) open.set(span.depth, new Set());
      open.get(span.depth).add(span);
    } else {
      open.get(span.depth).delete(span);
      if (!open.get(span.depth).size) open.delete(span.depth);
    }
  }
  return times;
}
