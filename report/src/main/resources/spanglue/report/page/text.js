// Text and numbers as people read them.

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** What has no shape, or turns the text around it, is shown by its number. */
const visible = (text) =>
  String(text).replace(HIDDEN, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

const cut = (text, length) => (text.length <= length ? text : text.slice(0, length - 1) + "…");

const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const count = (value) => grouped.format(value);

/** Milliseconds, by three digits at least: 0.42 ms, 61.3 ms, 1.372 s, 2 min 5.1 s, 3 h 2 min. */
function duration(ms) {
  if (ms === 0) return "0 s";
  if (ms < 1) return ms.toFixed(2) + " ms";
  if (ms < 100) return ms.toFixed(1) + " ms";
  if (ms < 1000) return ms.toFixed(0) + " ms";
  if (ms < 10_000) return (ms / 1000).toFixed(3) + " s";
  if (ms < 60_000) return (ms / 1000).toFixed(2) + " s";
  const tenths = Math.round(ms / 100);
  if (ms < 3_600_000) return `${Math.floor(tenths / 600)} min ${((tenths % 600) / 10).toFixed(1)} s`;
  const minutes = Math.round(ms / 60_000);
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** To the millisecond, so that a column of them adds up before the reader's eyes. */
const exactSeconds = new Intl.NumberFormat("en-GB", {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
const seconds = (ms) => exactSeconds.format(ms / 1000) + " s";

function bytes(value) {
  const units = ["B", "KB", "MB", "GB", "TB", "PB"];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return (unit === 0 ? value.toFixed(0) : value.toFixed(1)) + " " + units[unit];
}

/** Rows where there is little room: 950, 12.3 k, 4.5 M. */
function short(value) {
  const units = ["", " k", " M", " G", " T"];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return (unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)) + units[unit];
}

const percent = (part, whole) => (whole > 0 ? ((100 * part) / whole).toFixed(1) : "0.0") + " %";

/** US$, with as many digits as tell something. */
const dollars = (usd) => "US$ " + (usd >= 1 || usd === 0 ? usd.toFixed(2) : usd.toFixed(4));

const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many || one + "s"}`;

const utc = (ms) => new Date(ms).toISOString().replace("T", " ").slice(0, 19) + " UTC";

/** A name of ours, or of a reason, as words. */
const words = (name) => cut(visible(name).replaceAll("_", " "), 60);
