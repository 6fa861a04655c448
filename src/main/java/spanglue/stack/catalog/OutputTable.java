package spanglue.stack.catalog;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.glue.CfnTable;
import spanglue.stack.ingest.Folders;

/**
 * An output of the jobs.
 *
 * @param name of the table
 * @param folder of the bucket in which each run has a folder of its own
 * @param inRun below a run's folder; empty for that itself
 * @param columns as in SQL; those of the Parquet files
 */
record OutputTable(String name, String folder, String inRun, String columns) {
  private static final String LISTING =
      "id bigint, name string, host_identity_verified string, host_name string,"
          + " neighbourhood_group string, neighbourhood string, lat double, long double,"
          + " country string, instant_bookable boolean, cancellation_policy string,"
          + " room_type string, construction_year bigint, price decimal(12,2),"
          + " service_fee decimal(12,2), minimum_nights bigint, number_of_reviews bigint,"
          + " last_review date, reviews_per_month double, review_rate_number double,"
          + " calculated_host_listings_count bigint, house_rules string,"
          + " reviews_per_month_sqrt double, number_of_reviews_sqrt double,"
          + " calculated_host_listings_count_sqrt double";

  static final List<OutputTable> ALL =
      List.of(
          new OutputTable("cleaned", Folders.CLEANED, "", LISTING),
          new OutputTable(
              "duplicates", Folders.DUPLICATES, "", "position bigint, id bigint, kept_id bigint"),
          new OutputTable(
              "rejected",
              Folders.REJECTED,
              "",
              "position bigint, raw string, reason string, column string"),
          new OutputTable(
              "listings",
              Folders.PROCESSED,
              "listings/",
              LISTING
                  + ", minimum_total_spend decimal(18,2), cost_per_night decimal(13,2),"
                  + " exp_rank_per_neighbourhood int, exp_rank_overall int,"
                  + " rank_overall_reviews int, prop_rank_exp string, prop_rank_review string"),
          new OutputTable(
              "summary",
              Folders.PROCESSED,
              "summary/",
              "neighbourhood_group string, neighbourhood string, room_type string,"
                  + " listings bigint, mean_cost_per_night double,"
                  + " median_cost_per_night decimal(14,3), min_cost_per_night decimal(13,2),"
                  + " max_cost_per_night decimal(13,2), mean_review_rate_number double,"
                  + " sum_number_of_reviews decimal(28,0)"));

  List<CfnTable.ColumnProperty> properties() {
    return Stream.of(columns.split(", "))
        .map(column -> column.split(" "))
        .map(parts -> CfnTable.ColumnProperty.builder().name(parts[0]).type(parts[1]).build())
        .toList();
  }
}
