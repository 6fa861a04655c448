/** The shaded jar as others use it: on a cluster, from Python, beside Spark's own event log. */
package spanglue.spark.outside;
