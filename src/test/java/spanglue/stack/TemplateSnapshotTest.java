package spanglue.stack;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemplateSnapshotTest {
  @Test
  void theTemplateIsTheOneInTheRepository() {
    Snapshot.matches(
        Path.of("test/resources/template.json"),
        Synthesized.defaults().template().toPrettyString() + "\n");
  }
}
