"""The reviewer's suite as a command needs it: gather the papers, run, keep, read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import EvalError
from .planting import freeze_plants, planted_papers
from .probes import Paper, papers_by_hand
from .probing import RuleSet, probe_all, side_of
from .results import Side, read_results, write_results
from .verdict_files import FIXES, GOLD, VERDICTS, judged_papers

PLANTED = "planted"
"""Folder of frozen errors, one file for each folder of reports."""


class ProbeDesk:
    """The evaluation folder, as far as the rules are concerned."""

    def __init__(self, folder: Path, texts: Path | None = None) -> None:
        """Look into ``folder``; judged reports are in ``texts`` (default: ``shared`` beside the workspace)."""
        self.folder = folder
        self.texts = texts or folder.resolve().parent.parent / "shared"

    @property
    def has_texts(self) -> bool:
        """Whether the judged reports are on this machine."""
        return self.texts.is_dir()

    @property
    def lacks_texts(self) -> bool:
        """Whether people have judged reports that are not here: their verdicts are left out of a run."""
        return not self.has_texts and any((self.folder / name).is_file() for name in (VERDICTS, FIXES, GOLD))

    def papers(self, rules: Sequence[str] = ()) -> tuple[Paper, ...]:
        """Return all papers, or those with probes about ``rules`` (prefixes of codes)."""
        found = [*papers_by_hand(self.folder)]
        for path in sorted((self.folder / PLANTED).glob("*.json")):
            found += planted_papers(path)
        if self.has_texts:
            found += judged_papers(self.folder, self.texts)
        twice = [
            id for id, count in Counter(probe.id for paper in found for probe in paper.probes).items() if count > 1
        ]
        if twice:
            raise EvalError(f"用例编号重复：{'、'.join(twice[:3])}；请改正")
        return tuple(_about(paper, tuple(rules)) for paper in found if _asked(paper, tuple(rules)))

    def run(
        self, house: Sequence[Path] = (), ignore: Sequence[str] = (), rules: Sequence[str] = (), *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Side:  # fmt: skip
        """Probe the rules of this installation; ``house`` are the house's own lexicon files."""
        return side_of(probe_all(self.papers(rules), RuleSet.here(house, ignore), progress=progress))

    def freeze(self, reports: Path | None = None) -> int:
        """Plant errors into ``reports`` (default: corpus beside the folder) anew; return how many."""
        where = reports or self.folder.resolve().parent / "corpus"
        return freeze_plants(where.resolve(), (self.folder / PLANTED).resolve() / f"{where.resolve().name}.json")

    def save(self, run: Side, path: Path) -> Path:
        """Write a run, one JSON line a place, and return where."""
        write_results(run.results, path)
        return path

    def read(self, path: Path) -> Side:
        """Return a saved run."""
        return side_of(read_results(path))


def _asked(paper: Paper, rules: tuple[str, ...]) -> bool:
    return not rules or any(code.startswith(rules) for probe in paper.probes for code in probe.codes)


def _about(paper: Paper, rules: tuple[str, ...]) -> Paper:
    """Return the paper with only the probes that are asked for."""
    if not rules:
        return paper
    kept = tuple(probe for probe in paper.probes if any(code.startswith(rules) for code in probe.codes))
    return replace(paper, probes=kept)
