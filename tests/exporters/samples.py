"""A small invented report with its draft and review, built by hand so that these tests lean on no other room."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.model import (
    Brief,
    Coverage,
    Document,
    Draft,
    DraftSentence,
    Edit,
    Evidence,
    Fact,
    Figure,
    Finding,
    Fix,
    Ground,
    LedgerRow,
    MadeWith,
    OpenQuestion,
    Passage,
    PromptPin,
    Review,
    RuleInfo,
    Section,
    SectionPlan,
    Sentence,
    Severity,
    Skipped,
    Source,
    Span,
    State,
    Unused,
)

TITLE = "衡川市住房和城乡建设局2025年上半年业务工作总结"
TEXT = f"""{TITLE}
市委、市政府：
2025年上半年，衡川市住房和城乡建设局坚持“稳”字当头，聚焦“保交房、优供给、强治理”三件大事——以项目促投资，以服务惠民生，各项工作有序推进。现将情况报告如下。
一、主要工作完成情况
（一）房地产市场总体平稳。上半年，全市完成房地产开发投资12.8亿元，同比增长5.3%；新建商品房销售面积41.6万平方米，较去年同期提高2.1个百分点。一是落实“一城一策”。出台支持政策7条，召开政银企对接会4次。三是规范市场秩序。检查中介机构63家，约谈11家。
（二）住房保障扎实推进。老旧小区改造开工36个，惠及居民1.2万户，【待核实：加装电梯台数】。发放租赁补贴820户，截止6月底资金拨付率98%。
1.筹集保障性租赁住房
全年目标1500套，上半年筹集912套，完成60.8%。
2.推进公积金惠民
支持职工贷款购房1260笔，金额5.4亿元。
二、存在的主要问题
（一）资金压力较大。部分项目配套资金到位偏慢，３个项目进度滞后。
（二）基层力量不足，“一人多岗’现象较为普遍。
三、下半年工作打算
（一）抓投资稳增长。紧盯全年目标，确保完成房地产开发投资26亿元以上。
（二）抓改造惠民生。年底前完成老旧小区改造52个。
衡川市住房和城乡建设局
2025年7月8日
"""

_HEADING = re.compile(r"^(?:([一二三四五]、)|(（[一二三四五]）)|(\d\.))([^。\n]*)", re.MULTILINE)
_FIGURE = re.compile(r"[0-9０-９.]+(?:亿元|万平方米|万户|个百分点|%|条|次|家|个|户|套|笔)")


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """Return where ``words`` stand in ``text`` for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def sections_of(text: str) -> tuple[Section, ...]:
    found = []
    for match in _HEADING.finditer(text):
        level = next(n for n in (1, 2, 3) if match.group(n))
        line_end = text.index("\n", match.start())
        found.append((match, level, match.end() < line_end))
    sections = (
        [
            Section(
                marker="",
                level=0,
                title=TITLE,
                span=Span(start=0, end=len(TITLE)),
                extent=Span(start=0, end=len(text)),
                run_in=False,
                parent=None,
            )
        ]
        if text.startswith(TITLE)
        else []
    )
    for i, (match, level, run_in) in enumerate(found):
        end = next((m.start() for m, other, _ in found[i + 1 :] if other <= level), len(text))
        sections.append(
            Section(
                marker=match.group(level),
                level=level,
                title=match.group(4),
                span=Span(start=match.start(), end=match.end()),
                extent=Span(start=match.start(), end=end),
                run_in=run_in,
                parent=None,
            )
        )
    return tuple(sections)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    spans = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^。\n]+。?", text)]
    return tuple(Sentence(index=index, span=span) for index, span in enumerate(spans))


def figure_at(text: str, span: Span, *, noun: str = "") -> Figure:
    words = span.of(text)
    value = Decimal(re.match(r"[0-9.]+", words.translate(str.maketrans("０１２３", "0123")))[0])  # type: ignore[index]
    return Figure(
        span=span,
        text=words,
        kind="count",
        low=value,
        high=value,
        unit=re.sub(r"^[0-9０-９.]+", "", words),
        hedge=None,
        noun=noun,
        subject="",
        period=None,
        checkable=True,
    )


def document_of(text: str = TEXT) -> Document:
    figures = tuple(figure_at(text, Span(start=m.start(), end=m.end())) for m in _FIGURE.finditer(text))
    title = TITLE if text.startswith(TITLE) else None
    source = Source(path="衡川 总结.txt", title=title, organisation="衡川市住房和城乡建设局", sha256="ab" * 32)
    return Document(text=text, source=source, sections=sections_of(text), sentences=sentences_of(text), figures=figures)


def finding(
    text: str,
    code: str,
    severity: Severity,
    words: str,
    message: str,
    *grounds: Ground,
    nth: int = 0,
    to: str | None = None,
    safe: bool = False,
) -> Finding:
    span = span_of(text, words, nth)
    fix = None if to is None else Fix(edits=(Edit(span=span, text=to),), safe=safe)
    return Finding(
        code=code,
        rule=f"rule-{code.lower()}",
        severity=severity,
        span=span,
        quote=words,
        where="一、主要工作 第2段",
        message=message,
        evidence=grounds,
        fix=fix,
    )


