"""The room of reviews: a report with what it is compared to, what was found, and what people decided about it."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import Any, Literal, TypeVar

from .. import exporters, readers
from ..corpus import Corpus
from ..errors import InputError
from ..model import Document, Finding, Review, from_json, to_json
from ..pipeline import Drafter, read_past
from ..pipeline.reviewing import as_period
from ..pipeline.silence import silence_for
from ..text.fixes import apply_fixes
from .desk import Desk, Folder, Missing, now
from .judging import judged, noted, withdrawn
from .uploads import Upload

T = TypeVar("T")
Compare = Literal["store", "files", "none"]
Decision = Literal["accept", "silence", "open"]
REVIEW, FACTS = "review.json", "facts.json"
FORMATS = {"docx": ".docx", "markdown": ".md", "html": ".html", "json": ".json", "text": ".txt", "sarif": ".sarif"}
"""Forms a reviewed report can be taken away in, with their endings."""
_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report under review, as it stands."""

    folder: Folder
    """Where it lies."""
    state: dict[str, Any]
    """What is known of it: name, facts, past, decisions."""
    document: Document
    """The report."""
    review: Review
    """What was found."""

    @property
    def original(self) -> Path:
        """The file as it was handed in."""
        return self.folder.path / str(self.state["report"])

    def decisions(self) -> dict[str, dict[str, str]]:
        """Return what was decided, by finding key."""
        found: dict[str, dict[str, str]] = self.state["decisions"]
        return found

    def facts(self) -> dict[str, str]:
        """Return the words of the facts it was checked by, by id."""
        known: dict[str, str] = json.loads(self.folder.text(FACTS)) if self.folder.has(FACTS) else {}
        return known

    def finding(self, key: str) -> Finding:
        """Return the finding with this key; raise Missing when there is none."""
        for finding in self.review.findings:
            if key_of(finding) == key:
                return finding
        raise Missing("这条意见已不在：文稿可能重新审过，请刷新页面")

    def decided(self) -> Review:
        """Return the review with the decisions in it: silenced findings gone, accepted fixes sure."""
        decisions = self.decisions()
        kept = []
        for finding in self.review.findings:
            decision = decisions.get(key_of(finding), {}).get("decision")
            if decision == "accept" and finding.fix is not None:
                finding = replace(finding, fix=replace(finding.fix, safe=True))
            if decision != "silence":
                kept.append(finding)
        return replace(self.review, findings=tuple(kept))


