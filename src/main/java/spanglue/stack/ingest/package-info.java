/**
 * Where a run begins and ends: the bucket, and the function that starts a run for each upload. The
 * ways in are {@link spanglue.stack.ingest.IngestBucket}, which alone grants access to its objects,
 * and {@link spanglue.stack.ingest.TriggerFunction}. A folder more is a constant of {@link
 * spanglue.stack.ingest.Folders}.
 */
@NullMarked
package spanglue.stack.ingest;

import org.jspecify.annotations.NullMarked;