def review_of(document: Document | None = None) -> Review:
    document = document or document_of()
    text = document.text
    past = Ground(
        kind="past", quote="全市完成房地产开发投资11.9亿元", source="衡川市住房和城乡建设局2024年上半年业务工作总结"
    )
    fact = Ground(kind="fact", quote="完成房地产开发投资12.5亿元，同比增长5.3%", fact_id="F1")
    here = Ground(kind="here", quote="一是", span=span_of(text, "一是"))
    word = Ground(kind="lexicon", quote="截至：停止于某一期限")
    missing = "素材F9“物业投诉办结率97%”没有写进正文；请补写，或注明不用的原因。"
    other = "开发投资与素材不一致：正文12.8亿元，素材12.5亿元。请核对。"
    copied = "全市完成房地产开发投资12.8亿元，同比增长5.3%"
    findings = (
        finding(text, "COV001", "W", TITLE, missing),
        finding(text, "FIG002", "E", "12.8亿元", other, fact, past, to="12.5亿元"),
        finding(text, "DUP003", "W", copied, "与去年同期总结几乎相同，只换了数字。", past),
        finding(text, "NUM004", "W", "三是", "“一是”之后直接到“三是”，缺“二是”。", here),
        finding(text, "DAT004", "W", "截止", "表示到某时为止应写“截至”。", word, to="截至", safe=True),
        finding(text, "PUN007", "W", "３个", "全角数字应改为半角。", to="3个", safe=True),
        finding(text, "PUN001", "E", "“一人多岗’", "引号不配对：左为“，右为’。", to="“一人多岗”"),
    )
    states: dict[str, State] = {
        "12.8亿元": "contradicted",
        "5.3%": "supported",
        "41.6万平方米": "supported",
        "2.1个百分点": "unsupported",
        "60.8%": "derived",
        "912套": "supported",
        "1500套": "supported",
        "5.4亿元": "stale",
        "98%": "exempt",
    }
    ledger = tuple(
        LedgerRow(
            figure=figure,
            state=states.get(figure.text, "unchecked"),
            fact_ids=("F1",) if figure.text in ("12.8亿元", "5.3%") else (),
            rule="FIG002" if figure.text == "12.8亿元" else None,
            note="912÷1500＝60.8%" if figure.text == "60.8%" else "",
        )
        for figure in document.figures
    )
    coverage = (
        Coverage(fact_id="F1", state="partial", spans=(span_of(text, "12.8亿元"),)),
        Coverage(fact_id="F2", state="written", spans=(span_of(text, "41.6万平方米"),)),
        Coverage(fact_id="F9", state="missing", spans=()),
    )
    codes = sorted({(f.code, f.rule, f.severity) for f in findings})
    rules = tuple(
        RuleInfo(code=c, name=n, severity=s, page=f"{c} flags one thing.\n\nUse instead: 别的。") for c, n, s in codes
    )
    skipped = (Skipped(code="DAT001", reason="没有给出报告期，未检查日期是否在期内"),)
    return Review(findings=findings, ledger=ledger, coverage=coverage, skipped=skipped, rules=rules)


def draft_of(document: Document | None = None) -> Draft:
    document = document or document_of()
    past = Source(title="衡川市住房和城乡建设局2024年上半年业务工作总结", path="corpus/2024h1.txt")
    passage = Passage(
        id="P1",
        source=past,
        heading_path=("一、主要工作", "（一）房地产市场"),
        text="全市完成房地产开发投资11.9亿元，同比增长4.2%。",
        masked_text="全市完成房地产开发投资〔数〕，同比增长〔数〕。",
        span=Span(start=100, end=126),
        role="成绩",
    )
    facts = tuple(
        Fact(id=key, text=words, figures=(), section_hint=None, span=Span(start=0, end=len(words)))
        for key, words in (
            ("F1", "完成房地产开发投资12.5亿元，同比增长5.3%"),
            ("F2", "新建商品房销售面积41.6万平方米"),
            ("F9", "物业投诉办结率97%"),
        )
    )
    plan = SectionPlan(
        id="S1",
        marker="（一）",
        level=2,
        title="房地产市场总体平稳",
        fact_ids=("F1", "F2"),
        role="成绩",
        target_chars=200,
        pattern_section=None,
    )
    written = [s for s in document.sentences if document.quote(s.span).endswith("。")]
    sentences = tuple(
        DraftSentence(
            section_id="S1",
            span=s.span,
            text=document.quote(s.span),
            fact_ids=("F1", "F2") if "12.8亿元" in document.quote(s.span) else (),
            passage_ids=("P1",) if index % 3 else (),
        )
        for index, s in enumerate(written)
    )
    return Draft(
        document=document,
        outline=None,
        briefs=(Brief(plan=plan, facts=facts, evidence=(Evidence(passage=passage, score=0.9),)),),
        sentences=sentences,
        made_with=MadeWith(
            engine="model",
            model="qwen-plus",
            prompts=(PromptPin(name="draft_section", version="v1", digest="c0ffee" * 8),),
        ),
        facts=facts,
        open_questions=(OpenQuestion(text="加装电梯台数：等保障科报数", span=Span(start=0, end=12)),),
        unused=(Unused(fact_id="F9", reason="没有合适的章节"),),
        carried_over=("完成城市体检评估（去年“下一步”所列）",),
    )
