"""Two Spark Connect clients of one server, one after the other; a query of the second fails.

clients.py URL
"""

import sys

from pyspark.sql import SparkSession

for n in range(2):
    spark = SparkSession.builder.remote(sys.argv[1]).create()
    assert spark.range(0, 1000).selectExpr("sum(id)").collect()[0][0] == 499500
    if n:
        try:
            spark.sql("select assert_true(id < 3) from range(10)").collect()
        except Exception as caught:
            print("caught", type(caught).__name__)
    spark.stop()
