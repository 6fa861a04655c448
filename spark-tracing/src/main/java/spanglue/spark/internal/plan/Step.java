package spanglue.spark.internal.plan;

import java.util.List;

/**
 * A named operation as the code defines it; its identity is the object's.
 *
 * <p>{@code inputs} are the steps of its input where nothing of the input's plan is left in its
 * output's, as after a way through an RDD; else none.
 */
public final class Step {
  final long id;
  final String name;
  final Object run;
  volatile List<Step> inputs = List.of();

  /**
   * A step of that run.
   *
   * @param id in the order of definition
   * @param run tells the steps of one traced run from those of another over the same frames
   */
  Step(long id, String name, Object run) {
    this.id = id;
    this.name = name;
    this.run = run;
  }

  @Override
  public String toString() {
    return name;
  }
}
