"""How many statements of real reports the arithmetic rules judge, and whether every hit has been read.

    python evals/planted_statements.py

Exits 1 when a hit has no verdict in planted_statements.toml, or more than one hit is false.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

from planted import SHARED

from drafter.readers import read_text
from drafter.text.arithmetic import relations

VERDICTS = tomllib.loads((Path(__file__).parent / "planted_statements.toml").read_text(encoding="utf-8"))["hits"]


def main() -> int:
    """Count, print, and compare with the verdicts."""
    judged: Counter[str] = Counter()
    unread, false = [], 0
    known = {(row["report"], row["total"]): row["verdict"] for row in VERDICTS}
    for path in sorted((SHARED / "data/reports").glob("*.txt")):
        document = read_text(path.read_text(encoding="utf-8"))
        for relation in relations(document):
            if not relation.sure:
                continue
            judged[relation.kind] += 1
            if not relation.holds:
                verdict = known.get((path.name, relation.total.text))
                false += verdict == "false"
                if verdict is None:
                    unread.append(f"{path.name} {relation.kind} {relation.working}")
    print(f"judged {sum(judged.values())}: {dict(judged)} · false {false} · unread {len(unread)}")
    for line in unread:
        print(line)
    return int(bool(unread) or false > 1)


if __name__ == "__main__":
    sys.exit(main())
