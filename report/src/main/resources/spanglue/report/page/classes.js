// The classes of time: what each means, and its colour. Those of one kind are of one hue.

const CLASSES = {
  jvm_start: "The JVM was there, and Spark's context was not begun.",
  spark_start: "Spark's context was made, until the driver and its first executor were there.",
  driver: "No action ran: the program's own code on the driver.",
  planning: "An action ran and no job of it: plans were made, files listed.",
  executor_wait: "Tasks waited, and there was no executor.",
  scheduling: "Tasks waited for a slot, were on their way, or their results on the way back.",
  cpu: "Tasks computed in the JVM.",
  gc: "Garbage was collected while tasks ran.",
  deserialization: "Tasks were read from what was sent, or their results written.",
  shuffle_wait: "Tasks waited for shuffled data.",
  shuffle_write: "Tasks wrote shuffled data.",
  output_write: "Tasks committed their output.",
  python: "Tasks waited for Python workers.",
  unmeasured: "Tasks ran, and no figure tells computing from waiting.",
  other_wait: "Tasks did none of the above: mostly reading and writing files.",
  tail: "Slots were idle, and no task waited.",
  commit: "After an action's last job: results were committed or handed over.",
  end: "After the last action, until the application ended.",
};

const classColor = (of) => (of in CLASSES ? `var(--class-${of.replaceAll("_", "-")})` : "var(--quiet)");

const PALETTE = 8;
const serviceColor = (index) => `var(--service-${index % PALETTE})`;
