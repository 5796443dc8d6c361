"""The retrieval suite as a command needs it: reports and questions in, runs kept, rankers or versions compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .. import readers
from ..errors import EvalError
from ..model import Comparison, Document, Endpoint, EvalResult
from .results import read_results, write_results
from .searching import LABELS, compare_rankers, known_items, labelled_questions, rank_all, ranker_side

Run = tuple[EvalResult, ...]


class SearchDesk:
    """The evaluation folder, as far as retrieval is concerned."""

    def __init__(
        self, folder: Path, reports: Sequence[Path] = (), endpoint: Endpoint | None = None, *, offline: bool = False
    ) -> None:
        """Ask ``reports`` (default: corpus beside the folder; where there are labels, the published reports too)."""
        top = folder.resolve().parent
        default = [top / "corpus"]
        if (folder / LABELS).is_file():
            # the labels of the project are about the published reports as well
            default.append(top.parent / "shared" / "data" / "reports")
        self.folder = folder
        self.reports = tuple(reports) or tuple(one for one in default if one.is_dir())
        self._endpoint, self._offline = endpoint, offline

    @property
    def documents(self) -> tuple[Document, ...]:
        """The reports, read anew; raise EvalError where there are none."""
        files = [path for folder in self.reports for path in sorted(folder.glob("*.txt"))]
        if not files:
            raise EvalError("没有可检索的报告（.txt）；请用 --reports 指出目录")
        return tuple(readers.read(path) for path in files)

    def run(self, known: int | None = None) -> Run:
        """Rank the judged questions, or ``known`` sentences taken out of the reports."""
        documents = self.documents
        if known is None:
            questions = labelled_questions(self.folder / LABELS, documents)
            return rank_all(questions, documents, self._endpoint, offline=self._offline)
        changed, made = known_items(documents, known)
        if not made:
            raise EvalError("报告太短，造不出题；请用 --reports 指出更多报告")
        return rank_all(made, changed, self._endpoint, offline=self._offline)

    def compare(self, runs: Sequence[Run], ranker: str) -> tuple[tuple[Comparison, ...], ...]:
        """Return ``ranker`` between two runs; of a single run the other rankers against fusion."""
        if len(runs) == 1:
            last = ranker_side(runs[0], "fusion")
            return tuple(compare_rankers(ranker_side(runs[0], name), last) for name in ("vectors", "lexical"))
        return (compare_rankers(*(ranker_side(run, ranker) for run in runs)),)

    def save(self, run: Run, path: Path) -> Path:
        """Write a run, one JSON line a ranker and question, and return where."""
        write_results(run, path)
        return path

    def read(self, path: Path) -> Run:
        """Return a saved run."""
        return read_results(path)
