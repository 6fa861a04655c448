package spanglue.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The shapes that the stack can have. */
public enum Shape {
  COLLECTOR,
  DIRECT,
  OTLP,
  EXISTING_VPC,
  PRIVATE_COLLECTORS,
  NAMED_ZONES;

  /** Whether jobs and collectors share a network. */
  boolean hasNetwork() {
    return this != DIRECT && this != OTLP;
  }

  /** Whether that is the stack's own. */
  boolean hasOwnNetwork() {
    return this == COLLECTOR || this == NAMED_ZONES;
  }

  public Synthesized stack() {
    return Synthesized.with(context());
  }

  /** With a key more. */
  Synthesized with(String key, String value) {
    Map<String, String> more = new HashMap<>(context());
    more.put(key, value);
    return Synthesized.with(more);
  }

  /** Writes each one's template into the folder that is the only argument, for other checks. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Shape shape : values()) {
      Files.writeString(
          folder.resolve(shape.name().toLowerCase(Locale.ROOT) + ".json"),
          shape.stack().template().toPrettyString());
    }
  }

  private Map<String, String> context() {
    Map<String, String> existing =
        Map.of(
            "vpcId", "vpc-0123456789abcdef0",
            "glueSubnets",
                "subnet-0a1b2c3d4e5f60718:eu-west-1a,subnet-1a1b2c3d4e5f60718:eu-west-1b",
            "collectorSubnets", "subnet-2a1b2c3d4e5f60718,subnet-3a1b2c3d4e5f60718");
    return switch (this) {
      case COLLECTOR -> Map.of();
      case DIRECT -> Map.of("traces", "direct");
      case OTLP -> Map.of("traces", "otlp");
      case EXISTING_VPC -> existing;
      case PRIVATE_COLLECTORS -> {
        Map<String, String> isolated = new HashMap<>(existing);
        isolated.put("privateCollectors", "true");
        isolated.put("s3RouteTables", "rtb-0a1b2c3d4e5f60718");
        isolated.put("kmsEndpoint", "true");
        isolated.put(
            "collectorImage", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/collector:v1");
        yield isolated;
      }
      case NAMED_ZONES ->
          Map.of("azs", "eu-west-1a,eu-west-1b", "cidr", "172.20.0.0/17", "kmsEndpoint", "true");
    };
  }
}
