#!/usr/bin/env python3
"""Wakes the mistakes of a copy of the engine one by one and notes which test notices.

run.py prepare WORK [FILE ...]   makes the copy WORK/tree (default: logic, route, resolve, lint); leaves out what does not compile
run.py reach WORK                builds the tests and notes which test reaches which mistake, and how long each test takes
run.py wake WORK [SECONDS [LAYER [TESTS]]]   wakes them (of one layer) in a random order, for so long, each with at most so many seconds
                                 of tests; what is done already is not done again
run.py report WORK               what was noticed, what not
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAYERS = ["src/logic", "src/route", "src/resolve", "src/lint"]
# Tests that could notice a mistake in these layers and take seconds; the rest of the suite sees less of them, or takes minutes.
TESTS = [
    "conformance::every_case_passes", "logic::", "naive::", "routing::index", "routing::brief", "routing::random", "routing::levels", "routing::reasons", "routing::told",
    "analyze::verdicts", "analyze::upward", "analyze::shown", "resolve::", "lint", "syntax::",
]
CARGO = ["cargo"]


def cargo(work, arguments, **more):
    env = dict(os.environ, CARGO_TARGET_DIR=str(work / "it"))
    return subprocess.run(CARGO + arguments, cwd=work / "tree", env=env, **more)


def make(work, files, without):
    (work / "without").write_text("".join(f"{n}\n" for n in sorted(without)))
    tool = ["cargo", "run", "-q", "--target-dir", str(work / "tool"), "--manifest-path", str(ROOT / "mutants/Cargo.toml"), "--", str(ROOT), str(work / "tree")]
    made = subprocess.run(tool + files + ["--without", str(work / "without")], check=True, capture_output=True, text=True)
    (work / "list.ndjson").write_text(made.stdout)
    return len(made.stdout.splitlines())


def blamed(work, message):
    """The mistakes whose switches stand nearest before an error, or in the lines that it shows (of values that were moved, say)."""
    found = set()
    spans = message["spans"] + [s for child in message["children"] for s in child["spans"]]
    moved = (message["code"] or {}).get("code") in ("E0381", "E0382", "E0499", "E0502", "E0505", "E0506")
    for span in spans:
        if not (work / "tree" / span["file_name"]).is_file():
            continue
        text = (work / "tree" / span["file_name"]).read_bytes()
        switch = rb"mutant::on\((\d+)\)"
        if moved:
            lines = text.splitlines()[span["line_start"] - 1 : span["line_end"]]
            found |= {int(n) for line in lines for n in re.findall(switch, line)}
        elif span["is_primary"]:
            found |= {int(n) for n in re.findall(switch, text[: span["byte_end"]])[-1:]}
    return found


def prepare(work, files):
    work.mkdir(parents=True, exist_ok=True)
    copy = ["rsync", "-a", "--exclude", "/target*", "--exclude", ".git", "--exclude", "/fuzz/corpus", f"{ROOT}/", f"{work}/tree/"]
    subprocess.run(copy, check=True)
    listed = [str(f.relative_to(ROOT)) for layer in LAYERS for f in sorted((ROOT / layer).rglob("*.rs"))]
    files = files or [f for f in listed if not f.endswith("_test.rs")]
    without = set()
    while True:
        count = make(work, files, without)
        checked = cargo(work, ["check", "--lib", "--message-format=json"], capture_output=True, text=True)
        errors = [m["message"] for m in map(json.loads, checked.stdout.splitlines()) if m.get("reason") == "compiler-message"]
        bad = {n for m in errors if m["level"] == "error" and m["spans"] for n in blamed(work, m)}
        print(f"{count} mistakes, {len(bad)} of them no Rust", flush=True)
        if checked.returncode == 0:
            return
        if not bad - without:
            sys.exit("\n".join(m["rendered"] for m in errors if m["level"] == "error")[:4000])
        without |= bad


def binaries(work):
    built = cargo(work, ["test", "--no-run", "--lib", "--test", "it", "--message-format=json"], stdout=subprocess.PIPE, text=True, check=True)
    found = {}
    for message in map(json.loads, built.stdout.splitlines()):
        if message.get("executable") and message["target"]["name"] in ("zeren", "it") and message["profile"]["test"]:
            found[message["target"]["kind"][0]] = message["executable"]
    return found


def test(work, program, arguments, seconds, **env):
    env = dict(os.environ, CARGO_MANIFEST_DIR=str(work / "tree"), RUSTC_BOOTSTRAP="1", INSTA_UPDATE="no", RUST_BACKTRACE="0", **env)
    try:
        done = subprocess.run([program] + arguments, cwd=work / "tree", env=env, capture_output=True, text=True, errors="replace", timeout=seconds)
    except subprocess.TimeoutExpired as late:
        return None, (late.stdout or b"").decode(errors="replace")
    return done.returncode, done.stdout


def reach(work):
    programs = binaries(work)
    times, reached = {}, {}
    for kind, program in programs.items():
        seen = work / f"seen-{kind}"
        seen.unlink(missing_ok=True)
        arguments = ["-Zunstable-options", "--report-time", "--test-threads=2"] + (TESTS if kind == "test" else [])
        test(work, program, arguments, 3600, ZEREN_MUTANTS_SEEN=str(seen))
        for line in seen.read_text().splitlines() if seen.exists() else []:
            number, _, name = line.partition(" ")
            reached.setdefault(number, set()).add(f"{kind} {name}")
        # Once more for the times: noting what is reached takes many times as long.
        status, said = test(work, program, arguments, 3600)
        for name, end, seconds in re.findall(r"^test (\S+).*? \.\.\. (\w+) <([\d.]+)s>", said, re.M):
            if end == "ok":
                times[f"{kind} {name}"] = float(seconds)
            else:
                print(f"{kind} {name}: {end} without any mistake", flush=True)
        print(f"{kind}: {status}, {len(times)} tests so far", flush=True)
    (work / "reach.json").write_text(json.dumps({"programs": programs, "times": times, "reached": {n: sorted(t) for n, t in reached.items()}}))


def groups(tests, times):
    """Cheap tests first: a few, more, then those that take long, one by one."""
    tests = sorted(tests, key=lambda t: times[t])
    cheap = [t for t in tests if times[t] < 1.0]
    yield cheap[:6]
    yield cheap[6:60]
    yield cheap[60:]
    for slow in tests[len(cheap):]:
        yield [slow]


def noticed_by(work, known, number, budget=60.0):
    """The test that notices a mistake, or None."""
    times = known["times"]
    reached = known["reached"].get(str(number), [])
    # The conformance cases run on threads without a name.
    if "test ?" in reached:
        reached = [*reached, "test conformance::every_case_passes_as_it_is_written"]
    tests = [t for t in reached if t in times]
    spent = 0.0
    for group in groups(tests, times):
        for kind, program in known["programs"].items():
            names = [t.split(" ", 1)[1] for t in group if t.startswith(kind + " ")]
            cost, left = sum(times[f"{kind} {n}"] for n in names), budget - spent
            if not names or left < 1.0:
                continue
            # What takes longer than what is left is tried for as long: a test that notices a mistake mostly does so early.
            whole = cost <= left
            spent += min(cost, left)
            status, said = test(work, program, ["--exact", "--test-threads=2"] + names, 15 + 6 * cost if whole else left, ZEREN_MUTANT=str(number))
            if status is None and not whole:
                continue
            if status is None:
                return f"{kind} {names[0]} (time)"
            failed = re.findall(r"^test (\S+).*? \.\.\. FAILED", said, re.M)
            if failed:
                return f"{kind} {failed[0]}"
            if status != 0:
                return f"{kind} {names[0]} (ended with {status})"
    return None


def wake(work, seconds, layer="src", budget=60.0):
    known = json.loads((work / "reach.json").read_text())
    everything = [json.loads(line) for line in (work / "list.ndjson").read_text().splitlines()]
    out = work / "woken.ndjson"
    done = {json.loads(line)["id"] for line in out.read_text().splitlines()} if out.exists() else set()
    waiting = [m for m in everything if m["id"] not in done and m["file"].startswith(layer + "/")]
    random.Random(7).shuffle(waiting)
    end = time.time() + seconds
    with out.open("a") as notes:
        for mistake in waiting:
            if time.time() > end:
                break
            mistake["reached"] = len(known["reached"].get(str(mistake["id"]), []))
            mistake["noticed"] = noticed_by(work, known, mistake["id"], budget)
            notes.write(json.dumps(mistake, ensure_ascii=False) + "\n")
            notes.flush()


def report(work):
    woken = [json.loads(line) for line in (work / "woken.ndjson").read_text().splitlines()]
    total = [json.loads(line) for line in (work / "list.ndjson").read_text().splitlines()]
    print("| layer | mistakes | woken | noticed | not noticed | reached by no test in the process |\n|---|--:|--:|--:|--:|--:|")
    for layer in LAYERS:
        here = [m for m in woken if m["file"].startswith(layer + "/")]
        noticed = sum(m["noticed"] is not None for m in here)
        unreached = sum(m["reached"] == 0 for m in here)
        print(f"| `{layer[4:]}` | {sum(m['file'].startswith(layer + '/') for m in total)} | {len(here)} | {noticed} | {len(here) - noticed - unreached} | {unreached} |")
    for m in sorted(woken, key=lambda m: m["id"]):
        if m["noticed"] is None:
            print(f"{m['file']}:{m['line']} {m['in']}: {m['change']} ({m['reached']} tests reach it) #{m['id']}")


def main():
    match sys.argv[1:]:
        case ["prepare", work, *files]:
            prepare(pathlib.Path(work).resolve(), files)
        case ["reach", work]:
            reach(pathlib.Path(work).resolve())
        case ["wake", work]:
            wake(pathlib.Path(work).resolve(), 1e9)
        case ["wake", work, seconds]:
            wake(pathlib.Path(work).resolve(), float(seconds))
        case ["wake", work, seconds, layer, *budget]:
            wake(pathlib.Path(work).resolve(), float(seconds), layer, float(budget[0]) if budget else 60.0)
        case ["report", work]:
            report(pathlib.Path(work).resolve())
        case _:
            sys.exit(__doc__)


main()
