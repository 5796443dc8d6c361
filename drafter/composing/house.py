"""House: what the past reports teach a composer — moulds, verbs, connecting sentences, openings and closings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import Document, Figure, Outline, Passage, SectionPlan, Sentence
from ..patterns import lazy
from ..text.current import is_current, without_past_events
from ..text.masking import mask
from ..text.passages import cut_passages
from .moulds import Moulds
from .ourselves import own_duties, short_name
from .prototypes import Prototypes
from .stretches import year_and_stretch
from .verbs import Speech, learn_verbs

MIN_LINK, MAX_LINK = 16, 110
# A sentence connects under its own heading, or under one that says half the same.
LIKE_HEADING = 0.5
# Another house's verb is taken for a thing of so many characters.
FOREIGN_NOUN = 3
_OWN_PERIOD = lazy(r"^20\d\d年(上半年|下半年|[一二三四]季度|度)?(?=，|(?P<since>以来))")
_PERIOD_WORDS = lazy(
    r"20\d\d年(上半年|下半年|度)?|上半年|下半年|全年|今年|去年|本年度|一年来|年初|年底|年末|季度|\d+月"
)
# Only a sentence that says how the house sets about its work connects; what tells of something that happened does not.
_URGES = lazy(
    r"^(始终)?(坚持|围绕|聚焦|紧扣|紧盯|牢固树立|牢牢把握|认真落实|认真贯彻|全面落实|严格落实|严格执行|深入贯彻|深入落实|压紧压实"
    r"|压实|突出|立足|着力|把|将|以|按照)"
)
_REPORTS_EVENT = lazy(
    r"召开|举办|印发|邀请|观看|组织.{0,8}(开展|参加|赴|学习)|表彰|选举|成立|荣获|被评为|获评|授予|通报|第.{1,3}次"
)
# What last year's opening says of how last year went is not said of this one.
_CLAIMS = lazy(
    r"未发生|零事故|态势|取得|圆满|(?:顺利|较好|全面|超额|如期)完成|成效|显著|明显|迈上|再上|走在|位居|名列|荣获|上年|去年|反馈意见|稳中"
)
# “稳预期、优保障”: last year's line in inverted commas is not this year's until somebody says so.
_SLOGAN = lazy(r"“[^”]*[、，][^”]*”")
_ANNOUNCES = lazy(r"现将|汇报如下|报告如下|尊敬的|同志们|各位")
_CLOSING = lazy(r"汇报完毕|不当之处|批评指正|特此报告|述职完毕")


@dataclass(frozen=True, slots=True)
class Link:
    """A past sentence that may connect: it states no figure, no name, no event."""

    text: str
    passage_id: str
    first: bool
    """Whether it opened its section."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A past sentence with where it stood."""

    text: str
    figures: tuple[Figure, ...]
    passage_id: str
    report: int
    path: tuple[str, ...]
    first: bool


