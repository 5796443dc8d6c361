"""NAM: one thing under two names."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from ..lexicon import Lexicon
from ..lexicon.sounds import alike
from ..model import Edit, Finding, Fix, Ground, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here
from .names_coined import coined
from .names_documents import CitedDocument, cited
from .names_former import ObsoleteName
from .names_near import keys_of, pairs
from .names_organs import near_organs
from .names_people import changed_names
from .names_short import explained, is_used, unexplained, used_before
from .once import once

# words that do not change which document is meant
_LOOSE = lazy("[（(](?:试行|暂行|实行)[）)]|[和与及的关于年度、 　〈〉<>＜＞*]")
# letters that make another document of it
_TELLING = frozenset("0123456789〇一二三四五六七八九十上下前后东西南北省市县区州乡镇村男女老少大小新旧内外甲乙丙丁")
# words left out of a long title by those who write it from memory
_NO_MATTER = frozenset(("建设", "总体", "工作", "实施", "若干", "有关", "全面", "切实", "加强", "制", "性", "化"))
_LAWS, _LONG_TITLE = ("党内法规名", "文件名", "法律名"), 8
_FEW_TITLES = 600
"""Where more are cited and known, they are not compared."""


@once
def variants(context: ReviewContext) -> tuple[tuple[Span, str], ...]:
    """Return (where a title is printed otherwise, how it is printed most often or first), in reading order.

    Laws of the lexicon and titles of the facts are printed as they are there.
    """
    known = dict(_known_titles(context.lexicon))
    for fact in context.facts.facts if context.facts else ():
        for title, _ in cited(fact.text):
            known.setdefault(_LOOSE.sub("", title), (title,))
    found: list[tuple[Span, str]] = []
    places: dict[str, list[tuple[str, Span]]] = {}
    for title, span in cited(context.text):
        loose = _LOOSE.sub("", title)
        if loose not in known:
            places.setdefault(loose, []).append((title, span))
        elif title not in known[loose]:
            found.append((span, known[loose][0]))
    found.extend(_one_letter_off(places, known, context.lexicon))
    for group in places.values():
        counts = Counter(title for title, _ in group)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda title: (counts[title], -next(i for i, (t, _) in enumerate(group) if t == title)))
        found.extend((span, usual) for title, span in group if title != usual)
    return tuple(sorted(dict(reversed(found)).items(), key=lambda pair: pair[0]))


def _one_letter_off(
    places: dict[str, list[tuple[str, Span]]], known: dict[str, tuple[str, ...]], lexicon: Lexicon
) -> Iterator[tuple[Span, str]]:
    """Yield (where, the usual title) of long titles a letter or a word away from one cited no less often: 实行."""
    names = [name for name in (*places, *known) if len(name) >= _LONG_TITLE]
    if len(names) > _FEW_TITLES:
        return
    # of the hundreds of laws only those are compared that may be one cited
    laws = _laws_by_key(lexicon)
    like = {law for name in names if name in places for key in _keys(name) for law in laws.get(key, ())}
    names = [name for name in names if name in like or name not in _known_titles(lexicon)]
    heads: dict[str, list[str]] = {}
    for name in names:
        heads.setdefault(name[:4], []).append(name)
    near = {pair for pair in pairs(dict.fromkeys(names)) if _changed(*pair) or sorted(pair[0]) == sorted(pair[1])}
    for group in heads.values():
        for at, one in enumerate(group):
            near.update((one, other) for other in group[at + 1 :] if _left_out(*sorted((one, other), key=len)))
    for one, other in sorted(near):
        if one in known and other in known:
            continue
        rank = {name: (name in known, len(places.get(name, ()))) for name in (one, other)}
        first = {name: places[name][0][1].start if name in places else -1 for name in (one, other)}
        usual, rare = sorted((one, other), key=lambda name: (rank[name], -first[name]), reverse=True)
        yield from ((span, known[usual][0] if usual in known else places[usual][0][0]) for _, span in places[rare])


def _changed(one: str, other: str) -> bool:
    """Return whether one letter of a title gave way to another; in a shorter one, to one like it."""
    if len(one) != len(other):
        return False
    wrong = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and not _TELLING & set(wrong[0]) and (len(one) >= 10 or alike(*wrong[0]))


def _left_out(shorter: str, longer: str) -> bool:
    """Return whether ``longer`` has one word more in its middle that tells no document from another: 建设, 总体, 制."""
    extra = len(longer) - len(shorter)
    if not 1 <= extra <= 2 or len(shorter) < 9 or shorter[:4] != longer[:4] or shorter[-2:] != longer[-2:]:
        return False
    at = next(place for place, (a, b) in enumerate(zip(longer, f"{shorter} ", strict=False)) if a != b)
    word = longer[at : at + extra]
    return longer[:at] + longer[at + extra :] == shorter and word in _NO_MATTER


@functools.lru_cache(maxsize=8)
def _known_titles(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return the laws and regulations of the lexicon by their loose form, with their accepted forms."""
    known: dict[str, tuple[str, ...]] = {}
    for phrase in lexicon.phrases:
        if phrase.category in _LAWS and len(phrase.text) >= _LONG_TITLE:
            forms = tuple(form.strip("《》") for form in (phrase.text, *phrase.variants))
            known[_LOOSE.sub("", forms[0])] = forms
    return known


