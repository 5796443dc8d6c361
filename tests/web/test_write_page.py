"""The writer's job from start to finish, in Chromium."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Event
from typing import Any

import docx
import pytest
from fake_endpoint import serving

from drafter.web.jobs import Job

from . import papers
from .conftest import Running, Serve
from .test_draft_routes import obedient, text_of, with_model, written


def plan(page: Any, running: Running, notes: str = papers.FACTS) -> None:
    page.goto(running.server.link())
    page.click("nav >> text=写稿")
    page.fill("#text", notes)
    page.click("text=看提纲")
    page.wait_for_selector(".plan")


def section(page: Any, title: str) -> Any:
    return page.locator(f'.part:has(input[value="{title}"])')


def told_in(page: Any, figure: str) -> Any:
    """Return the paragraph that prints ``figure``; others may only rest on a fact that has it."""
    return page.locator(f'.text:has(.fig:text-is("{figure}"))').first


def test_from_notes_to_the_word_file(page: Any, running: Running) -> None:
    plan(page, running)
    assert "燃气管网里程是否含庭院管" in page.inner_text(".notice")
    # facts move by drop-down and by dragging; headings are reworded
    page.locator('[data-move="F4"]').focus()  # the list is filled when a hand goes to it
    page.locator('[data-move="F4"]').select_option(label="（一）强化住房保障")
    section(page, "强化住房保障").locator('[data-fact="F4"]').wait_for()
    page.locator('[data-fact="F2"]').drag_to(section(page, "加强行业监管"))
    section(page, "加强行业监管").locator('[data-fact="F2"]').wait_for()
    page.fill('input[value="推进城市更新"]', "管网更新")
    page.keyboard.press("Tab")
    section(page, "管网更新").wait_for()
    page.reload()
    assert section(page, "加强行业监管").locator('[data-fact="F2"]').count() == 1
    page.click("text=照这个提纲写")
    page.wait_for_selector(".sheet")
    sheet = page.locator(".sheet")
    assert sheet.inner_text().index("行业监管") < sheet.inner_text().index("1260套")
    # each sentence shows its facts on hover; figures have the colour of their state
    page.locator(".s", has_text="1260套").first.hover()
    assert "素材 F2" in page.locator(".src:visible").inner_text()
    assert page.locator(".fig.supported").count() >= 5
    # edit a paragraph by hand: a wrong figure is flagged at once, and the change can be taken back
    told_in(page, "86公里").dblclick()
    pen = page.locator(".pen textarea")
    pen.fill(pen.input_value().replace("86公里", "【待核实：管网长度】"))
    page.click(".pen .yes")
    # the open mark is filled in place
    page.locator("[data-open]", has_text="管网长度").click()
    assert page.input_value("#filled") == "管网长度"
    page.fill("#filled", "93公里")
    page.click("#fill button[type=submit]")
    page.locator(".fig.supported", has_text="93公里").wait_for()
    assert page.locator("[data-open]", has_text="管网长度").count() == 0
    # a late fact
    page.click("text=补素材")
    page.fill("#more", "老旧小区加装电梯58部")
    page.click("text=补上并重写这几节")
    page.locator(".fig", has_text="58部").wait_for()
    with page.expect_download() as taken:
        page.click("text=取走 Word")
    words = "".join(one.text for one in docx.Document(io.BytesIO(Path(taken.value.path()).read_bytes())).paragraphs)
    assert "58部" in words and "93公里" in words and taken.value.suggested_filename.endswith(".docx")
    with page.expect_download() as taken:
        page.click("text=其他格式")
        page.click(".menu >> text=Markdown")
    assert "58部" in Path(taken.value.path()).read_text(encoding="utf-8")


def test_the_pen_leaves_the_words_alone(page: Any, running: Running) -> None:
    """What is taken into the editor is the text without badges and sources, and saving it unchanged changes nothing."""
    plan(page, running, papers.FACTS.replace("86公里", "86公里,"))
    page.click("text=照这个提纲写")
    page.wait_for_selector(".sheet")
    paper = page.url.rsplit("/", 1)[1]
    text = running.client.get(f"/api/drafts/{paper}").json()["draft"]["document"]["text"]
    for number in range(page.locator(".text[data-start]").count()):
        row = page.locator(".text[data-start]").nth(number)
        start, end = int(row.get_attribute("data-start")), int(row.get_attribute("data-end"))
        row.dblclick(position={"x": 60, "y": 8})
        assert page.input_value(".pen textarea") == text[start:end]
        page.keyboard.press("Escape")
        assert page.locator(".pen").count() == 0


def test_a_paragraph_with_a_finding_can_be_edited_and_a_refused_edit_loses_no_word(page: Any, running: Running) -> None:
    plan(page, running)
    page.click("text=照这个提纲写")
    page.wait_for_selector(".sheet")
    paper = page.url.rsplit("/", 1)[1]
    for old, new in (("86公里", "87公里"), ("87公里", "88公里")):
        told_in(page, old).dblclick(position={"x": 330, "y": 12})
        pen = page.locator(".pen textarea")
        pen.fill(pen.input_value().replace(old, new))
        page.click(".pen .yes")
        page.get_by_text("已存，已再审").wait_for()
        page.locator(".note", has_text="FIG002").wait_for()
    # meanwhile somebody else changes the beginning: offsets no longer agree
    told_in(page, "88公里").dblclick(position={"x": 330, "y": 12})
    change = {"start": 0, "end": 0, "old": "", "text": "关于"}
    assert running.client.post(f"/api/drafts/{paper}/edits", json=change).status_code == 200
    page.fill(".pen textarea", "辛苦写下的一段话。")
    page.click(".pen .yes")
    page.get_by_text("请刷新页面").wait_for()
    assert page.input_value(".pen textarea") == "辛苦写下的一段话。"
    page.wait_for_timeout(100)
    page.errors[:] = [one for one in page.errors if "400" not in one]  # the browser tells of the refusal too


def test_a_closed_tab_does_not_stop_the_writing(page: Any, serve: Serve, tmp_path: Path) -> None:
    with serving(lambda body, number: obedient(body, number, delay_s=0.4)) as fake:
        running = serve(with_model(tmp_path, fake.url))
        plan(page, running)
        page.click("text=照这个提纲写")
        page.locator(".arriving .done .text").first.wait_for()  # the first section has arrived
        paper = page.url
        again = page.context.new_page()
        page.close()
        again.goto(paper)
        again.wait_for_selector(".arriving .done, .sheet")
        again.wait_for_selector(".sheet", timeout=30_000)
        assert "41个" in again.inner_text(".sheet")


def test_writing_can_be_stopped_and_gone_on_with(page: Any, serve: Serve, tmp_path: Path) -> None:
    with serving(lambda body, number: obedient(body, number, delay_s=0.4)) as fake:
        running = serve(with_model(tmp_path, fake.url))
        plan(page, running)
        page.click("text=照这个提纲写")
        page.locator(".arriving .done").first.wait_for()
        page.click("text=停下")
        page.click("[data-begin] >> text=接着写")
        page.wait_for_selector(".sheet", timeout=30_000)
        assert "41个" in page.inner_text(".sheet")


def test_script_in_a_fact_never_runs(page: Any, running: Running) -> None:
    evil = "- 走访企业12家<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>\n"
    plan(page, running, papers.FACTS.replace("## 待核", f"{evil}## 待核"))
    assert "<img src=x" in page.inner_text(".plan")
    page.click("text=照这个提纲写")
    page.wait_for_selector(".sheet")
    assert "owned" not in page.title() and page.locator(".sheet img").count() == 0


def test_composed_sections_arrive_one_by_one_and_survive_a_reload(
    page: Any, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine that copies is quick: it is held after its second section until the page has shown what there is."""
    hold, told = Event(), []
    tell = Job.tell

    def slowly(job: Job, event: str, **data: Any) -> None:
        tell(job, event, **data)
        if event == "section" and data["state"] == "done" and data.get("facts"):
            told.append(data["title"])
            if len(told) == 2:
                assert hold.wait(30)

    monkeypatch.setattr(Job, "tell", slowly)
    plan(page, running)
    page.click("text=照这个提纲写")
    page.locator(".arriving .done .text").nth(1).wait_for()
    assert page.locator(".arriving .waiting").count() >= 1 and page.locator(".sheet").count() == 0
    assert "41个" in page.locator(".arriving .done").first.inner_text()
    bar = page.locator("progress")
    assert 0 < bar.evaluate("one => one.value") < bar.evaluate("one => one.max")
    page.reload()
    page.locator(".arriving .done .text").nth(1).wait_for()
    hold.set()
    page.wait_for_selector(".sheet")
    assert told[:2] == ["强化住房保障", "推进城市更新"] and len(told) >= 4


