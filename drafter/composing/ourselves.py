"""Ourselves: how a house speaks of itself — by its short name, as 我局 or 街道, or as one person not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Document


def own_duties(title: str, kind: str | None) -> bool:
    """Return whether a report is one person's account of their own duties: no 我局 is its subject."""
    return "述职" in f"{title}{kind or ''}"


# How a house speaks of itself, by the end of its name.
_OURSELVES = {
    "我厅": ("厅",),
    "我会": ("联合会", "协会", "学会", "总工会", "妇联", "残联", "工商联"),
    "我委": ("委", "委员会"),
    "街道": ("街道办事处", "街道"),
    "我办": ("办公室",),
    "我局": ("局",),
    "我镇": ("镇", "镇人民政府"),
    "我乡": ("乡", "乡人民政府"),
    "中心": ("中心",),
    "我院": ("院",),
    "我校": ("校", "中学", "小学", "大学", "幼儿园"),
    "公司": ("公司",),
    "集团": ("集团",),
    "社区": ("社区",),
    "支队": ("支队",),
    "大队": ("大队",),
}


def ourselves(organisation: str) -> str:
    """Return 我局, 我委, 街道 …: how a house of this name speaks of itself where its past does not show it."""
    said = next((said for said, ends in _OURSELVES.items() if organisation.endswith(ends)), None)
    return said or ("我单位" if organisation else "我局")


def short_name(organisation: str, past: Sequence[Document]) -> str:
    """Return the house's own short name (市住建局), learnt from the past, else 我局."""
    text = "".join(document.text for document in past[:3])
    stem = re.sub(r"^.{2,3}(?=市|县|区|盟|省)", "", organisation)
    own = ourselves(organisation)
    names = (stem.replace("住房和城乡建设", "住建"), own, stem)
    # the short name inside the full one does not count
    said = {name: text.replace(organisation, "").count(name) for name in names}
    best = max(names, key=lambda name: said[name])
    return best if said[best] >= 2 else own
