"""Small invented reports, built without the readers."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from drafter.model import Document, Period, Section, Sentence, Source, Span

TOPICS = (
    "保密教育培训由机关党委组织，五十余名干部参加，会后逐人签订保密承诺书，涉密载体登记造册",
    "老旧小区改造开工三十八个，惠及居民九千余户，加装电梯二十六部，更换供水管网十二公里",
    "党支部书记讲党课，围绕主题教育到社区宣讲政策，组织党员参观廉政教育基地，撰写心得体会",
    "危房改造逐户核查，建立台账，对低保家庭优先安排，验收合格后及时拨付补助资金",
    "工地扬尘治理开展夜间巡查，发现隐患当场整改，约谈责任单位，复查合格方可复工",
    "公租房分配公开摇号，全程邀请纪检监察和群众代表监督，配租结果张榜公示七天",
)


def period(year: int, half: int) -> Period:
    first, last = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Period(label=f"{year}H{half}", start=first, end=last)


def report(topics: tuple[int, ...], *, note: str = "", path: str | None = None, **meta: object) -> Document:
    """Return a report with one section for each topic, headings on their own line."""
    lines = [f"本期各项工作按计划推进{note}，现将有关情况汇报如下。"]
    spans: list[tuple[str, str]] = []
    for number, topic in enumerate(topics):
        marker = "一二三四五六"[number] + "、"
        spans.append((marker, f"工作{number}"))
        lines.append(f"{marker}工作{number}")
        lines.append(f"{TOPICS[topic]}{note}。" + f"第{number}项工作有力有序，成效明显{note}。" * 8)
    text = "\n".join(lines) + "\n"
    return document(text, path=path, headings=spans, **meta)


def document(text: str, *, path: str | None = None, headings: list[tuple[str, str]] = [], **meta: object) -> Document:  # noqa: B006
    sections: list[Section] = []
    starts = [text.index(f"\n{marker}{title}\n") + 1 for marker, title in headings]
    for (marker, title), start, end in zip(headings, starts, [*starts[1:], len(text)], strict=False):
        span = Span(start=start, end=start + len(marker) + len(title))
        extent = Span(start=start, end=end)
        sections.append(
            Section(marker=marker, level=1, title=title, span=span, extent=extent, run_in=False, parent=None)
        )
    sentences = tuple(
        Sentence(index=i, span=Span(start=m.start(), end=m.end()))
        for i, m in enumerate(re.finditer(r"[^。！？\n]+[。！？]?", text))
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(path=path, sha256=digest, encoding="utf-8", **meta)  # type: ignore[arg-type]
    return Document(text=text, source=source, sections=tuple(sections), sentences=sentences, figures=())
