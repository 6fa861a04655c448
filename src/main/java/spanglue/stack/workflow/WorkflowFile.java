package spanglue.stack.workflow;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import spanglue.stack.settings.StackSettings;

/**
 * Writes the state machine's definition, as the default settings synthesize it, to a file. The
 * local run executes that file; a test holds it equal to the template's.
 */
final class WorkflowFile {
  private WorkflowFile() {}

  /** Writes to the path that is the only argument. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), definition());
  }

  static String definition() {
    var app = new App(AppProps.builder().analyticsReporting(false).build());
    var stack = new Stack(app, "workflow");
    var stateMachine =
        StateMachine.Builder.create(stack, "StateMachine")
            .definitionBody(
                DefinitionBody.fromChainable(
                    WorkflowDefinition.of(StackSettings.defaults()).in(stack)))
            .build();
    var resource = (CfnStateMachine) requireNonNull(stateMachine.getNode().getDefaultChild());
    return text(stack.resolve(resource.getDefinitionString()));
  }

  /** A text of a template, with its tokens filled in. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Map<?, ?> token && token.get("Fn::Join") instanceof List<?> join) {
      var text = new StringBuilder();
      ((List<?>) join.get(1)).forEach(part -> text.append(text(part)));
      return text.toString();
    }
    if (value instanceof Map<?, ?> token && "AWS::Partition".equals(token.get("Ref"))) {
      return "aws";
    }
    throw new IllegalStateException(
        "the state machine's definition holds " + value + ", for which a local run has no value");
  }
}
