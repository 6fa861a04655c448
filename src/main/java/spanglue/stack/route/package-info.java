/**
 * By which way traces and metrics leave a job. The way in is {@link
 * spanglue.stack.route.TraceRoute}; a way more is a class that implements it, and what the workflow
 * then tells a job is in {@link spanglue.stack.route.RouteArguments}.
 */
@NullMarked
package spanglue.stack.route;

import org.jspecify.annotations.NullMarked;
