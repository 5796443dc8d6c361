"""The style sheet, font table and page set-up of a Word file, written out from a Profile."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from .profile import Face, Profile

HEADING_STYLES = ("Heading1", "Heading2", "Heading3", "Heading4")
RUN_IN_STYLES = ("Heading1Char", "Heading2Char", "Heading3Char", "Heading4Char")
_PARAGRAPH = '<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{rest}</w:style>'

_PAGE_NUMBER = (
    '<w:t xml:space="preserve">— </w:t>',
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>1</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
    '<w:t xml:space="preserve"> —</w:t>',
)


def apply_profile(word: WordDocument, profile: Profile) -> None:
    """Give ``word`` (python-docx's empty document) the profile's styles, fonts, page, grid and page numbers."""
    _replace_children(word.styles.element, parse_xml(styles_xml(profile)))
    _drop_template_ballast(word, profile)
    _set_page(word, profile)
    _set_settings(word)
    section = word.sections[0]
    word.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, "right", profile)
    _page_number(section.even_page_footer, "left", profile)


def styles_xml(profile: Profile) -> str:
    """Return ``w:styles`` for the profile; theme fonts appear nowhere in it."""
    body = f"{_fonts(profile.body, profile)}{_size(profile.body)}"
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{body}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    based = '<w:basedOn w:val="Normal"/>'
    line = _exact(profile.line_pt)
    indent = f'<w:ind w:firstLineChars="{profile.first_line_chars * 100:.0f}" w:firstLine="{_indent(profile)}"/>'
    # Word must not widen the gap between Han and figures, or 28 characters no longer fit the grid
    spacing = f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{line}'
    tightened = f'<w:spacing w:val="{profile.char_spacing_twips}"/>'
    run = f"<w:rPr>{_fonts(profile.body, profile)}{tightened}{_size(profile.body)}</w:rPr>"
    # the grid counts characters of Normal's own size, so it stands here and not in the defaults alone
    normal = f'<w:pPr><w:widowControl w:val="0"/>{spacing}<w:jc w:val="both"/></w:pPr>{run}'
    right, single = '<w:jc w:val="right"/>', '<w:spacing w:line="240" w:lineRule="auto"/>'
    above = _exact(profile.line_pt, before=profile.line_pt)
    small = '<w:rPr><w:spacing w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    footer = f"<w:rPr>{_face(profile.page_number, profile, loose=True)}</w:rPr>"
    styles = [
        _style("Normal", "Normal", f"<w:qFormat/>{normal}", default=' w:default="1"'),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        _style("BodyText", "Body Text", f"{based}<w:qFormat/><w:pPr>{indent}</w:pPr>"),
        _centred("Title", profile.title, profile, profile.title_line_pt),
        _centred("Subtitle", profile.subtitle, profile, profile.line_pt),
        _style("Salutation", "Salutation", f"{based}<w:qFormat/>"),
        _style("Signature", "Signature", f"{based}<w:pPr><w:keepNext/>{above}{right}</w:pPr>"),
        _style("Date", "Date", f"{based}<w:pPr>{right}</w:pPr>"),
        _style("Footer", "footer", f"{based}<w:pPr>{single}</w:pPr>{footer}"),
        _style("CommentText", "annotation text", f'{based}<w:pPr>{single}<w:jc w:val="left"/></w:pPr>{small}'),
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
    ]
    for level, face in enumerate(profile.headings, 1):
        link = f'<w:next w:val="BodyText"/><w:link w:val="Heading{level}Char"/><w:qFormat/>'
        ppr = f'<w:pPr><w:keepNext/>{indent}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        rpr = f"<w:rPr>{_face(face, profile)}</w:rPr>"
        styles.append(_style(f"Heading{level}", f"heading {level}", f"{based}{link}{ppr}{rpr}"))
        styles.append(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="Heading{level}Char">'
            f'<w:name w:val="heading {level} Char"/><w:link w:val="Heading{level}"/>{rpr}</w:style>'
        )
    return f"<w:styles {nsdecls('w')}>{defaults}{''.join(styles)}</w:styles>"


def fonts_xml(profile: Profile) -> str:
    """Return ``w:fonts``: every font the profile names, with its stand-in where it has one."""
    faces = (profile.title, profile.subtitle, *profile.headings, profile.body, profile.page_number)
    stand_ins = dict(profile.substitutes)
    names = dict.fromkeys([profile.latin_font, *(face.font for face in faces)])
    fonts = []
    for name in names:
        alternative = f"<w:altName w:val={quoteattr(stand_ins[name])}/>" if name in stand_ins else ""
        charset = "00" if name == profile.latin_font else "86"
        fonts.append(f'<w:font w:name={quoteattr(name)}>{alternative}<w:charset w:val="{charset}"/></w:font>')
    return f"<w:fonts {nsdecls('w')}>{''.join(fonts)}</w:fonts>"


def _style(style_id: str, name: str, rest: str, *, default: str = "") -> str:
    return _PARAGRAPH.format(id=style_id, name=name, rest=rest, default=default)


def _centred(name: str, face: Face, profile: Profile, line_pt: float) -> str:
    spacing = f'<w:snapToGrid w:val="0"/>{_exact(line_pt, after=profile.line_pt)}'
    ppr = f'<w:pPr><w:keepNext/>{spacing}<w:jc w:val="center"/></w:pPr>'
    head = '<w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>'
    return _style(name, name, f"{head}{ppr}<w:rPr>{_face(face, profile, loose=True)}</w:rPr>")


def _face(face: Face, profile: Profile, *, loose: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if face.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    spacing = '<w:spacing w:val="0"/>' if loose else ""
    return f"{_fonts(face, profile)}{weight}{spacing}{_size(face)}"


def _fonts(face: Face, profile: Profile) -> str:
    latin, asian = quoteattr(profile.latin_font), quoteattr(face.font)
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={asian} w:cs={latin}/>"


def _size(face: Face) -> str:
    half_points = round(face.size_pt * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _exact(line_pt: float, *, before: float = 0, after: float = 0) -> str:
    sides = f'w:before="{before * 20:.0f}" w:after="{after * 20:.0f}"'
    return f'<w:spacing {sides} w:line="{line_pt * 20:.0f}" w:lineRule="exact"/>'


def _indent(profile: Profile) -> int:
    return round(profile.first_line_chars * profile.body.size_pt * 20)


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
    grid.set(qn("w:type"), "linesAndChars")
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
    """Write ``— 1 —`` at the outer edge, one character in, as the standard asks."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]._p
    room = round(profile.page_number.size_pt * 20)
    outer = f'<w:ind w:{side}Chars="100" w:{side}="{room}"/><w:jc w:val="{side}"/>'
    _replace_children(paragraph, parse_xml(f"<w:p {nsdecls('w')}/>"))
    paragraph.append(parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="Footer"/>{outer}</w:pPr>'))
    for piece in _PAGE_NUMBER:
        hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{hint}{piece}</w:r>"))
