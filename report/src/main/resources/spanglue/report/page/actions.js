// The actions, what each took and cost, and the plan of each.

const FIRST_SHOWN = 25;

function actions(data, opened) {
  const runs = data.runs.filter((run) => run.document.actions.length);
  if (!runs.length) return null;
  const hasPlans = runs.some((run) => run.document.actions.some((action) => action.plan));
  return section(
    "actions",
    hasPlans ? "Actions and their plans" : "Actions",
    plural(d3.sum(runs, (run) => run.document.actions.length + run.document.actions_folded.count), "action"),
    runs.map((run) => actionsOfRun(run, data.runs.length > 1, opened)),
  );
}

function actionsOfRun(run, isOneOfMany, opened) {
  const of = run.document;
  const ofThis = isOneOfMany ? ` of ${visible(run.label)}` : ""; // No two parts of a page may be called the same.
  const wall = of.time.wall_ms;
  const total = of.cost && of.cost.usd;
  const hasMoney = total !== null && of.actions.some((action) => action.usd !== null);
  const holder = h("div", { class: "opened-plan", "aria-live": "polite" });
  const open = (action) => {
    holder.replaceChildren(h("h3", {}, name(action.name)), drawPlan(action.plan, visible(cut(action.name, 100)) + ofThis));
    holder.scrollIntoView({ block: "nearest" });
  };
  const numbered = of.actions.map((action, number) => ({ ...action, number }));
  numbered.forEach((action) => opened.set(action, open));
  const byTime = numbered.sort((a, b) => millis(b) - millis(a));
  const columns = [["Action"], ["Start", true], ["Took", true], ["Of the run", true], ["Compared"]];
  columns.push(["Rows in", true], ["Bytes in", true], ["Rows out", true], ["Shuffled", true]);
  if (hasMoney) columns.push(["US$", true], ["Compared"]);
  const most = d3.max(byTime, millis) || 1;
  const mostUsd = d3.max(byTime, (action) => action.usd) || 1;
  const row = (action) => [
    actionName(action, open),
    "+ " + duration(action.start_ms - of.application.start_ms),
    duration(millis(action)),
    percent(millis(action), wall),
    bar(millis(action) / most, action.status === "failed" ? "var(--failed)" : "var(--service-0)"),
    count(action.totals.rows_in),
    bytes(action.totals.bytes_in),
    count(action.totals.rows_out),
    bytes(action.totals.shuffle_write_bytes),
    ...(hasMoney ? [action.usd === null ? "" : action.usd.toFixed(4), bar(action.usd / mostUsd, "var(--money)")] : []),
  ];
  const foot = hasMoney ? moneyFoot(of, total, columns.length) : null;
  const holderOfTable = h("div", {});
  const show = (many) =>
    holderOfTable.replaceChildren(
      table(`Actions${ofThis}, the longest first`, columns, byTime.slice(0, many).map(row), foot),
      many < byTime.length
        ? h("button", { type: "button", onclick: () => show(byTime.length) }, `Show all ${count(byTime.length)}`)
        : "",
    );
  show(FIRST_SHOWN);
  const first = byTime.find((action) => action.plan);
  if (first) holder.replaceChildren(h("h3", {}, name(first.name)), drawPlan(first.plan, visible(cut(first.name, 100)) + ofThis));
  return h(
    "div",
    { class: "time-block" },
    isOneOfMany && h("h3", {}, visible(run.label)),
    holderOfTable,
    hasMoney && h("p", { class: "remark" }, visible(of.cost.basis)),
    holder,
  );
}

const millis = (action) => action.end_ms - action.start_ms;

function actionName(action, open) {
  const label = name(action.name, 120);
  const status = action.status === "succeeded" ? null : h("span", { class: `mark ${action.status}` }, STATUS[action.status][0].toLowerCase());
  const cause = action.cause && h("div", { class: "cause small", tabindex: "0", role: "group", "aria-label": "Why it failed" }, visible(cut(action.cause, 400)));
  return h(
    "div",
    { class: "action-name" },
    action.plan ? h("button", { type: "button", class: "link", onclick: () => open(action) }, label) : label,
    status,
    cause,
  );
}

/** What was paid while no action ran, or for actions that are not listed. */
function moneyFoot(of, total, columns) {
  const elsewhere = total - d3.sum(of.actions, (action) => action.usd);
  const foot = Array(columns).fill("");
  foot[0] = `The run, of which ${dollars(Math.max(elsewhere, 0))} outside of these`;
  foot[columns - 2] = total.toFixed(4);
  return foot;
}
