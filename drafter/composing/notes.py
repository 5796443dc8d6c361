"""Notes into prose: a terse bullet becomes sentences by the grammar of the genre, every word of it kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Figure

_OPEN, _CLOSE = "（(《“‘〔【", "）)》”’〕】"
_TEN_DAYS = "初|底|中旬|上旬|下旬"
_DATE = (
    rf"(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日|份|{_TEN_DAYS})?"
    rf"(?:(?:至|—|－|-|、)(?:\d{{1,2}}月)?(?:\d{{1,2}}日|{_TEN_DAYS}))*(?:上午|下午)?"
)
_DATED = re.compile(rf"^({_DATE})(?![前后起以之])[，,：]?\s*")
_VERB = re.compile(
    r"^(召开|举办|开展|组织|印发|制定|修订|邀请|赴|听取|学习|传达|成立|签订|完成|启动|观看|建立|设立|发放|检查|推送|办理|接收|新建"
    r"|改造|查找|排查|整改|研究|通过|出台|推进|落实|配合|对照|参加|承办|上线|开通|收缴|处置|评选|表彰|获|被|为|对|按|经|将|由|以|在|与)"
)
# A doer at the head of a clause; 支部书记, 党员大会 and the like go on and are no doers here.
_SUBJECT = re.compile(
    r"^[^，：；《“]{0,14}(?:局党组|机关党委|机关纪委|党支部|支部|住建局|中心|质安站|档案馆|我局|科室)"
    r"(?!书记|班子|委员|成员|带头|会议|干部|工作)"
)
_EVENT_VERBS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(交易会|展示会|展览会|博览会|洽谈会|招聘会|运动会|联欢会|展销会)$"), "举办"),
    (re.compile(r"(会|会议|大会|座谈会|评议会|部署会|推进会|动员会|例会)$"), "召开"),
    (re.compile(r"(培训班|读书班|培训|讲座|论坛|竞赛|比赛|宣讲会|大讲堂|仪式)$"), "举办"),
    (re.compile(r"(活动|检查|调研|献血|演练|教育|行动|督查|巡查|排查|整治|辅导|走访|宣传|试点|主题党日)$"), "开展"),
)
# How clerks shorten in notes, and how the same stands in a report.
_SPELLED_OUT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![观收查察])看(?=《|“)"), "观看"),
    (re.compile(r"(?<!习近平)(?<!支部)(?<!委)(?<!第一)(?<!同志)总书记"), "习近平总书记"),
    (re.compile(r"同比少(?=\d)"), "同比减少"),
    (re.compile(r"同比多(?=\d)"), "同比增加"),
    (re.compile(r"^下步"), "下一步"),
    (re.compile(r"购书(?=\d)"), "购买学习用书"),
    (re.compile(r"^学[：:]"), "先后学习"),
    (re.compile(r"；学[：:]"), "；先后学习"),
)
_COUNTED_TAIL = re.compile(r"[^，、；：（）]*?\d[\d.,]*[^\d，、；：（）]{0,4}$")


# Parts of a total are joined by 、: the first ，after them begins something else, and must not read as one more part.
_PARTS_END = re.compile(r"(其中[^，；。：]*、[^，；。：]*)，(?!其中)")
_ACTION = re.compile(r"^(发展|培养|接收|办理)|(推送|发布|发放|受理|查找|排查|检查|征集|收集|发现)$")
_DOER = re.compile(r"(各|\d+个)?[^，：；\d]{0,12}(支部|科室|单位|县区|区县|党组|党委)")
_COUNT_END = re.compile(
    r"(\d+(?:\.\d+)?)(?:人次|人|名|个|件|条|次|项|套|户|处|份|场|期|批|篇|家|册|种|亿元|万元|元|%|公里|米|吨|起|宗|座|栋|台|部|幅"
    r"|张|本|门|课|天|小时|支|对|枚|所|公顷|亩|平方米|万平方米)$"
)
_ALREADY = re.compile(
    r"^(已|再|未|余|其中|累计|合计|共|新增|新开工|新建|基本建成|开工|竣工|建成|完成|交付|办结|同比|另|均|占|上年|去年)"
)
_HAS_VERB = re.compile(r"查|改|办|学|建|发|收|评|报|培训|交流|采用|转|选|运行|少|多|增|减")


@dataclass(frozen=True, slots=True)
class Speech:
    """What the house says before a counted thing, learnt from its past reports."""

    verbs: dict[str, str]
    """Counted noun → verb: 党员大会 → 召开."""
    name: str
    """The house's short name, used as subject."""

    def verb(self, noun: str) -> str | None:
        """Return the verb for ``noun``, by the whole noun or its head; None for what has a verb or is an adverb."""
        if _ALREADY.match(noun):
            return None
        for size in (len(noun), 4, 3):
            tail = noun[-size:]
            if tail in self.verbs and len(noun) - len(tail) <= 4 and not _HAS_VERB.search(noun[: -len(tail) or None]):
                return self.verbs[tail]
        return None


