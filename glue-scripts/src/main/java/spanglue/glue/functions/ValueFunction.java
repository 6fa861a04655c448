package spanglue.glue.functions;

import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A function of one row's values. A public class that extends this has a static method {@code
 * invoke}, with a parameter for each of its types, that Spark's generated code calls.
 *
 * @param <R> what it returns, of Spark's own classes
 */
public abstract class ValueFunction<R> implements UnboundFunction, ScalarFunction<R> {
  private final DataType result;
  private final DataType[] parameters;

  /** A function that takes these types. */
  protected ValueFunction(DataType result, DataType... parameters) {
    this.result = result;
    this.parameters = parameters.clone();
  }

  @Override
  public final DataType[] inputTypes() {
    return parameters.clone();
  }

  @Override
  public final DataType resultType() {
    return result;
  }

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final String description() {
    return name();
  }

  @Override
  public final BoundFunction bind(StructType arguments) {
    return this;
  }
}
