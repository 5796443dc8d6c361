"""Invented papers for the page: a report with planted errors, its facts, a past report; as text and as Word."""

from __future__ import annotations

import io

import docx

FACTS = """\
报告：衡川市住房和城乡建设局2025年上半年业务工作总结；报告期 2025-01-01 至 2025-06-30

## 住房保障
- 开工改造老旧小区41个，惠及居民6820户
- 筹集保障性租赁住房1260套
## 城市更新
- 新建改造燃气管网86公里
- 完成房地产开发投资12.5亿元，同比增长5.3%
## 行业监管
- 检查在建工地312个，整改隐患528处
- 受理物业投诉193件，办结187件
## 下一步打算
- 下半年开工改造老旧小区30个
## 待核
- 燃气管网里程是否含庭院管
"""

REPORT = """\
衡川市住房和城乡建设局2025年上半年业务工作总结

2025年上半年，在市委、市政府的坚强领导下，我局扎实推进各项工作，现将有关情况汇报如下。
一、住房保障扎实推进
开工改造老旧小区47个，惠及居民6820户。筹集保障性租赁住房1260套,群众住房条件不断改善。
二、城市更新稳步实施
新建改造燃气管网86公里，完成房地产开发投资12.5亿元，同比增长5.3%。
大力推进城市生命线安全工程建设，建立健全地下管网隐患排查整治长效机制，切实守牢城市运行安全底线。
四、行业监管持续加强
截止6月底，检查在建工地312个，整改隐患528处。受理物业投诉193件，办结187件。。
"""

PAST = """\
衡川市住房和城乡建设局2024年上半年业务工作总结

2024年上半年，我局扎实推进各项工作，现将有关情况汇报如下。
一、城市更新稳步实施
大力推进城市生命线安全工程建设，建立健全地下管网隐患排查整治长效机制，切实守牢城市运行安全底线。
新建改造燃气管网47公里。
二、行业监管持续加强
检查在建工地286个，整改隐患471处。
"""


def word(text: str) -> bytes:
    """Return ``text`` as a Word file, one paragraph a line."""
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