def spell_out(text: str) -> str:
    """Return a note with a clerk's shorthand written out."""
    text = text.strip().rstrip("。；，;, ").replace(";", "；")
    for pattern, full in _SPELLED_OUT:
        text = pattern.sub(full, text)
    return text


def split_top(text: str, marks: str) -> list[str]:
    """Return ``text`` cut at ``marks`` that stand outside brackets and quotes; unbalanced brackets do no harm."""
    pieces, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in marks and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    return [piece.strip() for piece in [*pieces, text[start:]] if piece.strip()]


def realise(note: str, speech: Speech) -> str:
    """Return ``note`` as one or more sentences ending in 。; every word of the note stands in it."""
    segments = split_top(spell_out(note), "；。")
    sentences = [_segment(segment, speech) for segment in segments]
    return _PARTS_END.sub(r"\1；", _joined(sentences)) + "。"


def _joined(segments: Sequence[str]) -> str:
    """Return segments as prose: short ones that go on with a verb are one sentence, others are sentences."""
    text = segments[0]
    for segment in segments[1:]:
        goes_on = _VERB.match(segment) and len(segment) <= 24 and not _DATED.match(segment)
        text += ("，" if goes_on else "；") + segment
    return text


def _segment(segment: str, speech: Speech) -> str:
    dated = _DATED.match(segment)
    if dated:
        return _dated(dated[1], segment[dated.end() :], speech)
    label, rest = _labelled(segment)
    if rest is not None and (said := _dated_event(label, rest, speech)) is not None:
        return said
    if rest is None:
        return _counts_with_verbs(_unbracket(segment), speech)
    parts = split_top(rest, "，、")
    if len(parts) >= 2 and all(_is_count(part) for part in parts):
        return _labelled_series(label, parts, speech)
    if len(label) <= 8 and not re.search(r"\d", label) and (_VERB.match(rest) or _has_counts(rest)):
        return f"{label}方面，{_counts_with_verbs(_unbracket(rest), speech)}"
    return f"{label}：{_unbracket(rest)}"


def _has_counts(text: str) -> bool:
    return len(re.findall(r"\d", text)) > 0 and "，" in text


def _labelled(segment: str) -> tuple[str, str | None]:
    """Return (label, rest) of ``label：rest``, or (segment, None)."""
    pieces = split_top(segment.replace(":", "："), "：")
    if len(pieces) < 2 or len(pieces[0]) > 24:
        return segment, None
    return pieces[0], "：".join(pieces[1:])


def _is_count(part: str) -> bool:
    return bool(_COUNTED_TAIL.search(re.sub(r"（[^（）]*）$", "", part)))


def _labelled_series(label: str, parts: Sequence[str], speech: Speech) -> str:
    """Return a labelled series of counts: a total with its parts, a doer with what was done, or a topic."""
    total, numbers = _number(label), [_number(part) for part in parts]
    if total is not None and None not in numbers:
        whole = sum(number for number in numbers if number is not None) == total
        return f"{_counts_with_verbs(label, speech)}，{'其中' if whole else '包括'}{'、'.join(parts)}"
    said = _series(parts, speech)
    if re.search(r"(支部|科室|中心|单位|班子|党员|干部|站|馆|区县|县区|公司|企业)$", label) and not _ACTION.match(
        label
    ):
        return f"{label}{said}" if _VERB.match(said) else f"{label}开展{said}"
    if _ACTION.search(label) and not _VERB.match(said):
        return f"{label}{'、'.join(_unbracket(part) for part in parts)}"
    if re.fullmatch(r"“?三会一课”?", label):
        return f"落实“三会一课”制度，{said}"
    return f"{label}：{said}" if re.search(r"\d", label) else f"{label}方面，{said}"


def _number(text: str) -> float | None:
    """Return the number a phrase such as 党员124人 ends in; 12345热线 ends in none."""
    match = _COUNT_END.search(text)
    return float(match[1]) if match else None


def _series(parts: Sequence[str], speech: Speech) -> str:
    """Return counted things with their verbs, things of one verb joined by 、."""
    groups: list[tuple[str, list[str]]] = []
    for part in parts:
        verb = "" if _VERB.match(part) else speech.verb(_noun(part)) or ""
        if groups and (verb == groups[-1][0] or (not verb and not _VERB.match(part))):
            groups[-1][1].append(_unbracket(part))
        else:
            groups.append((verb, [_unbracket(part)]))
    return "，".join(verb + _listed(items) for verb, items in groups)


def _listed(items: Sequence[str]) -> str:
    """Return items joined by 、, or by ， where one of them has a clause of its own."""
    return ("，" if any("，" in item for item in items) else "、").join(items)


def _noun(part: str) -> str:
    """Return the counted noun in front of the figure: 党员大会 of 党员大会22次."""
    match = re.match(r"^[^\d]*", part)
    return (match[0] if match else part).strip("“”约近超共")


