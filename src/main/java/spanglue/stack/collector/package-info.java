/**
 * The collectors on Fargate. The way in is {@link spanglue.stack.collector.CollectorService}; a
 * variable of the container is one line in {@code CollectorTask}. What they do with spans and
 * metrics is in {@code collector/config.yaml}.
 */
@NullMarked
package spanglue.stack.collector;

import org.jspecify.annotations.NullMarked;
