"""The room of drafts: notes, the plan made of them, the draft, and every change made by hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from .. import exporters, readers
from ..errors import InputError, SettingsError
from ..model import Draft, Engine, Outline, Review, Span, Waiver, from_json, to_json, to_plain
from ..pipeline import Drafter
from ..pipeline.reviewing import as_period
from ..pipeline.silence import WAIVERS
from ..readers.encoding import decode
from ..text.factsheet import FactSheet
from ..text.fixes import apply_fixes
from . import editing, plans
from .desk import Desk, Folder, Missing, now
from .jobs import Job
from .judging import judged, leave_for, with_leave
from .reviews import key_of
from .uploads import Upload

T = TypeVar("T")
NOTES, PLAN, DRAFT, BEFORE = "notes.md", "outline.json", "draft.json", "before.json"
FORMATS = {"docx": ".docx", "markdown": ".md", "html": ".html", "json": ".json", "text": ".txt"}
"""Forms a draft can be taken away in, with their endings."""
OWN = "本稿"
"""Where a leave is written that was given while a draft was worked on."""
_KEPT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """One report being written, as it stands."""

    folder: Folder
    """Where it lies."""
    draft: Draft
    """The draft."""
    review: Review
    """What the rules say of it."""
    asked: tuple[object, ...] = ()
    """What that went by besides the draft's words; where it has changed, the review is worth nothing."""


