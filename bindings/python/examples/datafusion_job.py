"""Routes a Parquet of cases with DataFusion, batch by batch in one process on all cores.

    python datafusion_job.py POLICY CASES.parquet ANSWERS.parquet
"""
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import zeren
from datafusion import SessionContext


def main():
    policy = zeren.Policy.load(sys.argv[1])
    frame = SessionContext().read_parquet(sys.argv[2])
    begin, rows, out = time.perf_counter(), 0, None
    for batch in frame.execute_stream():
        batch = batch.to_pyarrow()
        answers = policy.route_batch(batch, threads=0)
        table = pa.RecordBatch.from_arrays([batch.column("case"), *answers.columns], ["case", *answers.schema.names])
        out = out or pq.ParquetWriter(sys.argv[3], table.schema)
        out.write_batch(table)
        rows += batch.num_rows
    if out:
        out.close()
    print(f"{rows} rows, {rows / (time.perf_counter() - begin):,.0f} rows/s")


main()
