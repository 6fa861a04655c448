package spanglue.glue.process;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.row;
import static spanglue.glue.Frames.type;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.glue.Frames;

class PropertyRankTest {

  @Test
  void aRankIsWrittenOutOfAllListings() {
    Dataset<Row> ranked =
        PropertyRank.columns(
            Frames.of("exp_rank_overall int, rank_overall_reviews int", row(3, 17)), 3_682);

    assertThat(type(ranked, "prop_rank_exp")).isEqualTo("string");
    assertThat(lines(ranked, "prop_rank_exp", "prop_rank_review"))
        .containsExactly("3/3682|17/3682");
  }
}
