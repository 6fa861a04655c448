package spanglue.stack.network;

import software.constructs.Construct;
import spanglue.stack.shared.NagFindings;

/** Availability zones that the context names. */
public final class NamedZones {
  private NamedZones() {}

  /** Where somebody named the zones, because Fargate or Glue is missing in some. */
  public static void acknowledge(Construct construct) {
    NagFindings.acknowledge(
        construct, "CloudFormation-Validate::W3010", "The zones are the context's own choice");
  }
}
