package spanglue.spark.internal.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.collection.Iterator;

/** Scala's values as Java's, in the words that Scala 2.12 and 2.13 share. */
public final class ScalaValues {
  private ScalaValues() {}

  public static <T> List<T> list(Iterable<? extends T> values) {
    List<T> list = new ArrayList<>();
    Iterator<? extends T> iterator = values.iterator();
    while (iterator.hasNext()) {
      list.add(iterator.next());
    }
    return list;
  }

  public static <K, V> Map<K, V> map(scala.collection.Map<K, V> values) {
    Map<K, V> map = new HashMap<>();
    Iterator<Tuple2<K, V>> iterator = values.iterator();
    while (iterator.hasNext()) {
      Tuple2<K, V> entry = iterator.next();
      map.put(entry._1(), entry._2());
    }
    return map;
  }

  public static <T> @Nullable T orNull(Option<? extends T> option) {
    return option.isDefined() ? option.get() : null;
  }

  /** An {@code Option[Long]}, which Java sees as one of objects. */
  public static long longOr(Option<Object> option, long absent) {
    return option.isDefined() ? (Long) option.get() : absent;
  }
}
