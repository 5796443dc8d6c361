"""Write corpus/manifest.toml: kind, organisation, period and digest of every sample report."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from drafter.readers import read

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
HOUSE = "衡川市住房和城乡建设局"


def main() -> int:
    """Write the manifest from the texts; the file name's period counts where a text names none."""
    lines = ["# Written by `python tools/manifest.py`. Invented reports of an invented bureau.", ""]
    for path in sorted(CORPUS.glob("*.txt")):
        source = read(path).source
        period = source.period.label if source.period else path.name.split("-")[0].upper()
        lines += [
            "[[report]]",
            f'file = "{path.name}"',
            f'kind = "{source.kind}"',
            f'organisation = "{source.organisation or HOUSE}"',
            f'period = "{period}"',
            f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"',
            "",
        ]
    (CORPUS / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
