"""Replies of models: the forms asked for, and a tolerant reader of what comes back. Pure functions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..patterns import lazy

FORMS = ("text", "sentences", "repairs", "outline", "corrections", "verdict")
"""Output forms a prompt may name; ``text`` means no structure is asked for."""

_THINK = lazy(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
# a cut-off thought has no end; a template that opens the thought itself leaves only its end
_OPEN_THINK = lazy(r"\A\s*<(think|thinking|reasoning)>.*\Z", re.DOTALL | re.IGNORECASE)
_LATE_THINK = lazy(r"\A.*?</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = lazy(r"```[A-Za-z]*\s*\n(.*?)(?:\n```|\Z)", re.DOTALL)
_TRAILING_COMMA = lazy(r",(\s*[\]}])")
_REFUSAL = lazy(
    r"\A\s*(?:(?:非常|很|十分)?(?:抱歉|对不起)|我(?:无法|不能)(?:协助|提供|完成|回答)|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
    r"|I(?:'m| am) sorry|I can(?:'t|not)|As an AI)",
    re.IGNORECASE,
)
_LINE = lazy(r"^\s*(?:[-*•]|\d+[.、)])?\s*[\[【(（]((?:[A-Za-z]\d+[\s,，、]*)+)[\]】)）]\s*(.+?)\s*$")
_ID = lazy(r"[A-Za-z]\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentence:
    """One sentence as a model returned it, ids as claimed."""

    text: str
    """Its words, blanks around it removed."""
    fact_ids: tuple[str, ...]
    """Ids of facts it claims to state."""
    passage_ids: tuple[str, ...]
    """Ids of passages it claims to follow."""
    number: int = 0
    """For repairs: which sentence it replaces; 0 for a new one."""
    paragraph: bool = False
    """Whether it opens a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMove:
    """One fact a model wants under another section, ids as claimed."""

    fact_id: str
    """The fact."""
    section_id: str
    """Where it should stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyHeading:
    """One heading of those offered that a model wants in the plan, ids as claimed."""

    heading_id: str
    """Which of the headings offered."""
    after: str
    """The section it should follow; '' where none was named."""
    fact_ids: tuple[str, ...]
    """Facts it should take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCorrections:
    """What a model would change in a plan."""

    moves: tuple[ReplyMove, ...]
    """Facts to be moved."""
    headings: tuple[ReplyHeading, ...]
    """Headings to be added."""


def schema_of(
    form: str,
    *,
    fact_ids: Sequence[str] = (),
    passage_ids: Sequence[str] = (),
    section_ids: Sequence[str] = (),
    heading_ids: Sequence[str] = (),
) -> dict[str, Any] | None:
    """Return the JSON schema of an output form with its closed lists of ids; None for ``text``.

    Corrections ask for headings only where ``heading_ids`` offers some.
    """
    if form in ("sentences", "repairs"):
        fields: dict[str, Any] = {"number": {"type": "integer"}} if form == "repairs" else {}
        fields |= {"text": {"type": "string"}, "facts": _ids(fact_ids), "passages": _ids(passage_ids)}
        if form == "sentences":
            fields["paragraph"] = {"type": "boolean"}
        return _object(form, {"sentences": {"type": "array", "items": _strict(fields)}})
    if form == "outline":
        role = {"type": "string", "enum": ["成绩", "问题", "打算"]}
        section = {"title": {"type": "string"}, "role": role, "facts": _ids(fact_ids)}
        return _object(form, {"sections": {"type": "array", "items": _strict(section)}})
    if form == "corrections":
        move = {"fact": _id(fact_ids), "section": _id((*section_ids, *heading_ids))}
        asked = {"moves": {"type": "array", "items": _strict(move)}}
        if heading_ids:
            heading = {"heading": _id(heading_ids), "after": _id(section_ids), "facts": _ids(fact_ids)}
            asked["headings"] = {"type": "array", "items": _strict(heading)}
        return _object(form, asked)
    if form == "verdict":
        return _object(form, {"reason": {"type": "string"}, "better": {"type": "string", "enum": ["甲", "乙", "平"]}})
    return None


def strip_thinking(text: str) -> str:
    """Return ``text`` without ``<think>`` blocks, also cut-off or unopened ones."""
    text = _THINK.sub("", text)
    text = _OPEN_THINK.sub("", text)
    return (_LATE_THINK.sub("", text) if re.search(r"</(?:think|thinking|reasoning)>", text, re.I) else text).strip()


def is_refusal(text: str) -> bool:
    """Return whether a reply only says that the model will not or cannot answer."""
    return len(text) < 400 and _REFUSAL.match(text) is not None


