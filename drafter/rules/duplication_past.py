"""DUP002, DUP003, DUP005: wording copied from past reports, and declared reuse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..model import Finding, Ground, Passage, Severity, Span
from ..text.similarity import ratio, say_diff
from .base import ReviewContext, Rule
from .duplication_reuse import Copy, copies, title_of

OVER_SHARE = 0.3
"""Share of a text's characters that one past report may account for."""
SENTENCE = 24
"""Free letters from which a house's own words, letter for letter, are an old sentence and no turn of phrase."""
_SMALLEST = 100


def _ground(copy: Copy) -> Ground:
    return Ground(kind="past", quote=copy.quote, source=title_of(copy.past.source), span=copy.past_span)


def _likest(passage: str, sentence: str) -> str:
    """Return the sentence of ``passage`` that is most like ``sentence``: what its wording was taken from."""
    pieces = [one for one in re.split("(?<=[。；\n])", passage) if one.strip()]
    return max(pieces, key=lambda one: ratio(one, sentence), default=passage)


def _also(copy: Copy, said: str) -> str:
    return f"（另有{len(copy.others)}篇{said}）" if copy.others else ""


class CopiedFromPast(Rule):
    """与往期报告逐字相同。

    做什么
        找出与往期报告连续13字以上相同的词句（数字不同也算“只换了数字”）；套语、书名号里的题名、机构名、多家单位通用的说法不算。
        本单位往期的句子、数字已换成本期的，和系统起草的稿子注明了取自哪份报告的，只按来源记录一条，不算差错。
    为什么
        去年的原话往往连同去年的情况一起留了下来；读者看到旧话，会怀疑数字也是旧的。
    例
        往期：推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。
        推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。
    改为
        往期：推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。
        按季度公布物业企业得分，得分低的约谈负责人。
    """

    code = "DUP002"
    name = "copied-from-past"
    severity = "W"
    needs = ("past",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a copied stretch, and for declared reuse one line a source with its share."""
        for copy in copies(context):
            if copy.kind == "near" or copy.declared or _is_mould(copy):
                continue
            said = ("逐字相同" if copy.kind == "verbatim" else "相同，只换了数字") + _also(copy, "也这样写")
            yield self.finding(
                context,
                copy.span,
                f"与《{title_of(copy.past.source)}》{said}：请核对是否仍然属实，并改用今年的说法",
                evidence=(_ground(copy),),
                severity=_severity(context, copy),
            )
        yield from self._moulds(context)
        yield from self._declared(context)

    def _moulds(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one line a past report of the house whose sentences are used again with new figures."""
        held: defaultdict[str, list[Copy]] = defaultdict(list)
        for copy in copies(context):
            if _is_mould(copy) and not copy.declared:
                held[title_of(copy.past.source)].append(copy)
        for title, found in held.items():
            share = sum(copy.span.end - copy.span.start for copy in found) / max(len("".join(context.text.split())), 1)
            yield self.finding(
                context,
                found[0].span,
                f"沿用《{title}》的写法、数字已更新：{len(found)}处，占全文{share:.0%}，已记录",
                evidence=(_ground(found[0]),),
                severity="I",
            )

    def _declared(self, context: ReviewContext) -> Iterator[Finding]:
        sources = {
            evidence.passage.id: evidence.passage for brief in context.draft.briefs for evidence in brief.evidence
        }
        spans: defaultdict[str, list[Span]] = defaultdict(list)
        first: dict[str, Passage] = {}
        for sentence in context.draft.sentences:
            used = {title_of(p.source): p for id in sentence.passage_ids if (p := sources.get(id))}
            for title, passage in used.items():
                first.setdefault(title, passage)
                spans[title].append(sentence.span)
        written = sum(sentence.span.end - sentence.span.start for sentence in context.draft.sentences)
        for title in sorted(spans, key=lambda title: spans[title][0]):
            share = sum(span.end - span.start for span in spans[title]) / max(written, 1)
            likest = _likest(first[title].text, spans[title][0].of(context.text))
            yield self.finding(
                context,
                spans[title][0],
                f"写法参照《{title}》：{len(spans[title])}句，占全文{share:.0%}，已记录",
                evidence=(Ground(kind="past", quote=likest.strip(), source=title),),
                severity="I",
            )


def _is_mould(copy: Copy) -> bool:
    """Return whether a copy is the house's own way of telling such figures, with those of this period."""
    return copy.own and copy.refreshed


def _severity(context: ReviewContext, copy: Copy) -> Severity:
    """Return how grave a copy is: a house reports the same work every half year in much the same words.

    Its own sentence in some other words is worth a look, not a warning; so is a turn of phrase of its own. A sentence
    word for word is one, unless both reports speak of one year: then the event is the same.
    """
    theirs = copy.past.source.period
    same_year = theirs is not None and context.period is not None and theirs.start.year == context.period.end.year
    return "I" if copy.own and (copy.kind != "verbatim" or same_year or copy.letters < SENTENCE) else "W"


class NearCopied(Rule):
    """与往期报告的一句话大同小异。

    做什么
        找出与往期某句只差几个字的句子，逐字列出不同之处；数字不同、套语相同不算；本单位往期的句子已换上本期数字的不算。
    为什么
        改三个字的旧句子，旧情况多半还在里面。
    例
        往期：推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造诚信经营的良好氛围。
        推进物业企业信用评价结果同招标投标、评优评先相挂钩，营造守信经营良好环境。
    改为
        往期：推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造诚信经营的良好氛围。
        按季度公布物业企业得分，得分低的约谈负责人。
    """

    code = "DUP003"
    name = "near-copied"
    severity = "W"
    needs = ("past",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a near copy, with what differs."""
        for copy in copies(context):
            if copy.kind != "near" or copy.declared or _is_mould(copy):
                continue
            also = _also(copy, "与此相近")
            diff = say_diff(copy.past_words, context.document.quote(copy.span))
            yield self.finding(
                context,
                copy.span,
                f"与《{title_of(copy.past.source)}》的一句相似（{copy.ratio:.0%}）{also}，只是{diff}",
                evidence=(_ground(copy),),
                severity=_severity(context, copy),
            )


class OverShare(Rule):
    """整份报告有三成以上取自同一份往期报告。

    做什么
        统计与每一份往期报告相同或相近的字数，超过全文三成的，指出来。全文不足一百字的不判。
    为什么
        单句相同可能是巧合，三成相同就是旧稿改的。
    例
        往期：推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。
        往期：组织专家逐栋核查城镇房屋安全隐患，按照轻重缓急分类建档、挂牌督办。
        推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。
        组织专家逐栋核查城镇房屋安全隐患，按照轻重缓急分类建档、挂牌督办。
        年内还新建口袋公园若干处，市民推窗见绿、出门入园。供水管网改造同步实施，漏损率持续下降，水质检测结果按月向社会公开。
    改为
        往期：推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。
        往期：组织专家逐栋核查城镇房屋安全隐患，按照轻重缓急分类建档、挂牌督办。
        物业企业得分按季度公布，得分低的约谈负责人；危险房屋全部腾空，住户妥善安置到周转房，后续加固方案已经评审。
        年内还新建口袋公园若干处，市民推窗见绿、出门入园。供水管网改造同步实施，漏损率持续下降，水质检测结果按月向社会公开。
    """

    code = "DUP005"
    name = "over-share"
    severity = "W"
    needs = ("past",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each past report that accounts for more than `OVER_SHARE` of the text."""
        letters = len("".join(context.text.split()))
        if letters < _SMALLEST:
            return
        held: defaultdict[str, list[Copy]] = defaultdict(list)
        for copy in copies(context):
            if not copy.declared and not _is_mould(copy):
                held[title_of(copy.past.source)].append(copy)
        for title, found in held.items():
            share = sum(copy.span.end - copy.span.start for copy in found) / letters
            if share > OVER_SHARE:
                yield self.finding(
                    context,
                    Span(start=found[0].span.start, end=found[0].span.start),
                    f"全文{share:.0%}与《{title}》相同或相近：请按今年的情况重写",
                    evidence=tuple(_ground(copy) for copy in found[:3]),
                )
