"""Make docs/pictures from real runs: terminals as SVG, pages as PNG, the house as SVG. `make pictures`.

Everything runs in a workspace of its own, offline. Pages need LibreOffice and pdftoppm; where they are missing the old
picture stays and a line says so.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 96
COLUMN = 12.2
"""Width of a column in rich's SVG."""
NOTES = "examples/2025h1-party.md"
# picture → commands shown; earlier ones prepare and are not shown
TERMINALS = {
    "draft": ([["ingest", "corpus"]], ["draft", NOTES, "-o", "初稿.docx", "-o", "初稿.json"], 34),
    "review": ([], ["review", "报告.txt", "--past", "none"], 26),
    "doctor": ([], ["doctor"], 24),
    "compare": (
        [["eval", "run", "--tag", "standing"]],
        ["eval", "compare", "draft_section@v1", "draft_section@v2"],
        24,
    ),
}
REPORT = """衡川市住房和城乡建设局2025年上半年工作总结
一、主要工作
上半年，筹集保障性租赁住房1580套，完成年度目标的52.7%。印发《物业服务管理办法，约谈企业11家。
二、存在的问题
三项工作进展偏慢，其中老旧小区改造完成36个，加装电梯21部，共58项。
四、下一步打算
截止12月底前完成老旧小区改造52个。
"""


def main() -> int:
    """Make the pictures named on the command line, or all; return 0."""
    wanted = set(sys.argv[1:])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="drafter-pictures-") as name:
        folder = Path(name)
        for part in ("corpus", "examples", "prompts", "evals"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("results", "__pycache__"))
        (folder / "drafter.toml").write_text('prompts = "prompts"\noffline = true\n', encoding="utf-8")
        (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
        for title, (before, shown, rows) in TERMINALS.items():
            if not wanted or title in wanted:
                for words in before:
                    run(folder, words)
                put(f"{title}.svg", terminal_svg(f"drafter {' '.join(shown)}", run(folder, shown), rows))
        if not wanted or "page" in wanted:
            page_png(folder)
    if not wanted or "house" in wanted:
        put("house.svg", house_svg())
    return 0


def run(folder: Path, words: list[str]) -> str:
    """Return what a command prints on a terminal of WIDTH columns, colours and all."""
    code = (
        "import sys; from rich.console import Console; from drafter.cli import show\n"
        f"show.out = Console(highlight=False, force_terminal=True, width={WIDTH}, color_system='truecolor')\n"
        "from drafter.cli.main import main; main(sys.argv[1:])"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "NO_COLOR"))}
    environment |= {"TERM": "xterm-256color", "COLUMNS": str(WIDTH)}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(f"drafter {' '.join(words)}: {done.stderr}")
    return done.stdout


def terminal_svg(command: str, printed: str, rows: int) -> str:
    """Return an SVG of a terminal that shows ``command`` and the first ``rows`` lines of what it printed."""
    from rich.console import Console
    from rich.text import Text

    # no path of the machine that made the picture
    lines = re.sub(r"[^\s，]*drafter-pictures-\w+", "~/reports", printed).rstrip().splitlines()
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115
    console.print(Text.assemble(("$ ", "green"), (command, "bold")))
    for line in lines[:rows]:
        console.print(Text.from_ansi(line), soft_wrap=True)
    if len(lines) > rows:
        console.print(Text(f"…… 还有 {len(lines) - rows} 行", style="dim"))
    svg = console.export_svg(title="drafter", unique_id="drafter")
    # no font is fetched from anywhere when the picture is looked at
    # rich counts characters where it should count columns, and squeezes Han into half their room
    svg = re.sub(r'<text ([^>]*?) x="([\d.]+)"([^>]*?) textLength="[\d.]+"([^>]*)>([^<]*)</text>', _placed, svg)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code,", "Noto Sans Mono CJK SC,Sarasa Mono SC,Menlo,Consolas,")


