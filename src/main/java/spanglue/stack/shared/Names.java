package spanglue.stack.shared;

import java.util.List;
import software.amazon.awscdk.Aws;

/**
 * The physical names of what the stack makes, all of them from one, so that stacks of other names
 * can stand beside it. What has no name here gets a generated one.
 *
 * @param stack the stack's own name, which begins the others
 */
public record Names(String stack) {
  public String cleaningJob() {
    return part("cleaning");
  }

  public String processingJob() {
    return part("processing");
  }

  /** A role that a Glue job runs under. Roles are one set for all regions of an account. */
  public String jobRole(String job) {
    return job + "-" + Aws.REGION;
  }

  /** One of Glue's connections, counted from 1. */
  public String connection(int number) {
    return part(String.valueOf(number));
  }

  /** Glue's name for a security configuration is also part of the names of a job's log groups. */
  public String securityConfiguration() {
    return stack;
  }

  public String triggerFunction() {
    return part("trigger");
  }

  public String stateMachine() {
    return stack;
  }

  public String cluster() {
    return stack;
  }

  /** SQL takes no hyphens; no other name has the underscores that stand for them. */
  public String database() {
    return stack.replace('-', '_');
  }

  public String dashboard() {
    return stack;
  }

  /** X-Ray's group of the traces of runs that failed; 32 characters are the most there. */
  public String failedRuns() {
    return stack;
  }

  /** Begins the names of a job's log groups. */
  public String jobLogs(String job) {
    return path("jobs/" + job);
  }

  /**
   * The groups that Glue may write a stream of a job's to: it documents {@code <prefix>/<stream>},
   * and is known to put a security configuration's and a role's name between them.
   *
   * @param stream {@code error} or {@code output}
   */
  public List<String> jobLogGroups(String job, String stream) {
    String secured = "/" + securityConfiguration() + "-role/" + jobRole(job);
    return List.of(jobLogs(job) + "/" + stream, jobLogs(job) + secured + "/" + stream);
  }

  public String triggerLogs() {
    return "/aws/lambda/" + triggerFunction();
  }

  public String workflowLogs() {
    return "/aws/vendedlogs/states/" + stateMachine();
  }

  /** The domain in which the network alone finds the collectors. */
  public String privateDomain() {
    return stack + ".local";
  }

  /** Of a log group that no service names, or of SSM parameters. */
  public String path(String part) {
    return "/" + stack + "/" + part;
  }

  private String part(String part) {
    return stack + "-" + part;
  }
}
