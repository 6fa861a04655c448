package spanglue.spark.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Two stages of two tasks, each of which waits at a gate, a port of the loopback interface. */
public final class GatedJob {
  private GatedJob() {}

  /** Takes the gate's port. */
  public static void main(String[] arguments) throws IOException {
    int gate = Integer.parseInt(arguments[0]);
    MapPartitionsFunction<Long, Long> gated =
        rows -> {
          pass(gate);
          return rows;
        };
    try (SparkSession spark = SparkSession.builder().appName("gated").getOrCreate()) {
      long rows =
          spark
              .range(0, 1_000, 1, 2)
              .as(Encoders.LONG())
              .mapPartitions(gated, Encoders.LONG())
              .repartition(2)
              .mapPartitions(gated, Encoders.LONG())
              .count();
      if (rows != 1_000) {
        throw new IllegalStateException("expected 1000 rows, got " + rows);
      }
    }
  }

  static void pass(int gate) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gate)) {
      if (socket.getInputStream().read() < 0) {
        throw new IllegalStateException("the gate closed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
