/** The cleaning job's operations. */
package spanglue.glue.clean;
