"""Labels: 公积金：归集10.91亿元 becomes 归集公积金10.91亿元; what stands before a colon finds its place."""

from __future__ import annotations

import re

from ..patterns import lazy
from .brackets import number_of
from .clauses import is_count, noun_of, series, tell
from .event_verbs import event_verb
from .shorthand import split_top
from .verbs import DOING, STARTS_WITH_VERB, Speech, starts_with_verb

LONGEST = 24
_DOES = lazy(r"(支部|科室|中心|中心组|单位|班子|党员|干部|站|馆|区县|县区|公司|企业|党委|党组|成员|书记)$")
_SEVERAL_DOERS = lazy(r"^(各(?:党)?支部|各科室|全局)(?=.)(.+)$")
_A_TASK = lazy(r"^(发展|培养|整治|治理|防范|化解)")
_UNDERTAKING = lazy(
    r"(活动|行动|试点|宣传月|宣传周|工程|专项|整治|治理|竞赛|联建|共建|教育|调查研究|改革|体检|大排查|攻坚)$"
)
_WORK_IN_PROGRESS = lazy(r"(创建|建设|整改|改造|管理|监管|改进|提升|融合|加固|配套|续建|治理|修复|普查|培育)$")
# 飞行检查：配合省局…: held, and not what leads on to the first word behind the colon.
_HELD = lazy(r"[^\d，]{2,}(?:检查|排查)$")
# 诉求量前三：物业管理1382件…: what the list is.
_RANKED = lazy(r"(?:前[一二三四五六七八九十]|排名|构成)$")
_PEOPLE_UNIT = lazy(r"\d[\d.]*万?(?:人次|人|名)(?=[，；、]|$)")
_PEOPLE_NAMED = lazy(r"(?:人|员|户|群众|对象|干部|者|职工|代表|学生|家庭|导师|骨干)$")
# 青白高速：路基完成92%: what is built has its parts.
_BUILT = lazy(r"(?:高速|铁路|公路|大桥|隧道|项目|工程|水库|水厂|[一二三四]期)$")
_RULES = lazy(r"(?:清单|制度|办法|规定|机制)$")
_LEADS_ON = lazy(r"(带动|推动|促进|推送|发布|发放|受理|查找|排查|检查|征集|收集|发现|表彰)$")
# 归集10.91亿元, 新开工650套: a verb that wants the label for its object or subject.
_VERB_FIGURE = lazy(rf"^(?P<when>(?:上半年|全年|累计|已|再|共)*)(?P<verb>{DOING})(?=\d)")
_FIGURE_LATER = lazy(rf"(?<=[，、])(?P<when>(?:上半年|全年|累计|已|再|共)*)(?P<verb>{DOING})(?=\d)")
# 校长负责制全覆盖: nothing that the label has, but a sentence of its own
_TOLD_WHOLE = lazy(r"(?:全覆盖|完成|到位|达标|落实|启动|运行|挂牌|封顶)$")
_TOTAL_LAST = lazy(r"^(?:合计|共计|共|总计)(?=\d)")


def labelled(segment: str) -> tuple[str, str | None]:
    """Return (label, rest) of ``label：rest``, or (segment, None)."""
    pieces = split_top(segment.replace(":", "："), "：")
    if len(pieces) < 2 or len(re.sub(r"“[^”]*”", "", pieces[0])) > LONGEST:
        return segment, None
    label, rest = pieces[0], "：".join(pieces[1:])
    told_inside = re.fullmatch(r"([^（）]+)（([^（）]*\d[^（）]*)）", label)
    if told_inside and not re.search(r"年度?$", told_inside[2]) and not re.search(r"\d", told_inside[1]):
        return told_inside[1], f"{told_inside[2]}，{rest}"
    return label, rest


def tell_labelled(label: str, rest: str, speech: Speech) -> str:
    """Return ``label：rest`` as clauses without the colon; every word of both stands in it."""
    poured = speech.pour(f"{label}，{rest}")
    if poured is not None:
        return poured
    parts = split_top(rest, "，、")
    if len(parts) >= 2 and all(is_count(part) for part in parts):
        said = _series_of(label, parts, speech)
        if said is not None:
            return said
    placed = _placed(label, rest, speech)
    return placed if placed is not None else _beside(label, rest, speech)


