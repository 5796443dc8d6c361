"""A full-size replay without a model: the project's cases, replies made up from their facts, recorded as any other.

    python evals/rehearsal.py [--profile]

What the standing suite is when somebody has recorded it: 40 cases, 3 samples, 2 versions. Prints the processor seconds
of replay, comparison and page, and the sizes of page and recordings.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import re
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drafter.evaluation.desk import Asked, EvalDesk
from drafter.evaluation.report import write_report
from drafter.evaluation.results import side
from drafter.evaluation.runner import Job, open_tapes
from drafter.evaluation.tape import Tape
from drafter.evaluation.writing import messages_of, schema_for
from drafter.model import CallRow
from drafter.text.callkey import call_key

ROOT = Path(__file__).resolve().parent.parent
MODEL = "rehearsal"
VERSIONS = ("draft_section@v1", "draft_section@v2")


def rehearse(top: Path, cases: int = 40, samples: int = 3) -> EvalDesk:
    """Set up ``cases`` cases with ``samples`` recorded replies of both versions below ``top``; return the desk."""
    folder = top / "evals"
    shutil.copytree(ROOT / "evals" / "cases", folder / "cases")
    if cases > 51:
        _double(folder / "cases")
    suite = (folder / "cases" / "suite.toml").read_text(encoding="utf-8").split("[[run]]")[0]
    suite = suite.replace("samples = 1", f"samples = {samples}").replace("../corpus", str(ROOT / "corpus"))
    runs = "".join(f'[[run]]\nversion = "{version}"\nmodel = "{MODEL}"\n' for version in VERSIONS)
    pair = f'[[compare]]\na = "{VERSIONS[0]}"\nb = "{VERSIONS[1]}"\n'
    (folder / "cases" / "suite.toml").write_text(suite + runs + pair, encoding="utf-8")
    desk = EvalDesk(folder, ROOT / "prompts")
    jobs = desk.jobs(wanted(desk, cases))
    tapes = open_tapes(jobs, desk.bench(record=True))
    for job in jobs:
        put(tapes[job.version.label, job.model], job)
    return desk


def _double(folder: Path) -> None:
    """Put a second set of the same cases under other names."""
    for path in sorted(folder.glob("*-*.toml")):
        text = path.read_text(encoding="utf-8")
        path.with_name(f"again-{path.name}").write_text(re.sub(r'(?m)^id = "', 'id = "again-', text), encoding="utf-8")


def wanted(desk: EvalDesk, cases: int) -> Asked:
    """Return the question for the first ``cases`` cases."""
    return Asked(versions=VERSIONS, models=(MODEL,), cases=tuple(case.id for case in desk.suite.cases[:cases]))


def put(tape: Tape, job: Job) -> None:
    """Record the reply to a job under the key a real call would have."""
    schema = schema_for(job.case, job.version)
    request: dict[str, Any] = {
        "model": job.model,
        "messages": [{"role": one.role, "content": one.content} for one in messages_of(job.case, job.version)],
        **job.version.options,
        "seed": job.sample,
        **({"response_format": schema} if schema is not None else {}),
    }
    tape.put(
        CallRow(
            key=call_key(request),
            model=job.model,
            prompt=job.version.label,
            tokens_in=1200,
            tokens_out=300,
            seconds=7.5,
            reply=reply(job),
            finish="stop",
        )
    )


def reply(job: Job) -> str:
    """Return the facts as sentences, now and then one left out or a digit wrong: the first version errs more often."""
    chance = random.Random(f"{job.case.id} {job.version.label} {job.sample}")
    rate = 0.2 if "@v1" in job.version.label else 0.1
    items = []
    for fact in job.case.facts:
        text = fact.text.rstrip("。") + "。"
        if chance.random() < rate:
            continue
        if chance.random() < rate / 2:
            text = text.replace("1", "7", 1)
        passages = ["E1"] if job.case.passages and chance.random() < 0.5 else []
        items.append({"text": text, "facts": [fact.id], "passages": passages, "paragraph": not items})
    first = [{"text": job.case.facts[0].text + "。", "facts": ["F1"], "passages": [], "paragraph": True}]
    return json.dumps({"sentences": items or first}, ensure_ascii=False)


def beyond(folder: Path) -> float:
    """Return the mean number of bytes a recorded call takes besides its reply."""
    lines = [line for path in folder.rglob("recordings/**/*.jsonl") for line in path.read_bytes().splitlines()]
    return sum(len(line) + 1 - len(json.loads(line)["text"].encode()) for line in lines) / len(lines)


def main() -> None:
    """Run it and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        top = Path(name)
        rehearse(top)
        profile = cProfile.Profile()
        if options.profile:
            profile.enable()
        start = time.process_time()
        desk = EvalDesk(top / "evals", ROOT / "prompts")
        results = desk.run(wanted(desk, 40), desk.bench())
        ran = time.process_time()
        a, b = (side(results, version) for version in VERSIONS)
        rows = desk.compare(a, b)
        compared = time.process_time()
        size = write_report(top / "eval.html", desk.suite, desk.prompts, [(a, b, rows)])
        done = time.process_time()
        profile.disable()
        print(f"{len(results)} results of {rows[0].cases} cases, {rows[0].clusters} reports; processor seconds:")
        parts = (("replay", ran - start), ("compare", compared - ran), ("page", done - compared), ("all", done - start))
        print(", ".join(f"{name} {seconds:.2f}" for name, seconds in parts))
        print(f"page {size / 1000:.0f} KB, recordings {beyond(top / 'evals'):.0f} bytes a call beyond the reply")
        if options.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
