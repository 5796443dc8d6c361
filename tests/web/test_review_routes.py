from __future__ import annotations

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from . import papers
from .conftest import Running, Serve


def hand_in(running: Running, *, name: str = "报告.docx", data: bytes | None = None, **form: str) -> dict[str, object]:
    files = [
        ("report", (name, papers.word(papers.REPORT) if data is None else data)),
        ("facts", ("素材.md", papers.FACTS.encode())),
        ("past", ("去年.txt", papers.PAST.encode())),
    ]
    answer = running.client.post("/api/reviews", files=files, data=form)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def codes(case: dict[str, object]) -> set[str]:
    return {finding["code"] for finding in case["review"]["findings"]}  # type: ignore[index]


def key(case: dict[str, object], code: str) -> str:
    return next(one["key"] for one in case["review"]["findings"] if one["code"] == code)  # type: ignore[index]


def test_a_word_file_is_reviewed_and_comes_back_commented(running: Running) -> None:
    case = hand_in(running)
    assert {"FIG002", "PUN003", "NUM001", "DAT004"} <= codes(case)
    accepted, silenced = key(case, "FIG002"), key(case, "NUM001")
    base = f"/api/reviews/{case['id']}"
    assert running.client.put(f"{base}/findings/{accepted}", json={"decision": "accept"}).json()["decision"] == "accept"
    said = running.client.put(f"{base}/findings/{silenced}", json={"decision": "silence", "reason": "原文如此"})
    assert said.json()["reason"] == "原文如此"
    answer = running.client.get(f"{base}/report")
    assert answer.headers["content-disposition"].startswith("attachment;")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    comments, body = archive.read("word/comments.xml").decode(), archive.read("word/document.xml").decode()
    assert "规则 FIG002" in comments and "规则 NUM001" not in comments
    # the accepted fix, which is not a safe one, is a tracked change
    assert re.search(r"<w:delText[^>]*>7</w:delText>", body) and re.search(r"<w:ins .*?<w:t[^>]*>1</w:t>", body)


def test_a_finding_is_silenced_only_with_a_reason_and_fixed_only_where_there_is_a_fix(running: Running) -> None:
    case = hand_in(running)
    base = f"/api/reviews/{case['id']}/findings"
    assert running.client.put(f"{base}/{key(case, 'NUM001')}", json={"decision": "silence"}).status_code == 400
    assert running.client.put(f"{base}/{key(case, 'FMT003')}", json={"decision": "accept"}).status_code == 400
    assert running.client.put(f"{base}/FIG001-000000000000", json={"decision": "open"}).status_code == 404
    assert running.client.put(f"{base}/x", json={"decision": "burn"}).status_code == 422


def test_decisions_outlive_a_new_review_and_the_server(serve: Serve) -> None:
    first = serve()
    case = hand_in(first)
    base = f"/api/reviews/{case['id']}"
    first.client.put(f"{base}/findings/{key(case, 'PUN003')}", json={"decision": "accept"})
    assert key(case, "PUN003") in first.client.post(f"{base}/again").json()["decisions"]
    later = serve().client.get(base).json()
    assert key(case, "PUN003") in later["decisions"] and codes(later) == codes(case)


def test_accepted_fixes_and_only_those_are_in_the_text_that_is_taken_away(running: Running) -> None:
    case = hand_in(running, name="报告.txt", data=papers.REPORT.encode())
    base = f"/api/reviews/{case['id']}"
    running.client.put(f"{base}/findings/{key(case, 'FIG002')}", json={"decision": "accept"})
    text = running.client.get(f"{base}/report", params={"format": "text"}).content.decode()
    assert text == papers.REPORT.replace("47个", "41个")


@pytest.mark.parametrize("form", ["docx", "markdown", "html", "json", "sarif", "text"])
def test_every_form_can_be_taken_away(running: Running, form: str) -> None:
    case = hand_in(running, name="报告.txt", data=papers.REPORT.encode())
    answer = running.client.get(f"/api/reviews/{case['id']}/report", params={"format": form})
    assert answer.status_code == 200 and len(answer.content) > 200
    assert answer.headers["content-type"] == "application/octet-stream"


def test_copied_wording_is_shown_side_by_side_with_the_name_its_sender_gave(running: Running) -> None:
    past = papers.PAST.replace("衡川市住房和城乡建设局2024年上半年业务工作总结\n\n", "")
    files = [("report", ("a.txt", papers.REPORT.encode())), ("past", ("去年的稿.txt", past.encode()))]
    case = running.client.post("/api/reviews", files=files).json()
    copied = next(one for one in case["review"]["findings"] if one["code"].startswith("DUP"))
    shown = running.client.get(f"/review/{case['id']}/aside/{copied['key']}/0").text
    assert "守牢城市运行安全底线" in shown and "<b>" in shown
    assert ".drafter" not in running.client.get(f"/api/reviews/{case['id']}").text
    assert running.client.get(f"/review/{case['id']}/aside/{copied['key']}/99").status_code == 404


