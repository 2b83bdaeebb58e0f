"""Puts the questions of `zeren analyze --smt2 DIR` to z3 and compares the answers."""

import pathlib
import sys

try:
    import z3
except ImportError:
    print("z3-solver is not installed: nothing compared")
    sys.exit(0)


def answer(text: str) -> str:
    solver = z3.Solver()
    solver.set("timeout", 60_000)
    solver.from_string(text)
    return str(solver.check())


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    wrong = unknown = 0
    files = sorted(folder.glob("*.smt2"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        ours = "unsat" if ":status unsat" in text else "sat"
        theirs = answer(text)
        if theirs == "unknown":
            unknown += 1
        elif ours != theirs:
            wrong += 1
            print(f"{path.name}: zeren {ours}, z3 {theirs}")
    print(f"{len(files)} questions, {wrong} differ, {unknown} unknown to z3")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
