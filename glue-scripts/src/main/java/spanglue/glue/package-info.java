/** The two Glue jobs, as lists of their steps. */
package spanglue.glue;
