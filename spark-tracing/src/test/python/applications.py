"""Spark applications, one after the other in one process, each named after what it does.

applications.py NAME..
"""

import socket
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession
from pyspark.sql.functions import broadcast, col, lit, udf


class Gate:
    """Where the rows of a column wait until the driver opens it, and the driver until they have come."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(120)
        self.waiting = []
        port = self.server.getsockname()[1]

        @udf("long")
        def wait(value):
            try:
                with socket.create_connection(("127.0.0.1", port), 120) as gate:
                    gate.recv(1)
            except OSError:
                pass  # It is open for good.
            return value

        self.column = wait

    def arrive(self, rows):
        while len(self.waiting) < rows:
            self.waiting.append(self.server.accept()[0])

    def open(self):
        self.server.close()
        for row in self.waiting:
            row.close()


class Failing(threading.Thread):
    """Runs something that is to fail."""

    def __init__(self, work):
        super().__init__()
        self.work = work
        self.failure = None
        self.start()

    def run(self):
        try:
            self.work()
        except Exception as caught:
            self.failure = caught

    def await_failure(self):
        self.join()
        assert self.failure is not None, "nothing failed"


def conflict(column):
    def fail(value):
        raise RuntimeError("another writer was first")

    return udf(fail, "long")(column)


def write(frame):
    frame.write.parquet(tempfile.mkdtemp() + "/table")


def retry(spark):
    rows = spark.range(0, 1000, 1, 2)
    for attempt in range(3):
        try:
            write(rows.select(conflict("id").alias("id")) if attempt < 2 else rows)
        except Exception as conflicting:
            print("attempt", attempt, "failed:", type(conflicting).__name__)


def probe(spark):
    try:
        spark.table("a_table_that_is_not_there").count()
    except AnalysisException:
        write(spark.range(10))


def probe_of_a_column(spark):
    try:
        spark.range(10).select("nothing").count()
    except AnalysisException:
        spark.range(10).count()


def last_fails(spark):
    Failing(lambda: spark.range(0, 10, 1, 1).select(conflict("id")).collect()).await_failure()


def cancel(spark, mark, stop):
    gate = Gate()

    def work():
        mark()
        spark.range(0, 2, 1, 2).select(gate.column("id")).collect()

    thread = Failing(work)
    gate.arrive(2)
    stop()
    thread.await_failure()
    gate.open()
    spark.range(1000).count()


def cancel_group(spark):
    sc = spark.sparkContext
    cancel(
        spark,
        lambda: sc.setJobGroup("nightly", "a report that nobody wants any more", True),
        lambda: sc.cancelJobGroup("nightly"),
    )


def cancel_tag(spark):
    sc = spark.sparkContext
    cancel(spark, lambda: sc.addJobTag("old"), lambda: sc.cancelJobsWithTag("old"))


def cancel_all(spark):
    cancel(spark, lambda: None, spark.sparkContext.cancelAllJobs)


def stop_query(spark):
    gate = Gate()
    rows = spark.readStream.format("rate").option("rowsPerSecond", 100).load()
    query = rows.select(gate.column("value")).writeStream.format("noop").start()
    gate.arrive(1)
    query.stop()
    gate.open()
    spark.range(1000).count()


def stop_query_of_batches(spark):
    gate = Gate()
    rows = spark.readStream.format("rate").option("rowsPerSecond", 100).load()
    query = rows.writeStream.foreachBatch(
        lambda frame, number: write(frame.select(gate.column("value").alias("value")))
    ).start()
    gate.arrive(1)
    query.stop()
    gate.open()
    spark.range(1000).count()


def batches_fail(spark):
    def batch(frame, number):
        raise ValueError("this batch is bad")

    rows = spark.readStream.format("rate").option("rowsPerSecond", 100).load()
    query = rows.writeStream.foreachBatch(batch).start()
    Failing(query.awaitTermination).await_failure()
    spark.range(1000).count()


def broadcast_times_out(spark):
    spark.conf.set("spark.sql.broadcastTimeout", "2")
    spark.conf.set("spark.sql.adaptive.enabled", "false")
    gate = Gate()
    slow = spark.range(0, 2, 1, 2).select(gate.column("id").alias("id"))
    Failing(lambda: spark.range(100).join(broadcast(slow), "id").count()).await_failure()
    gate.open()
    spark.range(1000).count()


def limit(spark):
    assert len(spark.range(0, 1000, 1, 4).limit(3).collect()) == 3


def threads(spark):
    def query(n):
        spark.sparkContext.setJobDescription("query %03d" % n)
        left = spark.range(0, 2000, 1, 4).withColumn("k", col("id") % (n + 2))
        right = spark.range(0, n + 2).withColumnRenamed("id", "k")
        rows = left.join(broadcast(right), "k").groupBy("k").count().collect()
        assert len(rows) == n + 2

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(query, range(60)))


def partitions(spark):
    """More partitions than the driver lists by itself, so that the planning of a query runs a job."""
    spark.sql("create table wide using parquet partitioned by (p) as select id, id % 40 as p from range(80)")
    spark.sql("create table joined using parquet partitioned by (p) as select id, id % 40 as p from range(80)")
    spark.catalog.clearCache()
    spark.sql("refresh table wide")
    spark.sql("refresh table joined")
    assert spark.sql("select count(*) from wide join joined using (id)").collect()[0][0] == 80


def many(spark):
    quick = spark.sparkContext._jsc.parallelize([1, 2, 3], 1)
    assert spark.range(0, 100_000, 1, 500).selectExpr("count(id)").collect()[0][0] == 100_000
    for _ in range(2000):
        quick.count()


def wide(spark):
    columns = spark.range(0, 200, 1, 2).select("id", *[(col("id") + n).alias("c%d" % n) for n in range(200)])
    columns.cache().count()
    columns.groupBy((col("id") % 3).alias("k")).sum().collect()
    columns.unpersist()
    deep = spark.range(0, 1000, 1, 2)
    for n in range(40):
        deep = deep.withColumn("d%d" % n, col("id" if n == 0 else "d%d" % (n - 1)) + lit(n))
    deep.selectExpr("sum(d39)").collect()
    forked = spark.range(0, 10)
    for n in range(6):
        forked = forked.union(spark.range(n, n + 10).join(spark.range(0, 20), "id"))
    forked.count()


def streaming(spark):
    """Ten batches of two writes and a count each."""
    out = tempfile.mkdtemp()
    done = threading.Event()

    def batch(frame, number):
        frame.persist()
        if frame.count():
            frame.write.mode("append").parquet(out + "/a")
            frame.selectExpr("value % 7 as k").groupBy("k").count().write.mode("overwrite").parquet(out + "/b")
        frame.unpersist()
        if number >= 10:
            done.set()

    rows = spark.readStream.format("rate").option("rowsPerSecond", 200).load()
    query = rows.writeStream.foreachBatch(batch).option("checkpointLocation", out + "/c").start()
    assert done.wait(120)
    query.stop()
    assert spark.read.parquet(out + "/a").count() > 0


def names(spark):
    for name in (
        "count, then write",
        "$Proxy17.load()",
        "SELECT * FROM orders WHERE a < 3 AND b > 'x'",
        "\U0001f680" * 130,
        "Загрузка заказов за вчерашний день " * 6,
        "取込ジョブ" * 40,
        "a" * 116 + "\U0001f680\U0001f680",
        "line one\nline two\ttab \x07 bell \x00 zero",
        "<a href='http://x/'>batch 12</a>",
        "   ",
        "e\u0301" * 70,
    ):
        spark.sparkContext.setJobDescription(name)
        spark.range(10).count()
    spark.sparkContext.setJobDescription(None)


for name in sys.argv[1:]:
    begin = time.monotonic()
    session = SparkSession.builder.appName(name).getOrCreate()
    globals()[name](session)
    session.stop()
    print("ended", name, "after %.1f s" % (time.monotonic() - begin), flush=True)
