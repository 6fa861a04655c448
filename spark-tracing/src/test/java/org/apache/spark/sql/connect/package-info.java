@org.jspecify.annotations.NullMarked
package org.apache.spark.sql.connect;
