"""Make docs/pictures/web-*.png: the rooms of `drafter serve` with real content, as a browser shows them.

Wide pictures are 1280 pixels wide, those named -narrow 390. Needs Chromium and playwright; the workspace is a copy of
the sample corpus, and nothing leaves the machine.
"""

from __future__ import annotations

import base64
import shutil
import struct
import sys
import tempfile
import threading
import zlib
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from playwright.sync_api import sync_playwright

from drafter.model import Settings
from drafter.pipeline import Drafter
from drafter.web.server import Server

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
WIDE, NARROW = (1280, 860), (390, 844)
MAX_BYTES = 200_000
COLOURS, STEP = 128, 10
"""Colours a picture keeps, and how near two must lie to count as one when they are chosen."""
PIXELS = """async (shot) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const data = pen.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < data.length; at += 32768) { text += String.fromCharCode(...data.subarray(at, at + 32768)); }
  return [image.width, image.height, btoa(text)];
}"""
SLIPS = (("，", ","), ("截至", "截止"), ("。", "。。"))
"""What is spoilt in the report under review, so that there is something to find."""


def main() -> int:
    """Make all pictures; return 1 when one is too large to be kept."""
    with tempfile.TemporaryDirectory(prefix="drafter-pictures-") as name, sync_playwright() as play:
        folder = Path(name)
        for part in ("corpus", "evals"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("results", "__pycache__"))
        drafter = Drafter(settings=Settings(root=name, offline=True))
        server = Server(drafter)
        threading.Thread(target=server.run, daemon=True).start()
        key = {"authorization": f"Bearer {server.keys.api}"}
        client = httpx.Client(base_url=server.address, headers=key, timeout=300, trust_env=False)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--force-color-profile=srgb"])
        page = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, locale="zh-CN").new_page()
        page.goto(server.link())
        take(page, "start-empty")
        drafter.ingest([folder / "corpus"])
        reviewing(page, server.address, client)
        writing(page, server.address, client)
        evaluating(page, server.address, client)
        page.goto(server.address)
        take(page, "start")
        browser.close()
        server.stop()
    large = [path.name for path in PICTURES.glob("web-*.png") if path.stat().st_size > MAX_BYTES]
    print(f"too large: {large}" if large else "all below 200 KB")
    return int(bool(large))


def reviewing(page: Any, address: str, client: httpx.Client) -> None:
    """Take the pictures of the room of reviews."""
    report = (ROOT / "corpus" / "2024h2-business.txt").read_text(encoding="utf-8")
    paragraphs = report.splitlines()
    facts = "\n".join(f"- {line.rstrip('。')}" for line in paragraphs if any(c.isdigit() for c in line))
    for at, (right, wrong) in enumerate(SLIPS * 4, 4):
        if at < len(paragraphs):
            paragraphs[at] = paragraphs[at].replace(right, wrong, 1)
    head = "报告：2024年工作总结；报告期 2024-01-01 至 2024-12-31\n\n"
    past = [("past", (path.name, path.read_bytes())) for path in sorted((ROOT / "corpus").glob("2024h1-*.txt"))]
    files = [
        ("report", ("2024年工作总结.txt", "\n".join(paragraphs).encode())),
        ("facts", ("素材.md", (head + facts).encode())),
    ]
    case = client.post("/api/reviews", files=[*files, *past]).json()
    page.goto(f"{address}/review")
    take(page, "review-hand-in")
    page.goto(f"{address}/review/{case['id']}")
    page.wait_for_selector("#rest[data-there]")
    page.locator("[data-decide=accept]:visible").first.click()
    page.wait_for_timeout(300)
    page.evaluate("scrollTo(0, 0)")
    take(page, "review")
    narrow(page, "review-narrow", 700)
    for _ in range(60):
        copied = page.locator("[data-aside]:visible")
        if copied.count():
            copied.first.click()
            page.wait_for_selector("#aside[open]")
            take(page, "review-aside")
            page.keyboard.press("Escape")
            break
    page.goto(f"{address}/review/{case['id']}#ledger")
    page.wait_for_selector("#rest[data-there]")
    page.locator("#ledger").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('ledger').scrollIntoView()")
    page.wait_for_timeout(300)
    take(page, "review-ledger")


