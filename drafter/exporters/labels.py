"""What the codes of the model are called in front of people, and one-line forms of evidence and fixes."""

from __future__ import annotations

from ..model import Document, Draft, Finding, Ground, MadeWith, Review
from ..patterns import lazy

SEVERITY = {"E": "错误", "W": "警告", "I": "提示"}
STATE = {
    "supported": "有据", "derived": "推算", "unsupported": "无据", "contradicted": "不符",
    "stale": "旧数", "unchecked": "未核", "exempt": "免核",
}  # fmt: skip
COVERAGE = {"written": "已写入", "partial": "部分写入", "missing": "未写入"}
FAMILY = {
    "FIG": "数字", "DUP": "重复", "DAT": "时间", "NUM": "序号", "PUN": "标点",
    "NAM": "名称", "TRM": "用语", "FMT": "格式", "SEC": "保密", "COV": "素材",
}  # fmt: skip
GROUND = {"fact": "素材", "past": "往年稿", "here": "文中", "derivation": "推算", "lexicon": "词表"}
# what drafting prints where it has no fact
OPEN_MARK = lazy(r"【待核实?[：:][^】\n]*】")
ENGINE = {"compose": "依往年稿组稿", "model": "模型起草", "hand": "人工撰写"}


def family(code: str) -> str:
    """Return the letters a rule code starts with: ``FIG`` of ``FIG001``."""
    return code.rstrip("0123456789")


def ground_label(ground: Ground) -> str:
    """Return what a piece of evidence is: ``素材F3``, ``往年稿《……》``, ``文中`` …."""
    label = GROUND[ground.kind]
    if ground.kind == "fact" and ground.fact_id:
        return label + ground.fact_id
    if ground.kind == "past" and ground.source:
        return label + (ground.source if ground.source.startswith("《") else f"《{ground.source}》")
    return label


def ground_line(ground: Ground) -> str:
    """Return the evidence with its words on one line."""
    words = one_line(ground.quote) if ground.kind == "derivation" else quoted(ground.quote)
    return f"{ground_label(ground)}：{words}"


def fix_line(finding: Finding, document: Document) -> str:
    """Return the repair in words, or '' where the finding offers none."""
    if finding.fix is None:
        return ""
    parts = []
    for edit in finding.fix.edits:
        old, new = document.quote(edit.span), edit.text
        if not old:
            parts.append(f"此处补{quoted(new)}")
        elif not new:
            parts.append(f"删去{quoted(old)}")
        else:
            parts.append(f"{quoted(old)}改为{quoted(new)}")
    return ("可直接改：" if finding.fix.safe else "建议改（请确认）：") + "；".join(parts)


def comment_lines(finding: Finding, document: Document) -> tuple[str, ...]:
    """Return what a margin comment says: what is wrong, why, and the fact or past passage; one line each."""
    head = f"【{SEVERITY[finding.severity]}】{finding.message}"
    fix = fix_line(finding, document)
    grounds = tuple(ground_line(ground) for ground in finding.evidence)
    return (head, *grounds, *((fix,) if fix else ()), f"规则 {finding.code}")


def made_with_line(made: MadeWith) -> str:
    """Return how a draft came to be, on one line."""
    pins = "、".join(f"{pin.name}@{pin.version}#{pin.digest[:6]}" for pin in made.prompts)
    said = ENGINE[made.engine]
    if made.engine == "compose" and made.past is not None:
        said = f"依往年稿{made.past}份组稿" if made.past else "由素材组稿，没有用到往年稿"
    parts = [said, made.model or "", f"提示词 {pins}" if pins else ""]
    return "；".join(part for part in parts if part)


def counts_line(review: Review) -> str:
    """Return how many findings of each severity there are: ``错误2 警告1 提示0``."""
    return " ".join(f"{name}{sum(f.severity == key for f in review.findings)}" for key, name in SEVERITY.items())


def draft_notes(draft: Draft) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the writer must still know of a draft, as (heading, lines); headings without lines are left out."""
    facts = {fact.id: fact.text for fact in draft.facts}
    groups = (
        ("未写入的素材", tuple(f"{u.fact_id} {facts.get(u.fact_id, '')}（{u.reason}）" for u in draft.unused)),
        ("待核事项", tuple(question.text for question in draft.open_questions)),
        ("上期计划、本期素材未提及", draft.carried_over),
        ("提纲", (draft.outline.note,) if draft.outline is not None and draft.outline.note else ()),
    )
    return tuple((heading, tuple(one_line(line) for line in lines)) for heading, lines in groups if lines)


def one_line(text: str) -> str:
    """Return ``text`` with line breaks and runs of blanks made single blanks."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return ``text`` on one line in “”, or in 「」 where it carries quotation marks of its own."""
    words = one_line(text)
    return f"「{words}」" if any(mark in words for mark in "“”‘’\"'") else f"“{words}”"
