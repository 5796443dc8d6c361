"""The forest plot as a picture for slides: SVG that stands alone, and PNG where the extra ``plots`` is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from ..errors import EvalError
from ..model import Comparison
from .report_plot import LEFT, RIGHT, WIDTH, forest, height_of
from .verdicts import in_words

FONTS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, Noto Serif CJK SC, sans-serif"
PIXELS = 1920
"""Width of a picture."""
_TOP, _EDGE = 64, 20
_STYLE = (
    f"text{{font-family:{FONTS};fill:#1c2430}}.small{{fill:#5f6b7a;font-size:11px}}.band{{fill:#eef1f4}}"
    ".zero{stroke:#5f6b7a}.head{font-weight:bold}"
)


def slide(rows: Sequence[Comparison], titles: Mapping[str, str]) -> str:
    """Return the plot of one comparison as SVG with a heading, to be opened by itself."""
    first = rows[0]
    wide, high = LEFT + WIDTH + RIGHT + 2 * _EDGE, height_of(rows) + _TOP + _EDGE
    plot = forest(rows, titles).replace(
        "<svg ", f'<svg x="{_EDGE}" y="{_TOP}" width="{wide - 2 * _EDGE}" height="{height_of(rows)}" ', 1
    )
    heading = f"{first.a} → {first.b}"
    # two long names still stand on one line
    size = min(16.0, 16.0 * 66 / len(heading))
    said = f"{titles.get(first.metric, first.metric)}：{in_words(first)}　（{first.cases} 例，{first.clusters} 组）"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-size="13"><style>{_STYLE}</style><rect width="{wide}" height="{high}" fill="#ffffff"/>'
        f'<text x="{_EDGE}" y="28" class="head" font-size="{size:.1f}">{escape(heading)}</text>'
        f'<text x="{_EDGE}" y="50">{escape(said)}</text>{plot}</svg>\n'
    )


def write_pictures(path: Path, compared: Sequence[Sequence[Comparison]], titles: Mapping[str, str]) -> tuple[Path, ...]:
    """Write one picture a comparison (``eval.png``, ``eval-2.png``, …; .svg needs no extra); return the files.

    Raises EvalError when the ending is another one, or when PNG is asked for without the extra ``plots``.
    """
    if path.suffix not in (".png", ".svg"):
        raise EvalError(f"图只能写成 .png 或 .svg，不能写成 {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    written = []
    for number, rows in enumerate(compared, 1):
        where = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        drawn = slide(rows, titles)
        where.write_bytes(drawn.encode() if path.suffix == ".svg" else png(drawn))
        written.append(where)
    return tuple(written)


def png(svg: str) -> bytes:
    """Return ``svg`` drawn `PIXELS` wide; raise EvalError without the extra, or without a font that has Chinese."""
    try:
        import resvg_py
    except ImportError as error:
        raise EvalError("写 PNG 需要 resvg_py：pip install 'drafter[plots]'；或改写 .svg，不需要它") from error
    # two characters that look the same are two empty boxes
    if len({resvg_py.svg_to_bytes(svg_string=_one(character)) for character in "中文"}) == 1:
        raise EvalError("这台机器没有中文字体，PNG 里会缺字；请安装一种（如 fonts-noto-cjk），或改写 .svg")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=PIXELS))


def _one(character: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<text x="4" y="30" font-size="30" font-family="{FONTS}">{character}</text></svg>'
    )
