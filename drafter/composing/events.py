"""Events: 5月28日，警示教育大会，看《…》 becomes who held what on the day, and who took part."""

from __future__ import annotations

import re

from ..patterns import lazy
from .clauses import SUBJECT, series, tell
from .clauses import is_count as _is_count
from .event_verbs import campaign, event_verb
from .shorthand import split_top
from .verbs import Speech, starts_with_verb

# 5月18日强降雨，转移群众: what befell on the day stands close to it, as the note has it.
_SHORT_EVENT = 6
_TEN_DAYS = "初|底|中旬|上旬|下旬"
# Possessive: 10月底前 is no date 10月 with 底前 behind it.
_DATE = (
    rf"(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}[日号]|份|{_TEN_DAYS})?+"
    rf"(?:(?:至|—|－|-|、)(?:(?:\d{{1,2}}月)?(?:\d{{1,2}}[日号]|{_TEN_DAYS})|\d{{1,2}}月(?![底初中上下])))*+(?:上午|下午)?+"
)
DATED = lazy(rf"^({_DATE})(?![前后起以之])[，,：]?\s*")
_PLACE = lazy(r"(项目|社区|小区|基地|现场|工地|广场|公园|场馆|学校)$")
_DOER = lazy(r"(各|\d+个)?[^，：；\d]{0,12}(支部|科室|单位|县区|区县|党组|党委)")


def tell_dated(date: str, rest: str, speech: Speech, *, paused: bool = True) -> str:
    """Return what happened on ``date``: the doer and the verb are put in where the note leaves them out."""
    head, tail = _first_clause(rest)
    if not head:
        return date
    tail, ground = _ground_last(tail)
    date = f"{date}，{ground}" if ground else date
    rest = head + tail
    held = campaign(head)
    if held is not None:
        return f"{date}，{speech.name}{held}{tell_after(tail, speech)}"
    at = _at_a_place(date, head, tail, speech)
    if at is not None:
        return at
    verb = None if starts_with_verb(rest) else event_verb(head)
    if verb is None:
        doer = speech.name if starts_with_verb(rest) and not re.match(r"^(由|在|报请|邀请|请)", rest) else ""
        # What goes on with its verb in a later sentence needs no pause behind the day.
        mark = "" if starts_with_verb(rest) and not doer and not speech.name else "，"
        if not paused and len(head) <= _SHORT_EVENT and not doer:
            mark = ""
        return f"{date}{mark}{doer}{tell(rest, speech, event=True)}"
    subject = SUBJECT.match(head)
    if subject and subject.end() < len(head):
        return f"{date}，{subject[0]}{verb}{head[subject.end() :]}{tell_after(tail, speech)}"
    return f"{date}，{speech.name}{verb}{head}{tell_after(tail, speech)}"


def _ground_last(tail: str) -> tuple[str, str]:
    """Return (tail without it, the ground) of a tail that ends in one: a report names the ground before the deed."""
    match = re.search(r"，((?:依据|根据|按照)[^，；：]*[〕》][^，；：]*)$", tail)
    return (tail[: match.start()], match[1]) if match else (tail, "")


def tell_after(tail: str, speech: Speech) -> str:
    """Return what follows an event: who came, what was said, counted things with their verbs."""
    if not tail:
        return ""
    rest = tail.lstrip("，：")
    parts = split_top(rest, "，")
    counts = len(parts) >= 2 and all(_is_count(part) for part in parts)
    return "，" + (series(parts, speech, event=True) if counts else tell(rest, speech, event=True))


def _at_a_place(date: str, head: str, tail: str, speech: Speech) -> str | None:
    """Return 在某项目开展演练 where the note names the place first, then the event."""
    event, after = _first_clause(tail.lstrip("，："))
    verb = event_verb(event) if event and _PLACE.search(head) and not starts_with_verb(head) else None
    return f"{date}，{speech.name}在{head}{verb}{event}{tell_after(after, speech)}" if verb else None


def dated_event(label: str, rest: str, speech: Speech) -> str | None:
    """Return 组织生活会（2024年度）：2月10日，7个支部，126人参加 as an event with its day and doer, or None."""
    dated = DATED.match(rest)
    qualifier = re.search(r"（([^（）]{2,8}年度?)）$", label)
    event = label[: qualifier.start()] if qualifier else label
    verb = event_verb(event)
    if dated is None or verb is None:
        return None
    name = (qualifier[1] if qualifier else "") + event
    clauses = split_top(rest[dated.end() :], "，")
    doer = clauses[0] if clauses and _DOER.fullmatch(clauses[0]) else None
    others = "，".join(clauses[1:] if doer else clauses)
    more = f"，{tell(others, speech, event=True)}" if others else ""
    return f"{dated[1]}，{doer or speech.name}{verb}{name}{more}"


def _first_clause(text: str) -> tuple[str, str]:
    """Return (first clause, the rest with its mark)."""
    pieces = split_top(text, "，：")
    if not pieces:
        return "", ""
    return pieces[0], text[text.index(pieces[0]) + len(pieces[0]) :]
