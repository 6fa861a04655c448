// The chain of spans that ended last. Who made the trace may have marked it; else it is reckoned:
// from the end back, always by the child that ended last before, and in the gaps by the parent.

function markCriticalPath(trace) {
  if (trace.spans.some((span) => span.critical)) {
    trace.spans.forEach((span) => {
      if (span.critical) span.path = [[span.start, span.end]];
    });
    trace.isPathReckoned = false;
    return;
  }
  trace.isPathReckoned = true;
  const roots = trace.spans.filter((span) => !span.parent);
  const open = [{ span: null, until: trace.end, from: trace.start, children: roots }];
  while (open.length) {
    const { span, until, from, children } = open.pop();
    let reached = until;
    const byEnd = [...children].sort((a, b) => b.end - a.end);
    for (const child of byEnd) {
      // What goes on behind its parent's end is no part of what the parent waited for.
      if (child.start >= reached || child.end > reached) continue;
      if (span && child.end < reached) span.path.push([child.end, reached]);
      open.push({ span: child, until: child.end, from: child.start, children: child.children });
      reached = child.start;
      if (reached <= from) break;
    }
    if (span && reached > from) span.path.push([from, reached]);
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
