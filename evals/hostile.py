"""Corrupted and hostile files: every one must be read or refused with a reason, none crash or hang.

    python evals/hostile.py --files 200

Makes Word, PDF and zip files from invented text, damages them (bits, cuts, swaps, repeated and lying parts) and adds
attacks made on purpose (zip bombs, entities, escapes, macros, deep nesting). Each is handed to the readers as `drafter
ingest` does. Prints one line a kind and the slowest; exit 1 where one crashed, hung or gave no reason.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from drafter import readers
from drafter.errors import InputError

HANG_S = 10.0
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TEXT = "局党组召开会议，研究部署老旧小区改造，上半年开工38个，惠及居民9000余户。"


def main() -> None:
    """Read the arguments, try all files, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tried: Counter[tuple[str, str]] = Counter()
    slowest, bad = (0.0, ""), 0
    with tempfile.TemporaryDirectory() as name:
        for kind, ending, data in files(arguments.files, random.Random(arguments.seed)):
            path = Path(name) / f"file{ending}"
            path.write_bytes(data)
            begun = time.perf_counter()
            outcome = attempt(path)
            seconds = time.perf_counter() - begun
            slowest = max(slowest, (seconds, f"{kind}{ending}"))
            if seconds > HANG_S or outcome.startswith("crash"):
                bad += 1
                print(f"{kind}{ending}: {seconds:.1f} s, {outcome}")
            tried[f"{kind} {ending}", outcome.split(":")[0]] += 1
    for (kind, outcome), count in sorted(tried.items()):
        print(f"{kind:28} {outcome:8} {count}")
    print(
        f"{sum(tried.values())} files, {bad} crashed, hung or without reason; slowest {slowest[0]:.1f} s {slowest[1]}"
    )
    raise SystemExit(bool(bad))


def attempt(path: Path) -> str:
    """Return read, refused: why, or crash: what, for one file."""
    try:
        if path.suffix == ".zip":
            reasons = []
            for member in readers.members(path, readers.ENDINGS):
                if member.data is not None:
                    reasons.append(attempt_data(member.data, member.path))
                else:
                    reasons.append(f"refused: {member.reason}" if member.reason else "crash: no reason")
            order = ("crash", "refused", "read")
            return min(reasons, key=lambda reason: order.index(reason.split(":")[0]), default="read")
        readers.read(path)
    except InputError as error:
        return f"refused: {error}" if str(error).strip() and "\n" not in str(error) else "crash: no reason"
    except Exception as error:
        return f"crash: {type(error).__name__} {error}"
    return "read"


def attempt_data(data: bytes, name: str) -> str:
    """Return the same for bytes out of a zip."""
    try:
        readers.read_data(data, name)
    except InputError as error:
        return f"refused: {error}"
    except Exception as error:
        return f"crash: {type(error).__name__} {error}"
    return "read"


def files(count: int, chance: random.Random) -> Iterator[tuple[str, str, bytes]]:
    """Yield ``count`` files as (what was done, ending, bytes): all attacks first, then mutations."""
    made = 0
    for kind, ending, data in attacks():
        if made < count:
            yield kind, ending, data
            made += 1
    sound = {".docx": word(), ".pdf": pdf(), ".zip": packed({"年/a.docx": word(), "b.txt": _TEXT.encode()})}
    while made < count:
        ending = (".docx", ".pdf", ".zip")[made % 3]
        kind, data = mutated(sound[ending], ending, chance)
        yield kind, ending, data
        made += 1


def mutated(data: bytes, ending: str, chance: random.Random) -> tuple[str, bytes]:
    """Return one way of damaging a file, and the damaged bytes."""
    ways = ["bits", "cut", "swap", "zeros", "double", "middle"] + (
        ["part", "part", "part"] if ending == ".docx" else []
    )
    way = chance.choice(ways)
    raw, size = bytearray(data), len(data)
    first, second = sorted((chance.randrange(size), chance.randrange(size)))
    if way == "bits":
        for _ in range(chance.choice((1, 5, 50, 500))):
            raw[chance.randrange(size)] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del raw[first:]
    elif way == "swap":
        raw = raw[second:] + raw[:second]
    elif way == "zeros":
        raw[first:second] = bytes(second - first)
    elif way == "double":
        raw[first:first] = raw[first:second]
    elif way == "middle":
        del raw[first:second]
    else:
        return way, damaged_part(data, chance)
    return way, bytes(raw)


