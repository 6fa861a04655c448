/** Outputs that are whole or not there, and the account of their rows. */
package spanglue.glue.write;
