"""`make bench`: each part against a named peer, in the same run, on the same input; one table, about a minute.

    python evals/bench.py [--only search]

Compare ratios and counts between machines; seconds are of the processor (children included), the best of several
runs, so that a busy machine does not count. The news of ../shared (or DRAFTER_SHARED) are used where they are there,
the sample corpus otherwise.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
LIMIT_NEWS = 2000
_OFTEN = 25
"""Runs of what takes less than a tenth of a second: on a busy machine the least of five says more of the machine."""
Row = tuple[str, str, str]
"""What, ours, and how that compares with whom."""


def spent() -> float:
    """Return the processor seconds of this process and its children so far."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


def timed(run: Callable[[], object], times: int = 5) -> float:
    """Return the least processor seconds of ``times`` runs after one that does not count."""
    run()
    found = []
    for _ in range(times):
        start = spent()
        run()
        found.append(spent() - start)
    return min(found)


def news(most: int = LIMIT_NEWS) -> list[str]:
    """Return real news texts, at most so many, or the sample reports where there are none."""
    path = SHARED / "data" / "news.jsonl.gz"
    if not path.exists():
        return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(most), strict=False)]


def script(name: str) -> ModuleType:
    """Return another script of this folder as a module."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def figures(texts: Sequence[str]) -> Iterator[Row]:
    """The scanner against one bare regular expression for Arabic numbers with a unit."""
    from drafter.text.figures import find_figures

    text = "\n".join(texts)[:200_000]
    bare = re.compile(r"\d[\d,.]*[万亿]?[\u4e00-\u9fff%]?")
    ours, peer = timed(lambda: find_figures(text), 3), timed(lambda: bare.findall(text), 3)
    yield "scan for figures", f"{len(text) / ours / 1e6:.2f} M chars/s", f"{ours / peer:.0f} x the time of a bare re"
    yield "  figures found", str(len(find_figures(text))), f"{len(bare.findall(text))} by the bare re"


def reviewing(texts: Sequence[str]) -> Iterator[Row]:
    """Review warm, 10,000 characters, real ones where there are any: against only reading; with notes, with a past."""
    from drafter import read, review
    from drafter.evaluation.planting_notes import notes
    from drafter.model import Draft
    from drafter.readers import read_text
    from drafter.rules import review_draft
    from drafter.text.factsheet import parse_notes
    from drafter.text.reuse import build_past

    real = SHARED / "data" / "reports" / "prov_2026_江苏省.txt"
    samples = [ROOT / "corpus" / f"2024h2-{kind}.txt" for kind in ("business", "party", "ideology")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in ([real] if real.exists() else samples))[:10_000]
    long, reading = read_text(text), timed(lambda: read_text(text))
    bullets = parse_notes("\n".join(f"- {bullet}" for bullet in notes(long, 1)))
    past = [read(path) for path in sorted((ROOT / "corpus").glob("2023*.txt"))]
    bare, all_news = script("reuse_planted").bare, news(8000)
    large = build_past([bare(one, str(number)) for number, one in enumerate(all_news)])
    yield f"read {len(text):,} characters, {len(long.figures)} figures", f"{reading * 1000:.0f} ms", ""
    for name, seconds in (
        ("review them", timed(lambda: review(long), _OFTEN)),
        (f"  with notes, {len(bullets.facts)} facts", timed(lambda: review(long, facts=bullets), _OFTEN)),
        (f"  with {len(past)} past reports, not stored", timed(lambda: review(long, past=past), 2)),
        (f"  with {len(all_news):,} texts for a past", timed(lambda: review_draft(Draft.of(long), past=large), _OFTEN)),
    ):
        yield name, f"{seconds * 1000:.0f} ms", f"{seconds / reading:.1f} x only reading them"


def reuse(texts: Sequence[str]) -> Iterator[Row]:
    """The reuse index against brute-force rapidfuzz and datasketch MinHashLSH."""
    from datasketch import MinHash, MinHashLSH
    from rapidfuzz import fuzz, process

    from drafter.readers import read_text
    from drafter.text.reuse import build_past
    from drafter.text.reuse_match import find_reuse
    from drafter.text.sentences import split_sentences

    kept = [text for text in texts if text.strip()]
    sentences = [s.span.of(text) for text in kept for s in split_sentences(text) if len(s.span.of(text)) >= 12]
    draft = read_text("\n".join(text[:1500] for text in kept[:7])[:10_000])
    past = build_past([read_text(text) for text in kept])
    ours = timed(lambda: find_reuse(draft, past), 3)
    queries = [s.span.of(draft.text) for s in draft.sentences if len(s.span.of(draft.text)) >= 12]

    def brute() -> None:
        for query in queries[:10]:
            process.extract(query, sentences, scorer=fuzz.ratio, limit=3, score_cutoff=62)

    peer = timed(brute, 1) * len(queries) / min(10, len(queries))
    yield (
        f"reuse in {len(sentences)} sentences",
        f"{ours * 1000:.0f} ms",
        f"1/{peer / ours:.0f} of rapidfuzz, all pairs",
    )
    lsh = MinHashLSH(threshold=0.5, num_perm=64)

    def sketch(text: str) -> MinHash:
        made = MinHash(num_perm=64)
        made.update_batch([text[i : i + 4].encode() for i in range(max(1, len(text) - 3))])
        return made

    indexed = sentences[:10_000]
    for number, text in enumerate(indexed):
        lsh.insert(str(number), sketch(text))
    peer = timed(lambda: [lsh.query(sketch(query)) for query in queries], 1)
    yield "", "", f"{ours / peer:.1f} x datasketch MinHashLSH on {len(indexed)} of them (whole sentences only)"


def search(texts: Sequence[str]) -> Iterator[Row]:
    """The ranking against bm25s: the same bigrams, the judged questions, the same passages."""
    from drafter.corpus import Corpus
    from drafter.corpus.catalog import searched
    from drafter.evaluation.search_desk import SearchDesk
    from drafter.evaluation.searching import LABELS, labelled_questions, ndcg
    from drafter.text.passages import cut_passages

    desk = SearchDesk(ROOT / "evals", (ROOT / "corpus", *((SHARED / "data/reports",) if SHARED.is_dir() else ())))
    documents = desk.documents
    questions = labelled_questions(desk.folder / LABELS, documents)
    passages = [passage for one in documents for passage in cut_passages(one)]
    peer = script("search_peer").Peer([searched(one.heading_path, one.text) for one in passages])
    with TemporaryDirectory() as folder, Corpus(Path(folder) / "store") as corpus:
        corpus.ingest(documents)

        def ours() -> list[list[str]]:
            return [[e.passage.id for e in corpus.search(one.text, k=10, per_report=10)] for one in questions]

        def theirs() -> list[list[str]]:
            return [[passages[place].id for place in peer.best(one.text, 10)] for one in questions]

        seconds, other = timed(ours, 2), timed(theirs, 2)
        quality = [
            sum(ndcg(ids, one.grades) for ids, one in zip(lists, questions, strict=True)) / len(questions)
            for lists in (ours(), theirs())
        ]
    yield (
        f"search {len(passages)} passages", f"{seconds / len(questions) * 1000:.1f} ms a question",
        f"{seconds / other:.1f} x bm25s in memory",
    )  # fmt: skip
    yield f"  nDCG@10, {len(questions)} judged questions", f"{quality[0]:.3f}", f"bm25s {quality[1]:.3f}"


def drafting(texts: Sequence[str]) -> Iterator[Row]:
    """Compose warm."""
    from drafter import Drafter, read_facts
    from drafter.model import Settings

    facts = read_facts(ROOT / "examples" / "2025h1-business.md")
    with TemporaryDirectory() as folder:
        drafter = Drafter(settings=Settings(root=folder))
        drafter.ingest([ROOT / "corpus"])
        yield f"compose {len(facts.facts)} notes", f"{timed(lambda: drafter.write(facts), 2):.2f} s", ""


def evaluating(texts: Sequence[str]) -> Iterator[Row]:
    """A full-size replay with statistics and page."""
    from drafter.evaluation.desk import EvalDesk
    from drafter.evaluation.report import write_report
    from drafter.evaluation.results import side

    rehearsal = script("rehearsal")
    with TemporaryDirectory() as name:
        top = Path(name)
        rehearsal.rehearse(top)

        def replay() -> None:
            desk = EvalDesk(top / "evals", ROOT / "prompts")
            results = desk.run(rehearsal.wanted(desk, 40), desk.bench())
            a, b = (side(results, version) for version in rehearsal.VERSIONS)
            write_report(top / "eval.html", desk.suite, desk.prompts, [(a, b, desk.compare(a, b))])

        seconds = timed(replay, 2)
        size = (top / "eval.html").stat().st_size
    # published figure of another machine: promptfoo, a quarter of the work, no statistics
    yield (
        "replay 40 cases x 3 x 2, 20 metrics, page",
        f"{seconds:.2f} s",
        "promptfoo 3.3 s for a quarter (not run here)",
    )
    yield "  the page", f"{size / 1000:.0f} KB", ""


def cold(texts: Sequence[str]) -> Iterator[Row]:
    """The commands, cold, against a Python that only starts, and how many modules they load."""
    report, notes = str(ROOT / "corpus" / "2024h2-business.txt"), str(ROOT / "examples" / "2025h1-business.md")
    bare = timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 3)
    with TemporaryDirectory() as folder:
        base = [sys.executable, "-m", "drafter"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a machine that has run it once
        subprocess.run([*base, "ingest", str(ROOT / "corpus")], cwd=folder, env=env, capture_output=True, check=False)
        for words in (
            ["--help"], ["rules"], ["figures", report], ["review", report, "--past", "none"], ["review", report],
            ["search", "组织生活会"], ["draft", notes, "-o", "out.md"],
        ):  # fmt: skip

            def run(words: Sequence[str] = words) -> None:
                done = subprocess.run([*base, *words], cwd=folder, env=env, capture_output=True, check=False)
                assert done.returncode != 2, done.stderr.decode()

            seconds = timed(run, 3)
            named = " ".join(word for word in words if "/" not in word)
            yield f"cold: drafter {named}", f"{seconds:.2f} s", f"{seconds / bare:.0f} x a Python that does nothing"


PARTS: tuple[Callable[[Sequence[str]], Iterator[Row]], ...] = (
    figures, reviewing, reuse, search, drafting, evaluating, cold,
)  # fmt: skip


def main() -> None:
    """Run all, or one part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", choices=("", *(part.__name__ for part in PARTS)))
    options = parser.parse_args()
    texts = news()
    print(f"{'part':<46}{'here':<24}against")
    for part in PARTS:
        if options.only in ("", part.__name__):
            for what, ours, against in part(texts):
                print(f"{what:<46}{ours:<24}{against}", flush=True)


if __name__ == "__main__":
    main()
