// The page, from the verdict to the notes. What is not known is not drawn.

const data = JSON.parse(document.getElementById("data").textContent);
const trace = readTrace(data);
const opened = new Map(); // by run and number of an action

const actionsPart = drawn(() => actions(data, opened));
const waterfall =
  trace &&
  new Waterfall(trace, ({ run, number }) => openPlan(run.document.actions[number]));

function openPlan(action) {
  for (const [known, open] of opened) {
    if (known.start_ms === action.start_ms && known.name === action.name) return open(known);
  }
}

function waterfallPart() {
  if (!trace) return null;
  const legend = h(
    "p",
    { class: "legend" },
    trace.services.slice(0, 12).map((service, at) => h("span", {}, swatch(serviceColor(at)), h("span", {}, name(service, 40)))),
    h("span", {}, h("i", { class: "path-swatch" }), "critical path" + (trace.isPathReckoned ? ", reckoned here" : "")),
  );
  return section("trace", "The trace", plural(trace.spans.length, "span"), legend, waterfall.element);
}

/** A part that can't be drawn says so, and takes no other with it. */
function drawn(part) {
  try {
    return part();
  } catch (error) {
    return h("p", { class: "cause" }, "A part of this page could not be drawn: ", visible(error));
  }
}

document.getElementById("page").append(
  ...[
    () => verdict(data, trace),
    () => time(data, trace),
    () => records(data),
    () => findings(data),
    waterfallPart,
    () => actionsPart,
    () => slots(data),
    () => links(data),
    () => notes(data),
    ending,
  ]
    .map(drawn)
    .filter((part) => part !== null),
);

if (waterfall) {
  addEventListener("beforeprint", () => waterfall.print(true));
  addEventListener("afterprint", () => waterfall.print(false));
}
