/**
 * What every part uses: physical names, the key, log groups, and the acknowledgement of what
 * cdk-nag finds. It knows no part. A resource that has a name gets it from {@link
 * spanglue.stack.shared.Names}, and a log group is made by {@link spanglue.stack.shared.Logs}, or
 * {@code cdk destroy} leaves it behind.
 */
@NullMarked
package spanglue.stack.shared;

import org.jspecify.annotations.NullMarked;
