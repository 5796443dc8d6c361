"""Probing: papers → what this version of the rules says of them, one result a probe, in the form of any other run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..errors import EvalError
from ..lexicon import Lexicon, load_lexicon
from ..model import Draft, EvalResult, Finding, Past, Period, Review, Score, Span
from ..rules import review_draft
from ..text.documents import build_document
from ..text.factsheet import FactSheet, parse_notes
from ..text.fixes import apply_fixes
from ..text.periods import parse_period
from ..text.reuse import build_past
from .probes import Paper, Probe
from .results import Side

ALARMS, RECALL, FAMILY, SILENCE, SAID = "alarms", "recall", "family", "silence", "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """One version of what judges: the rules of this installation, the lexicon, and what is left out."""

    lexicon: Lexicon
    """Words the rules go by."""
    ignore: tuple[str, ...] = ()
    """Rules not run, by prefix."""
    digests: tuple[tuple[str, str], ...] = ()
    """Part (rules, text, lexicon) → sha256 of its files."""

    @classmethod
    def here(cls, house: Sequence[Path] = (), ignore: Sequence[str] = ()) -> RuleSet:
        """Return the rules of this installation with the house's own lexicon files."""
        parts = {name: list(package_files(files("drafter") / name)) for name in ("rules", "text", "lexicon")}
        parts["lexicon"] += [path.read_bytes() for path in house]
        digests = tuple((name, hashlib.sha256(b"\0".join(found)).hexdigest()) for name, found in parts.items())
        return cls(lexicon=load_lexicon(*house), ignore=tuple(ignore), digests=digests)

    @property
    def label(self) -> str:
        """``rules#3f2a1c+text#…+lexicon#…``, with what is ignored."""
        parts = "+".join(f"{name}#{digest[:6]}" for name, digest in self.digests)
        return parts + (f"?ignore={','.join(self.ignore)}" if self.ignore else "")


def probe_all(
    papers: Sequence[Paper], rules: RuleSet, *, progress: Callable[[int, int], None] | None = None
) -> tuple[EvalResult, ...]:
    """Return one result a probe, and one a clean paper, in the order of ``papers``; raise EvalError without papers."""
    if not papers:
        raise EvalError("没有可查的用例；请在评测目录的 cases_by_hand/ 写几条，或运行 drafter eval review --freeze")
    results: list[EvalResult] = []
    prober = _Prober(rules)
    for number, paper in enumerate(papers, 1):
        results += prober.results(paper)
        if progress is not None:
            progress(number, len(papers))
    return tuple(results)


def side_of(results: Sequence[EvalResult]) -> Side:
    """Return the results of one saved run as a side of a comparison; raise EvalError when they are of several."""
    labels = sorted({one.version for one in results})
    if len(labels) != 1:
        raise EvalError(f"一个文件应只存一次运行，这里有 {len(labels)} 个版本；请用 --save 分开存")
    return Side(label=labels[0], results=tuple(results))


