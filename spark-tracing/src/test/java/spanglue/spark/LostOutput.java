package spanglue.spark;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.shuffle.FetchFailedException;
import scala.Tuple2;

/**
 * Reads a shuffle's values; the first attempt of its stage says that the shuffle's output is lost.
 */
record LostOutput(int shuffleId)
    implements FlatMapFunction<Iterator<Tuple2<Integer, Integer>>, Integer> {

  static LostOutput of(JavaPairRDD<?, ?> shuffled) {
    ShuffleDependency<?, ?, ?> dependency =
        (ShuffleDependency<?, ?, ?>) shuffled.rdd().dependencies().head();
    return new LostOutput(dependency.shuffleId());
  }

  @Override
  public Iterator<Integer> call(Iterator<Tuple2<Integer, Integer>> values)
      throws FetchFailedException {
    if (TaskContext.get().stageAttemptNumber() == 0) {
      throw new FetchFailedException(null, shuffleId, -1, -1, 0, "lost", null);
    }
    Iterable<Tuple2<Integer, Integer>> all = () -> values;
    Stream<Tuple2<Integer, Integer>> stream = StreamSupport.stream(all.spliterator(), false);
    List<Integer> numbers = stream.map(value -> value._2()).toList();
    return numbers.iterator();
  }
}