@pytest.mark.parametrize("name", ["../报告.txt", "..\\a.txt", "/etc/passwd.txt", "a/b.txt", "x" * 200 + ".txt"])
def test_names_with_a_path_are_refused(running: Running, name: str) -> None:
    answer = running.client.post("/api/reviews", files={"report": (name, b"x")})
    assert answer.status_code == 400 and "文件名" in answer.json()["error"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.exe", b"MZ", "不会读"),
        ("a.docx", b"not a zip", "a.docx"),
        ("a.txt", b"  \n ", "是空的"),
        ("a.txt", bytes(range(256)) * 9, "a.txt"),
    ],
)
def test_what_cannot_be_read_gets_one_line_and_leaves_nothing(
    running: Running, name: str, data: bytes, words: str
) -> None:
    answer = running.client.post("/api/reviews", files={"report": (name, data)})
    assert answer.status_code == 400 and words in answer.json()["error"]
    assert "\n" not in answer.json()["error"] and ".drafter" not in answer.json()["error"]
    assert running.client.get("/api/reviews").json() == []


@pytest.mark.parametrize("id", ["%2e%2e%2fx", "0" * 15, "0" * 16, "../../x", "é" * 16])
def test_foreign_ids_lead_nowhere(running: Running, id: str) -> None:
    for path in (f"/api/reviews/{id}", f"/review/{id}", f"/api/jobs/{id}", f"/api/reviews/{id}/report"):
        answer = running.client.get(path)
        assert answer.status_code in (404, 405) and "error" in answer.json()


def test_eight_reviews_at_a_time_are_neither_lost_nor_mixed_up(running: Running) -> None:
    def one(number: int) -> dict[str, object]:
        report = papers.REPORT.replace("6820户", f"{7000 + number}户")
        return hand_in(running, name=f"报告{number}.txt", data=report.encode())

    with ThreadPoolExecutor(8) as pool:
        cases = list(pool.map(one, range(8)))
    assert len({case["id"] for case in cases}) == 8
    for number, case in enumerate(cases):
        assert case["name"] == f"报告{number}.txt"
        quotes = {finding["quote"] for finding in case["review"]["findings"]}  # type: ignore[index]
        assert f"{7000 + number}户" in quotes
        assert not quotes & {f"{7000 + other}户" for other in range(8) if other != number}
    assert {case["name"] for case in running.client.get("/api/reviews").json()} == {f"报告{n}.txt" for n in range(8)}


def test_without_waiting_the_job_can_be_followed(running: Running) -> None:
    case = running.client.post("/api/reviews", data={"text": papers.REPORT, "wait": "false"}).json()
    stream = running.client.get(f"/api/jobs/{case['job']}/events").text
    assert "event: progress" in stream and stream.rstrip().splitlines()[-2] == "event: done"
    again = running.client.get(f"/api/jobs/{case['job']}/events", headers={"last-event-id": "0"}).text
    assert "id: 0\n" not in again and "event: done" in again
    assert running.client.get(f"/api/reviews/{case['id']}").json()["review"]["findings"]


def test_a_report_can_be_forgotten(running: Running) -> None:
    case = hand_in(running)
    assert running.client.delete(f"/api/reviews/{case['id']}").status_code == 204
    assert running.client.get(f"/api/reviews/{case['id']}").status_code == 404


def test_script_in_report_fact_and_name_stays_text(running: Running) -> None:
    evil = "<script>document.title='owned'</script><img src=x onerror=alert(1)>{{7*7}}"
    files = {"report": (f"{evil}.txt".replace("/", "").replace("script", "b"), (papers.REPORT + evil).encode()),
             "facts": ("f.md", (papers.FACTS + f"- 甲{evil}12个\n").encode())}  # fmt: skip
    case = running.client.post("/api/reviews", files=files).json()
    for path in (f"/review/{case['id']}", "/review", "/"):
        shown = running.client.get(path).text
        assert "<img" not in shown and "<script>" not in shown
        assert "&lt;img" in shown or "&lt;b" in shown


def test_the_ledger_shows_the_words_of_the_facts(running: Running) -> None:
    case = hand_in(running)
    below = running.client.get(f"/review/{case['id']}/rest").text
    assert "筹集保障性租赁住房1260套" in below and "数字台账" in below
