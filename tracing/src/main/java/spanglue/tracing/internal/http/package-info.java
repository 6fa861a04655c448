/**
 * HTTP below the exporters: the addresses behind a name, and a client that makes no TLS where it
 * needs none. The one place that may use OpenTelemetry's own internal classes.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.http;

import org.jspecify.annotations.NullMarked;
