"""TRM001: fixed phrases with a letter wrong, a member out of order, or a verb that is not theirs."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..lexicon import Lexicon
from ..lexicon.lookup import Headed, literal_keys, pairs_in
from ..lexicon.wording import Altered, load_wording
from ..model import Edit, Finding, Fix, Ground, Span, touches
from ..patterns import lazy
from ..text.needles import needles
from .base import ReviewContext, Rule, here
from .format_residue import FOUND
from .may_repeat import may_repeat
from .once import once
from .terms_idioms import idiom_heads
from .terms_quoted import quoted_slips

# fixed to the letter; meetings and campaigns differ from one another by a numeral and are no slips of each other
_CATEGORIES = frozenset(
    (
        "指导思想",
        "核心表述",
        "定型表述",
        "套语",
        "奋斗目标",
        "主题教育名称",
        "重要思想名称",
        "战略布局",
        "总体布局",
        "党内法规名",
        "制度名称",
        "教育名称",
        "机构名",
    )
)
_SHORTEST = 7
_EDGE = 2
_NUMERAL = lazy(r"[0-9０-９〇零一二三四五六七八九十百两第]")
_SEPARATORS = frozenset("、，和与及以“”‘’《》（）的地得了着 　")
# 型, 化 end any number of free enumerations; these do not
_FIXED_ENDINGS = frozenset("感力")
_WORDS = lazy("[\u4e00-\u9fff、]{6,}")
_MEMBER = lazy("[\u4e00-\u9fff]{2,5}")
_SERIES = lazy(r"[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,7}){2,5}")


class Fixed(NamedTuple):
    """The phrases of a lexicon, made ready for looking up."""

    heads: dict[str, tuple[str, ...]]
    """Phrases by their first two letters."""
    right: frozenset[str]
    """Everything that stands in the lexicon and so is no slip of something else."""
    series: tuple[tuple[str, ...], ...]
    """Phrases that are an enumeration, as their members in order."""
    members: frozenset[str]
    """The members of all of them."""
    ends: tuple[str, ...]
    """The same, for words that begin or end with one."""
    slips: Headed[Altered]
    """Slips that likeness alone does not tell, by how they are written."""


@functools.lru_cache(maxsize=8)
def fixed_phrases(lexicon: Lexicon) -> Fixed:
    """Return the phrases of ``lexicon`` that are fixed to the letter."""
    heads: defaultdict[str, list[str]] = defaultdict(list)
    series: list[tuple[str, ...]] = []
    right: set[str] = set(load_wording(lexicon).near_but_right)
    for phrase in lexicon.phrases:
        text = phrase.text.strip("《》“”")
        right.update((text, phrase.text, *phrase.variants))
        if phrase.kind != "set_phrase" or phrase.category not in _CATEGORIES:
            continue
        if len(text) >= _SHORTEST:
            heads[text[:_EDGE]].append(text)
        members = tuple(text.split("、"))
        if len(members) >= 3 and all(_MEMBER.fullmatch(member) for member in members):
            series.append(members)
    wording = load_wording(lexicon)
    series.extend(members for members in wording.series if members not in series)
    slips = Headed((entry.slip.wrong, entry) for entry in wording.altered)
    known = frozenset(member for right_one in series for member in right_one)
    return Fixed(
        members=known,
        ends=tuple(sorted(known)),
        slips=slips,
        heads={k: tuple(v) for k, v in heads.items()},
        right=frozenset(right),
        series=tuple(series),
    )


@once
def letter_pairs(context: ReviewContext) -> dict[str, list[int]]:
    """Return where the pairs of letters stand that lists of words begin with: one pass for all rules on words."""
    return pairs_in(context.text, _wanted(context.lexicon))


@functools.lru_cache(maxsize=8)
def _wanted(lexicon: Lexicon) -> frozenset[str]:
    fixed, wording = fixed_phrases(lexicon), load_wording(lexicon)
    found = {*fixed.heads, *fixed.slips.heads, *idiom_heads(lexicon), *may_repeat(lexicon).heads, *FOUND.heads}
    found.update(entry.old[:_EDGE] for entry in wording.renamed)
    found.update(entry.wrong[:_EDGE] for entry in wording.miswritten)
    patterns = [entry.pattern for entry in wording.confusable]
    patterns += [entry.pattern for entry in wording.careful]
    found.update(word[:_EDGE] for pattern in patterns for word in words_within(pattern))
    return frozenset(found)


def words_within(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return words one of which stands in whatever ``pattern`` matches, of two letters and more if there are any."""
    plain = literal_keys(pattern.pattern)
    if plain and min(map(len, plain)) >= _EDGE:
        return plain
    deeper = needles(pattern)
    return deeper if deeper and min(map(len, deeper)) >= _EDGE else plain