def test_composing_can_be_stopped_and_what_had_arrived_is_shown(
    page: Any, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, tell = Event(), Job.tell

    def slowly(job: Job, event: str, **data: Any) -> None:
        tell(job, event, **data)
        if event == "section" and data["state"] == "done" and data.get("facts"):
            assert hold.wait(30)

    monkeypatch.setattr(Job, "tell", slowly)
    plan(page, running)
    page.click("text=照这个提纲写")
    page.locator(".arriving .done .text").first.wait_for()
    page.click("text=停下")
    page.wait_for_selector("[data-begin] >> text=接着写")
    hold.set()
    assert "已停下" in page.inner_text(".notice") and "住房保障" in page.inner_text(".notice")
    page.click("[data-begin] >> text=接着写")
    page.wait_for_selector(".sheet", timeout=30_000)


def test_an_edit_in_hand_outlives_a_closed_tab(page: Any, running: Running) -> None:
    """What was saved is there when the draft is opened again, and what was still being typed is offered."""
    plan(page, running)
    page.click("text=照这个提纲写")
    page.wait_for_selector(".sheet")
    paper = page.url
    told_in(page, "86公里").dblclick(position={"x": 330, "y": 12})
    pen = page.locator(".pen textarea")
    pen.fill(pen.input_value() + "群众十分满意。")
    again = page.context.new_page()
    page.close()
    again.goto(paper)
    again.wait_for_selector(".pen textarea")
    assert again.input_value(".pen textarea").endswith("群众十分满意。")
    again.click(".pen .yes")
    again.get_by_text("已存，已再审").wait_for()
    again.reload()
    assert "群众十分满意" in again.inner_text(".sheet") and again.locator(".pen").count() == 0


def test_a_fix_and_a_filled_mark_show_before_the_rules_have_run(page: Any, running: Running) -> None:
    base, case = written(running)
    start = text_of(case).index("86公里")
    marked = {"start": start, "end": start + 4, "old": "86公里", "text": "【待核实：86公里】"}
    after = running.client.post(f"{base}/edits", json=marked).json()
    start = text_of(after).index("办结187件。") + 6
    running.client.post(f"{base}/edits", json={"start": start, "end": start + 1, "old": "。", "text": "。。"})
    page.goto(running.server.link())
    page.goto(f"{running.address}/write/{case['id']}")
    held: list[Any] = []
    # the server does not answer until the test lets it
    page.route("**/fix", lambda route: held.append(route))
    page.route("**/fills", lambda route: held.append(route))
    assert "。。" in page.locator(".text", has_text="办结187件").text_content()
    page.locator(".note", has_text="PUN003").locator("[data-fix]").first.click()
    page.locator(".text", has_text="。。").wait_for(state="detached")
    page.wait_for_timeout(50)
    assert len(held) == 1
    held.pop().continue_()
    page.get_by_text("已改，已再审").wait_for()
    assert "。。" not in (page.text_content(".sheet") or "")
    page.locator("[data-open]", has_text="86公里").click()
    page.fill("#filled", "97公里")
    page.click("#fill button[type=submit]")
    page.locator(".text", has_text="97公里").wait_for()
    page.wait_for_timeout(50)
    assert len(held) == 1
    # a refusal brings the mark back
    held.pop().fulfill(status=400, json={"error": "这份稿正在写"})
    page.locator("[data-open]", has_text="86公里").wait_for()
    assert "97公里" not in page.inner_text(".sheet")
    page.wait_for_timeout(100)
    page.errors[:] = [one for one in page.errors if "400" not in one]  # the browser tells of the refusal too
