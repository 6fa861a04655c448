/** Programs that tests submit to Spark as a user does: in a jar, from a process of their own. */
package spanglue.spark.jobs;
