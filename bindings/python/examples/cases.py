"""Writes a Parquet file of made-up cases for a policy's facts, the same on every run: `python cases.py CASES.parquet [ROWS]`."""
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

SITUATIONS = ["监护侵害", "家庭暴力", "失踪", "无人监护", "失学辍学", "流浪乞讨", "网络欺凌", "违规招用"]
WHO = ["农村留守儿童", "困境儿童", "孤儿", "残疾儿童", "学生"]


def batch(rows, first, rng):
    return pa.RecordBatch.from_pydict(
        {
            "case": list(range(first, first + rows)),
            "情形": [rng.sample(SITUATIONS, rng.randint(0, 2)) for _ in range(rows)],
            "对象": [rng.sample(WHO, 1) for _ in range(rows)],
            "年龄": [rng.choice([None, *range(18)]) for _ in range(rows)],
        },
        schema=pa.schema(
            [
                ("case", pa.int64()),
                ("情形", pa.list_(pa.string())),
                ("对象", pa.list_(pa.string())),
                ("年龄", pa.int64()),
            ]
        ),
    )


def main():
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    rng = random.Random(7)
    size = 10_000
    with pq.ParquetWriter(sys.argv[1], batch(0, 0, rng).schema) as out:
        for first in range(0, rows, size):
            out.write_batch(batch(min(size, rows - first), first, rng))


main()