def damaged_part(data: bytes, chance: random.Random) -> bytes:
    """Return a Word file, sound as a zip, with one part damaged: so that the parser sees it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    raw = bytearray(parts[name])
    way = chance.randrange(5)
    if way == 0:
        del raw[chance.randrange(len(raw)) :]
    elif way == 1:
        for _ in range(20):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    elif way == 2:
        raw = bytearray(raw.replace(b"w:val=", b"w:vaal=").replace(b"w:p>", b"w:q>"))
    elif way == 3:
        raw = bytearray()
    else:
        raw = bytearray(raw.replace(b'"1"', b'"99999999999999999999"').replace(b"rId", b"rXd"))
    parts[name] = bytes(raw)
    return packed(parts)


def attacks() -> Iterator[tuple[str, str, bytes]]:
    """Yield files made to harm."""
    plain = zipped(word())
    deep = "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5000
    modest = "<w:tbl><w:tr><w:tc>" * 60 + paragraph() + "</w:tc></w:tr></w:tbl>" * 60
    laugh = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bodies = {
        "deep nesting": body(deep),
        "modest nesting": body(modest),
        "entity bomb": f'<!DOCTYPE x [<!ENTITY a0 "ha">{laugh}]>' + body("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"),
        "outside entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"),
        "late entity": "<?xml version='1.0'?><!--"
        + "x" * 5000
        + '--><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"),
        "a million paragraphs": body("<w:p/>" * 1_000_000),
        "one long paragraph": body(f"<w:p><w:r><w:t>{'长' * 3_000_000}</w:t></w:r></w:p>"),
        "many runs": body("<w:p>" + "<w:r><w:t>字</w:t></w:r>" * 300_000 + "</w:p>"),
        "nested boxes": body("<w:p><w:r><w:txbxContent>" * 70 + "<w:p/>" + "</w:txbxContent></w:r></w:p>" * 70),
        "no body": f"<w:document {_W}/>",
        "other root": "<html/>",
        "external image": body('<w:p><w:r><w:drawing r:link="rId99" xmlns:r="x"/></w:r></w:p>'),
    }
    for kind, xml in bodies.items():
        yield kind, ".docx", packed({**plain, "word/document.xml": xml.encode()})
    yield "zip bomb", ".docx", packed({**plain, "word/document.xml": bytes(300_000_000)})
    yield "zip bomb in a picture", ".docx", packed({**plain, "word/media/a.png": bytes(600_000_000)})
    yield "macro", ".docx", packed({**plain, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(5000)})
    styles = "".join(
        f'<w:style w:styleId="s{n}" w:type="paragraph"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(20000)
    )
    used = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>' for n in range(20000))
    yield (
        "many styles",
        ".docx",
        packed(
            {
                **plain,
                "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>".encode(),
                "word/document.xml": body(used).encode(),
            }
        ),
    )
    yield "escaping part", ".docx", packed({**plain, "../../etc/evil": b"x"})
    yield "old word", ".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    yield "old word", ".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    yield (
        "escape",
        ".zip",
        packed({"../../escape.txt": b"x", "/abs.txt": b"x", "C:\\x.txt": b"x", "a/../../b.txt": b"x"}),
    )
    yield "zip bomb", ".zip", packed({"a.txt": bytes(90_000_000)})
    yield "big bomb", ".zip", packed({f"{n}.txt": bytes(99_000_000) for n in range(4)})
    yield "nested zips", ".zip", packed({"b.zip": packed({"c.zip": packed({"d.txt": b"x"})})})
    yield "many members", ".zip", packed({f"{n}.txt": b"x" for n in range(20_000)})
    yield "odd names", ".zip", packed({"a\n.txt": b"x", "‮txt.docx": b"x", "a" * 300 + ".txt": b"x", ".txt": b"x"})
    yield "empty", ".zip", packed({})
    yield "a lying size", ".zip", lying(packed({"a.txt": bytes(100_000)}))
    yield "no pdf", ".pdf", b"MZ" + bytes(5000)
    yield "endless pages", ".pdf", pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    yield "self reference", ".pdf", pdf().replace(b"/Contents 4 0 R", b"/Contents 3 0 R")
    yield "huge count", ".pdf", pdf().replace(b"/Count 1", b"/Count 999999999")
    yield "deep arrays", ".pdf", pdf().replace(b"[0 0 595 842]", b"[" * 50_000 + b"]" * 50_000)
    yield "flate bomb", ".pdf", pdf_stream(400_000_000)
    yield "javascript", ".pdf", pdf().replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
    yield "long operators", ".pdf", pdf_stream(0, b"q 1 0 0 1 0 0 cm " * 2_000_000)


def lying(data: bytes) -> bytes:
    """Return a zip whose directory promises a thousandth of what unpacks."""
    raw = bytearray(data)
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(raw)


def word() -> bytes:
    """Return a sound small Word file."""
    import docx

    document = docx.Document()
    document.add_heading("衡川市住房和城乡建设局工作总结", 1)
    for number in range(10):
        document.add_paragraph(f"第{number}段。{_TEXT}", style="List Number" if number % 3 == 0 else None)
    document.add_table(2, 2).cell(0, 0).text = _TEXT
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf() -> bytes:
    """Return a sound small PDF."""
    return pdf_of(
        "".join(
            f"BT /F1 12 Tf 72 {700 - 20 * n} Td <{_TEXT.encode('utf-16-be').hex()}> Tj ET\n" for n in range(9)
        ).encode()
    )


def pdf_stream(zeros: int, operators: bytes = b"") -> bytes:
    """Return a PDF whose page unpacks to this many blanks, or runs these operators."""
    import zlib

    return pdf_of(zlib.compress(b" " * zeros + operators, 9), b"/Filter/FlateDecode")


def pdf_of(stream: bytes, extra: bytes = b"") -> bytes:
    """Return a PDF of one page with this content."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), extra, stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(parts) + 1, table, len(parts) + 1, len(out)
    )  # fmt: skip


def body(inner: str) -> str:
    """Return document.xml around ``inner``."""
    return f"<w:document {_W}><w:body>{inner}</w:body></w:document>"


def paragraph() -> str:
    """Return one paragraph's XML."""
    return f"<w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p>"


def zipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


if __name__ == "__main__":
    main()