def _unbracket(text: str) -> str:
    """Return ``text`` with a total's bracketed parts said in words: 19次（甲8次、乙11次） → 19次，其中甲8次、乙11次."""

    def worded(match: re.Match[str]) -> str:
        total, parts = _number(match[1]), split_top(match[2], "、，")
        numbers = [_number(part) for part in parts]
        if total is None or len(parts) < 2 or None in numbers:
            return match[0]
        whole = sum(number for number in numbers if number is not None) == total
        return f"{match[1]}，其中{'、'.join(parts)}" if whole else match[0]

    return re.sub(r"([^，；：（）]*\d[^，；：（）]{0,4})（([^（）]*\d[^（）]*)）", worded, text)


def _counts_with_verbs(text: str, speech: Speech) -> str:
    """Return clauses with the house's verb put before those that are a bare counted noun."""
    return "，".join(_with_verb(clause, speech) for clause in split_top(text, "，"))


def _with_verb(clause: str, speech: Speech) -> str:
    if not _is_count(clause) or _VERB.match(clause) or _SUBJECT.match(clause) or "其中" in clause:
        return clause
    verb = speech.verb(_noun(clause))
    return f"{verb}{clause}" if verb and verb not in clause else clause


def _dated(date: str, rest: str, speech: Speech) -> str:
    """Return what happened on a day: the doer and the verb are put in where the note leaves them out."""
    head, tail = _first_clause(rest)
    if not head:
        return date
    if _VERB.match(rest):
        return f"{date}，{speech.name}{_unbracket(rest)}"
    verb = _event_verb(head)
    if verb is None:
        return f"{date}，{_unbracket(rest)}"
    subject = _SUBJECT.match(head)
    if subject and subject.end() < len(head):
        return f"{date}，{subject[0]}{verb}{head[subject.end() :]}{tail}"
    return f"{date}，{speech.name}{verb}{head}{tail}"


def _dated_event(label: str, rest: str, speech: Speech) -> str | None:
    """Return 组织生活会（2024年度）：2月10日，7个支部，126人参加 as an event with its day and doer, or None."""
    dated = _DATED.match(rest)
    qualifier = re.search(r"（([^（）]{2,8}年度?)）$", label)
    event = label[: qualifier.start()] if qualifier else label
    verb = _event_verb(event)
    if dated is None or verb is None:
        return None
    name = (qualifier[1] if qualifier else "") + event
    clauses = split_top(rest[dated.end() :], "，")
    doer = clauses[0] if clauses and _DOER.fullmatch(clauses[0]) else None
    others = clauses[1:] if doer else clauses
    return "，".join([dated[1], f"{doer or speech.name}{verb}{name}", *(_unbracket(one) for one in others)])


def _first_clause(text: str) -> tuple[str, str]:
    """Return (first clause, the rest with its mark)."""
    pieces = split_top(text, "，：")
    if not pieces:
        return "", ""
    return pieces[0], _unbracket(text[text.index(pieces[0]) + len(pieces[0]) :])


def _event_verb(head: str) -> str | None:
    """Return the verb an event noun takes (部署会 → 召开), or None for what is no bare event."""
    bare = re.sub(r"《[^《》]*》|“[^“”]*”|（[^（）]*）|\d+[期次场]$", "", head)
    if any(verb in bare for _, verb in _EVENT_VERBS):
        return None
    return next((verb for pattern, verb in _EVENT_VERBS if pattern.search(bare)), None)


def learn_verbs(sentences: Sequence[tuple[str, Sequence[Figure]]]) -> dict[str, str]:
    """Return counted noun → the verb past reports most often put before it."""
    seen: dict[str, dict[str, int]] = {}
    for noun, verb in _verb_noun_pairs(sentences):
        counts = seen.setdefault(noun, {})
        counts[verb] = counts.get(verb, 0) + 1
    return {noun: max(sorted(counts), key=lambda verb: counts[verb]) for noun, counts in seen.items()}


_VERB_NOUN = re.compile(
    r"(召开|举办|开展|组织|印发|制定|提出|查找|排查|检视|签订|推送|发布|发放|接收|讲授|讲|作|设立|评选|表彰|收集|采纳|受理|办结"
    r"|检查|发现|建成|新建|改造|筹集|新开工|开工|完成|处置|办理|更新|征求|转移)([^，。；、：\d“”《》（）]{2,10})$"
)


def _verb_noun_pairs(sentences: Sequence[tuple[str, Sequence[Figure]]]) -> Iterator[tuple[str, str]]:
    for text, figures in sentences:
        for figure in figures:
            if figure.kind != "count" or not figure.checkable:
                continue
            before = re.split(r"[，。；、：]", text[: figure.span.start])[-1]
            match = _VERB_NOUN.search(before)
            if match:
                yield from ((match[2][-size:], match[1]) for size in {len(match[2]), 4, 3} if len(match[2]) >= size)
