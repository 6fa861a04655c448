/** The command line: the whole pipeline on one machine. */
package spanglue.cli;
