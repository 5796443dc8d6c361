"""The forest plot: one row a metric, one line an interval, in multiples of what counts as a difference. Plain SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ..model import Comparison

ROW, LEFT, WIDTH, RIGHT = 24, 130, 420, 150
REACH = 6.0
"""Margins shown on either side of zero; what lies beyond is cut and drawn with an arrow."""
_COLOURS = {"better": "#1a7f37", "worse": "#c62828", "same": "#5f6b7a"}
_UNDECIDED = "#8a6d00"


def forest(rows: Sequence[Comparison], titles: Mapping[str, str]) -> str:
    """Return the plot of ``rows`` as inline SVG; right of the line is better for B, the grey band is no difference.

    Rows without an interval, a direction or a margin are left out.
    """
    shown, height = _shown(rows), height_of(rows)
    centre, unit = LEFT + WIDTH / 2, WIDTH / 2 / REACH
    parts = [
        f'<svg viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" role="img" aria-label="各指标的差异与区间">',
        f'<rect x="{centre - unit:.1f}" y="{ROW * 0.4}" width="{2 * unit:.1f}" height="{height - ROW * 1.6}"'
        ' class="band"/>',
        f'<line x1="{centre}" x2="{centre}" y1="{ROW * 0.4}" y2="{height - ROW * 1.2}" class="zero"/>',
    ]
    for number, row in enumerate(shown):
        parts += _row(row, titles.get(row.metric, row.metric), ROW * (number + 1), centre, unit)
    foot = height - ROW * 0.4
    parts.append(f'<text x="{LEFT}" y="{foot}" class="small">← B 更差</text>')
    parts.append(f'<text x="{centre}" y="{foot}" text-anchor="middle" class="small">{_legend()}</text>')
    parts.append(f'<text x="{LEFT + WIDTH}" y="{foot}" text-anchor="end" class="small">B 更好 →</text>')
    parts.append("</svg>")
    return "".join(parts)


def _legend() -> str:
    names = (("更好", "better"), ("更差", "worse"), ("无差别", "same"), ("未定", ""))
    dots = "　".join(f'<tspan fill="{_COLOURS.get(verdict, _UNDECIDED)}">●</tspan> {name}' for name, verdict in names)
    return f"灰带：容许差以内　{dots}"


def height_of(rows: Sequence[Comparison]) -> int:
    """Return how high the plot of ``rows`` is, in its own units."""
    return ROW * (len(_shown(rows)) + 2)


def _shown(rows: Sequence[Comparison]) -> list[Comparison]:
    return [row for row in rows if row.low is not None and row.high is not None and row.direction and row.margin]


def _row(row: Comparison, title: str, y: int, centre: float, unit: float) -> list[str]:
    assert row.low is not None and row.high is not None
    ends = sorted(row.direction * end / row.margin for end in (row.low, row.high))
    middle = row.direction * row.difference / row.margin
    low, high, point = (centre + unit * max(-REACH, min(REACH, value)) for value in (*ends, middle))
    colour = _COLOURS.get(row.verdict, _UNDECIDED)
    parts = [
        f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(title)}</text>',
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2"/>',
        f'<circle cx="{point:.1f}" cy="{y}" r="4" fill="{colour}"/>',
        f'<text x="{LEFT + WIDTH + 10}" y="{y + 4}" class="small">'
        f"{row.difference:+.3f} [{row.low:+.3f}, {row.high:+.3f}]</text>",
    ]
    if ends[0] < -REACH:
        parts.append(f'<path d="M{low:.1f} {y} l7 -4 v8 z" fill="{colour}"/>')
    if ends[1] > REACH:
        parts.append(f'<path d="M{high:.1f} {y} l-7 -4 v8 z" fill="{colour}"/>')
    return parts
