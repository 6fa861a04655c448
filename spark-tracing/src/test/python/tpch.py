"""Runs TPC-H's 22 queries and prints how many rows each has: tpch.py TABLES QUERIES"""

import pathlib
import sys

from pyspark.sql import SparkSession

tables, queries = map(pathlib.Path, sys.argv[1:])
spark = SparkSession.builder.appName("tpch").getOrCreate()
for table in sorted(tables.glob("*.parquet")):
    spark.read.parquet(str(table)).createOrReplaceTempView(table.stem)
for number in range(1, 23):
    query = (queries / f"q{number}.sql").read_text()
    print(f"q{number}: {len(spark.sql(query).collect())} rows", flush=True)
spark.stop()