def key_of(finding: Finding) -> str:
    """Return what names a finding: rule, place and words, so that a decision never slips to another one."""
    words = f"{finding.code}|{finding.span.start}|{finding.span.end}|{finding.quote}|{finding.message}"
    return f"{finding.code}-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class Reviews:
    """All reports under review."""

    def __init__(self, desk: Desk, drafter: Drafter) -> None:
        self._desk, self._drafter = desk, drafter
        self._lock = RLock()
        self._loaded: OrderedDict[str, Case] = OrderedDict()

    def create(
        self,
        report: Upload,
        *,
        facts: Upload | None = None,
        past: Sequence[Upload] = (),
        compare: Compare = "store",
        period: str | None = None,
        profile: str | None = None,
    ) -> Folder:
        """Keep the files and return the new folder; `run` does the review.

        Raises SettingsError for a bad period, an unknown profile, and a bad waivers.toml.
        """
        as_period(period or None)
        silence_for(self._drafter.settings, Path(self._drafter.settings.root) / report.name, profile=profile or None)
        folder = self._desk.new("reviews")
        folder.put(f"report{report.ending}", report.data)
        if facts is not None:
            folder.put(f"facts{facts.ending}", facts.data)
        files = [(f"{number}{one.ending}", one) for number, one in enumerate(past, 1)]
        for name, one in files:
            folder.put(f"past/{name}", one.data)
        folder.save(
            {
                "id": folder.id, "name": report.name, "created": now(), "report": f"report{report.ending}",
                "facts": f"facts{facts.ending}" if facts else None, "facts_name": facts.name if facts else None,
                "past": [(name, one.name) for name, one in files], "compare": "files" if past else compare,
                "period": period or None, "profile": profile or None, "decisions": {},
            }
        )  # fmt: skip
        return folder

    def run(self, folder: Folder, step: Callable[[str], None] = lambda stage: None) -> Case:
        """Review the report and keep what was found; decisions about findings that are found again stand."""
        state = folder.state()
        step("读取文稿")
        document = self._document(folder, state)
        facts = (
            _called(readers.read_facts, folder.path / state["facts"], state["facts_name"]) if state["facts"] else None
        )
        past: Sequence[Document] | Corpus = ()
        if state["compare"] == "files":
            step("读取往年稿")
            past = tuple(_report(folder.path / "past" / file, name, None) for file, name in state["past"])
        elif state["compare"] == "store":
            past = read_past(None, self._drafter)
        step("审核")
        review = judged(
            self._drafter, document, state["name"], facts=facts, past=past, period=state["period"],
            profile=state.get("profile"),
        )  # fmt: skip
        with self._lock:
            folder.put(REVIEW, to_json(review))
            folder.put(
                FACTS, json.dumps({one.id: one.text for one in facts.facts} if facts else {}, ensure_ascii=False)
            )
            self._loaded.pop(folder.id, None)
            return self._keep(Case(folder=folder, state=folder.state(), document=document, review=review))

    def get(self, id: str) -> Case:
        """Return a reviewed report; raise Missing when there is none, or it has not been reviewed yet."""
        with self._lock:
            known = self._loaded.get(id)
            if known is not None:
                self._loaded.move_to_end(id)
                return known
        folder = self._desk.folder("reviews", id)
        state = folder.state()
        review = from_json(Review, folder.text(REVIEW))
        with self._lock:
            return self._keep(Case(folder=folder, state=state, document=self._document(folder, state), review=review))

    def decide(self, id: str, key: str, decision: Decision, reason: str = "") -> Case:
        """Keep what was decided about a finding and return the case; a silenced finding needs a reason."""
        with self._lock:
            case = self.get(id)
            finding = case.finding(key)
            if decision == "silence" and not reason.strip():
                raise InputError("请写明不改的理由：以后查看时要知道为什么")
            if decision == "accept" and finding.fix is None:
                raise InputError("这条意见没有现成的改法：请在原稿里修改")
            decisions = {name: row for name, row in case.decisions().items() if name != key}
            if decision != "open":
                decisions[key] = {"decision": decision, "reason": " ".join(reason.split())[:200], "at": now()}
            state = {**case.state, "decisions": decisions}
            case.folder.save(state)
            return self._keep(replace(case, state=state))

    def note(self, id: str, key: str) -> Case:
        """Write a silenced finding into the workspace's waivers.toml: no later review tells it. Return the case.

        Raises InputError for one that is not silenced, ExportError where the file cannot be written.
        """
        with self._lock:
            case = self.get(id)
            finding, own = case.finding(key), case.decisions().get(key, {})
            if own.get("decision") != "silence":
                raise InputError("先静音并写明理由，才能写入 waivers.toml")
            noted(self._drafter, case.document, finding, own["reason"], case.state["name"])
            state = {**case.state, "decisions": {**case.decisions(), key: {**own, "noted": "yes"}}}
            case.folder.save(state)
            return self._keep(replace(case, state=state))

    def unnote(self, id: str, key: str) -> int:
        """Take a finding's leave out of the workspace's waivers.toml again; return how many leaves went.

        Raises InputError for one that is still silenced, SettingsError or ExportError for a file we cannot work on.
        """
        with self._lock:
            case = self.get(id)
            finding = case.finding(key)
            if case.decisions().get(key, {}).get("decision") == "silence":
                raise InputError("这条还静音着：先撤回，再从 waivers.toml 删去")
            return withdrawn(self._drafter, case.document, finding, case.state["name"])

    def file(self, id: str, form: str) -> tuple[str, bytes]:
        """Return name and bytes of the reviewed report in a form of `FORMATS`; a Word file comes back as itself."""
        case = self.get(id)
        if form not in FORMATS:
            raise InputError(f"没有“{form}”这种格式：可用 {'、'.join(FORMATS)}")
        name = f"{PurePosixPath(case.state['name']).stem}（审核）{FORMATS[form]}"
        target = case.folder.path / "out" / f"report{FORMATS[form]}"
        if form == "text":
            return name, self._fixed(case).encode("utf-8")
        if form == "docx" and case.document.layout is not None:
            exporters.annotate_docx(case.original, case.document, case.decided(), target)
        else:
            exporters.export(case.document, target, review=case.decided(), format=form)
        return name, target.read_bytes()

    def remove(self, id: str) -> None:
        """Forget a report with all that belongs to it."""
        folder = self._desk.folder("reviews", id)
        with self._lock:
            self._loaded.pop(id, None)
            folder.remove()

    def _document(self, folder: Folder, state: dict[str, Any]) -> Document:
        return _report(folder.path / state["report"], state["name"], state["period"])

    def _fixed(self, case: Case) -> str:
        decisions = case.decisions()
        taken = [f for f in case.review.findings if decisions.get(key_of(f), {}).get("decision") == "accept"]
        return apply_fixes(case.document.text, taken, unsafe=True).text

    def _keep(self, case: Case) -> Case:
        self._loaded[case.folder.id] = case
        self._loaded.move_to_end(case.folder.id)
        while len(self._loaded) > _KEPT:
            self._loaded.popitem(last=False)
        return case


def _report(path: Path, name: str, period: str | None) -> Document:
    """Return the report at ``path``, called as its sender calls it: a path of this machine tells people nothing."""
    document = _called(partial(readers.read, period=as_period(period)), path, name)
    return replace(document, source=replace(document.source, path=name))


def _called(read: Callable[[Path], T], path: Path, name: str) -> T:
    """Return what ``read`` makes of ``path``; its complaints name the file as its sender does."""
    try:
        return read(path)
    except InputError as error:
        raise type(error)(str(error).replace(str(path), name).replace(path.name, name)) from error
