"""Notes into prose: a terse bullet becomes sentences by the grammar of the genre, every word of it kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..patterns import lazy
from .brackets import end_parts, last_years_beside, lists_first, parts_with_units, said_in_words
from .clauses import tell
from .event_verbs import campaign
from .events import DATED, dated_event, tell_after, tell_dated
from .labels import labelled, tell_labelled
from .shorthand import keeps_every_word, spell_out, split_top
from .verbs import Speech, starts_with_verb

# A segment that goes on with a verb is one sentence with the one before it, up to this many characters.
GOES_ON = 90
# What there is, and what is measured: a sentence does not begin with either without a verb.
_STANDING = lazy(
    r"^(?!现有|新|累计|上半年|全年|其中|[^\d]*(?:新增|参加|涉及|表彰|发展|接收|新创|打造|设立))[^\d，；：、（）]{0,10}"
    r"(?:党员|在职干部|干部职工|职工|干警|民警|党委|党组织|党支部|支部|队伍|救援队|驿站|税务所|窗口|护林员|卡口|储备点)"
    r"\d[\d.]*万?[名人个支家所处](?=[，；、（。]|\d|$)(?!，[^，；]*参加)"
)
# 全区中小学186所: what a whole place has.
_IN_ALL = lazy(
    r"^全[省市县区乡镇](?=(?!共|现|累计|上半年|完成|新|各)[^\d，；：（）]{2,14}\d[\d.]*万?[所家个名人座支处](?:[，；。]|$))"
)
# What is held against another time ends there: the next clause must not read as that time's.
_HELD_AGAINST, _ASIDE = lazy("上年同期|去年同期|同比|较上年|较年初"), lazy(r"（[^（）]*）")
_TIMES = r"上半年|下半年|全年|今年|[一二三四]季度|前[一二三四五六七八九十]|累计|其中|年内"
_DONE_TO = lazy(
    r"[^\d]*(?:测评|评议|换届|选举|走访|帮|慰问|检查|结对|转[入出正]|报到|参训|参学|受训|参与|培养|发展|吸收|评选|表彰)[^\d]*\d"
)
_MEASURED = lazy(
    r"^(?P<noun>[^\d，；：、（）“”]{2,14}(?:率|量|额|值|收入|支出|投资|面积|占比|比重|人数|户数|动力))(?=\d[\d.]*(?:%|[万亿]|[^\d，；、]{1,3}[，；。]|$))"
)
_ACCORDING = lazy(r"^(依据|根据|按照|按)(?=《|中|[^，]{0,20}《)[^，；]*$")
_REMARK = lazy(r"（(首次开展|首次|新开展|新增|首创)，?(无先例)?）$")


def realise(note: str, speech: Speech, *, before: str = "") -> str:
    """Return ``note`` as one or more sentences ending in 。; every word of the note stands in it.

    ``before`` is the note said just before in the same section. Where the grammar would lose a word, the note stands
    as it was written.
    """
    whole = spell_out(note)
    text = parts_with_units(last_years_beside(_remark(whole)), before)
    segments = _with_grounds_first(split_top(text, "；。"))
    listed = _counted_things(segments)
    if listed is not None:
        return listed
    told: list[str] = []
    for number, segment in enumerate(segments):
        if told and "先后学习" in told[-1] and _is_reading(segment):
            told[-1] += f"，{segment}"
        else:
            told.append(_segment(_listed(segment, speech), speech if number == 0 else replace(speech, name="")))
    said = begun(end_parts(_joined(told))) + "。"
    return said if keeps_every_word(whole, said) else "；".join(split_top(whole, "；。")) + "。"


def begun(text: str) -> str:
    """Return ``text`` with a verb where it begins with a bare count: 现有党员34名, 货运量为5380万吨，同比下降."""
    whole = _IN_ALL.match(text)
    if whole and not starts_with_verb(text[whole.end() :]):
        return f"{whole[0]}共有{text[whole.end() :]}"
    aspect = re.match(r"[^，；：。]{2,12}方面，", text)
    at = aspect.end() if aspect else 0
    if _STANDING.match(text[at:]) and not starts_with_verb(text[at:]) and not _DONE_TO.match(text[at:]):
        return f"{text[:at]}现有{text[at:]}"
    measured = _MEASURED.match(text)
    if measured is None or starts_with_verb(text) or re.match(_TIMES, text) or "完成" in measured["noun"]:
        return text
    falls = re.match(r"[^；。]*(?:下降|减少|收窄|降低|回落)", text[measured.end() :])
    falls = falls or re.search("死亡|受伤|伤亡|事故|失业", measured["noun"])
    return f"{measured['noun']}{'为' if falls else '达'}{text[measured.end('noun') :]}"


def _counted_things(segments: Sequence[str]) -> str | None:
    """Return 荣誉3项：甲；乙；丙 as 荣誉3项，分别是甲；乙；丙: as many segments as the label counts."""
    label, rest = labelled(segments[0])
    counted = re.search(r"(?<!\d)(\d+)[个项条类]$", label)
    if rest is None or counted is None or int(counted[1]) != len(segments) or len(segments) < 2:
        return None
    said = f"{label}，分别是{'；'.join([rest, *segments[1:]])}。"
    return f"获{said}" if label.startswith("荣誉") else said


def _is_reading(segment: str) -> bool:
    """Return whether ``segment`` is one more thing that was studied."""
    return not re.search(r"\d+[次人名个]", segment) and labelled(segment)[1] is None and not starts_with_verb(segment)


def _listed(segment: str, speech: Speech) -> str:
    """Return ``segment`` with brackets in words, and a counted list before what is counted, with its verb."""
    turned = lists_first(segment)
    if turned != segment and not starts_with_verb(turned):
        verb = speech.genre_verb(re.split("[，；]", turned)[0][-4:])
        turned = f"{verb}{turned}" if verb else turned
    return said_in_words(turned)


def _remark(text: str) -> str:
    """Return a remark at the end, （首次，无先例）, as a clause of its own."""
    match = _REMARK.search(text)
    if match is None:
        return text
    first = "首次开展" if match[1] == "首次" else match[1]
    rest = "，".join(filter(None, (f"此项工作为{first}", match[2])))
    return f"{text[: match.start()]}；{rest}"


def _with_grounds_first(segments: Sequence[str]) -> list[str]:
    """Return segments with 依据《…》 at their head: a report names the ground before the deed."""
    grounds = [segment for segment in segments[1:] if _ACCORDING.match(segment)]
    if not grounds:
        return list(segments)
    others = [segment for segment in segments if segment not in grounds]
    return ["，".join([*grounds, others[0]]), *others[1:]]


def _segment(segment: str, speech: Speech) -> str:
    poured = speech.pour(segment)
    if poured is not None:
        return poured
    ground = re.match(r"^(?:依据|根据|按照|按)[^，；]*《[^《》]*》[^，；]*，(?=.*[：\d])", segment)
    if ground:
        return ground[0] + _segment(segment[ground.end() :], speech)
    dated = DATED.match(segment)
    if dated:
        paused = dated[0] != dated[1]
        return tell_dated(dated[1], segment[dated.end() :], speech, paused=paused)
    label, rest = labelled(segment)
    if rest is None:
        return tell(segment, speech)
    inner = DATED.match(rest)
    return dated_event(label, rest, speech) or (
        _on_a_day(label, inner[1], rest[inner.end() :], speech, paused=inner[0] != inner[1])
        if inner
        else tell_labelled(label, rest, speech)
    )


def _on_a_day(label: str, date: str, rest: str, speech: Speech, *, paused: bool) -> str:
    """Return 防汛：7月12日特大暴雨 with what it is about first; what began on the day has it as its object."""
    held = campaign(label)
    if held and not re.search(r"\d", label) and not re.match(r"启动|开幕", rest):
        return f"{date}，{speech.name}{held}{tell_after(rest, speech)}"
    begun = re.match(r"^(启动|开幕|上线|启用|印发)(?=，|$)", rest)
    if begun and not re.search(r"\d", label):
        what = held.removeprefix("开展") if held else label
        return f"{date}，{begun[1]}{what}{tell_after(rest[begun.end() :], speech)}"
    return f"{_topic(label)}，{tell_dated(date, rest, speech, paused=paused)}"


def _topic(label: str) -> str:
    """Return a label that stands before a dated event: 抗疫 → 做好抗疫工作."""
    return label if len(label) > 4 or starts_with_verb(label) else f"做好{label}工作"


def _joined(segments: Sequence[str]) -> str:
    """Return segments as prose: those that go on with a verb are one sentence, a dated one begins its own."""
    text, length, before = segments[0], len(segments[0]), segments[0]
    for segment in segments[1:]:
        goes_on = starts_with_verb(segment) and length + len(segment) <= GOES_ON and "其中" not in text
        # What last year's figures were ends there: the next clause must not read as last year's.
        mark = "，" if goes_on and not _HELD_AGAINST.search(_ASIDE.sub("", before)) else "；"
        before = segment
        text += mark + segment
        length = length + len(segment)
    return text
