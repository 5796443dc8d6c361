"""Masking: the same sentence with figures, dates and names blanked, so that nothing stale can leak or match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..lexicon import Lexicon, load_lexicon
from ..model import Figure, Passage
from ..patterns import lazy
from .figures import find_figures
from .naming import Kind, Names, find_names, names_of
from .people import find_people

NUMBER, DATE, PERSON, PLACE, ORGAN, TITLE = "〔数〕", "〔日期〕", "〔人名〕", "〔地名〕", "〔单位〕", "〔名称〕"
"""What stands in the place of a figure, a date or period, a person, a place, an organ of it, a work's title."""

_DATES = frozenset({"date", "period"})
_BLANKS: dict[Kind, str] = {"person": PERSON, "place": PLACE, "organ": ORGAN, "title": TITLE}
_NUMERAL = "[一二三四五六七八九十〇零百两0-9]+"
# which congress, session or plenum it is goes stale; what it is called stays: 党的〔数〕大, 〔数〕届〔数〕中全会
_SESSIONS = lazy(
    r"(?:(?<=党的)|(?<=迎接)|(?<![\u4e00-\u9fff]))(?P<congress>十[一二三四五六七八九]|二十[一二三]?)大"
    r"(?![\u4e00-\u9fff]{0,2}(?:类|项|行动|工程|任务|片区))"
    rf"|第?(?P<term>{_NUMERAL})届(?=[^，。；：、\n]{{0,14}}?(?:全会|会议|大会|常委会|人大|政协|中央|全国|[省市县区]委|纪委))"
    rf"|(?<=届)(?P<plenum>{_NUMERAL})(?=中(?:全会|[、和]))|(?<=中[、和])(?P<next>{_NUMERAL})(?=中(?:全会|[、和]))"
    rf"|第?(?P<times>{_NUMERAL})次(?=全体会议|全会|会议|(?:党员)?代表大会|党代会|党员大会)"
)


def mask(text: str, figures: Sequence[Figure] | None = None, names: Names | None = None) -> str:
    """Return ``text`` with values as 〔数〕 (集中学习〔数〕次), dates and periods as 〔日期〕, people as 〔人名〕.

    ``figures`` are those of ``text`` when they are known already. With ``names``, the registry of the report the text
    is from, places, organs and titles of works are blanked as well, and which congress or session is meant: so it may
    be shown to a model. Set phrases, list markers and idioms stay; years inside titles and year and number of
    documents (〔日期〕…〔数〕号) are blanked, since they go stale.
    """
    pieces: list[str] = []
    at = 0
    for start, end, word in _stretches(text, figures, names):
        pieces.append(text[at:start])
        pieces.append(word)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def for_prompt(masked_text: str, lexicon: Lexicon | None = None) -> str:
    """Return a masked passage as a model may see it: titles in 《》 and names in “” that no set phrase is, blanked.

    A passage lends its wording alone; which works, brands and campaigns there were is for the facts to say.
    """
    known = {phrase.text for phrase in (lexicon or load_lexicon()).phrases if phrase.kind == "set_phrase"}

    def quoted(match: re.Match[str]) -> str:
        return match.group() if match[1] in known or "〔" in match[1] else f"“{TITLE}”"

    return _QUOTED.sub(quoted, _WORKS.sub(f"《{TITLE}》", masked_text))


_WORKS = lazy(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)?》")
_QUOTED = lazy(r"“([^“”\n]{2,24})”")


def mask_heading(passage: Passage) -> str:
    """Return the last heading above a passage, blanked like the passage; '' where there is none."""
    if not passage.heading_path:
        return ""
    heading = passage.heading_path[-1]
    return mask(heading, names=names_of(f"{passage.text}\n{heading}", passage.source.organisation))


def _stretches(text: str, figures: Sequence[Figure] | None, names: Names | None) -> list[tuple[int, int, str]]:
    values = [row for figure in (find_figures(text) if figures is None else figures) for row in _of_figure(figure)]
    if names is None:
        named = [(start, end, PERSON) for start, end in find_people(text)]
    else:
        named = [(one.start, one.end, _BLANKS[one.kind]) for one in find_names(text, names)]
        named += _codes(text, names)
        values = [row for row in values if not any(a <= row[0] and row[1] <= b for a, b, _ in named)]
        values += _free(((*span, NUMBER) for span in _sessions(text)), (*values, *named))
    return sorted([*values, *_free(named, values)])


def _free(rows: Iterable[tuple[int, int, str]], taken: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    return [row for row in rows if all(row[1] <= start or end <= row[0] for start, end, _ in taken)]


def _sessions(text: str) -> Iterator[tuple[int, int]]:
    for match in _SESSIONS.finditer(text):
        if match.lastgroup is not None:
            yield match.span(match.lastgroup)


def _codes(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Yield the letter for the place in numbers of documents: 衡住建发 of 衡川市."""
    first = {place[0] for place in names.places}
    for match in _CODE.finditer(text):
        if match["place"] in first:
            yield *match.span("place"), PLACE


_CODE = lazy(r"(?<![\u4e00-\u9fff])(?P<place>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,7}[〔\[（(【]\d{4}[〕\]）)】]")
_YEAR = lazy(r"(?:19|20)[0-9]{2}年")
_DIGITS = lazy(r"[0-9０-９]+")


def _of_figure(figure: Figure) -> Iterator[tuple[int, int, str]]:
    start, end = figure.span.start, figure.span.end
    if figure.kind == "doc_number":
        runs = [m.span() for m in _DIGITS.finditer(figure.text)]
        for i, (a, b) in enumerate(runs):
            yield start + a, start + b, DATE if i == 0 else NUMBER
    elif figure.kind in _DATES and figure.low is None and not figure.checkable:
        return
    elif figure.kind in _DATES or (figure.kind == "title" and figure.low is not None):
        yield start, end, DATE
    elif not figure.checkable:
        # the year in the name of a higher body's meeting goes stale as well
        for m in _YEAR.finditer(figure.text):
            yield start + m.start(), start + m.end(), DATE
    else:
        start += figure.kind == "ordinal" and figure.text.startswith("第")
        unit = len(figure.unit) if figure.unit and figure.text.endswith(figure.unit) else 0
        yield start, end - unit if end - unit > start else end, NUMBER
