"""Statements on a table of a format that reads and writes a log of its own.

tables.py delta|iceberg: prints how many statements ran something.
"""

import sys
import tempfile

from pyspark.sql import SparkSession

kind = sys.argv[1]
spark = SparkSession.builder.appName(kind).getOrCreate()
table = "delta.`%s/t`" % tempfile.mkdtemp() if kind == "delta" else "lake.db.t"
ran = 0


def run(statement):
    global ran
    spark.sql(statement).collect()
    ran += 1


run(
    "CREATE TABLE %s USING %s PARTITIONED BY (k) AS SELECT id, id %% 5 AS k, 'old' AS v FROM range(1000)"
    % (table, kind)
)
for n in range(3):
    spark.range(n * 50, n * 50 + 100).selectExpr("id", "id % 5 as k", "'new' as v").createOrReplaceTempView("s")
    run(
        "MERGE INTO %s t USING s ON t.id = s.id AND t.k = s.k "
        "WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *" % table
    )
    run("SELECT count(*) FROM %s WHERE k = 1" % table)
if kind == "delta":
    run("OPTIMIZE %s" % table)
run("DELETE FROM %s WHERE k = 4" % table)
assert spark.sql("SELECT count(*) FROM %s" % table).collect()[0][0] == 800
ran += 1
print("statements:", ran, flush=True)
spark.stop()
