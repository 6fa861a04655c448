package spanglue.tracing.internal.parent;

import static spanglue.tracing.internal.segment.XRayNames.inXRay;

import java.util.List;

/** Names of states as a state machine spells them and as X-Ray keeps them. */
final class StateNames {
  private StateNames() {}

  /** Those of that name; where none has exactly it, those that X-Ray would name the same. */
  static List<XRaySegment> matching(String state, List<XRaySegment> segments) {
    List<XRaySegment> exact = segments.stream().filter(s -> s.name().equals(state)).toList();
    return exact.isEmpty()
        ? segments.stream().filter(s -> inXRay(s.name()).equals(inXRay(state))).toList()
        : exact;
  }
}
