// What became of the rows that were read: an equation, then the few that were not kept, by reason.

function records(data) {
  const of = data.records;
  if (!of) return null;
  const reasons = Object.entries(of.rejected).sort((a, b) => b[1] - a[1]);
  const rejected = d3.sum(reasons, (reason) => reason[1]);
  const sum = of.cleaned + of.duplicate + rejected;
  const kinds = [
    { name: "cleaned", value: of.cleaned, color: "var(--kept)" },
    { name: "duplicate", value: of.duplicate, color: "var(--duplicate)" },
    { name: "rejected", value: rejected, color: "var(--rejected)" },
  ];
  const term = (value, label, color) =>
    h("span", { class: "term" }, h("b", {}, count(value)), h("span", {}, color && swatch(color), label));
  const equation = h(
    "p",
    { class: "equation" },
    term(of.read, "read"),
    kinds.map((kind, at) =>
      h(
        "span",
        { class: "addend" },
        h("span", { class: "sign" }, at > 0 ? "+" : sum === of.read ? "=" : "≠"),
        term(kind.value, kind.name, kind.color),
      ),
    ),
  );
  const lost = [["duplicate", of.duplicate, "var(--duplicate)"]].concat(
    reasons.map(([reason, value]) => [reason, value, "var(--rejected)"]),
  );
  const most = d3.max(lost, (row) => row[1]) || 1;
  const rows = lost.map(([reason, value, color]) => [
    [swatch(color), words(reason)],
    count(value),
    percent(value, of.read),
    bar(value / most, color),
  ]);
  return section(
    "records",
    "What became of the rows",
    sum === of.read ? "Every row that was read is accounted for." : `${count(of.read - sum)} rows are not accounted for.`,
    equation,
    stackedBar("Rows by what became of them; the equation has the figures", kinds, Math.max(of.read, sum, 1)),
    lost.some((row) => row[1] > 0) &&
      table("Rows that were not kept, by reason", [["Not kept"], ["Rows", true], ["Of those read", true], ["Compared"]], rows, [
        "Total",
        count(of.duplicate + rejected),
        percent(of.duplicate + rejected, of.read),
        "",
      ]),
  );
}
