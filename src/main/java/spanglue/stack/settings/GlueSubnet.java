package spanglue.stack.settings;

/**
 * A subnet for jobs, in a network that is there already.
 *
 * @param zone its availability zone: Glue does not look it up, and fails a run without it
 */
public record GlueSubnet(String id, String zone) {}
