"""Measure a model draft of eight sections against a fake endpoint of 300 ms a call.

    python evals/drafting_speed.py [SECTIONS] [RUNS] [past] [moves]

Every run is a new process and a new store, so that imports are paid each time. Printed a run: wall time of the whole
command, from its first call to the end of its last one, and that against the longest chain of dependent calls (the
plan, a section, then the opening). With `moves` the model changes the plan, so that sections are searched for anew.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fake_endpoint import Answer, prompt_of, serving  # noqa: E402
from writing_desk import TITLES, corrections, sentences  # noqa: E402

DELAY, CHAIN = 0.3, 3
COMMAND = "from drafter.cli.main import main; main()"


def notes(sections: int) -> str:
    """Return notes with a heading a section, and no past report to follow."""
    lines = ["报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30"]
    for number in range(sections):
        lines += ["", f"## {TITLES[number % len(TITLES)][1:]}"]
        title = TITLES[number % len(TITLES)][1:]
        # two different things a section: the same one with two values would have to be repaired, which is one more call
        lines += [f"- {title}检查{number * 7 + 11}次", f"- {title}培训{number * 13 + 217}人"]
    return "\n".join(lines) + "\n"


def moved(prompt: str) -> dict[str, Any] | None:
    """Return what a model says that puts the second fact of the plan under the second section, and so on; or None."""
    said = corrections(prompt)
    if said is None:
        return None
    outline = prompt.rsplit("<提纲>", 1)[1]
    homes = re.findall(r"^- \[(S\d+)\][^\n]*：(F\d+) (F\d+)$", outline, re.M)
    chain = zip(homes, homes[1:] + homes[:1], strict=True)
    return said | {"moves": [{"fact": last, "section": after[0]} for (_, _, last), after in chain]}


def measured(sections: int, *, past: bool = False, moves: bool = False) -> tuple[float, float, int]:
    """Return (seconds of the command, seconds from first call to last answer, calls) of one fresh run.

    ``past`` stores the sample corpus first: sections are then checked against it; ``moves`` has the plan changed.
    """
    times: list[tuple[float, float]] = []

    def answer(body: dict[str, Any], number: int) -> Answer:
        times.append((time.monotonic(), time.monotonic() + DELAY))
        prompt = prompt_of(body)
        frame = [{"text": "上半年，各项工作有序推进。", "facts": ["F1"], "passages": [], "paragraph": True}]
        plan = moved(prompt) if moves else corrections(prompt)
        said = plan or {"sentences": frame if "<正文>" in prompt else sentences(prompt)}
        return Answer(content=json.dumps(said, ensure_ascii=False), delay_s=DELAY)

    with tempfile.TemporaryDirectory() as folder, serving(answer) as fake:
        (Path(folder) / "notes.md").write_text(notes(sections), encoding="utf-8")
        environment = os.environ | {
            "OPENAI_BASE_URL": fake.url, "OPENAI_MODEL": "fake", "PYTHONPATH": str(ROOT), "DRAFTER_CONCURRENCY": "8",
        }  # fmt: skip
        if past:
            subprocess.run([sys.executable, "-c", COMMAND, "ingest", str(ROOT / "corpus")], cwd=folder, check=True,
                           capture_output=True)  # fmt: skip
        start = time.monotonic()
        subprocess.run(
            [sys.executable, "-c", COMMAND, "draft", "notes.md", "--engine", "model", "-o", "draft.json"],
            cwd=folder, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        whole = time.monotonic() - start
    return whole, max(end for _, end in times) - min(begin for begin, _ in times), len(times)


def main() -> None:
    """Measure and print."""
    sections = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 3):
        whole, calls, number = measured(sections, past="past" in sys.argv, moves="moves" in sys.argv)
        sys.stdout.write(
            f"{sections} sections, {number} calls of {DELAY} s: command {whole:.2f} s, calls {calls:.2f} s = "
            f"{calls / (CHAIN * DELAY):.2f} of the longest chain\n"
        )


if __name__ == "__main__":
    main()
