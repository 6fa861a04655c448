package spanglue.stack;

/**
 * The physical names of what the stack makes, all of them from one. What has no name here gets a
 * generated one.
 *
 * @param stack the stack's own name, which begins the others
 */
record Names(String stack) {
  String cleaningJob() {
    return part("cleaning");
  }

  String processingJob() {
    return part("processing");
  }

  /** A role that a Glue job runs under. */
  String jobRole(String job) {
    return job + "-job";
  }

  /** One of Glue's connections, counted from 1. */
  String connection(int number) {
    return part(String.valueOf(number));
  }

  /** Glue's name for a security configuration is also part of the names of a job's log groups. */
  String securityConfiguration() {
    return stack;
  }

  String triggerFunction() {
    return part("trigger");
  }

  String stateMachine() {
    return stack;
  }

  String cluster() {
    return stack;
  }

  String dashboard() {
    return stack;
  }

  /** The domain in which the network alone finds the collectors. */
  String privateDomain() {
    return stack + ".local";
  }

  /** Of a log group that no service names, or of SSM parameters. */
  String path(String part) {
    return "/" + stack + "/" + part;
  }

  private String part(String part) {
    return stack + "-" + part;
  }
}
