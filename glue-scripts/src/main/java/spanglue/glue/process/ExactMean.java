package spanglue.glue.process;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/** The mean of doubles from their exact sum, so that it doesn't depend on their order. */
public final class ExactMean extends Aggregator<Double, ExactMean.Sum, Double> {

  /** The exact sum of so many values. */
  public record Sum(BigDecimal total, long values) implements Serializable {}

  @Override
  public Sum zero() {
    return new Sum(BigDecimal.ZERO, 0);
  }

  @Override
  public Sum reduce(Sum sum, Double value) {
    return new Sum(sum.total().add(new BigDecimal(value)), sum.values() + 1);
  }

  @Override
  public Sum merge(Sum left, Sum right) {
    return new Sum(left.total().add(right.total()), left.values() + right.values());
  }

  @Override
  public Double finish(Sum sum) {
    return sum.total()
        .divide(BigDecimal.valueOf(sum.values()), MathContext.DECIMAL128)
        .doubleValue();
  }

  @Override
  public Encoder<Sum> bufferEncoder() {
    return Encoders.javaSerialization(Sum.class);
  }

  @Override
  public Encoder<Double> outputEncoder() {
    return Encoders.DOUBLE();
  }
}
