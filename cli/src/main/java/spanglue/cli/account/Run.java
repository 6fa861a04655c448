package spanglue.cli.account;

import java.time.Instant;

/**
 * An execution of the stack's state machine.
 *
 * @param id its name, which is the run's id
 * @param arn of the execution
 * @param traceHeader as its input has it; empty where it has none
 */
public record Run(String id, String arn, Instant start, String traceHeader) {}
