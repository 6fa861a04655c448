// Draws the dashboard of a template as CloudWatch would, with made data: a day in which a run failed and
// an upload was refused.
"use strict";

const COLUMN = 42; // of 24
const ROW = 42;
const HOURS = 24;
const LINES = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728"];

// By metric: what an hour would have. A metric that isn't here is an error, so that none is drawn of nothing.
const busy = (hour) => (hour >= 6 && hour <= 20 ? 1 : 0);
const MADE = {
  ExecutionsStarted: (h) => busy(h) * (4 + (h % 3)),
  ExecutionsSucceeded: (h) => busy(h) * (4 + (h % 3)) - (h === 14 ? 1 : 0),
  ExecutionsFailed: (h) => (h === 14 ? 1 : 0),
  ExecutionsTimedOut: () => 0,
  "job_duration spanglue-cleaning": (h) => (busy(h) ? 92 + 9 * Math.sin(h) + (h === 14 ? 60 : 0) : null),
  "job_duration spanglue-processing": (h) => (busy(h) ? 71 + 6 * Math.sin(h * 1.7) : null),
  "records cleaned": (h) => busy(h) * (18700 + 2600 * Math.sin(h)),
  "records duplicate": (h) => busy(h) * (520 + 200 * Math.sin(h * 2)),
  "records rejected": (h) => busy(h) * (1180 + (h === 14 ? 6400 : 300 * Math.sin(h * 1.3))),
  "estimated_cost spanglue-cleaning": (h) => (busy(h) ? 0.079 + 0.01 * Math.sin(h) : null),
  "estimated_cost spanglue-processing": (h) => (busy(h) ? 0.061 + 0.008 * Math.sin(h * 1.7) : null),
  "findings spanglue-cleaning": (h) => (busy(h) ? (h >= 14 && h <= 16 ? 1 : 0) : null),
  "findings spanglue-processing": (h) => (busy(h) ? 0 : null),
  refused: (h) => (h === 10 ? 1 : null),
  Errors: () => 0,
  ApproximateNumberOfMessagesVisible: () => 0,
  "spans dropped": (h) => (busy(h) ? 0 : null),
  CPUUtilization: () => 10,
};

const escaped = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;");

// The template's text, with the last part of a resource's name where only a deployment knows more.
function rendered(value) {
  if (typeof value === "string") return value;
  if (value["Fn::Join"]) return value["Fn::Join"][1].map(rendered).join(value["Fn::Join"][0]);
  return value.Ref ?? value["Fn::GetAtt"][0];
}

function madeOf(metric) {
  const [options] = metric.slice(-1);
  const key = options.expression ? options.label : metric[1];
  const found = Object.keys(MADE).find((made) => made === key || made === `${key} ${metric[metric.length - 2]}`);
  if (!found) throw new Error(`no data is made for ${JSON.stringify(metric)}`);
  return { label: options.label, values: Array.from({ length: HOURS }, (_, hour) => MADE[found](hour)) };
}

// CloudWatch's short form of a metric: only what differs from the one before, "." for what doesn't.
function whole(metrics) {
  let before = [];
  return metrics.map((metric) => {
    if (typeof metric[0] !== "string") return metric;
    const names = metric.filter((part) => typeof part === "string").map((part, i) => (part === "." ? before[i] : part));
    before = names;
    return [...names, metric[metric.length - 1]];
  });
}

