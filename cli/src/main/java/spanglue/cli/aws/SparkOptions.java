package spanglue.cli.aws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import spanglue.cli.process.Installation;

/** What a job's JVM is started with instead of by Glue: Spark on this machine alone. */
final class SparkOptions {
  /**
   * From here on the thorough compiler saves more than it takes: on 270 MB it took 20 s of
   * processor time and saved 11.
   */
  static final long LARGE_INPUT = 512L << 20;

  /** A job on less is mostly start-up. */
  static final String LIGHT_COMPILER = "-XX:TieredStopAtLevel=1";

  private SparkOptions() {}

  /**
   * Options of the JVM itself.
   *
   * @param inputBytes the size of the run's file; 0 where it is not known
   */
  static List<String> jvm(Installation installation, long inputBytes) {
    List<String> options = new ArrayList<>();
    options.add("@" + installation.sparkJvmArgs());
    options.add("-Dfile.encoding=UTF-8");
    options.add("-Xmx2g");
    if (inputBytes < LARGE_INPUT) {
      options.add(LIGHT_COMPILER);
    }
    return options;
  }

  /** Environment variables: the local store's keys too, out of sight of who lists processes. */
  static Map<String, String> environment(ObjectStore store) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AWS_ACCESS_KEY_ID", store.accessKey());
    variables.put("AWS_SECRET_ACCESS_KEY", store.secretKey());
    variables.put("AWS_REGION", StateMachineArn.REGION);
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    variables.put("SPARK_LOCAL_HOSTNAME", "localhost");
    return variables;
  }

  /** The setting by which a job writes its run document; Hadoop wants no escapes in it. */
  static Map<String, String> runDocument(Path file) {
    return Map.of("spark.spanglue.run.document", "file:" + file.toAbsolutePath());
  }

  /** Spark's settings, as system properties. */
  static List<String> local(ObjectStore store, Path temp) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", "local[*]");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.log.level", "WARN");
    // Glue's 200 are for a cluster; each costs some milliseconds however few rows it gets.
    int cores = Runtime.getRuntime().availableProcessors();
    settings.put("spark.sql.shuffle.partitions", Integer.toString(2 * cores));
    settings.put("spark.local.dir", temp.toString());
    settings.put("spark.sql.warehouse.dir", temp.resolve("warehouse").toString());
    settings.put("spark.hadoop.hadoop.tmp.dir", temp.toString());
    settings.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    settings.put("spark.hadoop.fs.s3a.endpoint", store.endpoint().toString());
    settings.put("spark.hadoop.fs.s3a.endpoint.region", StateMachineArn.REGION);
    settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
    settings.put("spark.hadoop.fs.s3a.connection.ssl.enabled", "false");
    // The one named: nothing asks the machine that this runs on for its cloud identity.
    settings.put(
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider");
    settings.put("spark.hadoop.fs.s3a.buffer.dir", temp.toString());
    return settings.entrySet().stream()
        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }
}
