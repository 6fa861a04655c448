"""A small PySpark program that ends in the way its first argument names.

What follows are settings, key=value, for a session that this program makes by itself.
"""

import os
import signal
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, udf


def session(settings):
    builder = SparkSession.builder.appName("python")
    for setting in settings:
        key, value = setting.split("=", 1)
        builder = builder.config(key, value)
    return builder.getOrCreate()


def count_by_remainder(spark):
    rows = spark.range(0, 1000, 1, 2).groupBy((col("id") % 7).alias("remainder")).count().collect()
    if len(rows) != 7:
        raise AssertionError(f"expected 7 rows, got {len(rows)}")


def bad(value):
    raise ValueError(f"row {value} is bad")


def main(ending, settings):
    if ending == "no-session":
        return
    spark = session(settings)
    if ending == "nothing":
        spark.stop()
        return
    count_by_remainder(spark)
    if ending == "stop":
        spark.stop()
    elif ending == "no-stop":
        pass
    elif ending == "exception":
        raise ValueError("outside Spark")
    elif ending == "bad-udf":
        spark.range(0, 10, 1, 1).select(udf(bad)("id")).collect()
    elif ending == "exit-3":
        sys.exit(3)
    elif ending == "stop-twice":
        spark.stop()
        spark.stop()
    elif ending == "missing-path":
        spark.read.csv("/nowhere/at/all.csv").count()
    elif ending == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif ending == "exit-in-udf":
        spark.range(0, 10, 1, 1).select(udf(sys.exit)("id")).collect()
    elif ending == "failed-write":
        bad_row = "case when id < 5 then id else cast(raise_error('row is wrong') as bigint) end as id"
        spark.range(0, 10, 1, 1).selectExpr(bad_row).write.format("noop").mode("overwrite").save()
    elif ending == "bad-udf-then-stop":
        try:
            spark.range(0, 10, 1, 1).select(udf(bad)("id")).collect()
        finally:
            spark.stop()
    elif ending == "wait":
        print("waiting to be ended", flush=True)
        time.sleep(120)
    else:
        raise ValueError(f"unknown ending {ending}")


main(sys.argv[1], sys.argv[2:])
