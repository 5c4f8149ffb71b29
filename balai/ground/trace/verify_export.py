#!/usr/bin/env python3
"""Check an exported chain without Balai: standard library only.

    python verify_export.py jejak.jsonl

Each line: {"village": code, "seq": n, "text": canonical text, "hash": hex}. Says the first broken line, or the head.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator


def check(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yields (seq, what is wrong); nothing if the chain holds and every state follows from the one before."""
    previous, number, states = "0" * 64, 0, dict[str, str]()
    for line in lines:
        row = json.loads(line)
        number += 1
        if row["seq"] != number:
            yield row["seq"], f"number {row['seq']} where {number} was due"
            number = row["seq"]
        told = f"balai-trace-1\n{row['village']}\n{row['seq']}\n{previous}\n{row['text']}"
        if hashlib.sha256(told.encode()).hexdigest() != row["hash"]:
            yield row["seq"], "hash does not follow from text and previous hash"
        event = json.loads(row["text"])
        if states.get(event["simpul"]) != event["from"]:
            yield row["seq"], f"{event['simpul']} was {states.get(event['simpul'])}, not {event['from']}"
        states[event["simpul"]], previous = event["to"], row["hash"]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        found = list(check(file))
    for seq, wrong in found:
        print(f"{seq}: {wrong}")
    print("broken" if found else "whole")
    sys.exit(1 if found else 0)
