package spanglue.tracing.internal.parent;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** Names of states as a state machine spells them and as X-Ray keeps them. */
final class StateNames {
  /** What X-Ray does not take in a name (PutTraceSegments, "name"). */
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\p{L}\\p{N}\\s_.:/%&#=+\\\\@-]");

  private static final int LONGEST = 200;

  private StateNames() {}

  /** Those of that name; where none has exactly it, those that X-Ray would name the same. */
  static List<XRaySegment> matching(String state, List<XRaySegment> segments) {
    List<XRaySegment> exact = segments.stream().filter(s -> s.name().equals(state)).toList();
    return exact.isEmpty()
        ? segments.stream().filter(s -> inXRay(s.name()).equals(inXRay(state))).toList()
        : exact;
  }

  private static String inXRay(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String kept = NOT_IN_A_NAME.matcher(composed).replaceAll("").strip();
    return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST);
  }
}
