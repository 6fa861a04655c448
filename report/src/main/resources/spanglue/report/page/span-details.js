// All that is known of the span that was chosen.

function spanDetails(span, trace, onopen) {
  const path = pathMillis(span);
  const told = [
    ["Service", span.service],
    ["Status", STATUS[span.status] ? STATUS[span.status][0] : "not told"],
    ["Start", `${utc(span.start)}, + ${duration(span.start - trace.start)}`],
    ["Duration", `${duration(span.end - span.start)}, ${percent(span.end - span.start, trace.end - trace.start)} of the trace`],
  ];
  if (path > 0) told.push(["On the critical path", duration(path)]);
  const rows = told.concat(
    Object.entries(span.attributes)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, Array.isArray(value) ? value.join("\n") : value]),
  );
  return h(
    "div",
    { class: "details-box" },
    h("h3", {}, name(span.name, 10_000)),
    span.action &&
      hasPlan(span.action) &&
      h("button", { type: "button", onclick: () => onopen(span.action) }, "Show its plan"),
    h(
      "dl",
      { tabindex: "0", role: "group", "aria-label": "Attributes of the span" },
      rows.map(([key, value]) => [
        h("dt", {}, visible(key)),
        h("dd", {}, typeof value === "number" ? (Number.isInteger(value) ? count(value) : String(value)) : lines(value)),
      ]),
    ),
  );
}

/** Line ends of a stack or a list stay. */
const lines = (value) => String(value).split("\n").map(visible).join("\n");

const hasPlan = ({ run, number }) => run.document.actions[number].plan !== null;
