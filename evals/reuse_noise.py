"""What the rules on past wording say of a house that is reviewed against its own earlier reports.

    python evals/reuse_noise.py --corpus corpus [--reports ../shared/data/reports] [--list]

The sample corpus, each report against all of earlier half years; the national reports, each against all earlier ones
as if of one bureau; the reports of other houses against all national ones. Prints a JSON line each: findings by rule
and severity, and for the latter two how many warnings were judged to be about set phrases, a 10,000 characters
(reuse_noise_verdicts.tsv: report, digest of the words, verdict).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.model import Document, Draft, Finding, Source
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.periods import parse_period
from drafter.text.reuse import build_past

VERDICTS = Path(__file__).with_name("reuse_noise_verdicts.tsv")
CODES = ("DUP002", "DUP003", "DUP005")


def when(stem: str) -> str:
    """Return the period a sample report's file name tells, in order: 2023h1, 2023h2, then 2023 as a whole."""
    return stem.partition("-")[0] if "h" in stem.partition("-")[0] else f"{stem[:4]}z"


def reviewed(documents: Sequence[tuple[str, str, Document]]) -> Iterator[tuple[str, Document, Finding]]:
    """Yield (name, report, finding) of each report against all of earlier times; rows are (name, time, report)."""
    for name, time, document in documents:
        past = [other for _, earlier, other in documents if earlier < time]
        if past:
            period = document.source.period
            review = review_draft(Draft.of(document), past=build_past(past), period=period, select=CODES)
            for finding in review.findings:
                yield name, document, finding


def corpus(folder: Path) -> list[tuple[str, str, Document]]:
    """Return the sample reports as one bureau's."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        time = when(path.stem)
        period = parse_period(time.rstrip("z").upper())
        source = Source(title=path.stem, sha256=path.stem, organisation="衡川市住房和城乡建设局", period=period)
        rows.append((path.stem, time, build_document(path.read_text(encoding="utf-8"), source=source)))
    return rows


def national(folder: Path) -> list[tuple[str, str, Document]]:
    """Return the national reports as one bureau's."""
    rows = []
    for path in sorted(folder.glob("nation_*.txt")):
        source = Source(title=path.stem, sha256=path.stem, organisation="国务院")
        rows.append((path.stem, path.stem, build_document(path.read_text(encoding="utf-8"), source=source)))
    return rows


def others(folder: Path) -> Iterator[tuple[str, Document, Finding]]:
    """Yield the findings of reports of other houses against the national ones, taken as one bureau's past."""
    past = build_past([document for _, _, document in national(folder)])
    for path in sorted(folder.glob("*.txt")):
        if not path.stem.startswith("nation_"):
            document = build_document(path.read_text(encoding="utf-8"), source=Source(title=path.stem))
            for finding in review_draft(Draft.of(document), past=past, select=CODES).findings:
                yield path.stem, document, finding


def digest(words: str) -> str:
    """Return what a finding's words are kept by: no sentence of a real report is kept here."""
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:12]


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--list", action="store_true", help="print every finding")
    options = parser.parse_args()
    verdicts = {}
    if VERDICTS.exists():
        rows = [line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines() if line]
        verdicts = {(report, words): verdict for report, words, verdict in rows}
    sets = {"corpus": list(reviewed(corpus(options.corpus)))}
    sizes = {"corpus": sum(len(document.text) for _, _, document in corpus(options.corpus))}
    if options.reports is not None:
        sets |= {"national": list(reviewed(national(options.reports))), "others": list(others(options.reports))}
        sizes["national"] = sum(len(document.text) for _, _, document in national(options.reports))
        texts = (p.read_text("utf-8") for p in options.reports.glob("*.txt") if not p.stem.startswith("nation_"))
        sizes["others"] = sum(len(text) for text in texts)
    for name, found in sets.items():
        counts = Counter(f"{finding.code} {finding.severity}" for _, _, finding in found)
        row: dict[str, object] = {"set": name, "characters": sizes[name], "findings": dict(sorted(counts.items()))}
        if name != "corpus":
            warned = [(report, digest(f.quote)) for report, _, f in found if f.severity != "I" and f.quote]
            judged = Counter(verdicts.get(key, "unjudged") for key in warned)
            row["verdicts"] = dict(judged)
            row["alarms_per_10000"] = round(judged["phrase"] / sizes[name] * 10_000, 3)
        print(json.dumps(row, ensure_ascii=False))
        for report, _, finding in found if options.list else ():
            words = finding.quote.replace("\n", "⏎")
            print(report, finding.code, finding.severity, digest(finding.quote), words, finding.message, sep="\t")


if __name__ == "__main__":
    main()
