"""Writes a random policy with sets of tags, is-a relations, constraints, numbers and grades."""

import random
import sys

TAGS, UNITS, TOPICS, ITEMS = 24, 8, 6, 60


def leaf(r: random.Random) -> str:
    kind = r.randrange(6)
    if kind < 3:
        return f"情形 {r.choice(['含', '含', '不含'])} v{r.randrange(TAGS)}"
    if kind == 3:
        return f"年龄 {r.choice(['<', '>='])} {r.randrange(1, 30)}"
    if kind == 4:
        return f"等级 >= {r.choice('蓝黄橙红')}"
    return r.choice(["急", "地方 为 城", "地方 属于 (城、镇)"])


def condition(r: random.Random, depth: int) -> str:
    if depth == 0 or r.random() < 0.3:
        return leaf(r)
    parts = [condition(r, depth - 1) for _ in range(r.choice([2, 2, 3]))]
    text = "(" + r.choice([" 且 ", " 或 "]).join(parts) + ")"
    return text if r.random() < 0.85 else f"非 {text}"


def main() -> None:
    r = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print('方案 随机 { 标题: "随机" 词表: 无 }')
    for unit in range(UNITS):
        print(f"单位 单位{unit}")
    values = [f"值 v{i}" + (f" {{ 上位: v{r.randrange(i)} }}" if i and r.random() < 0.4 else "") for i in range(TAGS)]
    print("事实 情形 { 类型: 多选 " + " ".join(values) + " }")
    print("事实 年龄 { 类型: 整数 取值: 0..40 }\n事实 等级 { 类型: 等级 值 蓝 值 黄 值 橙 值 红 }")
    print("事实 地方 { 类型: 单选 值 城 值 镇 值 村 }\n事实 急 { 类型: 是否 }")
    for i in range(8):
        print(f"约束 约{i} {{ 若: {leaf(r)} 且 {leaf(r)} 则: {leaf(r)} }}")
    for i in range(ITEMS):
        role = r.choice(["牵头", "责任", "配合", "接收"])
        hand = f" 移交: 单位{r.randrange(UNITS)}" if r.random() < 0.2 else ""
        unit = "无" if role == "责任" and r.random() < 0.3 else f"单位{r.randrange(UNITS)}"
        action = r.choice(["受理并处置", "登记在册", "救助帮扶"])
        print(f'职责 条{i} {{ 出处: 一/{i + 1} 事项: 事{r.randrange(TOPICS)} 范围: 个案 {role}: {unit}{hand} 办理: "{action}" 当: {condition(r, 3)} }}')


main()
