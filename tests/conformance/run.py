#!/usr/bin/env python3
"""Runs the conformance cases against a command line.

    python3 tests/conformance/run.py [--command zeren] [--english] [FILE …]

Any implementation can be tested that has zeren's commands `check`, `route`, `test`, `analyze`, `diff`, `matrix` and `fmt` with their JSON
forms. `--english` asks everything once more of the text as `fmt --keywords en` writes it. Exit status 0: all cases pass; 1: some fail.
Needs PyYAML.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))


class Plan:
    """A plan in a folder of its own, to be asked by the command line."""

    def __init__(self, command, texts, vocabularies):
        self.command = command
        self.folder = tempfile.mkdtemp(prefix="conformance-")
        for name, text in texts.items():
            self.write(name, text)
        for name, text in (vocabularies or {}).items():
            self.write(f"vocabulary/{name}.zr", text)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def run(self, command, *args, stdin=None):
        done = subprocess.run([*self.command, "--lang", "zh", *command.split(), self.folder, *args],
                              input=stdin, capture_output=True, text=True)
        if done.returncode not in (0, 1, 2):
            raise RuntimeError(f"{command}: exit status {done.returncode}\n{done.stderr}")
        return done

    def json(self, command, *args, stdin=None):
        done = self.run(command, "--format", "json", *args, stdin=stdin)
        try:
            return json.loads(done.stdout)
        except json.JSONDecodeError:
            return None


def reading(plan):
    """Findings of reading, as `ZR203@4`; those of another file with its name."""
    found = plan.json("check", "--no-lint") or {"diagnostics": []}
    out = []
    for d in found["diagnostics"]:
        number = int(d["code"][2:])
        if number >= 300 and number not in (302, 501, 601, 801):
            continue
        place = d["locations"][0] if d["locations"] else {"file": "case.zr", "line": 1}
        file = os.path.basename(place["file"])
        out.append(f"{d['code']}@{place['line']}" + ("" if file == "case.zr" else f" {file}"))
    return sorted(out)


def answer(plan, question):
    args = ["--facts", "-"]
    if "as_of" in question:
        args += ["--as-of", str(question["as_of"])]
    if question.get("scopes") == "all":
        args += ["--all-scopes"]
    facts = json.dumps(question.get("facts", {}), ensure_ascii=False)
    return plan.json("route", *args, stdin=facts)


LINE = lambda a: [a["status"], a["role"], a["unit"], a["item"]]
PARTS = {
    "lines": lambda r: sorted([LINE(a) for a in r["assignments"]], key=str),
    "sequence": lambda r: [LINE(a) for a in r["assignments"]],
    "order": lambda r: list(dict.fromkeys(a["item"] for a in r["assignments"])),
    "norms": lambda r: sorted([[n["status"], n["modality"], n["actor"], n["item"], n["enforced_by"]] for n in r["norms"]], key=str),
    "escalations": lambda r: [[e["status"], e["item"], e["from"], e["to"]] for e in r["escalations"]],
    "triggers": lambda r: {e["item"]: e["trigger"] for e in r["escalations"]},
    "ask": lambda r: [a["fact"] for a in r["ask"]],
    "gaps": lambda r: sorted([g["stage"] for g in r["gaps"]], key=str),
    "broken": lambda r: sorted([[b["kind"], b["from"], b["to"]] for b in r["broken_links"]], key=str),
    "deadlines": lambda r: {a["item"]: a["deadline"] for a in r["assignments"]},
    "actions": lambda r: {a["item"]: a["action"] for a in r["assignments"]},
    "clauses": lambda r: {a["item"]: a["clause"] + ("@" + a["at"] if "at" in a else "") for a in r["assignments"]},
    "places": lambda r: {a["item"]: [a["stage"], a["topic"]] for a in r["assignments"]},
    "kinds": lambda r: {a["item"]: [a["kind"], a["scope"]] for a in r["assignments"]},
    "missing": lambda r: {a["item"]: sorted({f for b in r["assignments"] if b["item"] == a["item"] for f in b["missing"]}) for a in r["assignments"]},
    "discretionary": lambda r: sorted({a["item"] for a in r["assignments"] if a.get("discretionary")}),
    "vague": lambda r: sorted({a["unit"] for a in r["assignments"] if a.get("vague")}),
    "members": lambda r: {a["unit"]: a["members"] for a in r["assignments"] if a.get("members")},
    "formerly": lambda r: {a["unit"]: a["formerly"] for a in r["assignments"] if a.get("formerly")},
    "remarks": lambda r: len(r["warnings"]),
    "known": lambda r: r["facts"],
}
SORTED = ("lines", "norms", "gaps", "broken")


def wanted(part, value):
    return sorted(value, key=str) if part in SORTED else value


def compare(what, expected, got):
    return [] if expected == got else [f"{what}: expected {show(expected)}, got {show(got)}"]


def show(value):
    return json.dumps(value, ensure_ascii=False)


def ask(plan, question):
    where = show(question.get("facts", {}))
    got = answer(plan, question)
    if question.get("refused"):
        return [] if got is None else [f"{where}: expected a refusal, got an answer"]
    if got is None:
        return [f"{where}: refused"]
    out = []
    for part, read in PARTS.items():
        if part in question:
            out += compare(f"{where} {part}", wanted(part, question[part]), read(got))
    return out


def why_not(plan, question):
    facts = json.dumps(question.get("facts", {}), ensure_ascii=False)
    got = plan.json("route", "--facts", "-", "--why-not", question["unit"], stdin=facts)
    if got is None:
        return [f"why not {question['unit']}: no answer"]
    out = []
    if "absent" in question:
        absent = [[a["item"], a["role"], a["smallest_change"]] for a in got["absent"]]
        out += compare(f"why not {question['unit']} absent", question["absent"], absent)
    if "present" in question:
        present = [[p["item"], p["role"], p["status"]] for p in got["present"]]
        out += compare(f"why not {question['unit']} present", question["present"], present)
    return out


def findings(plan, expected):
    got = plan.json("analyze", "--all")
    if got is None:
        return ["analyze: no answer"]
    out = []
    for code, places in expected.items():
        here = sorted([sorted({i["clause"] for i in f["items"]}) for f in got["findings"] if f["code"] == code], key=str)
        out += compare(f"findings {code}", sorted([sorted(p) for p in places], key=str), here)
    return out


def witnesses(plan, expected):
    got = plan.json("analyze", "--all")
    here = {f["code"]: f["witness"] for f in got["findings"]}
    return [problem for code, witness in expected.items() for problem in compare(f"witness {code}", witness, here.get(code))]


def diff(plan, other, expected):
    got = plan.json("diff", other.folder)
    out = []
    if "equal" in expected:
        out += compare("diff equal", expected["equal"], got["equal"])
    if "changes" in expected:
        changes = sorted([[c["change"], c["role"], c["unit"], c["topic"]] for c in got["changes"]], key=str)
        out += compare("diff changes", sorted(expected["changes"], key=str), changes)
    if "deadlines" in expected:
        out += compare("diff deadlines", expected["deadlines"], [[d["unit"], *d["deadlines"]] for d in got["deadlines"]])
    return out


def matrix(plan, expected):
    args = ["--by", expected["by"]] + (["--scope", expected["scope"]] if "scope" in expected else [])
    got = plan.json("matrix", *args)
    cells = sorted([[row["label"], cell["unit"], mark["role"]]
                    for row in got["rows"] for cell in row["cells"] for mark in cell["marks"]], key=str)
    return compare("matrix", sorted(expected["cells"], key=str), cells)


def tests(plan, expected):
    got = plan.json("test")
    return compare("tests", expected, {t["name"]: t["passed"] for t in got["tests"]})


def layout(command, text, keywords):
    done = subprocess.run([*command, "fmt", "--keywords", keywords, "-"], input=text, capture_output=True, text=True)
    return done.stdout


def run(command, file, case, english):
    out = []
    shared = file.get("shared", {}).get(case.get("with"), None)
    texts = [case["policy"], *case.get("spellings", [])]
    clean = not case.get("reading")
    if english and clean:
        texts.append(layout(command, case["policy"], "en"))
    for number, text in enumerate(texts):
        files = {"case.zr": text, **({"0.zr": shared} if shared else {})}
        plan = Plan(command, files, case.get("vocabularies"))
        found = compare("reading", sorted(case.get("reading", [])), reading(plan))
        for question in case.get("ask", []):
            found += ask(plan, question)
        for question in case.get("why_not", []):
            found += why_not(plan, question)
        if "findings" in case:
            found += findings(plan, case["findings"])
        if "witnesses" in case:
            found += witnesses(plan, case["witnesses"])
        if "tests" in case:
            found += tests(plan, case["tests"])
        if "matrix" in case:
            found += matrix(plan, case["matrix"])
        if "diff" in case:
            other = Plan(command, {"case.zr": case["diff"]["policy"], **({"0.zr": shared} if shared else {})}, case.get("vocabularies"))
            found += diff(plan, other, case["diff"])
        out += found if number == 0 else [f"spelling {number}: {f}" for f in found]
    return out + layouts(command, case)


def layouts(command, case):
    """Laid out in both spellings: again the same, there and back the same, and the words that the case asks for."""
    out = []
    laid = {keywords: layout(command, case["policy"], keywords) for keywords in ("zh", "en")}
    for keywords, fragments in case.get("layout", {}).items():
        here = " ".join(laid[keywords].split())
        out += compare(f"layout {keywords} again", laid[keywords], layout(command, laid[keywords], keywords))
        out += [f"layout {keywords}: no `{f}` in {show(here)}" for f in fragments if f not in here]
    if "layout" in case:
        out += compare("layout there and back", laid["zh"], layout(command, laid["en"], "zh"))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default="zeren")
    parser.add_argument("--english", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    command = options.command.split()
    count = failed = 0
    for path in options.files or sorted(glob.glob(os.path.join(HERE, "*.yaml"))):
        with open(path, encoding="utf-8") as text:
            file = yaml.safe_load(text)
        for case in file["cases"]:
            count += 1
            problems = run(command, file, case, options.english)
            failed += bool(problems)
            for problem in problems:
                print(f"{os.path.basename(path)}: {case['name']}: {problem}")
    print(f"{count} cases, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
