"""Planted errors, frozen: which words of which report are replaced by which, so that every version meets the same.

Planting looks at figures and past sentences, which are under test themselves; so places are chosen once
(`freeze_plants`) and kept as ``planted/<folder>.json``: digests, offsets and replacements, and the notes each report is
checked against. Reports stay where they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..errors import EvalError
from ..model import Document, Figure, Period, Span
from ..text.documents import build_document
from ..text.reuse import ReuseIndex, build_index
from .planting_figures import KINDS, Planted, apply, plant
from .planting_notes import notes
from .planting_slips import PLANTS
from .probes import Paper, Probe

EACH = 24
"""Slips of one kind."""
A_PAIR = 6
"""Old figures put into one report."""
SLACK = 40
"""How far from a slip its finding may stand: a bracket too many is told where its partner is looked for."""
FIGURE_RULES = ("FIG001", "FIG002", "FIG004", "FIG005")
_NOT_STALE = ("date", "period", "ordinal")
Row = dict[str, Any]


def freeze_plants(reports: Path, path: Path, *, seed: int = 11) -> int:
    """Choose errors for the .txt reports of ``reports`` anew, write them to ``path``, return how many there are."""
    texts = {one.name: one.read_text(encoding="utf-8") for one in sorted(reports.glob("*.txt"))}
    if not texts:
        raise EvalError(f"{reports} 里没有 .txt 报告，无处植入错误；请用 --reports 指定")
    documents = {name: build_document(text) for name, text in texts.items()}
    files = {name: {"sha256": _sha(text), "notes": notes(documents[name], _seed(name))} for name, text in texts.items()}
    rows = [*_figure_rows(documents), *_slip_rows(texts, seed), *_stale_rows(documents, seed)]
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"reports": os.path.relpath(reports, path.parent), "files": files}
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    written = json.dumps(head, ensure_ascii=False, indent=1).rstrip().removesuffix("}").rstrip()
    path.write_text(f'{written},\n "plants": [\n{lines}\n]}}\n', encoding="utf-8")
    return sum(len(row["edits"]) for row in rows)


def planted_papers(path: Path) -> tuple[Paper, ...]:
    """Return the reports of ``path`` with their errors in them, and each once as it is.

    None where its reports are not on this machine. Raises EvalError when a report is not what it was.
    """
    given = json.loads(path.read_text(encoding="utf-8"))
    reports = (path.parent / given["reports"]).resolve()
    if not reports.is_dir():
        return ()
    texts: dict[str, str] = {}
    for name, one in given["files"].items():
        file = reports / name
        texts[name] = file.read_text(encoding="utf-8") if file.is_file() else ""
        if _sha(texts[name]) != one["sha256"]:
            raise EvalError(f"{file} 已改动或不在，植入的错误对不上；请运行 drafter eval review --freeze")
    periods = {name: build_document(text).source.period for name, text in texts.items()}
    sheets = {name: _sheet(one["notes"], periods[name]) for name, one in given["files"].items()}
    clean = (_clean(name, text, sheets[name]) for name, text in texts.items())
    papers = (_paper(number, row, texts, sheets) for number, row in enumerate(given["plants"]))
    return (*clean, *(replace(one, period=_label(periods[one.cluster])) for one in papers))


def _clean(name: str, text: str, facts: str) -> Paper:
    return Paper(name=name, cluster=name, text=text, probes=(), facts=facts, clean=True)


def _paper(number: int, row: Row, texts: Mapping[str, str], sheets: Mapping[str, str]) -> Paper:
    kind, name = row["kind"], row["file"]
    text, places = apply(texts[name], [Planted(Span(start=s, end=e), words) for s, e, words in row["edits"]])
    figure = kind in KINDS
    codes: tuple[str, ...] = FIGURE_RULES if figure else ("FIG003",) if kind == "stale" else (kind,)
    # a wrong year may be told as a date that cannot be
    codes += ("DAT",) if kind == "year" else ()
    slack = 0 if codes[0][:3] == "FIG" else SLACK
    probes = tuple(
        Probe(
            id=f"planted/{kind}/{name}/{start}", rule=kind, codes=codes, wrong=True, origin="planted",
            at=Span(start=place.start, end=max(place.end, place.start + 1)), slack=slack,
        )
        for place, (start, _, _) in zip(places, row["edits"], strict=True)
    )  # fmt: skip
    # an old figure is checked against the newer report itself, a slip against nothing
    facts = sheets[name] if figure else texts[name] if kind == "stale" else None
    past = (texts[row["past"]],) if "past" in row else ()
    select = ("FIG", "DAT") if kind == "year" else ("FIG",) if figure or past else (kind,)
    return Paper(
        name=f"{name}#{number}", cluster=name, text=text, probes=probes, facts=facts, past=past, select=select,
        own_facts=kind == "stale",
    )  # fmt: skip


def _sheet(bullets: Sequence[str], period: Period | None) -> str:
    header = f"报告：植入用例；报告期 {period.start} 至 {period.end}\n\n" if period else ""
    return f"# 素材\n\n{header}" + "\n".join(f"- {bullet}" for bullet in bullets)


def _label(period: Period | None) -> str | None:
    return period.label if period else None


# --- choosing -----------------------------------------------------------------------------------------------------


def _figure_rows(documents: Mapping[str, Document]) -> Iterator[Row]:
    for name, document in documents.items():
        for kind in KINDS:
            chosen = plant(document, kind, random.Random(_seed(name)))
            if chosen:
                yield {"kind": kind, "file": name, "edits": [[p.span.start, p.span.end, p.text] for p in chosen]}


def _slip_rows(texts: Mapping[str, str], seed: int) -> Iterator[Row]:
    """Yield `EACH` slips of every kind, the reports taking turns."""
    for code, planter in PLANTS.items():
        chance = random.Random(seed)
        streams = [(name, planter(text, chance)) for name, text in texts.items()]
        made, seen = 0, set[tuple[str, int]]()
        while streams and made < EACH:
            name, stream = streams.pop(0)
            change = next(stream, None)
            if change is None:
                continue
            streams.append((name, stream))
            start, end, words = change
            # some planters may come by the same place twice, for ever
            made += 1
            if (name, start) not in seen:
                seen.add((name, start))
                yield {"kind": code, "file": name, "edits": [[start, end, words]]}


def _stale_rows(documents: Mapping[str, Document], seed: int) -> Iterator[Row]:
    """Yield figures of the newer of two neighbouring reports replaced by the older one's on the same thing."""
    chance = random.Random(seed)
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(documents):
        kinds[name.partition("-")[2]].append(name)
    for names in kinds.values():
        for older, newer in pairwise(names):
            index = build_index([documents[older]])
            chosen = list(stale_places(documents[older], documents[newer], index))
            chance.shuffle(chosen)
            for span, words in chosen[:A_PAIR]:
                yield {"kind": "stale", "file": newer, "past": older, "edits": [[span.start, span.end, words]]}


def stale_places(old: Document, new: Document, past: ReuseIndex) -> Iterator[tuple[Span, str]]:
    """Yield figures of the newer report with the older one's words on the same thing, where another value stands."""
    seen: set[Span] = set()
    for sentence in new.sentences:
        for id in past.candidates(new.quote(sentence.span), 3):
            other = past.sentence(id)
            theirs = [f for f in old.figures if other.span.contains(f.span) and _may_be_stale(f)]
            for figure in (f for f in new.figures if sentence.span.contains(f.span) and _may_be_stale(f)):
                match = [f for f in theirs if (f.unit, f.noun) == (figure.unit, figure.noun) and f.text != figure.text]
                printed = match and re.search(rf"(?<!\d){re.escape(match[0].text)}", new.text)
                if len(match) == 1 and not printed and figure.span not in seen:
                    seen.add(figure.span)
                    yield figure.span, match[0].text


def _may_be_stale(figure: Figure) -> bool:
    return figure.checkable and figure.kind not in _NOT_STALE and bool(figure.noun)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _seed(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
