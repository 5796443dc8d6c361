"""Clauses: bare counted nouns get the verb the house puts before them; runs of clauses are poured into past moulds."""

from __future__ import annotations

import re

from ..patterns import lazy
from .brackets import number_of
from .event_verbs import event_verb
from .shorthand import join_listed, split_top
from .turning import TIMED, time_first, turned
from .verbs import Speech, starts_with_verb

# A doer at the head of a clause; 支部书记, 党员大会 and the like go on and are no doers here.
SUBJECT = lazy(
    r"^(?!参加|列席|出席)[^，：；《“\d]{0,14}(?:局党组|机关党委|机关纪委|党支部|支部|住建局|中心组|中心|质安站|档案馆|我局|科室|副?[处科]级以上)(?:（扩大）)?"
    r"(?!书记|班子|委员|成员|带头|会议|干部|工作|领导|[\d“《、]|$)"
)
_COUNTED_TAIL = lazy(r"[^，、；：（）]*?[\d*×][\d.,*×]*[^\d，、；：（）]{0,4}$")
_PEOPLE = lazy(
    r"^(?!.*(?:参加|参会|到会|出席|抽调|撤离|受理|追讨|任|转移|安置|救助|帮助|慰问|疏散|招聘|录用|聘用|资助|培养|培训|惠及|覆盖|服务|接待|运送|诊疗|救治|吸引|招募))(?:[^，；：\d]*(?:人员|党员|干部|职工|代表|网评员|学员|志愿者|领导|负责人|青年|群众|业主))?"
    r"(?:约|近|共)?\d[\d.]*万?余?(?:名|人|人次)(?:党员|干部|职工|代表|青年|学员|群众|师生|居民|村民|选手)?$"
)
# 账号备案233个: counted by the piece, the word before it is what was done to each.
_BY_PIECE = lazy(r"\d(?:个|条|台|件|处)$")
# A clause that says already what was done, or how things are.
_ALREADY_SAID = lazy(
    r"完成|开展|召开|举办|参加|出席|听取|主持|听诉求|[^\W\d_]不|不足|没有|较|任(?:组长|成员|副组长)"
    r"|通过|由|为|是|需|待|同比"
    r"|参会|包括|正在|直接|观看|传达|年初|[^召展公]开(?!展|发|工)|以|宣讲《|精神$|^每|^各|^先"
)


# 重大隐患2处已销号, 到县乡调研57天, 批评教育2人: told whole as they stand.
_NOTHING_TO_ADD = lazy(
    r"\d[\d.]*[^\d，、]{1,3}(?:已|均|全部)|^到|(?:教育|家访|走访|回访)\d+[人名户]$|通报\d+[起例件人个]$"
)
_SENT_OUT = lazy(r"^(?:检查|执法|巡查|救援)人员\d")
# 每周收入分析会, 定期研判: how often, then the verb.
_REGULAR = lazy(r"^(?P<how>每[日周月年季]度?|定期|不定期)(?P<what>(?!研究|通报|开展|组织|召开|检查)[^\d，；、]{2,14})$")
# “三会一课”52次, “一件事一次办”9项
_QUOTED = lazy(r"^“[^“”]{3,12}”\d[\d.]*(?P<unit>[项次件])(?=$|、)")
# 培训2期180人: how often, then who came.
_HELD_FOR = lazy(r"^(?P<held>(?:举办|开展|组织)[^\d，；]+\d+[期场次轮])(?P<who>\d[\d.]*万?(?:人次|人|名))$")
# 抽查，225户: how many were looked at.
_LOOKED_AT, _ONLY_COUNT = lazy(r"(?:抽查|检查|排查|普查|巡查)$"), lazy(r"^\d[\d.]*万?[户家个座栋处]$")
# “审计夜校”8期，320人次: who came.
_HELD_TIMES, _PEOPLE_ONLY = lazy(r"\d[期场班]$"), lazy(r"^\d[\d.]*万?余?(?:人次|人|名)$")
# 补贴3410万元，1872户: how many it reached.
_REACHED = lazy(r"^\d[\d.]*万?(?:户次|户|家|人次|人|名|个项目)(?:\d[\d.]*万?(?:人|名))?$")
_MONEY_END = lazy(r"\d[\d.]*[万亿]?元$")
# 学习13次: a deed and how often
_BARE_DEED = lazy(r"^(?:学习|宣传|宣讲|研讨|培训|座谈|调研|巡查|演练|督导)\d+(?:[次场期轮]|人次)")
# 药店、医疗机构检查743家次: one count for all that is listed
_LISTED_BEFORE_COUNT = lazy(
    r"^[^\d，；：（）“”《》]+、[^\d，；：（）“”《》]+\d[\d.]*万?[^\d，；：、（）]{1,4}(?:、\d[^，；：、（）]*)*$"
)
# 8类42条 of a document just named
_KINDS = lazy(r"^\d+[类章个大]{1,2}\d+[条项](?:指标|任务|措施)?$")
_LOOKS = lazy(r"^(?:参观|观看|查看|走访|听取)")


