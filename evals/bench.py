"""`make bench`: each part against a named peer, in the same run, on the same input.

Ratios and counts are what to compare between machines; seconds are of this one. The news texts of ../shared (or
DRAFTER_SHARED) are used where they are there, the sample corpus otherwise.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
LIMIT_NEWS = 2000


def timed(run: Callable[[], object], times: int = 5) -> float:
    """Return the median seconds of ``times`` runs after one that does not count."""
    run()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def row(what: str, value: str, against: str = "") -> None:
    """Print one line of the table."""
    print(f"{what:<44}{value:<26}{against}", flush=True)


def news() -> list[str]:
    """Return real news texts, or the sample reports where there are none."""
    path = SHARED / "data" / "news.jsonl.gz"
    if not path.exists():
        return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(LIMIT_NEWS), strict=False)]


def bench_figures(texts: Sequence[str]) -> None:
    """The scanner against one bare regular expression for Arabic numbers with a unit."""
    import re

    from drafter.text.figures import find_figures

    text = "\n".join(texts)[:400_000]
    bare = re.compile(r"\d[\d,.]*[万亿]?[\u4e00-\u9fff%]?")
    ours, peer = timed(lambda: find_figures(text), 3), timed(lambda: bare.findall(text), 3)
    row(
        "figures: find_figures",
        f"{len(text) / ours / 1e6:.2f} M chars/s",
        f"{ours / peer:.1f} x the time of one bare re",
    )
    row("figures found", str(len(find_figures(text))), f"{len(bare.findall(text))} by the bare re")


def bench_reuse(texts: Sequence[str]) -> None:
    """The reuse index against brute-force rapidfuzz and datasketch MinHashLSH."""
    from rapidfuzz import fuzz, process

    from drafter.readers import read_text
    from drafter.text.reuse import build_past
    from drafter.text.reuse_match import find_reuse
    from drafter.text.sentences import split_sentences

    past_texts = [text for text in texts if text.strip()]
    sentences = [s.span.of(text) for text in past_texts for s in split_sentences(text) if len(s.span.of(text)) >= 12]
    draft = read_text("\n".join(text[:1500] for text in past_texts[:7])[:10_000])
    past = build_past([read_text(text) for text in past_texts])
    ours = timed(lambda: find_reuse(draft, past), 3)
    queries = [s.span.of(draft.text) for s in draft.sentences if len(s.span.of(draft.text)) >= 12]

    def brute() -> None:
        for query in queries[:20]:
            process.extract(query, sentences, scorer=fuzz.ratio, limit=3, score_cutoff=62)

    peer = timed(brute, 1) * len(queries) / min(20, len(queries))
    row("reuse: 10,000 characters against the past", f"{ours * 1000:.0f} ms", f"{len(sentences)} past sentences")
    row("", f"1/{peer / ours:.0f}", "of brute-force rapidfuzz")
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        row("", "-", "datasketch is not installed")
        return
    lsh = MinHashLSH(threshold=0.5, num_perm=64)

    def sketch(text: str) -> MinHash:
        made = MinHash(num_perm=64)
        made.update_batch([text[i : i + 4].encode() for i in range(max(1, len(text) - 3))])
        return made

    for number, text in enumerate(sentences[:20_000]):
        lsh.insert(str(number), sketch(text))
    peer = timed(lambda: [lsh.query(sketch(query)) for query in queries], 1)
    row("", f"{ours / peer:.2f} x", "the time of datasketch MinHashLSH queries (index of 20,000 sentences)")


def bench_line() -> None:
    """Review and compose, warm; the commands, cold, against a Python that only starts."""
    from drafter import Drafter, read, read_facts, review
    from drafter.model import Settings

    text = (ROOT / "corpus" / "2024h2-business.txt").read_text(encoding="utf-8")
    from drafter.readers import read_text

    long = read_text((text * 3)[:10_000], period="2024")
    row("review: 10,000 characters, no past", f"{timed(lambda: review(long)) * 1000:.0f} ms")
    facts = read_facts(ROOT / "examples" / "2025h1-business.md")
    row("review: the same with facts", f"{timed(lambda: review(long, facts=facts)) * 1000:.0f} ms")
    with TemporaryDirectory() as folder:
        drafter = Drafter(settings=Settings(root=folder))
        drafter.ingest([ROOT / "corpus"])
        row(f"compose: {len(facts.facts)} facts, warm", f"{timed(lambda: drafter.write(facts), 3):.2f} s")
    assert read(ROOT / "corpus" / "2024h2-business.txt").figures
    bare = timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 3)
    report = str(ROOT / "corpus" / "2024h2-business.txt")
    for words in (["--help"], ["rules"], ["review", report, "--past", "none"]):
        cold = timed(lambda words=words: subprocess.run(  # type: ignore[misc]
            [sys.executable, "-m", "drafter", *words], cwd=ROOT, capture_output=True, check=False), 3)  # fmt: skip
        row(f"cold: drafter {words[0]}", f"{cold:.2f} s", f"{cold / bare:.0f} x a Python that does nothing")


def main() -> None:
    """Run all."""
    texts = news()
    bench_figures(texts)
    bench_reuse(texts)
    bench_line()


if __name__ == "__main__":
    main()
