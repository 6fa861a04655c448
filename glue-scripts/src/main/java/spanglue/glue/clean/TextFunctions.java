package spanglue.glue.clean;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import spanglue.glue.functions.ValueFunction;

/** The functions of a text, for Spark to call: public, as its generated code is elsewhere. */
public final class TextFunctions {
  private TextFunctions() {}

  /** A function of one text. */
  abstract static class TextFunction<R> extends ValueFunction<R> {
    TextFunction(DataType result) {
      super(result, DataTypes.StringType);
    }
  }

  /**
   * The field at an index, without characters up to U+0020 at its ends; null where nothing is left.
   */
  public static final class Field extends ValueFunction<UTF8String> {
    /** Called by Spark. */
    public Field() {
      super(
          DataTypes.StringType,
          DataTypes.createArrayType(DataTypes.StringType),
          DataTypes.IntegerType);
    }

    /** Of no fields there is none. */
    public static @Nullable UTF8String invoke(@Nullable ArrayData fields, int index) {
      return fields == null || fields.isNullAt(index)
          ? null
          : PlainTexts.trimmed(fields.getUTF8String(index));
    }
  }

  /** Currency text to decimal(12,2). */
  public static final class Money extends TextFunction<Decimal> {
    /** Called by Spark. */
    public Money() {
      super(DataTypes.createDecimalType(12, 2));
    }

    /** See {@link Conversions#money}. */
    public static @Nullable Decimal invoke(@Nullable UTF8String text) {
      return text == null ? null : PlainTexts.money(text);
    }
  }

  /** A whole number's text to bigint. */
  public static final class Whole extends TextFunction<Long> {
    /** Called by Spark. */
    public Whole() {
      super(DataTypes.LongType);
    }

    /** See {@link Conversions#whole}. */
    public static @Nullable Long invoke(@Nullable UTF8String text) {
      return text == null ? null : PlainTexts.whole(text);
    }
  }

  /** A number's text to bigint. */
  public static final class RoundedWhole extends TextFunction<Long> {
    /** Called by Spark. */
    public RoundedWhole() {
      super(DataTypes.LongType);
    }

    /** See {@link Conversions#roundedWhole}. */
    public static @Nullable Long invoke(@Nullable UTF8String text) {
      return text == null ? null : PlainTexts.roundedWhole(text);
    }
  }

  /** A number's text to double. */
  public static final class Real extends TextFunction<Double> {
    /** Called by Spark. */
    public Real() {
      super(DataTypes.DoubleType);
    }

    /** See {@link Conversions#number}. */
    public static @Nullable Double invoke(@Nullable UTF8String text) {
      return text == null ? null : PlainTexts.number(text);
    }
  }

  /** TRUE or FALSE to boolean. */
  public static final class Bool extends TextFunction<Boolean> {
    /** Called by Spark. */
    public Bool() {
      super(DataTypes.BooleanType);
    }

    /** See {@link Conversions#bool}. */
    public static @Nullable Boolean invoke(@Nullable UTF8String text) {
      return text == null ? null : PlainTexts.bool(text);
    }
  }

  /** A date's text to date. */
  public static final class Day extends TextFunction<Integer> {
    /** Called by Spark. */
    public Day() {
      super(DataTypes.DateType);
    }

    /** See {@link Conversions#date}. */
    public static @Nullable Integer invoke(@Nullable UTF8String text) {
      return text == null ? null : PlainTexts.date(text);
    }
  }
}
