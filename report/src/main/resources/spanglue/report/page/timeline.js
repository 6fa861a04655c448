// The part of the trace's time that is seen, and where an instant of it lies.

const LEAST_SEEN = 0.01; // ms

class Timeline {
  constructor(start, end) {
    this.whole = [start, Math.max(end, start + LEAST_SEEN)];
    this.seen = [...this.whole];
  }

  /** Place of an instant, 0 to 1 where it is seen. */
  at(instant) {
    return (instant - this.seen[0]) / (this.seen[1] - this.seen[0]);
  }

  instant(place) {
    return this.seen[0] + place * (this.seen[1] - this.seen[0]);
  }

  show(from, to) {
    const length = Math.min(Math.max(to - from, LEAST_SEEN), this.whole[1] - this.whole[0]);
    const start = Math.min(Math.max(from, this.whole[0]), this.whole[1] - length);
    this.seen = [start, start + length];
  }

  /** By a factor, around what stays in its place. */
  zoom(factor, place = 0.5) {
    const fixed = this.instant(place);
    const length = (this.seen[1] - this.seen[0]) / factor;
    this.show(fixed - place * length, fixed + (1 - place) * length);
  }

  /** By a part of what is seen. */
  pan(part) {
    const by = part * (this.seen[1] - this.seen[0]);
    this.show(this.seen[0] + by, this.seen[1] + by);
  }

  reset() {
    this.seen = [...this.whole];
  }

  isWhole() {
    return this.seen[0] === this.whole[0] && this.seen[1] === this.whole[1];
  }

  /** Offsets from the trace's start, round, about that many. */
  ticks(about) {
    return timeTicks(this.seen[0] - this.whole[0], this.seen[1] - this.whole[0], about);
  }
}

/** Round instants in ms; a minute has 60 s. */
function timeTicks(from, to, about) {
  const wished = (to - from) / about;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400];
  const step = wished < 1000 ? d3.tickStep(from, to, about) : 1000 * (steps.find((s) => s * 1000 >= wished) || d3.tickStep(0, wished / 1000, 1));
  return d3.range(Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9) + 1).map((n) => n * step);
}

function tickText(ms) {
  if (ms < 1000) return ms === 0 ? "0" : +ms.toFixed(3) + " ms";
  if (ms < 60_000) return +(ms / 1000).toFixed(4) + " s";
  const total = Math.round(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours ? `${hours} h ${minutes} min` : rest ? `${minutes} min ${rest} s` : `${minutes} min`;
}
