package spanglue.stack;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;
import spanglue.stack.settings.Artifacts;
import spanglue.stack.settings.StackSettings;

/** What {@code cdk synth}, {@code cdk deploy} and {@code cdk destroy} run. */
public final class SpanglueApp {
  private SpanglueApp() {}

  /** Synthesizes the stack into the folder that the CDK command line names. */
  public static void main(String[] args) {
    try {
      var app = new App();
      build(app, Artifacts.under(Path.of("").toAbsolutePath()).present());
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      app.synth();
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("spanglue: " + e.getMessage());
      System.exit(1);
    }
  }

  /** The stack as the context of {@code app} describes it. */
  static SpanglueStack build(App app, Artifacts artifacts) {
    var settings = StackSettings.from(key -> app.getNode().tryGetContext(key));
    try {
      return new SpanglueStack(
          app, settings, artifacts, Files.readString(artifacts.collectorConfig()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + artifacts.collectorConfig(), e);
    }
  }
}