@functools.lru_cache(maxsize=8)
def _laws_by_key(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the laws and regulations of the lexicon by what they have in common with a title like them."""
    laws: dict[str, list[str]] = {}
    for law in _known_titles(lexicon):
        for key in _keys(law) if len(law) >= _LONG_TITLE else ():
            laws.setdefault(key, []).append(law)
    return laws


def _keys(title: str) -> set[str]:
    return {*keys_of(title), f"^{title[:4]}"}


class NameVariant(Rule):
    """同一文件、同一机构，前后名称不一致。

    做什么
        书名号里的名称只差“和、与、及、的、年、关于”一类字，或只差一个字、多一个词、字序颠倒的，按素材或多数统一；
        机构名称错一个字、漏一个字、字序不同、少了“市、县”的（市直机关工委、市直机关党工委），两种简称混用的，
        工程、品牌名称里音近形近的字，职务相同、人名与素材或上下文只差一个字的，指出来。
    为什么
        文件名和机构名是专名，一字之差读者就会当成两件事。
    例
        学习《党风廉政建设和反腐败工作要点》。再学《党风廉政建设与反腐败工作要点》。
    改为
        学习《党风廉政建设和反腐败工作要点》。再学《党风廉政建设和反腐败工作要点》。
    """

    code = "NAM001"
    name = "name-variant"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each title and organ printed otherwise than elsewhere."""
        for span, usual in variants(context):
            first = context.text.find(f"《{usual}》")
            elsewhere = Span(start=first, end=first + len(usual) + 2)
            yield self.finding(
                context,
                span,
                f"与《{usual}》只差一两个字：请核对文件全称，前后一致",
                evidence=(here(context, elsewhere) if first >= 0 else Ground(kind="lexicon", quote=usual),),
                fix=Fix(edits=(Edit(span=Span(start=span.start + 1, end=span.end - 1), text=usual),), safe=False),
            )
        facts = "\n".join(fact.text for fact in context.facts.facts) if context.facts else ""
        for rare, place, usual in near_organs(context.text, facts):
            yield self.finding(
                context,
                rare,
                f"与{'别处' if place else '素材里'}的“{usual}”名称不一致：请核对规范名称",
                evidence=(here(context, place) if place else Ground(kind="fact", quote=usual),),
                fix=Fix(edits=(Edit(span=rare, text=usual),), safe=False),
            )
        for person, name, post, ground in changed_names(context):
            yield self.finding(
                context,
                person,
                f"{post}“{person.of(context.text)}”与“{name}”只差一个字，职务相同：请核对姓名",
                evidence=(ground,),
                fix=Fix(edits=(Edit(span=person, text=name),), safe=False),
            )


class Abbreviation(Rule):
    """“以下简称”之前就用了简称，或之后从未用过；有全称的简称没有说明。

    做什么
        找出每个“以下简称、下称、以下统称”，看简称是否在说明之前已经单独使用，或者说明之后再没有用到；
        带引号、书名号的简称，全称在文中而没有说明的，也指出来；从前文全称里抽字拼成、文中从未说明的简称，也指出来，
        人人都知道的（市住建局、双减）不算。
    为什么
        简称先注后用；注了不用，是多余的话。
    例
        成立“双减”工作专班（以下简称“专班组”），统筹推进各项任务。
    改为
        成立“双减”工作专班（以下简称“专班组”），专班组统筹推进各项任务。
    """

    code = "NAM002"
    name = "abbreviation"
    severity = "I"
    preview = True

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a definition that comes too late or for nothing, and a short name never explained."""
        for name in explained(context.text):
            early = used_before(context.text, name)
            if early >= 0:
                place = Span(start=early, end=early + len(name.name))
                yield self.finding(
                    context,
                    name.span,
                    f"简称“{name.name}”在说明之前已经使用：请把说明移到首次出现处",
                    evidence=(here(context, place),),
                )
            elif not is_used(context.text, name):
                yield self.finding(context, name.span, f"简称“{name.name}”之后没有用到：可以删去说明")
        for span, full in _never_explained(context):
            first, quote = context.text.find(full), span.of(context.text)
            short = quote if quote.startswith("《") else f"“{quote}”"
            yield self.finding(
                context,
                span,
                f"简称{short}没有说明：请在“{full}”首次出现处写明（以下简称{short}）",
                evidence=(here(context, Span(start=first, end=first + len(full))),) if first >= 0 else (),
            )


def _never_explained(context: ReviewContext) -> Iterator[tuple[Span, str]]:
    """Yield (where a short name stands first, its full name) of those no sentence explains."""
    told = list(unexplained(context.text))
    yield from told
    named = {span.of(context.text).strip("《》") for span, _ in told}
    known = [name.name for name in explained(context.text)]
    for span, full in coined(context.text, context.lexicon, known):
        if span.of(context.text) not in named:
            yield span, full


NAMES: tuple[Rule, ...] = (NameVariant(), Abbreviation(), CitedDocument(), ObsoleteName())
"""The family, in order."""
