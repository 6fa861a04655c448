// What the run could do better, with what that would gain where it is known.

function findings(data) {
  const sentences = data.findings.map((sentence) => ({ advice: sentence }));
  const all = data.runs.flatMap((run) => run.document.findings).concat(sentences);
  if (!all.length) return null;
  return section(
    "findings",
    "What was found",
    plural(all.length, "finding"),
    h("ol", { class: "findings" }, all.map(finding)),
  );
}

function finding(of) {
  const range = (low, high, unit) => (low === high ? unit(low) : `${unit(low)} to ${unit(high)}`);
  const gain = [];
  if (of.gain) {
    const { seconds: time, usd, method } = of.gain;
    gain.push(range(time.low * 1000, time.high * 1000, duration));
    if (usd) gain.push(range(usd.low, usd.high, dollars));
    gain.push(method);
  }
  return h(
    "li",
    {},
    of.kind && h("h3", {}, words(of.kind), of.place && h("span", { class: "place" }, name(of.place))),
    h("p", {}, visible(of.advice)),
    gain.length > 0 && h("p", { class: "gain" }, "Gain: " + gain.join(", ")),
  );
}