def _series_of(label: str, parts: list[str], speech: Speech) -> str | None:
    """Return a labelled series of counts: a total with its parts, a doer with what was done, parts with their total."""
    total, numbers = number_of(label), [number_of(re.sub(r"（[^（）]*）$", "", part)) for part in parts]
    if total is not None and None not in numbers:
        whole = sum(number for number in numbers if number is not None) == total
        return f"{tell(label, speech)}，{'其中' if whole else '包括'}{'、'.join(parts)}"
    if _TOTAL_LAST.match(parts[-1]) and None not in numbers:
        kind = _object_verb(label, speech)
        return f"{kind}{label}{parts[-1]}，其中{'、'.join(parts[:-1])}"
    if re.fullmatch(r"“?三会一课”?", label):
        return f"落实“三会一课”制度，{series(parts, speech)}"
    several = _SEVERAL_DOERS.match(label)
    if several:
        return f"{several[1]}开展{several[2]}{'、'.join(parts)}"
    if _HELD.search(label) and starts_with_verb(parts[0]):
        return f"开展{label}，{tell('，'.join(parts), speech)}"
    if _LEADS_ON.search(label):
        return label + "、".join(parts) if not _has_verbs(parts, speech) else label + series(parts, speech)
    if _DOES.search(label) and not _A_TASK.match(label):
        if {speech.verb(noun_of(part)) for part in parts} <= {"开展", None} and not starts_with_verb(parts[0]):
            return f"{label}开展{'、'.join(parts)}"
        said = series(parts, speech)
        return f"{label}{said}" if starts_with_verb(said) else f"{label}开展{said}"
    return None


def _has_verbs(parts: list[str], speech: Speech) -> bool:
    return any(speech.verb(noun_of(part)) for part in parts)


def _object_verb(label: str, speech: Speech) -> str:
    return next((verb for verb in ("发布", "办理", "受理", "完成") if speech.attests(verb, label)), "")


def _placed(label: str, rest: str, speech: Speech) -> str | None:
    """Return ``rest`` with the label beside the verb or the noun it belongs to, or None where it has no such place."""
    first = _VERB_FIGURE.match(rest)
    if first and re.search(r"\d", label) and speech.attests(first["verb"], label):
        return tell(f"{rest[: first.end()]}{label}{rest[first.end() :]}", speech)
    if re.search(r"[\d，]", label) or len(label) > 10 or starts_with_verb(label) or label.startswith(("“", "《")):
        return None
    for match in filter(None, (first, *_FIGURE_LATER.finditer(rest))):
        verb = match["verb"]
        people = _PEOPLE_UNIT.match(rest[match.end() :]) and not _PEOPLE_NAMED.search(label)
        if people and not speech.attests(verb, label):
            # 执法：出动1384人次: nobody sends out 执法
            continue
        if speech.attests(label, verb):
            told = f"{label}{tell(rest, speech)}" if match.start() == 0 else None
            if told is not None:
                return told
        if match is first or speech.attests(verb, label):
            return tell(f"{rest[: match.end()]}{label}{rest[match.end() :]}", speech)
    noun = noun_of(next(iter(split_top(rest, "，、")), ""))
    if noun and not starts_with_verb(rest) and (speech.attests(label, noun) or _compound(label, noun, rest)):
        return tell(f"{label}{rest}", speech)
    return None


def _compound(label: str, noun: str, rest: str) -> bool:
    """Return whether label and first word make one name: 防汛：突击队 is a 防汛突击队."""
    return bool(re.match(r"^(突击队|领导小组|工作专班|专班|工作组)(?=[，；]|$)", rest)) and not _DOES.search(label)


