from __future__ import annotations

from dataclasses import replace

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from drafter.exporters.docx_styles import HEADING_STYLES, RUN_IN_STYLES, apply_profile, fonts_xml, styles_xml
from drafter.exporters.profile import GB9704, Face

ORDER = ["name", "basedOn", "next", "link", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"]
PARAGRAPH_ORDER = [
    "keepNext",
    "widowControl",
    "autoSpaceDE",
    "autoSpaceDN",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
]
RUN_ORDER = ["rFonts", "b", "bCs", "spacing", "sz", "szCs", "lang"]


def names(element: object) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]  # type: ignore[attr-defined]


def test_children_stand_in_the_order_the_schema_asks_for() -> None:
    for style in parse_xml(styles_xml(GB9704)).iter(qn("w:style")):
        for element, order in (
            (style, ORDER),
            (style.find(qn("w:pPr")), PARAGRAPH_ORDER),
            (style.find(qn("w:rPr")), RUN_ORDER),
        ):
            if element is not None:
                found = names(element)
                assert found == sorted(found, key=order.index), style.get(qn("w:styleId"))


def test_every_style_that_is_used_is_there_and_links_are_mutual() -> None:
    styles = {style.get(qn("w:styleId")): style for style in parse_xml(styles_xml(GB9704)).iter(qn("w:style"))}
    assert {*HEADING_STYLES, *RUN_IN_STYLES} <= set(styles)
    for name, style in styles.items():
        for reference in ("basedOn", "next", "link"):
            node = style.find(qn(f"w:{reference}"))
            assert node is None or node.get(qn("w:val")) in styles, name
        link = style.find(qn("w:link"))
        if link is not None:
            assert styles[link.get(qn("w:val"))].find(qn("w:link")).get(qn("w:val")) == name


def test_fonts_with_awkward_names_are_quoted() -> None:
    house = replace(GB9704, body=Face(font='仿宋 "A" & <B>', size_pt=16))
    fonts = parse_xml(styles_xml(house)).iter(qn("w:rFonts"))
    assert '仿宋 "A" & <B>' in {node.get(qn("w:eastAsia")) for node in fonts}
    assert '仿宋 "A" & <B>' in {node.get(qn("w:name")) for node in parse_xml(fonts_xml(house))}


def test_the_font_table_names_stand_ins() -> None:
    table = {node.get(qn("w:name")): node for node in parse_xml(fonts_xml(GB9704))}
    assert table["方正小标宋简体"].find(qn("w:altName")).get(qn("w:val")) == "FZXiaoBiaoSong-B05S"
    assert table["仿宋_GB2312"].find(qn("w:altName")).get(qn("w:val")) == "仿宋"


def test_nothing_of_the_template_is_left() -> None:
    word = docx.Document()
    apply_profile(word, GB9704)
    kinds = {rel.reltype.rpartition("/")[2] for rel in (*word.part.rels.values(), *word.part.package.rels.values())}
    assert not kinds & {"stylesWithEffects", "thumbnail", "numbering", "customXml", "webSettings"}