def allowance(phrase: str) -> int:
    """Return how many letters may differ for a window still to be taken for this phrase."""
    return 1 if len(phrase) < 12 else 2 if len(phrase) < 15 else 3


class AlteredSetPhrase(Rule):
    """定型表述写错、漏字、次序颠倒，或者配错了动词。

    做什么
        与词库里的定型表述（指导思想、核心表述、党内法规名称等）只差一两个字的，指出原文；并列各项次序颠倒的、
        “四个意识”“四个自信”“两个维护”“两个确立”配错动词的，也指出来。
    为什么
        定型表述一字不可增减；写错一个字，就是政治性差错。
    例
        全体党员增强“四个意识”、增强“四个自信”、做到“两个维护”。
    改为
        全体党员增强“四个意识”、坚定“四个自信”、做到“两个维护”。
    """

    code = "TRM001"
    name = "altered-set-phrase"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield near misses, series out of order, and wrong verbs."""
        text, fixed = context.text, fixed_phrases(context.lexicon)
        said: list[Span] = []
        for span, right, source in _slips(context, fixed):
            said.append(span)
            yield self._said(context, span, right, f"疑为“{right}”之误：请核对原文（{source}）")
        for span, right in _out_of_order(text, fixed):
            if not touches(span, said):
                said.append(span)
                yield self._said(context, span, right, f"各项的规范表述是“{right}”")
        for span, phrase in (*near_misses(text, fixed, letter_pairs(context)), *quoted_slips(text, context.lexicon)):
            if not touches(span, said):
                said.append(span)
                yield self._said(context, span, phrase, f"疑为“{phrase}”之误：请核对原文")
        for collocation in load_wording(context.lexicon).collocations:
            for match in collocation.pattern.finditer(context.text):
                span = Span(start=match.start(1), end=match.end(1))
                verb = collocation.verbs[0]
                message = f"“{collocation.phrase}”与“{verb}”搭配，不与“{match[1]}”搭配"
                with_phrase = here(context, Span(start=match.end(1), end=match.end()))
                yield self._said(context, span, verb, message, with_phrase)

    def _said(self, context: ReviewContext, span: Span, right: str, message: str, *places: Ground) -> Finding:
        return self.finding(
            context,
            span,
            message,
            evidence=(Ground(kind="lexicon", quote=right), *places),
            fix=Fix(edits=(Edit(span=span, text=right),), safe=False),
        )


def _slips(context: ReviewContext, fixed: Fixed) -> Iterator[tuple[Span, str, str]]:
    """Yield (where, what was laid down, where that was) of slips; what came after the report's year is not asked."""
    year = context.document.source.year
    for start, word, entry in fixed.slips.longest(context.text, letter_pairs(context)):
        left, right = context.text[start - 1 : start], context.text[start + len(word) : start + len(word) + 1]
        beside = (left and left in entry.slip.before) or (right and right in entry.slip.after)
        if not beside and (year is None or year >= entry.since):
            yield Span(start=start, end=start + len(word)), entry.slip.right, entry.source


