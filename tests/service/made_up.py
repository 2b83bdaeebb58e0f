#!/usr/bin/env python3
"""A made-up plan and cases for it, the same on every run: made_up.py FOLDER [ITEMS] [CASES] [MORE]

19 facts: a place (counties of one city, about 300 items each), four sets, four choices, two numbers, eight yes-or-no; items with one to five
tests, most of them of one county; a hundred constraints. With MORE each item has so many tests more, so that fewer hold of a case. `zeren route FOLDER/plan.zr --batch FOLDER/cases.ndjson` answers the cases.
"""

import json
import pathlib
import random
import sys

folder = pathlib.Path(sys.argv[1])
items = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
cases = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
more = int(sys.argv[4]) if len(sys.argv) > 4 else 0
pick = random.Random(42)
counties = max(1, items // 300)
sets = {"情形": 60, "对象": 40, "诉求": 24, "场所": 12}
choices = {"身份": 8, "来源": 6, "类型": 12, "程度": 5}
numbers = {"年龄": 18, "月数": 12}
bools = [f"是否{n}" for n in range(8)]


def test(fact):
    if fact in sets:
        values = [f"{fact}{pick.randrange(sets[fact])}" for _ in range(2 if pick.random() < 0.3 else 1)]
        return f"{fact} 含任一 ({'、'.join(values)})" if len(values) > 1 else f"{fact} 含 {values[0]}"
    if fact in choices:
        return f"{fact} 为 {fact}{pick.randrange(choices[fact])}"
    if fact in numbers:
        return f"{fact} {pick.choice(['<', '>='])} {1 + pick.randrange(numbers[fact] - 1)}"
    return fact if pick.random() < 0.5 else f"非 {fact}"


def some_fact():
    return pick.choice([*sets, *choices, *numbers, *bools])


out = ['方案 made-up { 标题: "made up" 词表: 无 }']
out.append("事实 地区 { 类型: 单选  值 全市 " + " ".join(f"值 县{n} {{ 上位: 全市 }}" for n in range(counties)) + " }")
for fact, count in sets.items():
    parents = [f" {{ 上位: {fact}{n // 4} }}" if n >= 8 and n % 4 == 0 else "" for n in range(count)]
    out.append(f"事实 {fact} {{ 类型: 多选 " + " ".join(f"值 {fact}{n}{parents[n]}" for n in range(count)) + " }")
for fact, count in choices.items():
    out.append(f"事实 {fact} {{ 类型: 单选 " + " ".join(f"值 {fact}{n}" for n in range(count)) + " }")
for fact, count in numbers.items():
    out.append(f"事实 {fact} {{ 类型: 整数  取值: 0..{count} }}")
out += [f"事实 {fact} {{ 类型: 是否 }}" for fact in bools]
for n in range(100):
    fact = pick.choice([*sets])
    out.append(f"约束 约{n} {{ 若: {fact} 含 {fact}{pick.randrange(sets[fact])} 且 {test(pick.choice(bools))}  则: 年龄 <= {pick.randrange(14, 19)} }}")
out += [f"单位 县{c}局{n}" for c in range(counties) for n in range(12)]
for n in range(items):
    county = pick.randrange(counties)
    tests = [f"地区 为 {'全市' if pick.random() < 0.02 else f'县{county}'}"]
    if pick.random() < 0.9:
        tests.append(test("情形"))
    tests += [test(some_fact()) for _ in range(more + pick.randrange(4))]
    out.append(f"职责 条{n} {{ 出处: 一/{n + 1}  责任: 县{county}局{pick.randrange(12)}  事项: 事{n % 97}  当: {' 且 '.join(tests)} }}")
folder.mkdir(parents=True, exist_ok=True)
(folder / "plan.zr").write_text("\n".join(out) + "\n")
with open(folder / "cases.ndjson", "w") as file:
    for _ in range(cases):
        facts = {"地区": f"县{pick.randrange(counties)}"}
        for fact, count in sets.items():
            facts[fact] = sorted({f"{fact}{pick.randrange(count)}" for _ in range(pick.randrange(4))})
        for fact, count in choices.items():
            facts[fact] = f"{fact}{pick.randrange(count)}"
        for fact, count in numbers.items():
            facts[fact] = pick.randrange(count)
        for fact in bools:
            facts[fact] = pick.random() < 0.5
        file.write(json.dumps(facts, ensure_ascii=False) + "\n")
