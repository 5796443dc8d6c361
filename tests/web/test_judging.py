"""The page leaves out what the workspace's own silence leaves out: waivers.toml, drafter.toml, marks in the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drafter.pipeline import Drafter
from drafter.settings import load_settings

from . import papers
from .conftest import Running, Serve
from .test_draft_routes import text_of, written
from .test_review_routes import codes, hand_in, key
from .test_write_page import plan, told_in


def workspace(folder: Path, settings: str = "", waivers: str = "") -> Drafter:
    (folder / "drafter.toml").write_text(settings, encoding="utf-8")
    if waivers:
        (folder / "waivers.toml").write_text(waivers, encoding="utf-8")
    return Drafter(settings=load_settings(folder))


def test_waivers_of_the_workspace_hold_on_the_page(serve: Serve, tmp_path: Path) -> None:
    waiver = '[[waiver]]\nrule = "NUM001"\ntext = "四、行业监管持续加强"\nreason = "照录原文"\n'
    running = serve(workspace(tmp_path, waivers=waiver))
    case: dict[str, Any] = hand_in(running)
    assert "NUM001" not in codes(case) and "FIG002" in codes(case)
    assert [one["waiver"]["reason"] for one in case["review"]["silenced"]] == ["照录原文"]
    below = running.client.get(f"/review/{case['id']}/rest").text
    assert "准予保留" in below and "照录原文" in below
    # one that cannot be read is told in one line, and nothing is left behind
    (tmp_path / "waivers.toml").write_text("[[waiver]\n", encoding="utf-8")
    answer = running.client.post("/api/reviews", data={"text": papers.REPORT})
    assert answer.status_code == 400 and "waivers.toml" in answer.json()["error"]


def test_rules_chosen_in_drafter_toml_hold_on_the_page(serve: Serve, tmp_path: Path) -> None:
    settings = (
        'ignore = ["PUN"]\n[review.profiles."只看数字"]\nselect = ["FIG"]\n'
        '[review.per_file_ignores]\n"讲话*" = ["DAT"]\n'
    )
    running = serve(workspace(tmp_path, settings))
    assert "PUN003" not in codes(hand_in(running)) and "DAT004" in codes(hand_in(running))
    assert "DAT004" not in codes(hand_in(running, name="讲话稿.docx"))
    assert {code[:3] for code in codes(hand_in(running, profile="只看数字"))} == {"FIG"}
    answer = running.client.post("/api/reviews", data={"text": papers.REPORT, "profile": "没有"})
    assert answer.status_code == 400 and "只看数字" in answer.json()["error"]
    assert "只看数字" in running.client.get("/review").text


def test_a_mark_in_the_text_silences_its_paragraph(running: Running) -> None:
    marked = papers.REPORT.replace("办结187件。。", "办结187件。。【不查 PUN 照录】")
    base = codes(hand_in(running, name="a.txt", data=papers.REPORT.encode()))
    case: dict[str, Any] = hand_in(running, name="a.txt", data=marked.encode())
    silenced = {one["finding"]["code"] for one in case["review"]["silenced"]}
    assert silenced and silenced <= base and all(code.startswith("PUN") for code in silenced)
    assert all(one["waiver"]["source"] == "文中" for one in case["review"]["silenced"])


def test_a_silenced_finding_is_written_into_waivers_toml_once_and_never_told_again(
    serve: Serve, tmp_path: Path
) -> None:
    running = serve(workspace(tmp_path))
    case: dict[str, Any] = hand_in(running)
    place = f"/api/reviews/{case['id']}/findings/{key(case, 'NUM001')}"
    assert running.client.post(f"{place}/waiver").status_code == 400  # without a reason there is no leave
    running.client.put(place, json={"decision": "silence", "reason": "原文如此"})
    assert running.client.post(f"{place}/waiver").json()["noted"] == "yes"
    running.client.post(f"{place}/waiver")
    kept = (tmp_path / "waivers.toml").read_text(encoding="utf-8")
    assert kept.count("[[waiver]]") == 1 and "原文如此" in kept and 'rule = "NUM001"' in kept and "报告.docx" in kept
    assert "NUM001" not in codes(running.client.post(f"/api/reviews/{case['id']}/again").json())
    assert "NUM001" not in codes(hand_in(running)) and "NUM001" in codes(hand_in(running, name="别的.docx"))


def test_a_finding_of_a_draft_stands_for_a_reason_whatever_else_is_edited(serve: Serve, tmp_path: Path) -> None:
    running = serve(workspace(tmp_path))
    base, case = written(running)
    start = text_of(case).index("86公里")
    wrong = {"start": start, "end": start + 4, "old": "86公里", "text": "87公里"}
    case = running.client.post(f"{base}/edits", json=wrong).json()
    place = f"{base}/findings/{key(case, 'FIG002')}/silence"
    assert running.client.post(place, json={"reason": " "}).status_code == 400
    after = running.client.post(place, json={"reason": "按最新台账"}).json()
    assert "FIG002" not in codes(after) and after["review"]["silenced"][0]["waiver"]["reason"] == "按最新台账"
    # the place moves; the leave goes with its words, also after the server has stopped
    after = running.client.post(f"{base}/edits", json={"start": 0, "end": 0, "old": "", "text": "关于"}).json()
    assert "FIG002" not in codes(after)
    assert "FIG002" not in codes(serve(workspace(tmp_path)).client.get(base).json())
    back = running.client.delete(f"{base}/waivers/0").json()
    assert "FIG002" in codes(back) and not back["review"]["silenced"]
    assert running.client.delete(f"{base}/waivers/0").status_code == 404


def test_a_writer_silences_a_finding_in_the_browser(page: Any, running: Running) -> None:
    plan(page, running)
    page.click("text=照这个提纲写")
    page.wait_for_selector(".sheet")
    told_in(page, "86公里").dblclick(position={"x": 330, "y": 12})
    pen = page.locator(".pen textarea")
    pen.fill(pen.input_value().replace("86公里", "87公里"))
    page.click(".pen .yes")
    told = page.locator(".note", has_text="FIG002")
    told.locator("text=不改…").click()
    page.click("text=已核对，无误")
    page.keyboard.press("Enter")
    told.wait_for(state="detached")
    leave = page.locator("#leaves tr", has_text="FIG002")
    leave.wait_for()
    assert "已核对，无误" in leave.text_content()
    leave.locator("text=撤回").click()
    page.locator(".note", has_text="FIG002").wait_for()


def test_a_reviewer_silences_for_good_in_the_browser(page: Any, serve: Serve, tmp_path: Path) -> None:
    running = serve(workspace(tmp_path))
    case: dict[str, Any] = hand_in(running)
    page.goto(running.server.link())
    page.goto(f"{running.address}/review/{case['id']}")
    page.locator(".note", has_text="NUM001").locator("text=静音…").click()
    page.fill("#why", "编号照上级文件")
    page.check("[name=always]")
    page.click("#reason button[type=submit]")
    page.locator(".note.silence", has_text="已写入 waivers.toml").wait_for(state="attached")
    assert "编号照上级文件" in (tmp_path / "waivers.toml").read_text(encoding="utf-8")
    page.click("header >> text=再审")
    page.locator("#leaves tr", has_text="编号照上级文件").wait_for()
    assert page.locator(".note", has_text="NUM001").count() == 0


def test_a_decision_taken_back_can_be_taken_out_of_waivers_toml_and_nothing_else_goes(
    serve: Serve, tmp_path: Path
) -> None:
    other = '# 本局的\n\n[[waiver]]\nrule = "NUM001"\ntext = "别处的话"\nreason = "照录"\n'
    (tmp_path / "waivers.toml").write_text(other, encoding="utf-8")
    running = serve(workspace(tmp_path))
    case: dict[str, Any] = hand_in(running)
    place = f"/api/reviews/{case['id']}/findings/{key(case, 'NUM001')}"
    running.client.put(place, json={"decision": "silence", "reason": "原文如此"})
    running.client.post(f"{place}/waiver")
    assert running.client.delete(f"{place}/waiver").status_code == 400  # it is still silenced
    running.client.put(place, json={"decision": "open"})
    assert running.client.delete(f"{place}/waiver").json()["removed"] == 1
    assert (tmp_path / "waivers.toml").read_text(encoding="utf-8").strip() == other.strip()
    assert running.client.delete(f"{place}/waiver").json()["removed"] == 0
    assert "NUM001" in codes(running.client.post(f"/api/reviews/{case['id']}/again").json())


def test_taking_back_offers_to_clean_waivers_toml_in_the_browser(page: Any, serve: Serve, tmp_path: Path) -> None:
    running = serve(workspace(tmp_path))
    case: dict[str, Any] = hand_in(running)
    place = f"/api/reviews/{case['id']}/findings/{key(case, 'NUM001')}"
    running.client.put(place, json={"decision": "silence", "reason": "原文如此"})
    running.client.post(f"{place}/waiver")
    page.goto(running.server.link())
    page.goto(f"{running.address}/review/{case['id']}")
    page.locator("label.chip", has_text="已静音").click()
    page.locator(".note", has_text="NUM001").locator("text=撤回").click()
    page.click("#told >> text=从 waivers.toml 删去")
    page.locator("#told", has_text="已从 waivers.toml 删去").wait_for()
    assert "NUM001" not in (tmp_path / "waivers.toml").read_text(encoding="utf-8")
