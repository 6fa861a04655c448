// Where the time went: bars that fill, tables that add up.

function time(data, trace) {
  const blocks = [];
  if (data.parts.length) {
    const parts = data.parts.map(([part, value], at) => ({
      name: words(part),
      value: value * 1000,
      color: part === "other" ? "var(--quiet)" : serviceColor(at),
    }));
    blocks.push(timeBlock("the run's parts", parts, null));
  } else if (!data.runs.length && trace) {
    blocks.push(timeBlock("services", serviceParts(trace), null));
  }
  data.runs.forEach((run) => {
    const of = run.document;
    const parts = Object.entries(of.time.classes).map(([part, value]) => ({
      name: words(part),
      value,
      color: classColor(part),
      meaning: CLASSES[part],
      path: of.critical_path.classes[part],
    }));
    const isOne = data.runs.length === 1 && !blocks.length;
    blocks.push(timeBlock(isOne ? "the run" : visible(run.label), parts, of.time.wall_ms));
  });
  return blocks.length ? section("time", "Where the time went", null, blocks) : null;
}

function serviceParts(trace) {
  return [...timeByService(trace)].map(([service, value]) => ({
    name: service === null ? "between spans" : cut(visible(service), 60),
    value,
    color: service === null ? "var(--quiet)" : serviceColor(trace.services.indexOf(service)),
  }));
}

function timeBlock(title, parts, wall) {
  const shown = parts.filter((part) => part.value > 0 || part.path > 0);
  const whole = wall === null ? d3.sum(shown, (part) => part.value) : wall;
  const hasPath = shown.some((part) => part.path !== undefined);
  const most = d3.max(shown, (part) => part.value) || 1;
  const columns = [[hasPath ? "Class" : "Part"], ["Time", true], ["Share", true]];
  if (hasPath) columns.push(["On the critical path", true], ["Share", true], ["What it is"]);
  else columns.push(["Compared"]);
  const rows = shown.map((part) => [
    [swatch(part.color), part.name],
    seconds(part.value),
    percent(part.value, whole),
    ...(hasPath
      ? [seconds(part.path), percent(part.path, whole), h("span", { class: "meaning" }, part.meaning)]
      : [bar(part.value / most, part.color)]),
  ]);
  const foot = ["Total", seconds(whole), "100.0 %"];
  foot.push(...(hasPath ? [seconds(whole), "100.0 %", ""] : [""]));
  return h(
    "div",
    { class: hasPath ? "time-block has-meaning" : "time-block" },
    h("h3", {}, title[0].toUpperCase() + title.slice(1)),
    stackedBar(`Where the time of ${title} went; the table has the figures`, shown, whole),
    table(`Where the time of ${title} went`, columns, rows, foot),
  );
}
