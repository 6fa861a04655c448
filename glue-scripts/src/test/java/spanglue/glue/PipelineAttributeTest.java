package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.tracing.vocabulary.Term;

class PipelineAttributeTest {

  @Test
  void aReasonOrAColumnIsTheEndOfItsName() {
    assertThat(PipelineAttribute.ROWS_REJECTED.of("bad_value"))
        .isEqualTo("spanglue.rows.rejected.bad_value");
    assertThat(PipelineAttribute.IMPUTED.of("last_review"))
        .isEqualTo("spanglue.imputed.last_review");
    assertThatThrownBy(() -> PipelineAttribute.ROWS_READ.of("x"))
        .hasMessageContaining("spanglue.rows.read");
  }

  @Test
  void aNameIsNeverTheNamespaceOfAnother() {
    List<String> names = Arrays.stream(PipelineAttribute.values()).map(Term::key).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(names).noneMatch(other -> other.startsWith(name + ".")));
  }
}
