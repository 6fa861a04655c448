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
  final PlanSteps owner;
  volatile List<Step> inputs = List.of();

  /**
   * A step.
   *
   * @param id in the order of definition
   * @param owner tells the steps of one trace from those of another over the same frames
   */
  Step(long id, String name, PlanSteps owner) {
    this.id = id;
    this.name = name;
    this.owner = owner;
  }

  @Override
  public String toString() {
    return name;
  }
}
