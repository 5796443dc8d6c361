"""Measure compose: facts accounted for, figures without a fact, leaked figures, provenance, wall time.

    python evals/drafting_compose.py CORPUS NOTES…

One line a sheet. A figure has leaked when no fact gives it and a past report that was looked at holds it. What a reader
judged from draft and notes alone stands in drafting_reader.toml.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from drafter.model import Document, Draft, Review, Settings
from drafter.pipeline import Drafter, read_sheet

RUNS = 3


def measured(drafter: Drafter, notes: Path) -> str:
    """Return one line: what the bars of issue 7 ask of a composed draft."""
    sheet = read_sheet(notes)
    times, spent, texts = [], [], set()
    for _ in range(RUNS):
        start, busy = time.perf_counter(), time.process_time()
        draft = drafter.write(sheet, engine="compose")
        times.append(time.perf_counter() - start)
        spent.append(time.process_time() - busy)
        texts.add(draft.document.text)
    review = drafter.review(draft)
    told = {id for one in draft.sentences for id in one.fact_ids} | {one.fact_id for one in draft.unused}
    bare = sum(not one.fact_ids and not one.passage_ids for one in draft.sentences)
    partial = [row.fact_id for row in review.coverage if row.state != "written"]
    return (
        f"{notes.stem}: facts {len(sheet.facts)}, accounted {len(told & {fact.id for fact in sheet.facts})}, "
        f"not wholly covered {' '.join(partial) or 'none'}; figures without a fact {_unsupported(review)}, "
        f"leaked {leaked(draft, drafter._new_writer()._near_reports(sheet))}; sentences without provenance {bare}; "
        f"errors {sum(one.severity == 'E' for one in review.findings)}; same text {len(texts) == 1}; "
        f"first {times[0]:.2f} s, then {min(times[1:]):.2f} s "
        f"(processor {spent[0]:.2f}, {min(spent[1:]):.2f} s); {len(draft.document.text)} characters"
    )


def _unsupported(review: Review) -> int:
    return sum(row.state in ("unsupported", "contradicted", "stale") for row in review.ledger)


def leaked(draft: Draft, past: Sequence[Document]) -> list[str]:
    """Return the figures of the draft that no fact holds and a past report does."""
    title = draft.outline.title if draft.outline else ""
    asked = "".join(question.text for question in draft.open_questions)
    told = "".join(f"{fact.section_hint or ''}{fact.text}" for fact in draft.facts)
    notes = re.sub(r"(?<=\d),(?=\d{3})", "", title + asked + told)
    given = set(re.findall(r"\d+(?:\.\d+)?", notes))
    seen = {number for report in past for number in re.findall(r"\d+(?:\.\d+)?", report.text)}
    said = re.findall(r"\d+(?:\.\d+)?", "".join(one.text for one in draft.sentences))
    return sorted({number for number in said if number not in given and number in seen})


def main() -> None:
    """Take the corpus in, then measure each sheet."""
    corpus, *sheets = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        drafter = Drafter(settings=Settings(root=folder, offline=True))
        drafter.ingest([corpus])
        for sheet in sheets:
            sys.stdout.write(measured(drafter, sheet) + "\n")


if __name__ == "__main__":
    main()
