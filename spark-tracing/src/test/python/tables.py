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
    """Spark runs what is no query at once, and a query where its rows are asked for."""
    global ran
    frame = spark.sql(statement)
    ran += 1
    return frame.collect() if statement.startswith("SELECT") else None


run(
    "CREATE TABLE %s USING %s PARTITIONED BY (k) AS SELECT id, id %% 5 AS k, 'old' AS v FROM range(1000)"
    % (table, kind)
)
for n in range(3):
    run(
        "MERGE INTO %s t USING (SELECT id, id %% 5 AS k, 'new' AS v FROM range(%d, %d)) s "
        "ON t.id = s.id AND t.k = s.k WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
        % (table, n * 50, n * 50 + 100)
    )
    run("SELECT count(*) FROM %s WHERE k = 1" % table)
if kind == "delta":
    run("OPTIMIZE %s" % table)
run("DELETE FROM %s WHERE k = 4" % table)
assert run("SELECT count(*) FROM %s" % table)[0][0] == 800
print("statements:", ran, flush=True)
spark.stop()
