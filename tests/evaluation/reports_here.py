"""Two neighbouring invented reports, long enough to plant errors into."""

from __future__ import annotations

from pathlib import Path

REPORT = """衡川市住房和城乡建设局{year}年上半年工作总结

{year}年上半年，我局抓好各项工作，现将情况汇报如下：
一、主要工作情况
（一）抓好学习教育。各支部坚持集中学习制度，开展集中学习{a}次，交流发言{b}人次，邀请专家辅导{c}场，形成调研报告{d}篇。举办青年读书班{e}期，评选优秀心得{f}篇。
（二）抓好住房保障。改造老旧小区{e}个，涉及居民{f}户，完成投资{g}.6亿元；配租公租房{h}套，发放租赁补贴{i}户。加装电梯{k}部，新增停车泊位{l}个。
（三）抓好行业监管。检查在建工地{j}处，排查隐患{k}条，下发整改通知书{l}份，约谈物业企业{m}家。办结住房投诉{n}件，受理施工许可{o}件。
二、存在的问题
（一）整改推进不够快。检视发现的问题中还有{c}个没有整改到位，督促检查的力度有待加强。逾期未销号的事项还有{d}件，牵头科室{c}个。
（二）服务水平有待提高。窗口平均等候时间仍有{p}分钟，群众反映的事项还有{o}件没有办结，少数干部作风不实。
三、下一步打算
（一）加快整改。对照清单逐项销号，三季度末全部完成，做到件件有着落、事事有回音。
（二）改进服务。增设窗口{p}个，开展业务培训{q}期，推行一次办好，让群众少跑腿、好办事。
"""
LETTERS = "abcdefghijklmnopq"


def text_of(year: int, shift: int) -> str:
    return REPORT.format(year=year, **{letter: 23 + 7 * place + shift for place, letter in enumerate(LETTERS)})


def write_reports(folder: Path) -> Path:
    """Write 2023h1-work.txt and 2024h1-work.txt into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for year, shift in ((2023, 0), (2024, 3)):
        (folder / f"{year}h1-work.txt").write_text(text_of(year, shift), encoding="utf-8")
    return folder
