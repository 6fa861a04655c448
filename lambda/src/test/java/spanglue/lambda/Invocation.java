package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** One invocation's context: what Lambda would give the handler. */
record Invocation(@Nullable String traceHeader, List<String> lines) implements Context {
  static Invocation with(@Nullable String traceHeader) {
    return new Invocation(traceHeader, new ArrayList<>());
  }

  /** The log lines, each read as JSON. */
  List<Map<String, JsonNode>> log() {
    return lines.stream().map(line -> JsonNode.parser().parse(line).asObject()).toList();
  }

  @Override
  public @Nullable String getXrayTraceId() {
    return traceHeader;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String line) {
        lines.add(line);
      }

      @Override
      public void log(byte[] line) {
        lines.add(new String(line, StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public String getFunctionName() {
    return "spanglue-trigger";
  }

  @Override
  public String getAwsRequestId() {
    return "request-1";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/spanglue-trigger";
  }

  @Override
  public String getLogStreamName() {
    return "stream";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:eu-west-1:111122223333:function:spanglue-trigger";
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return 30_000;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }
}
