#!/usr/bin/env python3
"""Kept inputs: tests/doors/TARGET.ndjson, one a line, as a JSON string or, where they are no text, as {"hex": ...}.

kept.py unpack           writes them to fuzz/corpus/TARGET/
kept.py pack TARGET DIR  writes tests/doors/TARGET.ndjson from the files of a folder (a minimised corpus)
"""
import hashlib
import json
import pathlib
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "doors"
TARGETS = ["parser", "layout", "facts", "vocabulary", "document", "docx", "sheet", "http", "messages", "rows"]


def shown(character: str) -> str:
    """A character as it stands in the file: escaped where an eye would not see it."""
    if character in '"\\' or unicodedata.category(character)[0] in "CZM" and character != " ":
        return json.dumps(character)[1:-1]
    return character


def line(data: bytes) -> str:
    try:
        return '"' + "".join(map(shown, data.decode())) + '"'
    except UnicodeDecodeError:
        return json.dumps({"hex": data.hex()})


def read(text: str) -> bytes:
    value = json.loads(text)
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value.encode()


def unpack() -> None:
    for target in TARGETS:
        folder = ROOT / "fuzz" / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        kept = KEPT / f"{target}.ndjson"
        for text in kept.read_text().splitlines() if kept.exists() else []:
            data = read(text)
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def pack(target: str, folder: str) -> None:
    inputs = sorted((f.read_bytes() for f in pathlib.Path(folder).iterdir()), key=lambda d: (len(d), d))
    lines = [line(data) for data in inputs]
    assert [read(text) for text in lines] == inputs
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{target}.ndjson").write_text("".join(text + "\n" for text in lines))
    print(f"{target}: {len(lines)} inputs, {sum(map(len, inputs))} bytes")


if __name__ == "__main__":
    if sys.argv[1:] == ["unpack"]:
        unpack()
    elif len(sys.argv) == 4 and sys.argv[1] == "pack" and sys.argv[2] in TARGETS:
        pack(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
