"""Framing: what stands around the sections of a report — the announcement that opens it, the signature below it."""

from __future__ import annotations

import re

from ..model import Period
from .faults import OPEN_MARK

_SPOKEN = re.compile(r"发言|讲话|致辞|述职")


def subject_of(title: str, organisation: str | None) -> str:
    """Return what an opening announces (2025年上半年工作情况): the report's title without the house's name."""
    if organisation:
        title = title.replace(organisation, "", 1)
    title = re.sub(r"\s+|^(关于|在)|(的)?(情况)?(汇报|报告|发言材料)$", "", title)
    if re.search(r"(安排|打算|计划|建议)$", title):
        return title
    return re.sub(r"(工作)?总结$", "工作", title) + "情况"


def announcement_of(title: str, organisation: str | None, kind: str | None) -> str:
    """Return 现将…汇报如下, or '' for what is spoken: a speech greets, and does not announce."""
    return "" if _SPOKEN.search(kind or title) else f"现将{subject_of(title, organisation)}汇报如下："


def signature_of(organisation: str | None, period: Period, kind: str | None) -> tuple[str, ...]:
    """Return the unit's name and the last day of the period, for the writer to put right; nothing below a speech.

    A name the notes do not give is an open mark.
    """
    if re.search("发言|讲话|致辞", kind or ""):
        return ()
    day = period.end
    return (organisation or OPEN_MARK.format("署名单位"), f"{day.year}年{day.month}月{day.day}日")