def writing(page: Any, address: str, client: httpx.Client) -> None:
    """Take the pictures of the room of drafts."""
    notes = (ROOT / "examples" / "2025h1-party.md").read_text(encoding="utf-8")
    case = client.post("/api/drafts", data={"text": notes}).json()
    url = f"{address}/write/{case['id']}"
    page.goto(url)
    take(page, "write-plan")
    job = client.post(f"/api/drafts/{case['id']}/write").json()["job"]
    client.get(f"/api/jobs/{job}/events")
    draft = client.get(f"/api/drafts/{case['id']}").json()["draft"]
    text = draft["document"]["text"]
    sentence = next(one for one in draft["sentences"][8:] if one["fact_ids"] and any(c.isdigit() for c in one["text"]))
    start = sentence["span"]["start"]
    at = next(n for n in range(start, start + 80) if text[n].isdigit())
    end = next(n for n in range(at, at + 10) if not text[n].isdigit())
    mark = {"start": at, "end": end, "old": text[at:end], "text": f"【待核实：{text[at:end]}】"}
    client.post(f"/api/drafts/{case['id']}/edits", json=mark)
    page.goto(url)
    page.wait_for_selector("#rest[data-there]")
    page.locator("[data-open]").first.scroll_into_view_if_needed()
    page.locator(".s:has(.fig.supported)").nth(6).hover()
    take(page, "write")
    narrow(page, "write-narrow", 900)
    page.locator("[data-open]").first.click()
    page.wait_for_selector("#fill[open]")
    take(page, "write-fill")
    page.keyboard.press("Escape")


def evaluating(page: Any, address: str, client: httpx.Client) -> None:
    """Take the picture of the room of evaluations."""
    job = client.post("/api/evals/run").json()["job"]
    client.get(f"/api/jobs/{job}/events")
    sides = client.get("/api/evals").json()["sides"]
    a, b = (next(one for one in sides if one.startswith(f"draft_section@{name}#")) for name in ("v1", "v2"))
    page.goto(f"{address}/evals?" + str(httpx.QueryParams({"a": a, "b": b})))
    take(page, "evals")
    narrow(page, "evals-narrow", 0)


def narrow(page: Any, name: str, down: int) -> None:
    """Take the page as a telephone shows it, ``down`` pixels below its top."""
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.wait_for_timeout(400)
    page.evaluate("down => scrollTo(0, down)", down)
    page.wait_for_timeout(200)
    take(page, name)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)


def take(page: Any, name: str) -> None:
    """Write a picture of what the page shows."""
    path = PICTURES / f"web-{name}.png"
    page.wait_for_load_state("networkidle")
    shot = base64.b64encode(page.screenshot()).decode("ascii")
    blank = page.context.new_page()
    width, height, pixels = blank.evaluate(PIXELS, shot)
    blank.close()
    path.write_bytes(few_colours(width, height, base64.b64decode(pixels)))
    print(path.name, path.stat().st_size // 1000, "KB")


def few_colours(width: int, height: int, rgba: bytes) -> bytes:
    """Return a PNG of at most `COLOURS` colours: those most used, every other pixel the nearest of them."""
    pixels = np.frombuffer(rgba, dtype=np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    seen, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    # colours that lie close count together, so that rare but different ones keep a place
    near = np.unique(seen // STEP, axis=0, return_inverse=True)[1].ravel()
    order = np.argsort(-np.bincount(near, weights=counts))[:COLOURS]
    best = np.array([seen[near == n][np.argmax(counts[near == n])] for n in order])
    nearest = ((seen[:, None, :] - best[None, :, :]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    rows = nearest[which.ravel()].reshape(height, width)
    packed = zlib.compress(np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes(), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", best.astype(np.uint8).tobytes()), (b"IDAT", packed), (b"IEND", b""))
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


if __name__ == "__main__":
    sys.exit(main())
