"""The bindings: the same answers as the engine's own command, one by one and by columns.

    python -m unittest discover bindings/python/tests
"""
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import zeren

try:
    import pyarrow as pa
except ImportError:
    pa = None

ROOT = pathlib.Path(__file__).resolve().parents[3]
PLAN = """
方案 例 { 标题: "例"  词表: 无 }
单位 市公安局
单位 市民政局
事实 情形 { 类型: 多选  值 侵害  值 失踪 }
事实 年龄 { 类型: 整数  取值: 0..120 }
事实 场所 { 类型: 单选  值 学校  值 家 }
事实 急 { 类型: 是否 }
职责 处置 { 出处: 一/1  责任: 市公安局  当: 情形 含 侵害  办理: "处置" }
职责 安置 { 出处: 一/2  责任: 市民政局  当: 急 且 年龄 < 18  办理: "安置" }
"""


def policy():
    return zeren.Policy.compile({"plan.zr": PLAN})


class One(unittest.TestCase):
    def test_a_case_is_answered(self):
        answer = policy().route({"情形": ["侵害"], "年龄": 9})
        self.assertEqual(answer["schema"], "zeren.route/v1")
        lines = [(a["unit"], a["status"]) for a in answer["assignments"]]
        self.assertEqual(lines, [("市公安局", "certain"), ("市民政局", "possible")])
        self.assertEqual(answer["policy_digest"], policy().digest)

    def test_a_word_that_is_not_known_is_named(self):
        with self.assertRaisesRegex(ValueError, "侵害"):
            policy().route({"情形": ["侵犯"]})
        with self.assertRaisesRegex(ValueError, "as_of"):
            policy().route({}, as_of="yesterday")

    def test_faulty_texts_are_no_policy(self):
        with self.assertRaises(zeren.PolicyError) as raised:
            zeren.Policy.compile({"plan.zr": "方案 例 { 标题: }"})
        self.assertTrue(str(raised.exception))
        with self.assertRaises(OSError):
            zeren.Policy.load("/no/such/plan")

    def test_a_plan_on_disk_with_its_vocabulary(self):
        plan = zeren.Policy.load(ROOT / "policies" / "huairen-2022")
        self.assertEqual(plan.id, "huairen-2022")
        self.assertEqual(plan.facts["对象"], "set")
        units = {a["unit"] for a in plan.route({"情形": ["监护侵害"], "年龄": 6})["assignments"]}
        self.assertIn("市公安局", units)


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Batch(unittest.TestCase):
    def test_rows_are_answered_in_order_and_like_single_cases(self):
        batch = pa.RecordBatch.from_pydict(
            {
                "id": [1, 2, 3, 4],
                "情形": pa.array([["侵害"], [], None, ["侵犯"]], pa.list_(pa.string())),
                "年龄": pa.array([9, 30, None, 1], pa.int32()),
                "急": [True, True, None, False],
            }
        )
        answers = policy().route_batch(batch)
        self.assertEqual(answers.num_rows, 4)
        rows = answers.to_pylist()
        for row, case in zip(rows[:3], batch.to_pylist()):
            facts = {k: v for k, v in case.items() if k != "id" and v is not None}
            whole = policy().route(facts)["assignments"]
            keys = ("unit", "role", "clause", "item", "status")
            self.assertEqual(row["assignments"], [{k: a[k] for k in keys} for a in whole])
            self.assertIsNone(row["error"])
        self.assertIsNone(rows[3]["assignments"])
        self.assertIn("侵犯", rows[3]["error"])

    def test_threads_do_not_change_the_answers(self):
        batch = pa.RecordBatch.from_pydict({"情形": [["侵害"], ["失踪"]] * 500})
        plan = policy()
        self.assertTrue(plan.route_batch(batch, threads=0).equals(plan.route_batch(batch, threads=1)))

    def test_text_cells_as_in_a_table(self):
        batch = pa.RecordBatch.from_pydict({"情形": ["侵害、失踪", "[]", "", None], "场所": ["家", "学校", "", None]})
        lists = [len(r["assignments"]) for r in policy().route_batch(batch).to_pylist()]
        self.assertEqual(lists, [2, 1, 2, 2])

    def test_columns_that_do_not_fit_are_named(self):
        with self.assertRaisesRegex(ValueError, "年龄"):
            policy().route_batch(pa.RecordBatch.from_pydict({"年龄": ["nine"]}))
        with self.assertRaisesRegex(ValueError, "情形"):
            policy().route_batch(pa.RecordBatch.from_pydict({"id": [1]}))




def has(*modules):
    return all(importlib.util.find_spec(m) for m in modules)


EXAMPLES = ROOT / "bindings/python/examples"


class Jobs(unittest.TestCase):
    """The jobs of `examples/`, on a small Parquet file: every row is answered, and as by the policy itself."""

    def run_job(self, name, rows=60):
        import pyarrow.parquet as pq

        with tempfile.TemporaryDirectory() as place:
            cases, answers = os.path.join(place, "cases.parquet"), os.path.join(place, "answers.parquet")
            plan = str(ROOT / "policies/huairen-2022")
            subprocess.run([sys.executable, EXAMPLES / "cases.py", cases, str(rows)], check=True)
            job = subprocess.run(
                [sys.executable, EXAMPLES / name, plan, cases, answers],
                capture_output=True,
                text=True,
                env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"},
            )
            self.assertEqual(job.returncode, 0, job.stderr)
            told = {r["case"]: r["assignments"] for r in pq.read_table(answers).to_pylist()}
            asked = pq.read_table(cases).combine_chunks().to_batches()[0]
            own = zeren.Policy.load(plan).route_batch(asked).to_pylist()
        self.assertEqual(len(told), rows)
        for case, row in enumerate(own):
            self.assertEqual(told[case], row["assignments"])

    @unittest.skipUnless(has("pyarrow", "datafusion"), "pyarrow and datafusion are not installed")
    def test_datafusion(self):
        self.run_job("datafusion_job.py")

    @unittest.skipUnless(has("pyarrow", "pandas", "pyspark") and shutil.which("java"), "pyspark, pandas, pyarrow or Java is missing")
    def test_spark_on_two_local_cores(self):
        self.run_job("spark_job.py")


if __name__ == "__main__":
    unittest.main()