class _Prober:
    """The rules at work; notes and past reports that papers share are read once."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._facts: dict[tuple[str, bool], FactSheet] = {}
        self._past: dict[tuple[str, ...], Past] = {}

    def results(self, paper: Paper) -> Iterator[EvalResult]:
        """Yield one result a probe, and one for a clean paper."""
        review = self._review(paper)
        edits = _edits(paper, review)
        for probe in paper.probes:
            found = [one for one in review.findings if _near(one.span, probe) and _about(one, probe)]
            told = any(one.code.startswith(probe.codes) for one in found)
            changed = probe.at is not None and (probe.at.start, probe.at.end) in edits
            hit = changed if probe.origin == "fix" else told
            yield _result(paper, self._rules, probe, hit, [one.code for one in found])
        if paper.clean:
            yield _clean(paper, self._rules, review)

    def _review(self, paper: Paper) -> Review:
        """Return the review of a paper by what its probes ask for."""
        lexicon, period = self._rules.lexicon, _period(paper.period)
        document = build_document(paper.text, period=period, lexicon=lexicon)
        return review_draft(
            Draft.of(document), facts=self._sheet(paper), past=self._older(paper.past), period=period,
            select=paper.select, ignore=self._rules.ignore, lexicon=lexicon,
        )  # fmt: skip

    def _sheet(self, paper: Paper) -> FactSheet | None:
        if paper.facts is None:
            return None
        key = (paper.facts, paper.own_facts)
        if key not in self._facts:
            self._facts[key] = FactSheet.of_text(paper.facts) if paper.own_facts else parse_notes(paper.facts)
        return self._facts[key]

    def _older(self, texts: tuple[str, ...]) -> Past | None:
        if texts and texts not in self._past:
            self._past[texts] = build_past([build_document(text, lexicon=self._rules.lexicon) for text in texts])
        return self._past.get(texts)


def _period(label: str | None) -> Period | None:
    period = parse_period(label) if label is not None else None
    if label is not None and period is None:
        raise EvalError(f"看不懂用例的报告期“{label}”；请写成 2025H1、2025 或 2025-01-01/2025-06-30")
    return period


def _edits(paper: Paper, review: Review) -> set[tuple[int, int]]:
    """Return where safe fixes would change the text."""
    if not any(probe.origin == "fix" for probe in paper.probes):
        return set()
    edits = apply_fixes(paper.text, review.findings).edits
    # an insertion is written down with the place before which it goes
    return {(edit.span.start, max(edit.span.end, edit.span.start + 1)) for edit in edits}


def _near(span: Span, probe: Probe) -> bool:
    if probe.at is None:
        return True
    # a finding of no width stands between two characters
    return span.start < probe.at.end + probe.slack and probe.at.start - probe.slack < max(span.end, span.start + 1)


def _about(finding: Finding, probe: Probe) -> bool:
    """Return whether a finding speaks of the words of the notes that the probe is about, if it is about any."""
    return probe.about is None or any(
        probe.about in words for words in (finding.message, *(one.quote for one in finding.evidence))
    )


def _result(paper: Paper, rules: RuleSet, probe: Probe, hit: bool, codes: Sequence[str]) -> EvalResult:
    right = hit == probe.wrong
    said = f"该处报出 {'、'.join(dict.fromkeys(codes))}" if codes else "该处没有报出"
    main = RECALL if probe.wrong else SILENCE
    scores = [(main, right), (f"{main} {probe.origin}", right), (f"{main} {probe.rule}", right)]
    if probe.wrong and probe.origin != "fix":
        family = tuple({code[:3] for code in probe.codes})
        scores.append((FAMILY, any(code.startswith(family) for code in codes)))
    return _made(
        probe.id, paper, rules, paper.digest(probe),
        tuple(Score(metric=name, value=float(value), reason=said) for name, value in scores),
    )  # fmt: skip


def _clean(paper: Paper, rules: RuleSet, review: Review) -> EvalResult:
    """Return how many findings there are on a paper that its facts agree with: those on figures are false alarms."""
    alarms = [one for one in review.findings if one.code.startswith("FIG")]
    scores = [_count(ALARMS, alarms), _count(SAID, [one for one in review.findings if one not in alarms])]
    probe = Probe(id=f"clean/{paper.name}", rule="clean", codes=(), wrong=False, origin="planted")
    return _made(probe.id, paper, rules, paper.digest(probe), tuple(scores))


def _count(metric: str, found: Sequence[Finding]) -> Score:
    codes = sorted(one.code for one in found)
    return Score(metric=metric, value=float(len(found)), reason="、".join(codes) or "没有报出")


def _made(id: str, paper: Paper, rules: RuleSet, digest: str, scores: tuple[Score, ...]) -> EvalResult:
    return EvalResult(
        case=id, report=paper.cluster, version=rules.label, model=rules.label, sample=0, text=None, failure=None,
        scores=scores, tokens_in=0, tokens_out=0, seconds=0.0, inputs={"probe": digest, **dict(rules.digests)},
    )  # fmt: skip


def package_files(folder: Traversable) -> Iterator[bytes]:
    """Yield the contents of a folder of the package, code and data, in a fixed order."""
    for one in sorted(folder.iterdir(), key=lambda file: file.name):
        if one.name.endswith((".py", ".toml", ".yaml")):
            yield one.read_bytes()
