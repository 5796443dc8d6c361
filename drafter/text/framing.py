"""Framing: what stands around the sections of a report — the announcement that opens it, the signature below it."""

from __future__ import annotations

import re

from ..model import Document, Period
from ..patterns import lazy
from .faults import OPEN_MARK

_DAY = lazy(r"20\d\d年\d{1,2}月\d{1,2}日")
_GREETS = lazy(r"(?:尊敬的|各位).{2,30}：")
_HEAD_LINES = 6
_OWN_DUTIES = lazy(r"述职(?!评议|会)")
_SPOKEN = lazy(r"发言|讲话|致辞|述职")


def subject_of(title: str, organisation: str | None) -> str:
    """Return what an opening announces (2025年上半年工作情况): the report's title without the house's name.

    A speech or 述职 announces 有关情况: its title names the meeting or the person.
    """
    if _SPOKEN.search(title):
        return "有关情况"
    if organisation:
        title = title.replace(organisation, "", 1)
    title = re.sub(r"\s+|^(关于|在)|(的)?(情况)?(汇报|报告|发言材料)$", "", title)
    if re.search(r"(安排|打算|计划|建议)$", title):
        return title
    return re.sub(r"(工作)?总结$", "工作", title) + "情况"


def announcement_of(title: str, organisation: str | None, kind: str | None) -> str:
    """Return 现将…汇报如下, or '' for what is spoken: a speech greets, and does not announce.

    A 述职报告 speaks of 本人.
    """
    if _OWN_DUTIES.search(f"{title}{kind or ''}"):
        year = re.search(r"20\d\d年(?:度|上半年|下半年)?", title)
        return f"现将本人{year[0] if year else ''}履行职责情况报告如下："
    return "" if _SPOKEN.search(kind or title) else f"现将{subject_of(title, organisation)}汇报如下："


def signature_of(
    organisation: str | None,
    period: Period,
    kind: str | None,
    pattern: Document | None = None,
    person: str | None = None,
) -> tuple[str, ...]:
    """Return the unit's name and the last day of the period, for the writer to put right.

    A 述职报告 is signed by ``person``, who gives it. A name the notes do not give is an open mark. Nothing where
    ``pattern`` is not signed, nor below a speech.
    """
    if pattern is not None and not _DAY.fullmatch(pattern.text.rstrip().rsplit("\n", 1)[-1].strip()):
        return ()
    if re.search("发言|讲话|致辞", kind or ""):
        return ()
    day = period.end
    if _OWN_DUTIES.search(kind or ""):
        return (person or OPEN_MARK.format("述职人姓名"), f"{day.year}年{day.month}月{day.day}日")
    return (organisation or OPEN_MARK.format("署名单位"), f"{day.year}年{day.month}月{day.day}日")


def salutation_of(pattern: Document | None) -> str:
    """Return the line that greets in ``pattern`` (尊敬的各位领导，同志们：), or '' where it greets nobody."""
    lines = [line.strip() for line in pattern.text.splitlines()[:_HEAD_LINES]] if pattern is not None else []
    return next((line for line in lines if _GREETS.fullmatch(line) and not re.search(r"[\d*×]", line)), "")
