"""Review of texts nobody should send: 20 MB, one line of 1 MB, nested brackets, control characters; and is it linear?

    python evals/hostile_text.py [--megabytes 20]

Prints CPU seconds of `review_draft` for each text, and for the sample corpus repeated to a quarter, half and the whole
of the size: what a doubling costs (2.0 is linear).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from drafter.model import Draft
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.text.factsheet import FactSheet

ROOT = Path(__file__).resolve().parent.parent


def odd_texts(line: str) -> Iterator[tuple[str, str]]:
    """Yield a name and a text."""
    yield "one line of 1 MB", line * (350_000 // len(line))
    yield "10,000 nested brackets", "（" * 10_000 + "全年办结12件" + "）" * 10_000
    yield "10,000 open brackets and quotes", "（“《" * 10_000
    yield "U+0000, lone surrogate, 𠮷, emoji", ("全年\x00办结\ud800信访🎉128件𠮷。" * 2_000)
    yield "100,000 digits", "全年" + "9" * 100_000 + "件。"
    yield "1 MB of 一", "一" * 350_000
    yield "1 MB of 一、", "一、\n" * 120_000
    yield "1 MB of 第一，", "第一，" * 120_000
    yield "100,000 lines of 一是", "一是抓学习。\n" * 100_000


def seconds(text: str) -> float:
    """Return CPU seconds of reading and reviewing ``text`` against notes of two facts."""
    facts = FactSheet.of_text("全年办结信访件128件。完成投资3.5亿元。")
    began = time.process_time()
    review_draft(Draft.of(read_text(text)), facts=facts)
    return time.process_time() - began


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=float, default=20)
    options = parser.parse_args()
    corpus = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")))
    for name, text in odd_texts(corpus.splitlines()[8]):
        print(f"{name:<36}{len(text):>10,} characters {seconds(text):8.2f} s", flush=True)
    whole = int(options.megabytes * 1e6)
    before = None
    for size in (whole // 4, whole // 2, whole):
        text = corpus * (size // len(corpus.encode()) + 1)
        text = text.encode()[:size].decode(errors="ignore")
        spent = seconds(text)
        grown = f"  × {spent / before:.2f}" if before else ""
        print(
            f"{f'sample corpus, {size / 1e6:.1f} MB':<36}{len(text):>10,} characters {spent:8.2f} s{grown}", flush=True
        )
        before = spent


if __name__ == "__main__":
    main()
