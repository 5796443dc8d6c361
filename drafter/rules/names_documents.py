"""NAM003: a cited document whose number differs from place to place, or from the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Ground, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here

_TITLE = lazy(r"《(?P<title>[^《》\n]{4,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
_NUMBER = (
    r"(?:[\u4e00-\u9fff*]{1,8}[〔\[［]\d{4}[〕\]］](?:\d{1,4}|[一二三四五六七八九十]{1,3})号|"
    r"[\u4e00-\u9fff]{1,6}令第?\d{1,4}号)"
)
_SOME_NUMBER = lazy(r"[〔\[［令](?:\d{4}|第?\d)")
_NUMBERED = lazy(
    rf"《(?P<title>[^《》\n]{{4,80}})》[（(]?(?P<number>{_NUMBER})[）)]?"
    # 衡办字〔2024〕20号印发《…》; who passes a paper on (转发) does so under a number of his own
    rf"|(?P<first>{_NUMBER})(?:文件?)?(?:印发|发布|公布|下发|制发|出台|制定)?[的了]?"
    rf"《(?P<named>[^《》\n]{{4,80}})》(?![（(]?{_NUMBER})"
)
# what leads up to the office's mark is none of it: 市委办公室以衡办字
_LEAD = lazy("^.*(?:以|依据|根据|按照|遵照|对照|再次|经|由|按|照|据)")


def cited(text: str) -> Iterator[tuple[str, Span]]:
    """Yield (title, where it stands with its marks) of every document in 《》."""
    for match in _TITLE.finditer(text):
        yield match["title"], Span(start=match.start(), end=match.end())


def numbered(text: str) -> Iterator[tuple[str, str, Span]]:
    """Yield (title, number, where the number stands) of every document cited with its number."""
    for match in _NUMBERED.finditer(text) if "《" in text and _SOME_NUMBER.search(text) else ():
        name = "number" if match["number"] else "first"
        number = _LEAD.sub("", re.sub("[［\\[]", "〔", re.sub("[］\\]]", "〕", match[name])))
        end = match.end(name)
        yield match["title"] or match["named"], number, Span(start=end - len(number), end=end)


class CitedDocument(Rule):
    """同一文件，文号前后不一，或与素材不符。

    做什么
        《名称》后面的文号，与素材、与报告别处同名文件的文号逐一比对；同一文号对应两个名称的也指出来。
    为什么
        文号差一个字就查不到原文。
    例
        素材：落实《物业管理办法》（衡政发〔2024〕15号）
        落实《物业管理办法》（衡政发〔2023〕15号）。
    改为
        素材：落实《物业管理办法》（衡政发〔2024〕15号）
        落实《物业管理办法》（衡政发〔2024〕15号）。
    """

    code = "NAM003"
    name = "cited-document"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each number that disagrees."""
        given: dict[str, tuple[str, Ground]] = {}
        for fact in context.facts.facts if context.facts else ():
            for title, number, span in numbered(fact.text):
                given.setdefault(title, (number, Ground(kind="fact", quote=fact.text, fact_id=fact.id, span=span)))
        titles: dict[str, tuple[str, Span]] = {}
        of_facts = {number: (title, ground) for title, (number, ground) in given.items()}
        for title, number, span in numbered(context.text):
            if number in of_facts and title not in given:
                right, ground = of_facts[number]
                start = context.text.rfind(title, 0, span.end)
                start = start if start >= 0 else context.text.find(title, span.end)
                place = Span(start=start, end=start + len(title))
                yield self.finding(context, place, f"素材里文号“{number}”对应《{right}》：请核对", evidence=(ground,))
            if title in given and given[title][0] != number:
                yield self.finding(
                    context, span, f"文号与另一处的“{given[title][0]}”不一致：请核对", evidence=(given[title][1],)
                )
            elif number in titles and titles[number][0] != title:
                other, place = titles[number]
                said = f"同一文号“{number}”前面对应《{other}》：请核对"
                yield self.finding(context, span, said, evidence=(here(context, place),))
            given.setdefault(title, (number, here(context, span)))
            titles.setdefault(number, (title, span))