def is_count(part: str) -> bool:
    """Return whether ``part`` is a counted thing."""
    return bool(_COUNTED_TAIL.search(re.sub(r"（[^（）]*）$", "", part)))


def noun_of(part: str) -> str:
    """Return the counted noun in front of the figure: 党员大会 of 党员大会22次."""
    # 12345热线, 12315投诉: the number is part of the name
    match = re.match(r"^(?:“[^”]*”|《[^》]*》|\d{3,5}(?=[热投平举])|[^\d*×])*", part)
    return (match[0] if match else part).strip("约近超共")


def tell(text: str, speech: Speech, *, event: bool = False) -> str:
    """Return clauses as the house says them: poured into its moulds where they fit, else with its verb before a count.

    ``event`` says that something took place: people counted there took part in it.
    """
    clauses = split_top(text, "，")
    told: list[str] = []
    at = 0
    while at < len(clauses):
        size, said = _poured(clauses[at:], speech)
        if said is None:
            size, said = 1, with_verb(clauses[at], speech, event=event or _held(told))
            if told and told[-1].endswith("参加") and said == f"{clauses[at]}参加":
                # 局长参加，65人参加 says one word twice
                said = f"{clauses[at]}参与"
            if told and _LOOKED_AT.search(told[-1]) and _ONLY_COUNT.match(clauses[at]):
                said = f"涉及{clauses[at]}"
            if told and _HELD_TIMES.search(told[-1]) and _PEOPLE_ONLY.match(clauses[at]):
                said = f"{clauses[at]}参加"
            if told and _REACHED.match(clauses[at]) and _MONEY_END.search(told[-1]) and not said.endswith("参加"):
                said = f"涉及{clauses[at]}"
            if told and (more := _went_on(clauses[at - 1], told[-1], clauses[at])) is not None:
                said = more
        if told and at and size == 1 and _same_verb(told[-1], clauses[at - 1], said, clauses[at]):
            told[-1] += f"、{clauses[at]}"
        else:
            told.append(said)
        at += size
    return "，".join(told)


def _held(told: list[str]) -> bool:
    """Return whether something was held just before: people counted behind it took part in it."""
    return bool(told) and re.match(r"^(开展|举办|召开|组织|举行)", told[-1]) is not None


def _same_verb(told: str, before: str, said: str, clause: str) -> bool:
    """Return whether both clauses were given the same verb: 签订甲23份、乙174份."""
    verb = said[: -len(clause)] if said.endswith(clause) else ""
    return bool(verb) and "、" not in clause and told == verb + before and "、" not in before