function graph(widget, box) {
  const drawn = whole(widget.properties.metrics).filter((metric) => metric[metric.length - 1].visible !== false);
  const series = drawn.map(madeOf);
  const most = Math.max(1e-9, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * 10 ** Math.floor(Math.log10(most / 2))).find((n) => most / n <= 3);
  const top = Math.ceil(most / step) * step;
  const [left, right, upper, lower] = [box.x + 48, box.x + box.w - 14, box.y + 40, box.y + box.h - 52];
  const x = (hour) => left + ((right - left) * hour) / (HOURS - 1);
  const y = (value) => lower - ((lower - upper) * value) / top;
  const parts = [];
  for (let value = 0; value <= top + step / 2; value += step) {
    parts.push(`<path d="M${left} ${y(value)}H${right}" stroke="#e9ebed"/>`);
    const shown = value >= 10000 ? `${value / 1000}k` : Number(value.toPrecision(3));
    parts.push(`<text class="tick" x="${left - 6}" y="${y(value) + 3}" text-anchor="end">${shown}</text>`);
  }
  for (const hour of [0, 6, 12, 18]) {
    parts.push(`<text class="tick" x="${x(hour)}" y="${lower + 15}">${String(hour).padStart(2, "0")}:00</text>`);
  }
  let legend = left;
  series.forEach(({ label, values }, i) => {
    const colour = LINES[i % LINES.length];
    let pen = "M";
    const path = values.map((value, hour) => {
      if (value === null) return (pen = "M"), "";
      const point = `${pen}${x(hour).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return point;
    });
    parts.push(`<path d="${path.join("")}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"/>`);
    values.forEach((value, hour) => {
      const alone = value !== null && values[hour - 1] == null && values[hour + 1] == null;
      if (alone) parts.push(`<circle cx="${x(hour)}" cy="${y(value)}" r="2.5" fill="${colour}"/>`);
    });
    parts.push(`<rect x="${legend}" y="${lower + 28}" width="9" height="9" rx="2" fill="${colour}"/>`);
    parts.push(`<text class="tick" x="${legend + 13}" y="${lower + 36}">${escaped(label)}</text>`);
    legend += 26 + label.length * 5.3;
  });
  return parts.join("");
}

function alarms(widget, box) {
  const names = widget.properties.alarms.map((arn) => arn.replace(/^Alarms|[0-9A-F]{8}$/g, ""));
  const width = (box.w - 28) / names.length;
  return names
    .map((name, i) => {
      const x = box.x + 14 + i * width;
      return `<rect x="${x}" y="${box.y + 42}" width="${width - 8}" height="${box.h - 60}" rx="4" fill="#f2fcf3" stroke="#1d8102"/>
        <circle cx="${x + 14}" cy="${box.y + 42 + (box.h - 60) / 2}" r="4" fill="#1d8102"/>
        <text class="tick" x="${x + 24}" y="${box.y + 46 + (box.h - 60) / 2}">${name}</text>`;
    })
    .join("");
}

// Markdown as far as the dashboard's text needs it: a heading, a table, a paragraph.
function text(widget, box) {
  const spans = (line) =>
    escaped(line).replace(/\*([^*]+)\*/g, '<tspan font-style="italic" fill="#0b57d0">$1</tspan>').replace(/`([^`]+)`/g, '<tspan class="code">$1</tspan>');
  let y = box.y + 10;
  return widget.properties.markdown
    .split("\n")
    .filter((line) => line && !line.startsWith("|---"))
    .map((line) => {
      if (line.startsWith("#")) return `<text class="title" x="${box.x + 16}" y="${(y += 18)}">${spans(line.replace(/^#+ /, ""))}</text>`;
      y += 27;
      if (!line.startsWith("|")) return `<text class="body" x="${box.x + 16}" y="${y}">${spans(line)}</text>`;
      const [left, right] = line.split("|").slice(1, 3);
      return `<path d="M${box.x + 16} ${y + 9}H${box.x + box.w - 16}" stroke="#e9ebed"/>
        <text class="body" x="${box.x + 16}" y="${y}">${spans(left.trim())}</text>
        <text class="body" x="${box.x + 236}" y="${y}">${spans(right.trim())}</text>`;
    })
    .join("");
}

const DRAW = { metric: graph, alarm: alarms, text };

module.exports = function dashboard(template) {
  const resource = Object.values(template.Resources).find(({ Type }) => Type === "AWS::CloudWatch::Dashboard");
  const { widgets } = JSON.parse(rendered(resource.Properties.DashboardBody));
  const height = Math.max(...widgets.map((widget) => (widget.y + widget.height) * ROW));
  const drawn = widgets.map((widget) => {
    const box = { x: widget.x * COLUMN + 5, y: widget.y * ROW + 45, w: widget.width * COLUMN - 10, h: widget.height * ROW - 10 };
    const title = widget.properties.title ?? "";
    return `<rect x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}" rx="6" fill="#fff" stroke="#d5dbdb"/>
      <text class="title" x="${box.x + 14}" y="${box.y + 24}">${escaped(title)}</text>${DRAW[widget.type](widget, box)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${24 * COLUMN}" height="${height + 50}">
    <style>
      text { font-family: Inter; fill: #16191f }
      .title { font-size: 13px; font-weight: 600 }
      .tick { font-size: 10px; fill: #5f6b7a }
      .body { font-size: 11px }
      .code { font-weight: 600 }
    </style>
    <rect width="100%" height="100%" fill="#f2f3f3"/>
    <text class="title" x="12" y="29">${escaped(rendered(resource.Properties.DashboardName))}</text>
    <text class="tick" x="${24 * COLUMN - 12}" y="29" text-anchor="end">drawn of the template, with made data of a day</text>
    ${drawn.join("\n")}
  </svg>`;
};
