package spanglue.stack;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemplateSnapshotTest {
  @Test
  void the_template_is_the_one_in_the_repository() {
    Snapshot.matches(
        Path.of("test/resources/template.json"),
        Synthesized.defaults().template().toPrettyString() + "\n");
  }
}
