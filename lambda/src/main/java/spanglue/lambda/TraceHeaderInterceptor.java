package spanglue.lambda;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends the trace header that the call asks for, and only that one. In a Lambda function the SDK
 * adds {@code X-Amzn-Trace-Id} by itself, and Step Functions prefers it to the request's {@code
 * traceHeader}; a header of the request's own override would be sent beside the SDK's.
 */
final class TraceHeaderInterceptor implements ExecutionInterceptor {
  static final ExecutionAttribute<String> TRACE_HEADER =
      new ExecutionAttribute<>("SpanglueTraceHeader");

  private static final String HTTP_HEADER = "X-Amzn-Trace-Id";

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    String header = attributes.getAttribute(TRACE_HEADER);
    return context
        .httpRequest()
        .copy(
            request -> {
              if (header == null) {
                request.removeHeader(HTTP_HEADER);
              } else {
                request.putHeader(HTTP_HEADER, header);
              }
            });
  }
}