def _poured(clauses: list[str], speech: Speech) -> tuple[int, str | None]:
    """Return the longest run of clauses at the head that fits a past mould, with its wording."""
    for size in range(min(len(clauses), 6), 0, -1):
        said = speech.pour("，".join(clauses[:size]))
        if said is not None:
            return size, said
    return 0, None


def with_verb(clause: str, speech: Speech, *, event: bool = False) -> str:
    """Return a bare counted noun with its verb, people at an event with 参加; any other clause as it is."""
    if event and _SENT_OUT.match(clause):
        return f"出动{clause}"
    if event and _PEOPLE.match(clause) and not starts_with_verb(clause):
        return clause + "参加"
    if re.match(r"^(?:党员|青年|巾帼|社会)?志愿者\d[\d.]*人次$", clause):
        return f"{clause}参加"
    if _NOTHING_TO_ADD.search(clause):
        return clause
    quoted = _QUOTED.match(clause)
    if quoted:
        return f"{'推进' if quoted['unit'] == '项' else '开展'}{clause}"
    regular = _REGULAR.match(clause)
    if regular and (verb := event_verb(regular["what"])):
        return f"{regular['how']}{verb}{regular['what']}"
    if _BARE_DEED.match(clause):
        return f"开展{clause}"
    if _KINDS.match(clause):
        return f"共{clause}"
    timed = TIMED.match(time_first(clause))
    if timed:
        return timed[0] + with_verb(time_first(clause)[timed.end() :], speech)
    clause = speech.complete(turned(clause))
    if event and re.fullmatch(r"\d+[天日]", clause):
        return f"为期{clause}"
    subject = SUBJECT.match(clause)
    if subject:
        return _by(subject[0], clause[subject.end() :], speech)
    first = next(iter(split_top(clause, "、")), "")
    if (starts_with_verb(clause) and not speech.is_thing(noun_of(first))) or "其中" in clause:
        return _each_its_verb(clause, speech)
    # a number that was masked (责任书*份) counts for all that
    if not re.search(r"[\d*×]", re.sub(r"“[^”]*”", "", clause)):
        return uncounted(clause, speech)
    if not is_count(first) and not _LISTED_BEFORE_COUNT.match(clause):
        return clause
    # of a list with one count, the last thing is the one counted
    verb = speech.verb(noun_of(clause if is_count(first) else _counted_piece(clause))) or (
        None if _BY_PIECE.search(clause) else _held_verb(noun_of(clause))
    )
    whole = f"{verb}{clause}" if verb and verb not in clause else clause
    return _HELD_FOR.sub(r"\g<held>，\g<who>参加", whole)


def _counted_piece(clause: str) -> str:
    return next(piece for piece in split_top(clause, "、") if re.search(r"\d", piece))


def _each_its_verb(clause: str, speech: Speech) -> str:
    """Return 参观基地，观看警示片，开展测试 for 参观基地、警示片、测试: what is looked at is not held."""
    first, *rest = split_top(clause, "、")
    if not rest or not _LOOKS.match(clause) or re.search(r"\d|《", clause):
        return clause
    said = uncounted("、".join(rest), speech)
    return f"{first}，{said}" if said != "、".join(rest) else clause


def _by(who: str, did: str, speech: Speech) -> str:
    """Return 中心组开展集体学习7次 for 中心组集体学习7次: who did it, then the verb."""
    if _BARE_DEED.match(did):
        return f"{who}开展{did}"
    regular = _REGULAR.match(did)
    if regular and (held := event_verb(regular["what"])):
        return f"{who}{regular['how']}{held}{regular['what']}"
    verb = None if starts_with_verb(did) or re.match("[每各先直、]", did) else _held_verb(noun_of(did))
    return f"{who}{verb}{did}" if verb else who + did


def _held_verb(noun: str) -> str | None:
    """Return the verb of an undertaking (开展, 举办, 召开), or None for what is no undertaking."""
    return None if _ALREADY_SAID.search(noun) else event_verb(noun)


