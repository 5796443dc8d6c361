"""Overview: where no past report shows how the house opens, a sentence that names what the sections are about."""

from __future__ import annotations

import re

from ..lexicon import load_lexicon
from ..model import Outline, SectionPlan
from ..patterns import lazy
from ..text.assembly import Written
from .stretches import year_and_stretch

# Fewer sections need no overview; more than so many are not all named.
FEWEST, MOST = 3, 4
_VERB = lazy(
    r"^(?:统筹|全力|持续)?(?:推进|加强|优化|落实|强化|守牢|做好|抓好|保障和|改善|聚焦|深入|坚持|履行|发挥|深化|夯实)"
)


def overview(outline: Outline, name: str) -> list[Written]:
    """Return 上半年，我局…，现将有关情况汇报如下 as the opening; it rests on a fact of each section it names."""
    opening = next((section for section in outline.sections if section.role == "开头"), None)
    below = [one for one in outline.sections if one.level == 2 and one.role == "成绩" and one.fact_ids]
    if opening is None or len(below) < FEWEST:
        return []
    # only headings that the notes themselves gave: what planning put in says too little to be named first
    plain = {row["title"] for row in load_lexicon().tables["topics"].values()}
    if sum(section.title in plain for section in below) * 2 >= len(below):
        return []
    named = [_named(section) for section in below[:MOST]]
    if any(words is None for words in named):
        return []
    listed = "、".join(words for words in named if words)
    more = "等" if len(below) > MOST else ""
    who = f"{year_and_stretch(outline.period)}，{name or '本人'}围绕工作职责"
    text = f"{who}，统筹抓好{listed}{more}各项工作，现将有关情况汇报如下："
    ids = tuple(section.fact_ids[0] for section in below[:MOST])
    return [Written(section_id=opening.id, text=text, fact_ids=ids, passage_ids=())]


def _named(section: SectionPlan) -> str | None:
    """Return what a heading is about, without its verb: 推进项目建设 → 项目建设; None where it says it otherwise."""
    title = section.title.split("，")[0]
    bare = re.sub(r"工作$|底线$", "", _VERB.sub("", title))
    return bare if 2 <= len(bare) <= 12 and not re.search(r"[\d《“]", bare) else None