class House:
    """What the past reports of a house teach; nothing in it is a fact of the new period."""

    def __init__(self, past: Sequence[Document], outline: Outline) -> None:
        """Learn from ``past`` (nearest first) for the report of ``outline``."""
        self._told = [told for number, document in enumerate(past) for told in _tell(document, number)]
        self._outline = outline
        pairs = [(told.text, told.figures) for told in self._told]
        house = outline.organisation
        own = [document for document in past if house is not None and document.source.organisation == house]
        numbers = {number for number, document in enumerate(past) if document in own}
        # how another house speaks teaches verbs; what it says of itself is never said of this one
        self._own = [told for told in self._told if told.report in numbers]
        wording = "\n".join(told.text for told in self._own)
        learnt = learn_verbs(pairs)
        if not own:
            # what two characters mean in another house's trade (房屋, 平台) is not known of ours
            learnt = {noun: verb for noun, verb in learnt.items() if len(noun) >= FOREIGN_NOUN}
        house = outline.organisation or re.split(r"20\d\d年", outline.title)[0]
        name = "" if own_duties(outline.title, outline.kind) else short_name(house, own)
        self.speech = Speech(learnt, name, wording)
        self.period = outline.period
        self.prototypes = Prototypes([told.text for told in self._own])
        self.moulds = Moulds([(t.text, t.figures, t.passage_id, t.report) for t in self._own], outline.period)
        self._foreign = not own
        self.pattern = next((d for d in past if outline.pattern and d.source.sha256 == outline.pattern.sha256), None)
        self.lenders = len(own) + (self.pattern is not None and self.pattern not in own)
        """How many past reports lend headings or wording: the house's own, and the one whose outline is followed."""

    def links(self, section: SectionPlan) -> list[Link]:
        """Return connecting sentences for ``section``, those that opened it in the pattern first."""
        wanted = tuple((section.pattern_section or section.title).split(" > "))
        like = {path: heading_likeness(path[-1], wanted[-1]) for path in {t.path for t in self._own if t.path}}
        found = [t for t in self._own if t.path and like[t.path] >= LIKE_HEADING and self._connects(t)]
        found.sort(key=lambda told: (-like[told.path], not told.first, told.report))
        return [Link(told.text, told.passage_id, told.first) for told in found]

    def _connects(self, told: _Told) -> bool:
        return (
            MIN_LINK <= len(told.text) <= MAX_LINK
            and not any(figure.checkable for figure in told.figures)
            and _URGES.match(told.text) is not None
            and not _PERIOD_WORDS.search(told.text)
            and not _REPORTS_EVENT.search(told.text)
            and "〔" not in mask(told.text)
            and "《" not in told.text
            and is_current(told.text, self.period)
        )

    def guiding(self) -> list[Link]:
        """Return the opening sentences of the past that still hold, without clauses on what is over."""
        found: list[Link] = []
        for link in [] if self._foreign else self.opening():
            text = self._still_held(self.for_new_period(link.text))
            if text is not None:
                found.append(Link(text, link.passage_id, link.first))
        return found

    def _still_held(self, text: str) -> str | None:
        """Return ``text`` without clauses on figures, other times or campaigns that are over; or None."""
        if not text.endswith("。") or _ANNOUNCES.search(text) or _CLOSING.search(text):
            return None
        clauses = text.rstrip("。").split("，")
        held = [clause for number, clause in enumerate(clauses) if self._holds(clause, first=number == 0)]
        kept = [one for clause in held if (one := without_past_events(clause, self.period)) is not None]
        if kept and re.search(r"为(?:指导|统领|引领)$", kept[-1]):
            # what was done under that guidance is for the notes to say
            kept.append("扎实推进各项工作")
        said = "，".join(kept) + "。"
        return said if len(kept) >= 2 and len(kept) * 3 >= len(clauses) and len(said) >= MIN_LINK else None

    def _holds(self, clause: str, *, first: bool) -> bool:
        rest = _OWN_PERIOD.sub("", clause + "，") if first else clause
        return (
            not re.search(r"\d", rest)
            and not _REPORTS_EVENT.search(clause)
            and not _CLAIMS.search(clause)
            and not _SLOGAN.search(clause)
            and not _PERIOD_WORDS.search(rest.replace("今年", ""))
        )

    def for_new_period(self, text: str) -> str:
        """Return ``text`` with its own period words put right for the new period: 2024年 → 2025年上半年."""
        year, whole = f"{self.period.end.year}年", year_and_stretch(self.period)
        # 2025年以来 is said of any part of the year, 2025年上半年以来 of none
        return _OWN_PERIOD.sub(lambda match: year if match["since"] else whole, text)

    def announcing(self) -> Link | None:
        """Return the pattern's 现将…如下, whose form the new report's takes."""
        return next((link for link in self.opening() if re.search(r"现[将就].*如下", link.text)), None)

    def opening(self) -> list[Link]:
        """Return the sentences before the first heading of the pattern."""
        if self.pattern is None:
            return []
        return [Link(told.text, told.passage_id, told.first) for told in _tell(self.pattern, 0) if not told.path]

    def closing(self) -> Link | None:
        """Return the pattern's closing formula, if it has one."""
        found = [told for told in self._told if told.report == 0 and _CLOSING.search(told.text)]
        return Link(found[-1].text, found[-1].passage_id, False) if found else None


def heading_likeness(one: str, other: str) -> float:
    """Return the share of the shorter heading's bigrams that stand in the other: 抓好理论学习 is like 加强理论学习."""
    ours, theirs = ({title[i : i + 2] for i in range(len(title) - 1)} for title in (one, other))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _tell(document: Document, number: int) -> list[_Told]:
    """Return the sentences of ``document`` with their figures, passages and headings; headings themselves left out."""
    passages = cut_passages(document)
    told: list[_Told] = []
    seen: set[tuple[str, ...]] = set()
    figures = list(document.figures)
    for sentence in document.sentences:
        passage = _passage_of(sentence, passages)
        if passage is None:
            continue
        start = max(sentence.span.start, passage.span.start)
        text = document.text[start : sentence.span.end].strip()
        inside = tuple(_moved(f, -start) for f in figures if start <= f.span.start and f.span.end <= sentence.span.end)
        path = passage.heading_path
        told.append(_Told(text, inside, passage.id, number, path, path not in seen))
        seen.add(path)
    return told


def _passage_of(sentence: Sentence, passages: Sequence[Passage]) -> Passage | None:
    return next((p for p in passages if p.span.start < sentence.span.end and sentence.span.start < p.span.end), None)


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, span=figure.span.shifted(by))
