package spanglue.stack.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.athena.CfnNamedQuery;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;
import spanglue.stack.shared.Names;

/**
 * The jobs' outputs as tables for Athena, each with a partition a run. Nothing registers the
 * partitions: a query has to name its run ({@code run_id = '..'}), and only then looks in that
 * run's folder. So no run is seen by accident that has not ended.
 */
public final class Tables extends Construct {
  private static final String RUN = "run_id";
  private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

  private final Names names;
  private final CfnDatabase database;

  public Tables(Construct scope, Names names, Bucket bucket) {
    super(scope, "Tables");
    this.names = names;
    database =
        CfnDatabase.Builder.create(this, "Database")
            .catalogId(Aws.ACCOUNT_ID)
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder()
                    .name(names.database())
                    .description("What the pipeline wrote; a query has to name its run")
                    .build())
            .build();
    OutputTable.ALL.forEach(output -> table(output, bucket));
    query(
        "RejectedByReason",
        "rejected by reason",
        """
        SELECT reason, "column", count(*) AS records
        FROM rejected
        WHERE run_id = 'RUN' -- the name of the run's execution
        GROUP BY reason, "column"
        ORDER BY records DESC
        """);
    query(
        "DearestListings",
        "dearest listings",
        """
        SELECT prop_rank_exp, name, neighbourhood, room_type, cost_per_night
        FROM listings
        WHERE run_id = 'RUN' -- the name of the run's execution
        ORDER BY exp_rank_overall
        LIMIT 100
        """);
  }

  private void table(OutputTable output, Bucket bucket) {
    String place = bucket.s3UrlForObject(output.folder());
    var table =
        CfnTable.Builder.create(this, output.name())
            .catalogId(Aws.ACCOUNT_ID)
            .databaseName(names.database())
            .tableInput(
                CfnTable.TableInputProperty.builder()
                    .name(output.name())
                    .tableType("EXTERNAL_TABLE")
                    .parameters(parameters(place + RUN + "=${" + RUN + "}/" + output.inRun()))
                    .partitionKeys(
                        List.of(CfnTable.ColumnProperty.builder().name(RUN).type("string").build()))
                    .storageDescriptor(storage(output, place))
                    .build())
            .build();
    table.addResourceDependency(database);
  }

  private static Map<String, String> parameters(String runsPlace) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("EXTERNAL", "TRUE");
    parameters.put("classification", "parquet");
    parameters.put("projection.enabled", "true");
    parameters.put("projection." + RUN + ".type", "injected");
    parameters.put("storage.location.template", runsPlace);
    return parameters;
  }

  private static CfnTable.StorageDescriptorProperty storage(OutputTable output, String place) {
    return CfnTable.StorageDescriptorProperty.builder()
        .columns(output.properties())
        .location(place)
        .inputFormat(PARQUET + "MapredParquetInputFormat")
        .outputFormat(PARQUET + "MapredParquetOutputFormat")
        .serdeInfo(
            CfnTable.SerdeInfoProperty.builder()
                .serializationLibrary(PARQUET + "serde.ParquetHiveSerDe")
                .build())
        .build();
  }

  private void query(String id, String name, String sql) {
    CfnNamedQuery.Builder.create(this, id)
        .name(names.stack() + " " + name)
        .database(names.database())
        .queryString(sql)
        .build()
        .addResourceDependency(database);
  }
}
