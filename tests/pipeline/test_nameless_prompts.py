"""No prompt of a section shows a name of a past report: people, places, the bureau, works, congresses."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from drafter import Drafter
from drafter.corpus import CATALOG
from drafter.model import Settings
from drafter.pipeline import read_sheet
from drafter.readers import read_text
from drafter.text.factsheet import parse_notes

# who and what corpus/ names, as people read it, not as masking finds it
PAST = (
    "周启明 许文静 秦雨桐 林淑芬 郑怀远 唐立群 何为民 陶安和 梁正平 沈嘉宁 高培元 石岭 云溪 沙屏 东屏 临桥 "
    "零容忍 望道 永远吹冲锋号 警钟长鸣 隐秘的缺口 中央纪委二次全会 中央纪委三次全会 二十大 三中全会"
)
OTHER = """岚川市水务局2024年工作总结

一、主要工作
（一）在柳坪县抓好防汛。5月8日，局党组书记、局长陆承志到柳坪县青岩镇检查，副局长欧阳岚、麦启航陪同，检查水库41座。陆承志强调要压实责任。
（二）抓好学习。岚川市水务局组织观看《一江清水》，参加60人，传达二十届中央纪委三次全会精神，岚川水务故事在全省推广。
"""
OTHERS = "陆承志 欧阳岚 麦启航 柳坪 青岩 岚川 一江清水 三次全会"
NOTES = """报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30

- 防汛检查水库12座
- 集中学习8次，60人参加
- 组织观看警示教育片1次
"""


def evidence(prompts: str) -> str:
    """Return what stands between the tags of past passages, all prompts together."""
    found = re.findall(r"<往年段落>\n(.*?)</往年段落>", prompts, re.S)
    assert found
    return "\n".join(found)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Drafter:
    """A workspace with the sample corpus and a report of another bureau."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    drafter = Drafter(settings=Settings(root=str(folder)))
    drafter.ingest([root / "corpus", folder / "other.txt"])
    return drafter


@pytest.mark.parametrize("notes", ["2025h1-party.md", "2025h1-business.md"])
def test_no_section_prompt_of_the_examples_names_the_past(stocked: Drafter, root: Path, notes: str) -> None:
    shown = stocked.dry_run(read_sheet(root / "examples" / notes))
    passages = evidence("\n".join(message.content for one in shown.prompts for message in one.messages))
    assert passages.count("〔单位〕") + passages.count("〔地名〕") + passages.count("〔人名〕") > 3
    assert [name for name in (*PAST.split(), *OTHERS.split(), "衡川") if name in passages] == []


def test_nor_does_one_drawn_from_another_bureau_s_report(stocked: Drafter) -> None:
    shown = stocked.dry_run(parse_notes(NOTES))
    passages = evidence("\n".join(message.content for one in shown.prompts for message in one.messages))
    assert "局党组书记、局长〔人名〕到〔地名〕〔地名〕检查" in passages
    assert [name for name in (*PAST.split(), *OTHERS.split()) if name in passages] == []
    assert read_text(OTHER).source.organisation == "岚川市水务局"


def test_what_an_older_program_stored_is_blanked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    drafter = Drafter(settings=Settings(root=str(tmp_path)))
    drafter.ingest([tmp_path / "other.txt"])
    with closing(sqlite3.connect(drafter.corpus.store / CATALOG)) as catalog, catalog:
        assert catalog.execute("UPDATE passages SET masked_text = text").rowcount > 1
    shown = drafter.dry_run(parse_notes(NOTES))
    passages = evidence("\n".join(message.content for one in shown.prompts for message in one.messages))
    assert "〔人名〕" in passages
    assert [name for name in OTHERS.split() if name in passages] == []
