package spanglue.tracing.vocabulary;

import static spanglue.tracing.vocabulary.Term.Type.FLAG;
import static spanglue.tracing.vocabulary.Term.Type.NUMBER;
import static spanglue.tracing.vocabulary.Term.Type.TEXT;
import static spanglue.tracing.vocabulary.Term.Type.TEXTS;
import static spanglue.tracing.vocabulary.Term.Type.WHOLE;

/**
 * Attributes of spans that this library sets by itself. The names without a namespace are those
 * that X-Ray annotates, so that people type them into its filter.
 */
public enum TraceAttribute implements Term {
  JOB_NAME("job_name", TEXT, "", "The job. An annotation."),
  JOB_RUN_ID(
      "job_run_id", TEXT, "", "The run of the job, as Glue or Spark names it. An annotation."),
  EXECUTION_ID(
      "execution_id",
      TEXT,
      "",
      "ARN of the Step Functions execution that started the run. An annotation."),
  OUTCOME(
      "outcome",
      TEXT,
      "",
      "How the job ended: succeeded, failed, or unknown where nobody said so. An annotation."),
  ATTEMPT("spanglue.job.attempt", WHOLE, "", "Which try of the same work the run is, from 1."),
  PARENT_SOURCE(
      "spanglue.parent.source",
      TEXT,
      "",
      "How the root's parent was found: inferred, glue, state, state_machine, header or none."),
  PARENT_LOOKUP_CALLS(
      "spanglue.parent.lookup.calls", WHOLE, "{call}", "Calls of X-Ray to find the root's parent."),
  FOLDED_SPANS(
      "spanglue.folded.spans",
      WHOLE,
      "{span}",
      "Spans below this one that are not sent, for the trace's budget in bytes."),
  FOLDED_FAILURES("spanglue.folded.failures", WHOLE, "{span}", "Those of them that had failed."),
  FOLDED_SECONDS(
      "spanglue.folded.seconds",
      NUMBER,
      "s",
      "Durations of the folded spans right below this one, added up."),
  FOLDED_TOTAL(
      "spanglue.folded.total", WHOLE, "{span}", "On the root: folded spans of the whole trace."),
  CUT_ATTRIBUTES(
      "spanglue.cut.attributes",
      TEXTS,
      "",
      "Attributes of this span that were shortened or left out, for its size; at most 10 names."),
  CUT_COUNT("spanglue.cut.count", WHOLE, "{attribute}", "How many they are, where more than 10."),
  IN_PROGRESS(
      "aws.xray.inprogress", FLAG, "", "The span was sent before its end, and is sent again then."),
  OPEN(
      "spanglue.open",
      FLAG,
      "",
      "On a span called open: .., which tells a part of the time of what had not ended when it was sent."),
  RUNNING_SECONDS(
      "spanglue.running.seconds", NUMBER, "s", "How long that had run by the span's end."),
  ANNOTATIONS("aws.xray.annotations", TEXTS, "", "Attributes that X-Ray indexes."),
  ERROR_TYPE("error.type", TEXT, "", "Class of what failed the span, or what stands for it."),
  EXCEPTION_TYPE("exception.type", TEXT, "", "On the event exception: its class."),
  EXCEPTION_MESSAGE("exception.message", TEXT, "", "On the event exception: what it said."),
  EXCEPTION_STACKTRACE(
      "exception.stacktrace", TEXT, "", "On the event exception: a short stack, with its causes.");

  private final Definition definition;

  TraceAttribute(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