def uncounted(clause: str, speech: Speech) -> str:
    """Return nouns without a figure or a verb with the verbs they take: 知识测试、廉洁文化长廊 → 开展…，打造…."""
    items = split_top(clause, "、")
    verbs = [_verb_of_thing(item, speech) for item in items]
    if not verbs or verbs[0] is None:
        # 甲、乙评选: the event at the end is what all of them stand in
        whole = verbs[-1] if len(verbs) > 1 and not any(verbs[:-1]) else None
        return f"{whole}{clause}" if whole in ("开展", "举办") else clause
    groups: list[tuple[str, list[str]]] = []
    for verb, item in zip(verbs, items, strict=True):
        if groups and verb in (None, groups[-1][0]):
            groups[-1][1].append(item)
        else:
            groups.append((verb or "", [item]))
    return "，".join(verb + "、".join(things) for verb, things in groups)


def _verb_of_thing(item: str, speech: Speech) -> str | None:
    if _ALREADY_SAID.search(item) or (starts_with_verb(item) and not speech.is_thing(item)):
        return None
    if re.fullmatch(r"“[^“”]+”(?:工作|行动|活动)", item):
        return "开展"
    if re.fullmatch(r"“[^“”]+”", item):
        return "开展" if item.endswith(("活动”", "行动”")) else "推进"
    return speech.genre_verb(item) or _held_verb(item)


_DID = lazy(
    r"^(?P<who>[^，；：、\d]{2,10}?)(?P<verb>带头讲|讲|作|上|提出|开展)(?P<what>[^，；：、\d]{1,8})\d+(?P<unit>[^\d，、；：]{1,2})$"
)
_DOER = lazy(
    r"^(?P<who>[^，；：、\d]*(?:书记|成员|领导|干部|党员|支部|负责人))(?P<count>\d+(?P<unit>[^\d，、；：]{1,2}))$"
)


def _went_on(before: str, told: str, clause: str) -> str | None:
    """Return 支部书记讲7次 for 支部书记7次 behind 班子成员讲专题党课5次: who else did the same."""
    learners = re.fullmatch(r"([^，；：、\d]{0,6}中心组)(\d+次)", clause)
    if learners and "学习" in before:
        return f"{learners[1]}学习{learners[2]}"
    did, doer = _DID.search(before), _DOER.match(clause)
    if did is None or doer is None or did["unit"] != doer["unit"]:
        return None
    return f"{doer['who']}{did['verb'].removeprefix('带头')}{doer['count']}"


def series(parts: list[str], speech: Speech, *, event: bool = False) -> str:
    """Return counted things with their verbs, things of one verb joined by 、."""
    poured = speech.pour("，".join(parts))
    if poured is not None:
        return poured
    groups: list[tuple[str, list[str]]] = []
    for part in parts:
        if groups and (part.startswith("其中") or _in_parts(groups[-1][1][-1], part, speech)):
            groups[-1][1][-1] += ("，" if part.startswith("其中") else "、") + part
            continue
        if event and _PEOPLE.match(part) and not starts_with_verb(part):
            groups.append(("", [part + "参加"]))
            continue
        own = starts_with_verb(part)
        verb = "" if own else speech.verb(noun_of(part)) or ""
        bare = not verb and not own
        if groups and ((verb and verb == groups[-1][0]) or (bare and not groups[-1][1][-1].endswith("参加"))):
            groups[-1][1].append(part)
        else:
            groups.append((verb, [part]))
    return "，".join(verb + join_listed(items) for verb, items in groups)


def _in_parts(item: str, part: str, speech: Speech) -> bool:
    """Return whether ``part`` is one more part of the total ``item`` ends in."""
    if "其中" not in item or starts_with_verb(part):
        return False
    total = number_of(item.split("，其中")[0])
    parts = [number_of(one) for one in item.split("其中")[1].split("、")]
    return total is not None and None not in parts and sum(one for one in parts if one is not None) < total
