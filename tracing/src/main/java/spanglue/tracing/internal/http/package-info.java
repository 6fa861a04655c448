/**
 * HTTP below the exporters and the lookup: what a receiver's URL says, the addresses behind its
 * name, and a client that makes no TLS where it needs none. Ways in are {@link
 * spanglue.tracing.internal.http.ReceiverUrl}, {@link spanglue.tracing.internal.http.DnsResolver}
 * and {@link spanglue.tracing.internal.http.HttpClients}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.http;

import org.jspecify.annotations.NullMarked;