def near_misses(text: str, fixed: Fixed, pairs: Mapping[str, Sequence[int]]) -> Iterator[tuple[Span, str]]:
    """Yield stretches that begin and end like a fixed phrase and differ from it by no more than `allowance`."""
    done = 0
    places = sorted((at, head) for head in fixed.heads.keys() & pairs.keys() for at in pairs[head])
    for at, head in places:
        if at < done:
            continue
        for phrase in fixed.heads[head]:
            end = _slip_end(text, at, phrase, fixed)
            if end:
                yield Span(start=at, end=end), phrase
                done = end
                break


def _slip_end(text: str, at: int, phrase: str, fixed: Fixed) -> int:
    """Return where a slip of ``phrase`` that begins at ``at`` ends; 0 for none."""
    allowed = allowance(phrase)
    if text.startswith(phrase, at):
        return 0
    tail, best = phrase[-_EDGE:], (allowed + 1, 0)
    for size in range(len(phrase) - allowed, len(phrase) + allowed + 1):
        end = at + size
        if end <= len(text) and text[end - _EDGE : end] == tail:
            window = text[at:end]
            if "\n" in window or window in fixed.right:
                return 0
            from rapidfuzz.distance import Levenshtein  # takes long to load, and few texts have slips

            best = min(best, (Levenshtein.distance(window, phrase, score_cutoff=allowed), end))
    distance, end = best
    if distance > allowed or not _is_slip(text[at:end], phrase, fixed):
        return 0
    return end


def _is_slip(window: str, phrase: str, fixed: Fixed) -> bool:
    """Return whether what differs are letters, not numerals, separators or particles, and no other phrase is meant."""
    from rapidfuzz.distance import Levenshtein

    letters = 0
    for step in Levenshtein.opcodes(window, phrase):
        if step.tag == "equal":
            continue
        changed = window[step.src_start : step.src_end] + phrase[step.dest_start : step.dest_end]
        if _NUMERAL.search(changed) or re.search(r"[，。；：、“”《》（）\s*]", changed):
            return False
        letters += sum(character not in _SEPARATORS for character in changed)
    return letters > 0 and not any(other in window for other in fixed.right if len(other) >= len(phrase) - 1)


def _out_of_order(text: str, fixed: Fixed) -> Iterator[tuple[Span, str]]:
    """Yield enumerations that have the members of a fixed one in another order, or only some of them."""
    for match in _enumerations(text):
        members = match.group().split("、")
        if not (
            fixed.members & set(members[1:-1]) or members[0].endswith(fixed.ends) or members[-1].startswith(fixed.ends)
        ):
            continue
        for right in fixed.series:
            size = len(right)
            if len(members) < size:
                continue
            # other words may lead up to the first member and away from the last
            lead = max(len(members[0]) - len(right[0]), 0)
            shown = (members[0][lead:], *members[1 : size - 1], members[size - 1][: len(right[-1])])
            if shown != right and (set(shown) == set(right) or _half_right(shown, right) or _one_wrong(shown, right)):
                start = match.start() + lead
                yield Span(start=start, end=start + len("、".join(shown))), "、".join(right)
                break
            if shown == right:
                break


def _enumerations(text: str) -> Iterator[re.Match[str]]:
    """Yield three members and more joined by 、, looked for only in words that hold two of it."""
    for words in _WORDS.finditer(text):
        if words.group().count("、") > 1:
            yield from _SERIES.finditer(text, words.start(), words.end())


def _half_right(shown: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Return whether every member has the one ending of the fixed enumeration, and some but not all are its own."""
    ending = right[0][-1]
    alike = ending in _FIXED_ENDINGS and all(member[-1:] == ending for member in (*shown, *right))
    return alike and 0 < len(set(shown) & set(right)) < len(right)


def _one_wrong(shown: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Return whether one member of four or more is another word than the one laid down: 爱国、敬业、诚实、友善."""
    wrong = [pair for pair in zip(shown, right, strict=True) if pair[0] != pair[1]]
    return len(right) >= 4 and len(wrong) == 1 and bool(set(wrong[0][0]) & set(wrong[0][1]))
