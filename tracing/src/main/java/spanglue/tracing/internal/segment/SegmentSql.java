package spanglue.tracing.internal.segment;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.Set;

/** The {@code sql} part of a segment. */
final class SegmentSql {
  private static final Set<Object> SYSTEMS =
      Set.of(
          "db2",
          "derby",
          "hive",
          "mariadb",
          "mssql",
          "mysql",
          "oracle",
          "postgresql",
          "sqlite",
          "teradata",
          "other_sql");

  private SegmentSql() {}

  /** Empty where the span is no query of an SQL database. */
  static Map<String, Object> take(SpanData span, Map<String, Object> attributes) {
    if (!SYSTEMS.contains(attributes.getOrDefault("db.system", ""))) {
      return Map.of();
    }
    Object connection = attributes.remove("db.connection_string");
    String host = connection == null || connection.equals("") ? "localhost" : "" + connection;
    Object database = attributes.remove("db.name");
    return new SegmentFields()
        .put("connection_string", host + "/" + (database == null ? "" : database))
        .put("url", span.getName()) // The exporter's choice: it shows best.
        .put("sanitized_query", attributes.remove("db.statement"))
        .put("database_type", attributes.remove("db.system"))
        .put("user", attributes.remove("db.user"))
        .asMap();
  }
}