def find_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object in ``text``: bare, fenced, among words, with trailing commas; None if there is none."""
    text = strip_thinking(text)
    for candidate in (text, *(found[1] for found in _FENCE.finditer(text)), _outermost(text)):
        for attempt in (candidate, _TRAILING_COMMA.sub(r"\1", candidate)):
            try:
                value = json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict):
                return value
            if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
                return {"sentences": value}
    return None


def fits(text: str, schema: Mapping[str, Any]) -> bool:
    """Return whether ``text`` holds an object with the fields ``schema`` requires; lines with ids fit sentences too."""
    value = find_object(text)
    if value is None:
        return "sentences" in schema.get("required", ()) and bool(_from_lines(text))
    wanted = schema.get("required", ())
    properties = schema.get("properties", {})
    return all(name in value and _is(value[name], properties.get(name, {})) for name in wanted)


def read_sentences(text: str) -> tuple[ReplySentence, ...]:
    """Return the sentences of a reply; of a cut-off one those that are whole; none where nothing can be read."""
    value = find_object(text)
    items = value.get("sentences") if value is not None else None
    if not isinstance(items, list):
        items = _whole_items(strip_thinking(text))
    read = tuple(one for one in map(_sentence, items) if one is not None)
    return read or _from_lines(text)


def read_corrections(text: str) -> ReplyCorrections | None:
    """Return what a reply would change in a plan; None where it holds no list of moves at all."""
    value = find_object(text)
    moves = value.get("moves") if value is not None else None
    if value is None or not isinstance(moves, list):
        return None
    headings = value.get("headings")
    return ReplyCorrections(
        moves=tuple(
            ReplyMove(fact_id=fact, section_id=section)
            for one in moves
            if isinstance(one, dict)
            for section in _claimed(one.get("section"))[:1]
            for fact in _claimed(one.get("fact"))
        ),
        headings=tuple(
            ReplyHeading(
                heading_id=heading,
                after=next(iter(_claimed(one.get("after"))), ""),
                fact_ids=_claimed(one.get("facts")),
            )
            for one in (headings if isinstance(headings, list) else ())
            if isinstance(one, dict)
            for heading in _claimed(one.get("heading"))[:1]
        ),
    )


def _ids(known: Sequence[str]) -> dict[str, Any]:
    """Return the schema of an array of ids from a closed list."""
    return {"type": "array", "items": _id(known)}


def _id(known: Sequence[str]) -> dict[str, Any]:
    """Return the schema of an id from a closed list; an empty enum is refused by servers, so none then."""
    return {"type": "string", "enum": list(known)} if known else {"type": "string"}


def _strict(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _object(title: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"title": title, "description": f"The reply: {title}."} | _strict(properties)


def _is(value: object, schema: Mapping[str, Any]) -> bool:
    kinds: dict[str, type] = {"array": list, "object": dict, "string": str}
    kind = kinds.get(str(schema.get("type")), object)
    choices = schema.get("enum")
    return isinstance(value, kind) and (choices is None or value in choices)


def _outermost(text: str) -> str:
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else ""


def _whole_items(text: str) -> list[Any]:
    """Return the complete objects of a JSON array whose end is missing."""
    start = text.find("[")
    decoder, items, place = json.JSONDecoder(strict=False), [], start + 1
    while start >= 0:
        place = text.find("{", place)
        if place < 0:
            break
        try:
            item, place = decoder.raw_decode(text, place)
        except ValueError:
            break
        items.append(item)
    return items


def _sentence(item: object) -> ReplySentence | None:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return None
    number = item.get("number", 0)
    return ReplySentence(
        text=" ".join(item["text"].split()),
        fact_ids=_claimed(item.get("facts")),
        passage_ids=_claimed(item.get("passages")),
        number=number if isinstance(number, int) and not isinstance(number, bool) else 0,
        paragraph=item.get("paragraph") is True,
    )


def _claimed(value: object) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    found = [id for text in texts for id in _ID.findall(str(text))]
    return tuple(dict.fromkeys(found))


def _from_lines(text: str) -> tuple[ReplySentence, ...]:
    """Return sentences written as lines ``[F1,F2] 句子``, the last rung's form."""
    found = [match for line in strip_thinking(text).splitlines() if (match := _LINE.match(line))]
    return tuple(
        ReplySentence(
            text=match[2],
            fact_ids=tuple(id for id in _ID.findall(match[1]) if id[0].upper() == "F"),
            passage_ids=tuple(id for id in _ID.findall(match[1]) if id[0].upper() == "E"),
        )
        for match in found
    )
