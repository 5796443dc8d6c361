"""NAM004: names of organs and places that gave way to others."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ..lexicon import Lexicon
from ..lexicon.lookup import Headed
from ..lexicon.wording import Renamed, load_wording
from ..model import Edit, Finding, Fix, Ground, Span
from ..patterns import lazy
from .base import ReviewContext, Rule
from .names_documents import cited
from .terms_phrases import letter_pairs

_TOLD = lazy("原|前身|更名|改名|(?<!深)改组|撤销|并入|合并|组建|转隶|时任|曾任|历任|当时|解放前|建国前")
# offices of elsewhere keep the names they have there
_ABROAD = lazy(
    "特区|澳门|香港|台湾|外国|该国|欧盟|[美英法德泰韩]国|日本|俄罗斯|印度|越南|利亚|加拿大|意大利|西班牙|希腊|阿根廷|巴西|新加坡|马来西亚"
    "|菲律宾|印尼|老挝|柬埔寨|缅甸|斯坦|蒙古国|朝鲜|伊朗|埃及|南非|墨西哥|智利|秘鲁|荷兰|比利时|瑞士|瑞典|挪威|芬兰|丹麦|波兰|土耳其"
)
_YEAR = lazy(r"(?<!\d)(?P<year>19\d{2}|20\d{2})(?=年|[—\-～至])")


class ObsoleteName(Rule):
    """机构、地区改名以后还用旧名。

    做什么
        对照词库里有生效日期的改名表（2018年、2023年机构改革，撤县设区等），报告期在改名之后还用旧名的，指出新名；
        写明“原”“更名”的、同一句里说的是改名以前年份的、书名号里的不算。
    为什么
        机构改革后沿用旧称，说明材料是几年前的底稿。
    例
        报告期：2024
        配合国家旅游局开展检查。
    改为
        报告期：2024
        配合文化和旅游部开展检查。
    """

    code = "NAM004"
    name = "obsolete-name"
    severity = "W"
    needs = ("period",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a former name."""
        assert context.period is not None
        text = context.text
        titles = [span for _, span in cited(text)]
        for start, word, entry in former_names(context.lexicon).longest(text, letter_pairs(context)):
            span = Span(start=start, end=start + len(word))
            if context.period.start < entry.since or any(title.contains(span) for title in titles):
                continue
            if _is_another(text, span, entry) or self._was_then(context, span, entry):
                continue
            when = entry.when or entry.since.isoformat()
            yield self.finding(
                context,
                span,
                f"“{entry.old}”自{when}起为“{entry.new}”（{entry.source}）",
                evidence=(Ground(kind="lexicon", quote=f"{entry.old}→{entry.new}"),),
                fix=Fix(edits=(Edit(span=span, text=entry.new),), safe=False) if "、" not in entry.new else None,
            )

    def _was_then(self, context: ReviewContext, span: Span, entry: Renamed) -> bool:
        """Return whether the sentence says that the name is a former one, or speaks of a year in which it was not."""
        sentence = context.sentence_at(span.start)
        start = sentence.span.start if sentence is not None else max(0, span.start - 40)
        before = context.text[start : span.start]
        years = [int(match["year"]) for match in _YEAR.finditer(before)]
        around = context.text[max(start, span.start - 6) : span.end + 6]
        abroad = _ABROAD.search(before, max(0, len(before) - 20)) is not None
        return abroad or bool(_TOLD.search(around)) or bool(years and years[-1] < entry.since.year)


def _is_another(text: str, span: Span, entry: Renamed) -> bool:
    """Return whether the letters beside it make another name of it: 文化旅游局, 农业部门, 上海市江干区域."""
    left, right = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    # 发展和改革委员会（物价局）: the sign it has beside its own
    return bool(left and left in entry.before + "（(") or bool(right and right in entry.after)


@functools.lru_cache(maxsize=8)
def former_names(lexicon: Lexicon) -> Headed[Renamed]:
    """Return the renamed organs and places of ``lexicon`` by their former names."""
    return Headed((entry.old, entry) for entry in load_wording(lexicon).renamed)
