package spanglue.stack.settings;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which keys go together. A key that would have no effect is an error too: who gives it expects
 * one.
 *
 * @param given whether the context has a key
 */
record KeyCombinations(Traces traces, NetworkSettings network, Predicate<ContextKey<?>> given) {
  private static final List<ContextKey<?>> OF_COLLECTORS =
      List.of(ContextKeys.COLLECTORS, ContextKeys.COLLECTOR_IMAGE);
  private static final List<ContextKey<?>> OF_AN_EXISTING_VPC =
      List.of(
          NetworkKeys.GLUE_SUBNETS,
          NetworkKeys.COLLECTOR_SUBNETS,
          NetworkKeys.S3_ROUTE_TABLES,
          NetworkKeys.PRIVATE_COLLECTORS);
  private static final List<ContextKey<?>> OF_AN_OWN_VPC =
      List.of(NetworkKeys.CIDR, NetworkKeys.AZS);

  /**
   * @throws IllegalArgumentException naming the keys that don't go together, and what to do
   */
  void check() {
    if (traces != Traces.COLLECTOR) {
      refuse(
          Stream.concat(OF_COLLECTORS.stream(), NetworkKeys.ALL.stream()).toList(),
          "'traces'",
          "'" + traces + "' has no network and no collectors");
    } else if (network.vpcId().isPresent()) {
      refuse(
          OF_AN_OWN_VPC, "'vpcId'", "that VPC is there already, with a range and zones of its own");
      require(NetworkKeys.VPC_ID, NetworkKeys.GLUE_SUBNETS);
      require(NetworkKeys.VPC_ID, NetworkKeys.COLLECTOR_SUBNETS);
    } else {
      OF_AN_EXISTING_VPC.stream().filter(given).forEach(key -> require(key, NetworkKeys.VPC_ID));
      fits();
    }
  }

  private void refuse(List<ContextKey<?>> keys, String other, String why) {
    String found =
        keys.stream().filter(given).map(KeyCombinations::quoted).collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          "context keys "
              + found
              + " and "
              + other
              + " clash: "
              + why
              + "; leave out the one or the"
              + " other");
    }
  }

  private void require(ContextKey<?> key, ContextKey<?> other) {
    if (!given.test(other)) {
      throw new IllegalArgumentException(
          "context key "
              + quoted(key)
              + " needs "
              + quoted(other)
              + ", "
              + other.allowed().description()
              + ": add it, or leave both out");
    }
  }

  private void fits() {
    int room = PrivateRange.zones(network.cidr());
    if (network.azs().size() > room) {
      throw new IllegalArgumentException(
          "context key 'cidr' is '"
              + network.cidr()
              + "', which has room for "
              + room
              + " zones, and 'azs' names "
              + network.azs().size()
              + "; give a larger range or fewer zones");
    }
  }

  private static String quoted(ContextKey<?> key) {
    return "'" + key.name() + "'";
  }
}
