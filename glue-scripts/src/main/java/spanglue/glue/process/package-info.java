/** The processing job's operations. */
package spanglue.glue.process;