def _placed(found: re.Match[str]) -> str:
    """Return a text element as one element for each stretch of Han or of Latin, each where its columns are."""
    from rich.cells import cell_len

    before, left, middle, after, words = found.groups()
    at, made = float(left), []
    for piece in re.findall(r"[\u2e80-\uffff]+|[\u2010-\u203f]|[^\u2e80-\uffff\u2010-\u203f]+", html.unescape(words)):
        width = cell_len(piece) * COLUMN
        shown = piece.strip("\xa0 ")
        if shown:
            # blanks at the ends are collapsed by whoever draws the picture, so they are stepped over
            start = at + cell_len(piece[: piece.index(shown[0])]) * COLUMN
            # Han as wide as two columns; Latin scaled to its columns whatever font stands in for the terminal's
            size = ' style="font-size:23px"' if shown[0] >= "\u2e80" else ' lengthAdjust="spacingAndGlyphs"'
            place = f'x="{start:.1f}"{middle} textLength="{cell_len(shown) * COLUMN:.1f}"{size}'
            made.append(f"<text {before} {place}{after}>{html.escape(shown)}</text>")
        at += width
    return "".join(made)


def page_png(folder: Path) -> None:
    """Write the first page of the example's draft as it prints, in the standard's style."""
    tool = shutil.which("pdftoppm")
    if tool is None or not (shutil.which("soffice") or shutil.which("libreoffice")):
        print("page.png: LibreOffice or pdftoppm is missing; the old picture stays")
        return
    run(folder, ["ingest", "corpus"])
    run(folder, ["draft", NOTES, "-o", "page.pdf"])
    words = [tool, "-png", "-r", "55", "-gray", "-f", "1", "-l", "1", "-singlefile", "page.pdf", "page"]
    subprocess.run(words, cwd=folder, check=True)
    (PICTURES / "page.png").write_bytes((folder / "page.png").read_bytes())
    print(f"page.png {(PICTURES / 'page.png').stat().st_size // 1000} KB")


def house_svg() -> str:
    """Return the picture of the house: floors from tests/test_architecture.py, rooms from the package's folders."""
    sys.path.insert(0, str(ROOT))
    from tests.test_architecture import FLOORS

    words = {
        5: "faces: read arguments, call one function, show the value",
        4: "the straight line, and the measure of it",
        3: "stages: never one another",
        2: "doors to the world: files, stores, models, settings",
        1: "what Chinese text says: pure functions over data",
        0: "what things are: frozen values",
    }
    rooms = {
        floor: [name for name, at in FLOORS.items() if at == floor and not name.startswith("__")] for floor in words
    }
    there = {path.stem for path in (ROOT / "drafter").iterdir()}
    parts = ['<path d="M20 70 L400 14 L780 70 Z" fill="#f3e9d8" stroke="#8a6d3b"/>']
    parts.append('<text x="400" y="52" text-anchor="middle" font-weight="bold">drafter</text>')
    top = 74
    for floor in sorted(rooms, reverse=True):
        names = [name for name in rooms[floor] if name in there]
        parts.append(f'<rect x="20" y="{top}" width="760" height="64" fill="#fffdf8" stroke="#8a6d3b"/>')
        parts.append(
            f'<text x="32" y="{top + 19}" fill="#8a6d3b" font-size="12">{floor} · {html.escape(words[floor])}</text>'
        )
        width = min(120, 736 / len(names))
        for at, name in enumerate(names):
            left = 32 + at * width
            parts.append(
                f'<rect x="{left:.0f}" y="{top + 28}" width="{width - 6:.0f}" height="27" rx="4" fill="#e7eef6" '
                f'stroke="#4a6b8a"/><text x="{left + (width - 6) / 2:.0f}" y="{top + 46}" text-anchor="middle" '
                f'font-size="13">{name}</text>'
            )
        top += 68
    line = "notes → FactSheet → Outline → Briefs → Draft → Review → report.docx"
    parts.append(f'<text x="400" y="{top + 20}" text-anchor="middle" font-size="14">{line}</text>')
    law = "a room imports only from below"
    parts.append(f'<text x="400" y="{top + 38}" text-anchor="middle" font-size="12" fill="#666">{law}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {top + 50}" width="800" '
        f'font-family="sans-serif" role="img" aria-label="The house of drafter">\n{body}\n</svg>\n'
    )


def put(name: str, text: str) -> None:
    """Write a picture and say how large it is."""
    (PICTURES / name).write_text(text, encoding="utf-8")
    print(f"{name} {len(text.encode()) // 1000} KB")


if __name__ == "__main__":
    sys.exit(main())
