package spanglue.spark.internal.ledger;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The actions that run, and how one is found by what an event says of it. */
final class OpenActions {
  /** A bit each: at most 2 MB. */
  private static final int MOST_ANNOUNCED = 1 << 24;

  /** In the order of their starts. */
  private final Map<Long, OpenAction> byId = new LinkedHashMap<>();

  private final Map<Long, OpenAction> byExecution = new HashMap<>();
  private final BitSet announced = new BitSet();
  private final Map<String, OpenAction> byTag = new HashMap<>();

  void add(OpenAction action) {
    byId.put(action.id, action);
  }

  void addTag(String tag, OpenAction action) {
    byTag.put(tag, action);
  }

  @Nullable OpenAction removeTag(String tag) {
    return byTag.remove(tag);
  }

  void addExecution(long executionId, OpenAction action) {
    byExecution.put(executionId, action);
  }

  void removeExecution(long executionId) {
    byExecution.remove(executionId);
  }

  /** Spark told that the execution began. */
  void announced(long executionId) {
    if (executionId < MOST_ANNOUNCED) {
      announced.set((int) executionId);
    }
  }

  /** Whether Spark did. Of very many the last count as told. */
  boolean isAnnounced(long executionId) {
    return executionId >= MOST_ANNOUNCED || announced.get((int) executionId);
  }

  @Nullable OpenAction ofExecution(long executionId) {
    return byExecution.get(executionId);
  }

  /** The named action that the job tags are of; null where they are of none that runs. */
  @Nullable OpenAction ofTags(Set<String> tags) {
    String tag = JobTags.actionTag(tags);
    return tag == null ? null : byTag.get(tag);
  }

  /** The action of that execution where it is known, else the named one of those tags. */
  @Nullable OpenAction of(long executionId, Set<String> tags) {
    OpenAction known = byExecution.get(executionId);
    return known == null ? ofTags(tags) : known;
  }

  void remove(OpenAction action) {
    byId.remove(action.id);
    byTag.values().remove(action);
    action.executionIds().forEach(byExecution::remove);
  }

  int size() {
    return byId.size();
  }

  OpenAction eldest() {
    return byId.values().iterator().next();
  }

  Collection<OpenAction> all() {
    return List.copyOf(byId.values());
  }
}
