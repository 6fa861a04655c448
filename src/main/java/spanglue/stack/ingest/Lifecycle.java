package spanglue.stack.ingest;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.LifecycleRule;

/** What S3 removes by itself: nothing that is a result. */
final class Lifecycle {
  /** Where an attempt of a run writes, below an output, until it is published. */
  private static final String ATTEMPTS = "_attempts/";

  private static final Duration BROKEN_UPLOADS_KEPT = Duration.days(1);
  private static final Duration TEMPORARY_KEPT = Duration.days(7);
  private static final Duration LOGS_KEPT = Duration.days(90);

  private Lifecycle() {}

  /** Scratch files and attempts that died. */
  static List<LifecycleRule> ofData() {
    List<LifecycleRule> rules = new ArrayList<>();
    rules.add(abortUploads());
    rules.add(temporary("temporary", Folders.TEMPORARY));
    for (String output : Folders.OUTPUTS) {
      rules.add(temporary("attempts-" + output.replace("/", ""), output + ATTEMPTS));
    }
    return rules;
  }

  static List<LifecycleRule> ofLogs() {
    return List.of(
        abortUploads(), LifecycleRule.builder().id("logs").expiration(LOGS_KEPT).build());
  }

  private static LifecycleRule temporary(String id, String prefix) {
    return LifecycleRule.builder().id(id).prefix(prefix).expiration(TEMPORARY_KEPT).build();
  }

  private static LifecycleRule abortUploads() {
    return LifecycleRule.builder()
        .id("broken-uploads")
        .abortIncompleteMultipartUploadAfter(BROKEN_UPLOADS_KEPT)
        .build();
  }
}