def _beside(label: str, rest: str, speech: Speech) -> str:
    """Return the label as a clause of its own before ``rest``, with the verb that what it names takes."""
    told = tell(rest, speech)
    pairs = [label[at : at + 2] for at in range(len(label) - 1)]
    if len(pairs) > 1 and all(pair in told and pair not in rest for pair in pairs):
        return told
    if re.fullmatch(r"(?:主要)?(?:体会|启示|经验|做法)", label):
        return f"{'' if label.startswith('主要') else '主要'}{label}是{rest}"
    if label.endswith("精神"):
        return f"学习贯彻{label}，{told}"
    if re.search(r"\d", label):
        counted = bool(re.search(r"\d+[^\d]{1,4}$", label)) and bool(re.match(r"查找|发现|排查|检视", rest))
        start = re.match(r"^\d+[个项]", label)
        if re.match(r"^\d{3,5}[^\d]{2,6}$", label):
            return f"{label}{told}"
        if counted and not STARTS_WITH_VERB.match(label) and "对照" not in label:
            return f"对照{label}，{told}"
        return f"{'开展' if start and _UNDERTAKING.search(label) else ''}{label}，{told}"
    if _DOES.search(label) and not _A_TASK.match(label):
        goes_on = starts_with_verb(told) or re.match("每[年月周季]|定期", told)
        return f"{label}{told}" if goes_on else f"{label}{_opened(told)}"
    if _RANKED.search(label):
        return f"{label}分别为{rest}"
    if label.endswith(("分区", "分布")) or re.search(r"(?<!垃圾)分类$", label):
        return f"{label}情况为：{told}"
    if _LEADS_ON.search(label):
        return f"{label}{told}"
    held = _held_for(label, rest, told, speech)
    if held is not None:
        return held
    if _UNDERTAKING.search(label):
        verb = "" if starts_with_verb(label) else "抓好" if told.startswith("开展") else "开展"
        return f"{verb}{label}{'行动' if label.endswith('专项') else ''}，{told}"
    if starts_with_verb(label) or _A_TASK.match(label):
        return f"{label}，{told}" if len(label) > 4 else f"做好{label}工作，{told}"
    if _WORK_IN_PROGRESS.search(label) or label.startswith("“"):
        return f"推进{label}，{told}"
    return _of_a_thing(label, rest, told, speech)


def _held_for(label: str, rest: str, told: str, speech: Speech) -> str | None:
    """Return 开展信用评价，涉及企业156家 for 信用评价：企业156家; None for what is no bare event."""
    verb = None if starts_with_verb(label) or len(label) < 4 else event_verb(label)
    if verb is None or speech.verb(label) not in (None, verb):
        return None
    counted = re.match(r"[^\d，；：、]{2,8}\d[\d.]*[家户](?=[，；、]|$)", rest)
    verb = "抓好" if told.startswith(verb) else verb
    return f"{verb}{label}，{'涉及' if counted and not starts_with_verb(told) else ''}{told}"


def _of_a_thing(label: str, rest: str, told: str, speech: Speech) -> str:
    if re.match(r"\d[\d.]*万?[户家人个件笔](?=[，；、]|$)", rest):
        return f"{label}涉及{told}"
    if re.match(r"\d+个(?:点|站|班|组|队|教学点|服务点)(?=[，；、]|$)", rest):
        return f"{label}设{told}"
    if _BUILT.search(label) and re.match(r"[^\d，；：、]{2,8}\d[\d.]*%", rest):
        return f"{label}{told}"
    verb = speech.verb(label)
    if verb and _RULES.search(label) and rest.split("，")[0].count("“") and not starts_with_verb(rest):
        return f"{verb}{label}，明确{told}"
    if verb:
        return f"{verb}{label}，{told}"
    if label.endswith(("渠道", "方式", "形式", "内容", "范围", "原则")):
        return f"{label}{'为' if label.endswith('原则') else '包括'}{rest}"
    if _RULES.search(label) and "“" in rest and not starts_with_verb(rest):
        return f"{label}方面，明确{rest}"
    if not re.search(r"\d", rest) and re.search(r"《[^《》]*》[^，；]*[入获]|[入获].*《", rest):
        return f"{label}方面，{told}"
    if not re.search(r"\d", rest) and not starts_with_verb(rest):
        return f"{label}方面，{told}" if _TOLD_WHOLE.search(rest) else f"{label}{_opened(told)}"
    return f"{label}方面，{told}"


def _opened(told: str) -> str:
    """Return what a doer or a thing without a verb has: a list is 包括, a clause goes on."""
    return f"包括{told}" if "、" in told.split("，")[0] else f"，{told}"
