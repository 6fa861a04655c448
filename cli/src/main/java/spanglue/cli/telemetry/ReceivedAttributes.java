package spanglue.cli.telemetry;

/** Keys of attributes that the local run reads off the spans of others. */
public final class ReceivedAttributes {
  /** Whom a span calls. */
  public static final String PEER_SERVICE = "peer.service";

  /** Of a job's span: what it could do better. */
  public static final String FINDINGS = "spanglue.findings";

  /** Of an action's span: its Spark jobs. */
  public static final String SPARK_JOB_IDS = "spark.job.ids";

  /** Of a step's span alone: how well its time is known. */
  public static final String STEP = "spanglue.step.attribution";

  private ReceivedAttributes() {}
}
