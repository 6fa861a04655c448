package spanglue.tracing.vocabulary;

/**
 * A name that the product gives to what it tells or takes: a span's or a resource's attribute, a
 * metric, a conf, an argument. Each module has its terms in one enum of each kind; {@code
 * docs/attributes.md} is written from them.
 */
public interface Term {
  /** The name, such as {@code spark.task.count}. */
  String key();

  /** What its values are. */
  Type type();

  /**
   * The unit as UCUM writes it ({@code s}, {@code By}, {@code {task}}); empty where there is none.
   */
  String unit();

  /** What it says, in a sentence. */
  String meaning();

  /** What a value is. */
  enum Type {
    /** One text. */
    TEXT,
    /** A list of texts. */
    TEXTS,
    /** A whole number. */
    WHOLE,
    /** A list of whole numbers. */
    WHOLES,
    /** A number. */
    NUMBER,
    /** True or false. */
    FLAG
  }
}
