"""The style sheet, font table and page set-up of a Word file, written out from a Profile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from .profile import Face, Profile

HEADING_STYLES = ("Heading1", "Heading2", "Heading3", "Heading4")
RUN_IN_STYLES = ("Heading1Char", "Heading2Char", "Heading3Char", "Heading4Char")
TABLE_STYLE = "TableText"
_PARAGRAPH = '<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{rest}</w:style>'

_PAGE_NUMBER = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>1</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)


def apply_profile(word: WordDocument, profile: Profile) -> None:
    """Give ``word`` (python-docx's empty document) the profile's styles, fonts, page, grid and page numbers."""
    _replace_children(word.styles.element, parse_xml(styles_xml(profile)))
    _drop_template_ballast(word, profile)
    _set_page(word, profile)
    _set_settings(word)
    section = word.sections[0]
    if profile.number is None:
        return
    outer = profile.number_align == "outer"
    _page_number(section.footer, "right" if outer else profile.number_align, profile)
    if outer:
        word.settings.odd_and_even_pages_header_footer = True
        _page_number(section.even_page_footer, "left", profile)


def styles_xml(profile: Profile) -> str:
    """Return ``w:styles`` for the profile; theme fonts appear nowhere in it."""
    body = f"{_fonts(profile.body, profile)}{_size(profile.body)}"
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{body}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    plain = Face(font=profile.body.font, size_pt=profile.body.size_pt, bold=profile.body.bold)
    above = replace(plain, before_pt=_line_height(profile), align="right")
    styles = [
        *_ground(profile),
        _style("BodyText", "Body Text", _based(profile.body, profile, indented=True)),
        _centred("Title", profile.title, profile),
        _centred("Subtitle", profile.subtitle, profile),
        _style("Salutation", "Salutation", _based(profile.addressee or plain, profile)),
        _style("Signature", "Signature", _based(_over(above, profile.signature), profile, keep=True)),
        _style("Date", "Date", _based(_over(replace(plain, align="right"), profile.date), profile)),
        _style(TABLE_STYLE, "Table Text", _based(_table_face(profile), profile, loose=True, snap=False)),
        *_small(profile),
    ]
    for level, face in enumerate(profile.headings, 1):
        link = f'<w:next w:val="BodyText"/><w:link w:val="Heading{level}Char"/><w:qFormat/>'
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        rest = _based(face, profile, indented=True, keep=True, head=link, tail=outline)
        styles.append(_style(f"Heading{level}", f"heading {level}", rest))
        styles.append(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="Heading{level}Char">'
            f'<w:name w:val="heading {level} Char"/><w:link w:val="Heading{level}"/>'
            f"<w:rPr>{_face(face, profile)}</w:rPr></w:style>"
        )
    return f"<w:styles {nsdecls('w')}>{defaults}{''.join(styles)}</w:styles>"


def _ground(profile: Profile) -> list[str]:
    """Return the styles all others rest on."""
    # Word must not widen the gap between Han and figures, or 28 characters no longer fit the grid
    spacing = f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{_spacing(None, profile)}'
    tightened = f'<w:spacing w:val="{profile.char_spacing_twips}"/>'
    weight = "<w:b/><w:bCs/>" if profile.body.bold else ""
    # the grid counts characters of Normal's own size, so it stands here and not in the defaults alone
    run = f"<w:rPr>{_fonts(profile.body, profile)}{weight}{tightened}{_size(profile.body)}</w:rPr>"
    align = _jc(profile.body.align or "justify")
    normal = f'<w:pPr><w:widowControl w:val="0"/>{spacing}{align}</w:pPr>{run}'
    return [
        _style("Normal", "Normal", f"<w:qFormat/>{normal}", default=' w:default="1"'),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ]


def _small(profile: Profile) -> list[str]:
    """Return the styles of footer and comments."""
    single = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    based = '<w:basedOn w:val="Normal"/>'
    small = '<w:rPr><w:spacing w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    footer = f"<w:rPr>{_face(profile.page_number, profile, loose=True)}</w:rPr>"
    return [
        _style("Footer", "footer", f"{based}<w:pPr>{single}</w:pPr>{footer}"),
        _style("CommentText", "annotation text", f'{based}<w:pPr>{single}<w:jc w:val="left"/></w:pPr>{small}'),
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
    ]


def fonts_xml(profile: Profile) -> str:
    """Return ``w:fonts``: every font the profile names, with its stand-in where it has one."""
    further = (profile.addressee, profile.signature, profile.date, profile.table)
    faces = [profile.title, profile.subtitle, *profile.headings, profile.body, profile.page_number]
    faces += [face for face in further if face is not None]
    latin = {profile.latin_font, *(face.latin_font for face in faces)}
    stand_ins = dict(profile.substitutes)
    own = (face.latin_font for face in faces if face.latin_font)
    names = dict.fromkeys([profile.latin_font, *own, *(face.font for face in faces)])
    fonts = []
    for name in names:
        alternative = f"<w:altName w:val={quoteattr(stand_ins[name])}/>" if name in stand_ins else ""
        charset = "00" if name in latin else "86"
        fonts.append(f'<w:font w:name={quoteattr(name)}>{alternative}<w:charset w:val="{charset}"/></w:font>')
    return f"<w:fonts {nsdecls('w')}>{''.join(fonts)}</w:fonts>"


def _style(style_id: str, name: str, rest: str, *, default: str = "") -> str:
    return _PARAGRAPH.format(id=style_id, name=name, rest=rest, default=default)


def _centred(name: str, face: Face, profile: Profile) -> str:
    after = _line_height(profile) if face.after_pt is None else face.after_pt
    placed = replace(face, align=face.align or "center", after_pt=after)
    head = '<w:next w:val="BodyText"/><w:qFormat/>'
    return _style(name, name, _based(placed, profile, head=head, keep=True, loose=True, snap=False))


def _based(
    face: Face, profile: Profile, *, indented: bool = False, keep: bool = False, loose: bool = False,
    snap: bool = True, head: str = "<w:qFormat/>", tail: str = "",
) -> str:  # fmt: skip
    """Return what a style based on Normal says: its paragraph as the face has it, and its type where it differs."""
    chars = face.first_line_chars if face.first_line_chars is not None else profile.first_line_chars * indented
    sides = ""
    if chars:
        sides += f' w:firstLineChars="{chars * 100:.0f}" w:firstLine="{chars * face.size_pt * 20:.0f}"'
    if face.right_chars:
        sides += f' w:rightChars="{face.right_chars * 100:.0f}" w:right="{face.right_chars * face.size_pt * 20:.0f}"'
    pieces = (
        "<w:keepNext/>" if keep else "",
        "" if snap else '<w:snapToGrid w:val="0"/>',
        _spacing(face, profile),
        f"<w:ind{sides}/>" if sides else "",
        _jc(face.align) if face.align else "",
        tail,
    )
    kind = "" if face == profile.body else f"<w:rPr>{_face(face, profile, loose=loose)}</w:rPr>"
    return f'<w:basedOn w:val="Normal"/>{head}<w:pPr>{"".join(pieces)}</w:pPr>{kind}'


def _over(plain: Face, own: Face | None) -> Face:
    """Return ``own``, with what it leaves open taken from ``plain``."""
    if own is None:
        return plain
    return replace(
        own,
        align=own.align or plain.align,
        before_pt=plain.before_pt if own.before_pt is None else own.before_pt,
    )


def _table_face(profile: Profile) -> Face:
    return profile.table or Face(
        font=profile.body.font, size_pt=min(14.0, profile.body.size_pt), line_multiple=1.0, align="center"
    )


def _line_height(profile: Profile) -> float:
    """Return about how high a line of the body is, in points."""
    return profile.line_pt if profile.line_multiple is None else profile.body.size_pt * 1.3 * profile.line_multiple


def _spacing(face: Face | None, profile: Profile) -> str:
    """Return ``w:spacing`` of a paragraph; None asks for the body's own."""
    own = face or profile.body
    multiple = own.line_multiple if own.line_multiple is not None else profile.line_multiple
    if own.line_pt is None and multiple is not None:
        line = f'w:line="{multiple * 240:.0f}" w:lineRule="auto"'
    else:
        line = f'w:line="{(own.line_pt or profile.line_pt) * 20:.0f}" w:lineRule="exact"'
    before, after = (own.before_pt or 0) * 20, (own.after_pt or 0) * 20
    return f'<w:spacing w:before="{before:.0f}" w:after="{after:.0f}" {line}/>'


def _jc(align: str) -> str:
    return f'<w:jc w:val="{"both" if align == "justify" else align}"/>'


def _face(face: Face, profile: Profile, *, loose: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if face.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    spacing = '<w:spacing w:val="0"/>' if loose else ""
    return f"{_fonts(face, profile)}{weight}{spacing}{_size(face)}"


def _fonts(face: Face, profile: Profile) -> str:
    latin, asian = quoteattr(face.latin_font or profile.latin_font), quoteattr(face.font)
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={asian} w:cs={latin}/>"


def _size(face: Face) -> str:
    half_points = round(face.size_pt * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _replace_children(old: Any, new: Any) -> None:
    for child in list(old):
        old.remove(child)
    for child in list(new):
        old.append(child)


def _drop_template_ballast(word: WordDocument, profile: Profile) -> None:
    """Take out what python-docx's template brings along: a second style sheet, a thumbnail, list numbering."""
    ballast = ("/stylesWithEffects", "/customXml", "/numbering", "/webSettings")
    for rels in (word.part.rels, word.part.package.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith((*ballast, "/thumbnail"))]:
            del rels[key]
    for rel in word.part.rels.values():
        if rel.reltype.endswith("/fontTable"):
            rel.target_part._blob = fonts_xml(profile).encode("utf-8")


def _set_page(word: WordDocument, profile: Profile) -> None:
    section, page = word.sections[0], profile.page
    section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.footer_distance, section.header_distance = Mm(profile.footer_mm), Mm(15)
    grid = section._sectPr.find(qn("w:docGrid"))
    if profile.grid_line_twips is None:
        section._sectPr.remove(grid)
        return
    grid.set(qn("w:type"), "linesAndChars" if profile.chars_per_line else "lines")
    grid.set(qn("w:linePitch"), str(profile.grid_line_twips))
    grid.set(qn("w:charSpace"), "0")


def _set_settings(word: WordDocument) -> None:
    """Chinese as the East Asian language, and Word's present layout instead of a compatibility mode."""
    settings = word.settings.element
    for node in settings.iter(qn("w:themeFontLang")):
        node.set(qn("w:eastAsia"), "zh-CN")
    for node in settings.iter(qn("w:compatSetting")):
        if node.get(qn("w:name")) == "compatibilityMode":
            node.set(qn("w:val"), "15")


def _page_number(footer: Any, side: str, profile: Profile) -> None:
    """Write the page number; at an edge it stands one character in, as the standard asks."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]._p
    room = round(profile.page_number.size_pt * 20)
    inset = f'<w:ind w:{side}Chars="100" w:{side}="{room}"/>' if profile.number_align == "outer" else ""
    _replace_children(paragraph, parse_xml(f"<w:p {nsdecls('w')}/>"))
    properties = f'<w:pStyle w:val="Footer"/>{inset}<w:jc w:val="{side}"/>'
    paragraph.append(parse_xml(f"<w:pPr {nsdecls('w')}>{properties}</w:pPr>"))
    before, _, after = (profile.number or "").partition("{page}")
    words = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in (before, after)]
    for piece in (words[0], *_PAGE_NUMBER, words[1]):
        if piece:
            hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
            paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{hint}{piece}</w:r>"))
