package spanglue.spark.internal.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the greatest so many of what it is given. */
final class Longest<T> {
  private final int capacity;
  private final PriorityQueue<T> smallestFirst;

  Longest(int capacity, Comparator<? super T> order) {
    this.capacity = capacity;
    this.smallestFirst = new PriorityQueue<>(order);
  }

  /** Returns what there is no room for: the smallest, which may be {@code item}; null if none. */
  @Nullable T add(T item) {
    smallestFirst.add(item);
    return smallestFirst.size() > capacity ? smallestFirst.poll() : null;
  }

  /** What was kept, in no order. */
  List<T> kept() {
    return new ArrayList<>(smallestFirst);
  }
}
