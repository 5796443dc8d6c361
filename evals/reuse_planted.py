"""Planted copies of five kinds in drafts of ten thousand characters: how many are found, and how exactly.

    python evals/reuse_planted.py --news ../shared/data/news.jsonl.gz --host ../shared/data/reports

Prints one JSON line: character F1 and cases found by kind, seconds a draft (warm), peak memory. The past is the news
texts; a case counts as found when at least half of its characters are marked and the source named holds the original.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from drafter.lexicon import load_lexicon
from drafter.model import Document, Draft, Source, Span
from drafter.rules.base import ReviewContext
from drafter.rules.duplication_reuse import copies
from drafter.text.reuse import build_index
from drafter.text.reuse_match import find_reuse
from drafter.text.sentences import split_sentences

KINDS = ("verbatim", "digits", "light", "heavy", "fragment")
EACH, DRAFT = 40, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One copy put into a draft."""

    kind: str
    """One of KINDS."""
    span: Span
    """Where it stands in the draft."""
    original: str
    """What it was made from."""


def bare(text: str, name: str) -> Document:
    """Return ``text`` as a Document with sentences only: all that the index looks at."""
    return Document(
        text=text,
        source=Source(title=name, sha256=name),
        sections=(),
        sentences=split_sentences(text),
        figures=(),
    )


def altered(kind: str, text: str, pool: str, chance: random.Random) -> str:
    """Return ``text`` changed as ``kind`` says."""
    if kind in ("verbatim", "fragment"):
        return text
    if kind == "digits":
        return "".join(chance.choice("0123456789".replace(c, "")) if c.isascii() and c.isdigit() else c for c in text)
    rate = 0.08 if kind == "light" else 0.20
    out = []
    for character in text:
        if chance.random() >= rate:
            out.append(character)
            continue
        action = "substitute" if kind == "light" else chance.choice(("substitute", "delete", "insert"))
        if action != "delete":
            out.append(chance.choice(pool))
        if action == "insert":
            out.append(character)
    return "".join(out)


def originals(kind: str, documents: list[Document], each: int, chance: random.Random) -> list[str]:
    """Return sentences (or pieces of sentences) of the news to copy."""
    found: list[str] = []
    while len(found) < each:
        document = chance.choice(documents)
        if not document.sentences:
            continue
        text = document.quote(chance.choice(document.sentences).span)
        if not 30 <= len(text) <= 120 or (kind == "digits" and sum(c.isdigit() for c in text) < 2):
            continue
        if kind == "fragment":
            size = chance.randint(18, 40)
            if len(text) < size + 4:
                continue
            start = chance.randrange(len(text) - size)
            text = text[start : start + size]
            if sum("\u4e00" <= c <= "\u9fff" for c in text) < 15:
                continue
        found.append(text)
    return found


def drafts(
    documents: list[Document], hosts: list[str], each: int, chance: random.Random
) -> list[tuple[Document, list[Plant]]]:
    """Return host texts of ten thousand characters with plants in them, each plant told where it stands."""
    cases = [(kind, text) for kind in KINDS for text in originals(kind, documents, each, chance)]
    chance.shuffle(cases)
    pool = "".join(d.text for d in chance.sample(documents, 20)).replace("\n", "")
    per = 20
    made = []
    for number in range(0, len(cases), per):
        host = hosts[(number // per) % len(hosts)]
        start = chance.randrange(max(1, len(host) - DRAFT))
        ends = [s.span.end for s in split_sentences(host[start : start + DRAFT])]
        text, plants, at = "", [], 0
        for (kind, original), place in zip(
            cases[number : number + per], sorted(chance.sample(ends[:-1], per)), strict=False
        ):
            # a fragment goes into the middle of a sentence, other copies between two
            cut = start + (place + 9 if kind == "fragment" else place)
            text += host[start + at : cut] if at else host[start:cut]
            piece = altered(kind, original, pool, chance)
            plants.append(Plant(kind=kind, span=Span(start=len(text), end=len(text) + len(piece)), original=original))
            text += piece
            at = cut - start
        text += host[start + at : start + DRAFT]
        made.append((bare(text, f"draft{number}"), plants))
    return made


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--host", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=EACH, help="cases of each kind")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with gzip.open(options.news, "rt", encoding="utf-8") as lines:
        documents = [bare(json.loads(line)["text"], str(number)) for number, line in enumerate(lines)]
    hosts = [path.read_text(encoding="utf-8") for path in sorted(options.host.glob("*.txt"))]
    index = build_index(documents)
    made = drafts(documents, [host for host in hosts if len(host) > DRAFT], options.each, chance)
    seconds, rows = [], defaultdict(lambda: [0, 0])
    true = marked = planted = 0
    missed = []
    for document, plants in made:
        find_reuse(document, index)
        begin = time.process_time()
        found = find_reuse(document, index)
        seconds.append(time.process_time() - begin)
        here = {place for reuse in found for place in range(reuse.span.start, reuse.span.end)}
        there = {place for plant in plants for place in range(plant.span.start, plant.span.end)}
        true, marked, planted = true + len(here & there), marked + len(here), planted + len(there)
        for plant in plants:
            size = plant.span.end - plant.span.start
            hits = [reuse for reuse in found if reuse.span.overlaps(plant.span)]
            covered = sum(min(r.span.end, plant.span.end) - max(r.span.start, plant.span.start) for r in hits)
            holds = any(
                plant.original in documents[int(index.sentence(id).source.title or 0)].text
                for r in hits
                for id in (r.past_id, *r.others)
            )
            rows[plant.kind][1] += 1
            if covered * 2 >= size and holds:
                rows[plant.kind][0] += 1
            else:
                missed.append((plant.kind, round(covered / size, 2), holds, document.quote(plant.span), plant.original))
    precision, recall = true / max(marked, 1), true / max(planted, 1)
    context = [
        ReviewContext(draft=Draft.of(d), facts=None, past=index, period=None, lexicon=load_lexicon()) for d, _ in made
    ]
    begin = time.process_time()
    judged = sum(len(copies(one)) for one in context)
    print(
        json.dumps(
            {
                "f1": round(2 * precision * recall / (precision + recall), 4),
                "precision": round(precision, 4),
                "recall": round(recall, 4),
                "found": {kind: f"{rows[kind][0]}/{rows[kind][1]}" for kind in KINDS},
                "ms_median": round(1000 * statistics.median(seconds), 1),
                "ms_max": round(1000 * max(seconds), 1),
                "copies_after_sparing": judged,
                "ms_with_sparing": round(1000 * (time.process_time() - begin) / len(context), 1),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
            },
            ensure_ascii=False,
        )
    )
    for row in missed:
        print("missed", *row, sep="\t")


if __name__ == "__main__":
    main()
