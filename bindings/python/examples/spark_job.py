"""Routes a Parquet of cases with PySpark: each worker loads the policy once and answers whole Arrow batches.

    python spark_job.py POLICY CASES.parquet ANSWERS.parquet [--measure]

`--measure` also runs the same job without routing, in the same session, and prints rows per second of both.
"""
import os
import sys
import time

import pyarrow as pa
from pyspark.sql import SparkSession

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
ANSWER = "case long, assignments array<struct<unit:string, role:string, clause:string, item:string, status:string>>, error string"


def routing(path):
    def route(batches):
        import zeren

        policy = zeren.Policy.load(path)
        for batch in batches:
            answers = policy.route_batch(batch, threads=1)
            columns = [batch.column("case"), *answers.columns]
            yield pa.RecordBatch.from_arrays(columns, ["case", *answers.schema.names])

    return route


def passing(batches):
    for batch in batches:
        yield batch.select(["case"])


def timed(cases, frame):
    begin = time.perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return cases / (time.perf_counter() - begin)


def main():
    policy, cases, answers = sys.argv[1:4]
    spark = (
        SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[2]"))
        .appName("zeren")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.read.parquet(cases)
    frame.mapInArrow(routing(policy), ANSWER).write.mode("overwrite").parquet(answers)
    if "--measure" in sys.argv:
        rows = frame.count()
        plain = timed(rows, frame.mapInArrow(passing, "case long"))
        routed = timed(rows, frame.mapInArrow(routing(policy), ANSWER))
        print(f"{rows} rows: pass-through {plain:,.0f} rows/s, routed {routed:,.0f} rows/s, ratio {routed / plain:.2f}")
    spark.stop()


main()
