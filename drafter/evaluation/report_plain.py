"""A page for any comparison that is not about prompts: forest plot, table, and lists of what moved; no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from ..model import Comparison
from .report_page import STYLE
from .report_plot import forest
from .report_png import write_pictures
from .report_text import COLUMNS, plain_rows

_KINDS = ("", "n", "n", "n", "n", "n", "")
"""How the columns are set."""


def plain_page(
    title: str, rows: Sequence[Comparison], titles: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> str:
    """Return the whole page; ``lists`` has one heading a key, shown only where there is something below it."""
    first = rows[0]
    shown = sorted(rows, key=lambda row: row.verdict in ("same", "none"))
    head = "".join(f'<th class="{kind}">{name}</th>' for kind, name in zip(_KINDS, COLUMNS, strict=True))
    lines = "".join(_line(row.verdict, cells) for row, cells in zip(shown, plain_rows(shown, titles), strict=True))
    moved = "".join(
        f"<details open><summary>{escape(name)}：{len(items)}</summary><ul>"
        + "".join(f"<li>{escape(item)}</li>" for item in items)
        + "</ul></details>"
        for name, items in lists.items()
        if items
    )
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{escape(title)}</h1><p>A：{escape(first.a)}<br>B：{escape(first.b)}<br>"
        f"{first.cases} 处（主指标），{first.clusters} 组，每组为一个抽样单位；区间为按组重抽样的扩展百分位区间，"
        "p 为按组换号的置换检验，带 ᴴ 的经 Holm 校正。</p>"
        f"{forest(rows, titles)}<p class='small'>横轴以各指标的容许差为单位，灰带内视为无差别；箭头表示超出图幅。</p>"
        f"<table><tr>{head}</tr>{lines}</table>{moved}</body></html>\n"
    )


def plain_markdown(
    rows: Sequence[Comparison], titles: Mapping[str, str], lists: Mapping[str, Sequence[str]], most: int = 20
) -> str:
    """Return the same as Markdown for a pull request: what differs as a table, the rest in one line."""
    first, same = rows[0], [row for row in rows[1:] if row.verdict in ("same", "none")]
    lines = [f"### {first.a} → {first.b}", "", f"{first.cases} 处，{first.clusters} 组。", ""]
    lines += ["| " + " | ".join(COLUMNS) + " |", "|---|--:|--:|--:|--:|--:|---|"]
    lines += ["| " + " | ".join(cells) + " |" for cells in plain_rows([r for r in rows if r not in same], titles)]
    if same:
        lines += ["", f"无差别或无法判断：{'、'.join(titles.get(row.metric, row.metric) for row in same)}。"]
    for name, items in lists.items():
        if items:
            lines += ["", f"{name} {len(items)} 处：{'、'.join(items[:most])}{' 等' if len(items) > most else ''}"]
    return "\n".join(lines) + "\n"


def write_plain(
    path: Path, title: str, rows: Sequence[Comparison], titles: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> None:
    """Write a comparison as its file name asks: .md, .svg or .png (the plot alone), else the page."""
    if path.suffix in (".svg", ".png"):
        write_pictures(path, [rows], titles)
        return
    markdown = path.suffix == ".md"
    text = plain_markdown(rows, titles, lists) if markdown else plain_page(title, rows, titles, lists)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _line(verdict: str, cells: Sequence[str]) -> str:
    kinds = (*_KINDS[:-1], verdict)
    return (
        "<tr>"
        + "".join(f'<td class="{kind}">{escape(cell)}</td>' for kind, cell in zip(kinds, cells, strict=True))
        + "</tr>"
    )
