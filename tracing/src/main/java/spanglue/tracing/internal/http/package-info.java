/**
 * HTTP below the exporters and the lookup: the addresses behind a name, and a client that makes no
 * TLS where it needs none. Ways in are {@link spanglue.tracing.internal.http.DnsResolver} and
 * {@link spanglue.tracing.internal.http.HttpClients}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.http;

import org.jspecify.annotations.NullMarked;
