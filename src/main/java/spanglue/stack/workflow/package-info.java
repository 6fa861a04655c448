/**
 * The state machine that runs the jobs. The way in is {@link spanglue.stack.workflow.Workflow};
 * states, retries and the jobs' arguments are in {@link
 * spanglue.stack.workflow.WorkflowDefinition}, which {@code WorkflowFile} also writes for the local
 * run.
 */
@NullMarked
package spanglue.stack.workflow;

import org.jspecify.annotations.NullMarked;
