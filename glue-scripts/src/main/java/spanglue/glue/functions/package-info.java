/**
 * Functions on Spark's own values, beside its built-in ones: a text is its bytes, and none is made
 * into a Java string and back, as it is for a UDF. A function extends {@link
 * spanglue.glue.functions.ValueFunction} where its rule is, and is called through {@link
 * spanglue.glue.functions.FunctionClasses}.
 */
@NullMarked
package spanglue.glue.functions;

import org.jspecify.annotations.NullMarked;
