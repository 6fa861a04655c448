package spanglue.glue.functions;

import static org.apache.spark.sql.functions.call_function;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A catalog in which a function's name is its class. */
public final class FunctionClasses implements FunctionCatalog {
  private static final String NAME = "spanglue_functions";
  private static final String CATALOG = "spark.sql.catalog." + NAME;

  /** Called by Spark, which makes it by name. */
  public FunctionClasses() {}

  /** A function's value for each row. */
  public static Column call(
      SparkSession spark, Class<? extends ValueFunction<?>> function, Column... arguments) {
    spark.conf().set(CATALOG, FunctionClasses.class.getName());
    return call_function(NAME + ".`" + function.getName() + "`", arguments);
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return new Identifier[0];
  }

  @Override
  public UnboundFunction loadFunction(Identifier function) {
    try {
      return Class.forName(function.name(), true, Thread.currentThread().getContextClassLoader())
          .asSubclass(ValueFunction.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no function " + function, e);
    }
  }
}