class Drafts:
    """All reports being written."""

    def __init__(self, desk: Desk, drafter: Drafter) -> None:
        self._desk, self._drafter = desk, drafter
        self._lock = RLock()
        self._loaded: OrderedDict[str, Sheaf] = OrderedDict()
        self._sheets: dict[str, tuple[str, FactSheet]] = {}
        self._before: dict[str, Sheaf] = {}

    def create(self, notes: Upload, *, kind: str, organisation: str, period: str, engine: Engine | None) -> Folder:
        """Keep the notes, plan, and return the new folder. Raises InputError when the notes cannot be used."""
        if engine == "model" and self._drafter.engine != "model":
            raise SettingsError("没有配置模型：请在 drafter.toml 的 [chat] 写 base_url 和 model，或用套写")
        as_period(period or None)
        folder = self._desk.new("drafts")
        try:
            folder.put(NOTES, _notes_text(notes))
            state = {
                "id": folder.id, "name": notes.name, "created": now(), "kind": kind.strip() or None,
                "organisation": organisation.strip() or None, "period": period.strip() or None,
                "engine": engine or self._drafter.engine, "job": None,
            }  # fmt: skip
            folder.save(state)
            outline = self._drafter.plan(self.sheet(folder))
        except InputError:
            folder.remove()
            raise
        folder.put(PLAN, to_json(outline))
        folder.save({**state, "name": outline.title})
        return folder

    def sheet(self, folder: Folder) -> FactSheet:
        """Return the notes as facts, with what the writer chose in place of what they say."""
        state, text = folder.state(), folder.text(NOTES)
        known = self._sheets.get(folder.id)
        if known is None or known[0] != text:
            known = self._sheets[folder.id] = text, readers.read_facts(folder.path / NOTES)
        sheet = known[1]
        return replace(
            sheet,
            kind=state["kind"] or sheet.kind,
            organisation=state["organisation"] or sheet.organisation or self._drafter.settings.organisation,
            period=as_period(state["period"]) or sheet.period,
        )

    def outline(self, folder: Folder) -> Outline:
        """Return the plan as it stands, sections without facts included."""
        return from_json(Outline, folder.text(PLAN))

    def replan(self, id: str, moves: Mapping[str, str], titles: Mapping[str, str]) -> Outline:
        """Move facts, reword headings, keep and return the plan."""
        with self._lock:
            folder = self._desk.folder("drafts", id)
            outline = plans.reworded(plans.moved(self.outline(folder), moves, self.sheet(folder)), titles)
            folder.put(PLAN, to_json(outline))
        return outline

    def write(self, id: str, job: Job, *, late: bool = False) -> None:
        """Write the report after its plan (``late``: only what new facts change), review and keep it."""
        folder = self._desk.folder("drafts", id)
        sheet = self.sheet(folder)
        outline = plans.written_out(self.outline(folder))
        earlier = self.get(id).draft if late else plans.only_planned(outline, sheet)
        for section in outline.sections:
            if section.title and not late:
                job.tell("section", section_id=section.id, title=section.title, state="waiting")

        def watch(state: Any) -> None:
            job.go_on()
            job.tell("section", **asdict(state))

        made = self._drafter.write(
            sheet, engine=folder.state()["engine"], update=earlier, progress=job.progress, watch=watch
        )
        job.progress("审核", 0, 0)
        review = self._reviewed(folder, made)
        job.go_on()
        self._keep(folder, made, review)
        if late and made.outline is not None:
            folder.put(PLAN, to_json(made.outline))

    def get(self, id: str) -> Sheaf:
        """Return a written draft with its review; raise Missing when there is none yet."""
        with self._lock:
            known = self._loaded.get(id)
            if known is not None:
                return known
            folder = self._desk.folder("drafts", id)
            draft = from_json(Draft, folder.text(DRAFT))
            return self._remember(
                Sheaf(folder=folder, draft=draft, review=self._reviewed(folder, draft), asked=self._asked(folder))
            )

    def edit(self, id: str, span: Span, old: str, text: str) -> Sheaf:
        """Replace the words at ``span``, which must still be ``old``, and review at once."""
        with self._lock:
            sheaf = self._unchanged(id, span, old)
            return self._revised(sheaf, editing.edited(sheaf.draft, span, _clean(text)))

    def fill(self, id: str, at: int, text: str, *, as_fact: bool) -> Sheaf:
        """Put ``text`` in place of the open mark at ``at``; with ``as_fact`` the sentence joins the notes."""
        with self._lock:
            sheaf = self.get(id)
            span = editing.open_mark_at(sheaf.draft.document, at)
            words = " ".join(text.split())
            draft = editing.edited(sheaf.draft, span, words)
            if as_fact and words:
                said = editing.sentence_at(draft.document, span.start)
                self._add_notes(sheaf.folder, f"- {said.rstrip('。')}")
                draft = editing.vouched(draft, span.start, self.sheet(sheaf.folder))
            return self._revised(sheaf, draft)

    def fix(self, id: str, key: str) -> Sheaf:
        """Apply the fix of the finding with this key, and review at once."""
        with self._lock:
            sheaf = self.get(id)
            finding = next((one for one in sheaf.review.findings if key_of(one) == key), None)
            if finding is None or finding.fix is None:
                raise Missing("这条意见没有现成的改法，或已不在：请刷新页面")
            draft = sheaf.draft
            for edit in reversed(apply_fixes(draft.document.text, [finding], unsafe=True).edits):
                draft = editing.edited(draft, edit.span, edit.text)
            return self._revised(sheaf, draft)

    def silence(self, id: str, key: str, reason: str) -> Sheaf:
        """Let the finding with this key stand, for ``reason``; it goes by rule and words, whatever else is edited."""
        said = " ".join(reason.split())[:200]
        if not said:
            raise InputError("请写明不改的理由：以后查看时要知道为什么")
        with self._lock:
            sheaf = self.get(id)
            finding = next((one for one in sheaf.review.findings if key_of(one) == key), None)
            if finding is None:
                raise Missing("这条意见已不在：请刷新页面")
            document = sheaf.draft.document
            waiver = leave_for(document, finding, said, OWN)
            if waiver is None:
                raise InputError("这条意见没有落在哪一句上，记不住：请改正文，或不理它")
            state = sheaf.folder.state()
            sheaf.folder.save({**state, "waivers": [*state.get("waivers", ()), to_plain(waiver)]})
            review = with_leave(document, sheaf.review, waiver)
            return self._remember(replace(sheaf, review=review, asked=self._asked(sheaf.folder)))

    def unsilence(self, id: str, number: int) -> Sheaf:
        """Take back the leave ``number`` (from 0) that was given in this draft, and review anew."""
        with self._lock:
            sheaf = self.get(id)
            state = sheaf.folder.state()
            waivers = list(state.get("waivers", ()))
            if not 0 <= number < len(waivers):
                raise Missing("这一条准予已不在：请刷新页面")
            del waivers[number]
            sheaf.folder.save({**state, "waivers": waivers})
            review = self._reviewed(sheaf.folder, sheaf.draft)
            return self._remember(replace(sheaf, review=review, asked=self._asked(sheaf.folder)))

    def undo(self, id: str) -> Sheaf:
        """Return to the draft before the last change; undoing twice does the change again."""
        with self._lock:
            sheaf = self.get(id)
            if not sheaf.folder.has(BEFORE):
                raise InputError("没有可以撤回的修改")
            text = sheaf.folder.text(BEFORE)
            known, asked = self._before.pop(id, None), self._asked(sheaf.folder)
            if known is None or known.asked != asked:
                draft = from_json(Draft, text)
                review = self._reviewed(sheaf.folder, draft)
                known = Sheaf(folder=sheaf.folder, draft=draft, review=review, asked=asked)
            self._set_aside(sheaf)
            sheaf.folder.put(BEFORE, sheaf.folder.text(DRAFT))
            sheaf.folder.put(DRAFT, text)
            return self._remember(known)

    def again(self, id: str) -> Sheaf:
        """Review anew, with the rules and past reports of today."""
        with self._lock:
            sheaf = self.get(id)
            return self._keep(sheaf.folder, sheaf.draft, self._reviewed(sheaf.folder, sheaf.draft))

    def add_facts(self, id: str, text: str) -> Folder:
        """Add late facts to the notes and return the folder. Raises InputError when there is none among the lines."""
        with self._lock:
            folder = self.get(id).folder
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            if not lines:
                raise InputError("没有要补充的素材：请一行写一条")
            marked = [line if line.startswith(("- ", "# ", "## ")) else f"- {line.lstrip('-•· ')}" for line in lines]
            self._add_notes(folder, "\n".join(marked))
        return folder

    def file(self, id: str, form: str) -> tuple[str, bytes]:
        """Return name and bytes of the draft in a form of `FORMATS`, its review in it."""
        if form not in FORMATS:
            raise InputError(f"没有“{form}”这种格式：可用 {'、'.join(FORMATS)}")
        sheaf = self.get(id)
        target = sheaf.folder.path / "out" / f"draft{FORMATS[form]}"
        exporters.export(sheaf.draft, target, review=sheaf.review, format=form)
        title = sheaf.draft.document.source.title or "初稿"
        return f"{title[:80].replace('/', '／')}{FORMATS[form]}", target.read_bytes()

    def remove(self, id: str) -> None:
        """Forget a draft with all that belongs to it."""
        with self._lock:
            self._loaded.pop(id, None)
            self._desk.folder("drafts", id).remove()

    def _unchanged(self, id: str, span: Span, old: str) -> Sheaf:
        sheaf = self.get(id)
        text = sheaf.draft.document.text
        if not 0 <= span.start <= span.end <= len(text) or span.of(text) != old:
            raise InputError("文稿在别处改过了：请刷新页面再改，刚才输入的字请先复制")
        return sheaf

    def _revised(self, sheaf: Sheaf, draft: Draft) -> Sheaf:
        review = self._reviewed(sheaf.folder, draft)
        self._set_aside(sheaf)
        sheaf.folder.put(BEFORE, sheaf.folder.text(DRAFT))
        return self._keep(sheaf.folder, draft, review)

    def _set_aside(self, sheaf: Sheaf) -> None:
        """Keep what was there before a change, review and all, so that taking the change back needs no rule to run."""
        self._before[sheaf.folder.id] = sheaf
        while len(self._before) > _KEPT:
            del self._before[next(iter(self._before))]

    def _asked(self, folder: Folder) -> tuple[object, ...]:
        """Return what a review of this draft goes by besides its words."""
        place = Path(self._drafter.settings.root) / WAIVERS
        changed = place.stat().st_mtime_ns if place.is_file() else 0
        return folder.text(NOTES), own_waivers(folder), changed, self._drafter.corpus.generation()

    def _reviewed(self, folder: Folder, draft: Draft) -> Review:
        name = f"{draft.document.source.title or '初稿'}.docx".replace("/", "／")
        return judged(
            self._drafter, draft, name, facts=self.sheet(folder), past=self._drafter.corpus, own=own_waivers(folder)
        )

    def _keep(self, folder: Folder, draft: Draft, review: Review) -> Sheaf:
        with self._lock:
            # the review follows from the draft, so it is not kept on disk
            folder.put(DRAFT, to_json(draft))
            return self._remember(Sheaf(folder=folder, draft=draft, review=review, asked=self._asked(folder)))

    def _remember(self, sheaf: Sheaf) -> Sheaf:
        self._loaded[sheaf.folder.id] = sheaf
        self._loaded.move_to_end(sheaf.folder.id)
        while len(self._loaded) > _KEPT:
            self._loaded.popitem(last=False)
        return sheaf

    def _add_notes(self, folder: Folder, lines: str) -> None:
        # a heading of its own, so that nothing lands under 待核; one that names no section
        folder.put(NOTES, f"{folder.text(NOTES).rstrip()}\n\n## 补充素材\n{lines}\n")


def own_waivers(folder: Folder) -> tuple[Waiver, ...]:
    """Return the leaves that were given while this draft was worked on, in the order they were given."""
    return tuple(Waiver(**row) for row in folder.state().get("waivers", ()))


def _notes_text(notes: Upload) -> str:
    """Return the notes as Markdown, whatever they came as."""
    reader = next(one for one in readers.READERS if notes.ending in one.endings)
    path = Path(notes.name)
    if reader.name == "docx":
        return _told(lambda: reader.read(notes.data, path).notes or "", notes)
    return _told(lambda: decode(notes.data, notes.name).text, notes)


def _told(read: Callable[[], T], notes: Upload) -> T:
    try:
        return read()
    except InputError as error:
        raise InputError(f"{notes.name} 读不出来：{error}") from error


def _clean(text: str) -> str:
    """Return edited text as a report holds it: no blank lines, no trailing blanks."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
