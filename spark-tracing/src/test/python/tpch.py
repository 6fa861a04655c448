"""Runs TPC-H's 22 queries, prints how many rows each has, and what Spark's own pages say of all
stages that ran: tpch.py TABLES QUERIES"""

import json
import pathlib
import sys
import urllib.request

from pyspark.sql import SparkSession

FIGURES = [
    "numCompleteTasks",
    "numFailedTasks",
    "executorRunTime",
    "executorCpuTime",
    "jvmGcTime",
    "inputRecords",
    "inputBytes",
    "outputRecords",
    "outputBytes",
    "shuffleReadBytes",
    "shuffleWriteBytes",
    "diskBytesSpilled",
]


def rest_figures(context):
    context._jsc.sc().listenerBus().waitUntilEmpty()
    url = f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}"
    with urllib.request.urlopen(f"{url}/stages") as answer:
        ran = [stage for stage in json.load(answer) if stage["status"] == "COMPLETE"]
    with urllib.request.urlopen(f"{url}/jobs") as answer:
        jobs = len(json.load(answer))
    sums = {figure: sum(stage[figure] for stage in ran) for figure in FIGURES}
    return {"jobs": jobs, "stages": len(ran), **sums}


tables, queries = map(pathlib.Path, sys.argv[1:])
spark = SparkSession.builder.appName("tpch").getOrCreate()
for table in sorted(tables.glob("*.parquet")):
    spark.read.parquet(str(table)).createOrReplaceTempView(table.stem)
for number in range(1, 23):
    query = (queries / f"q{number}.sql").read_text()
    print(f"q{number}: {len(spark.sql(query).collect())} rows", flush=True)
print("rest: " + json.dumps(rest_figures(spark.sparkContext)), flush=True)
spark.stop()
