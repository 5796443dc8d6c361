"""`drafter doctor`: is everything at hand, and what would leave this machine. Sends nothing unless told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import ChatError, DrafterError
from .options import Format, Shape

if TYPE_CHECKING:
    from ..model import Endpoint, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, what was found, what to do."""

    name: str
    """What was looked at."""
    state: Literal["ok", "note", "wrong"]
    """``wrong`` makes the command exit 2."""
    found: str
    """One line."""
    cure: str = ""
    """What to do, '' where nothing is to be done."""


_STATES = {"ok": ("完好", "green"), "note": ("注意", "yellow"), "wrong": ("有问题", "bold red")}


def register(app: typer.Typer) -> None:
    """Add this module's command to ``app``."""
    app.command("doctor", help="检查：设置、模型、向量、分词、库、锁、版式，以及什么会离开本机")(doctor)


def doctor(
    probe: Annotated[
        bool, typer.Option("--probe", help="真的去连一次模型与向量接口（各一两句话），看模型认哪种结构化输出")
    ] = False,
    shape: Format = Shape.text,
) -> None:
    """Check everything; exit 2 when something is wrong."""
    import json

    from rich.text import Text

    from . import show
    from .language import tr

    checks = list(examine(Path.cwd(), probe=probe))
    if shape is Shape.json:
        typer.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        rows = [
            (one.name, Text(tr(_STATES[one.state][0]), style=_STATES[one.state][1]), one.found, one.cure)
            for one in checks
        ]
        show.table(("检查", "", "结果", "怎么办"), rows)
        wrong, notes = (sum(check.state == state for check in checks) for state in ("wrong", "note"))
        if wrong:
            show.say(f"{wrong} 处有问题，{notes} 处要留意。", "bold red")
        else:
            show.say(f"{notes} 处要留意，不妨碍使用。" if notes else "一切就绪。", "green")
    if any(check.state == "wrong" for check in checks):
        raise typer.Exit(2)


def examine(folder: Path, *, probe: bool = False) -> Iterator[Check]:
    """Yield one check after the other; nothing is written, and nothing sent unless ``probe``."""
    from ..settings import FILE, load_settings

    try:
        settings = load_settings(folder)
    except DrafterError as error:
        yield _wrong("设置", error)
        return
    file = Path(settings.root) / FILE
    yield Check(name="设置", state="ok", found=str(file) if file.is_file() else "没有 drafter.toml，用默认设置")
    yield Check(
        name="写法",
        state="ok",
        found="model：用配置的模型" if settings.chat.configured else "compose：套写，不用模型",
    )
    yield from _chat(settings, probe)
    yield from _embedding(settings, probe)
    yield _tokenizer(settings)
    yield from _store(settings)
    yield _lock(settings)
    yield from _calls(settings)
    yield _prompts(settings)
    yield _profile(settings)
    yield _pdf()
    yield _leaving(settings)


def _chat(settings: Settings, probe: bool) -> Iterator[Check]:
    chat = settings.chat
    if not chat.configured:
        half = chat.model is not None or chat.base_url is not None
        cure = "在 drafter.toml 的 [chat] 里把 base_url 和 model 都写上" if half else ""
        yield Check(name="对话模型", state="note" if half else "ok", found="没有配置", cure=cure)
        return
    yield Check(name="对话模型", state="ok", found=_endpoint(chat))
    yield Check(name="结构化输出", state="ok", found=_form(settings))
    if probe:
        yield _probed("对话模型", lambda: _ask(settings))
        yield _probed("结构化输出", lambda: _climb(settings))


def _embedding(settings: Settings, probe: bool) -> Iterator[Check]:
    from ..corpus.embedding import embedder_for

    embedder = embedder_for(settings.embedding, offline=settings.offline)
    stored = _stored_fingerprint(settings)
    built_in = not settings.embedding.configured
    found = f"内置（{embedder.fingerprint}），不联网" if built_in else _endpoint(settings.embedding)
    if stored is not None and stored != embedder.fingerprint:
        yield Check(
            name="向量",
            state="wrong",
            found=f"库里的向量出自 {stored}，现在设置的是 {embedder.fingerprint}",
            cure="运行 drafter corpus rebuild 重新计算，或改回 [embedding]",
        )
    else:
        yield Check(name="向量", state="ok", found=found)
    if probe and not built_in:
        yield _probed("向量", lambda: f"{len(embedder.embed(['试一句'])[0])} 维")


def _tokenizer(settings: Settings) -> Check:
    from ..text.tokens import ESTIMATE, tokenizer

    name = tokenizer(settings.chat.model)
    found = "估算（误差约 5%），不下载词表" if name == ESTIMATE else name
    return Check(name="分词", state="ok", found=found)


def _store(settings: Settings) -> Iterator[Check]:
    from ..corpus import CATALOG, Corpus

    store = Path(settings.root) / settings.store
    if not (store / CATALOG).is_file():
        cure = "把往期报告收进来：drafter ingest 文件夹"
        yield Check(name="往期报告库", state="note", found="空的", cure=cure)
        return
    try:
        corpus = Corpus(store, embedding=settings.embedding, chroma=settings.chroma, offline=settings.offline)
        state, problems = corpus.state(), corpus.verify()
    except DrafterError as error:
        yield _wrong("往期报告库", error)
        return
    if problems:
        yield Check(
            name="往期报告库",
            state="wrong",
            found=f"{len(problems)} 处损坏，如：{problems[0]}",
            cure="运行 drafter corpus verify 看全部；从备份恢复，或删去库后重新 drafter ingest",
        )
    elif not state.index_current:
        yield Check(
            name="往期报告库",
            state="note",
            found=f"{state.documents} 份、{state.passages} 段，检索索引落后",
            cure="下次检索时自动重建；也可以运行 drafter corpus rebuild",
        )
    else:
        yield Check(name="往期报告库", state="ok", found=f"{state.documents} 份、{state.passages} 段，{store}")


def _lock(settings: Settings) -> Check:
    from filelock import FileLock, Timeout

    from ..corpus.lock import holder_of

    store = Path(settings.root) / settings.store
    if not (store / "write.lock").exists():
        return Check(name="写锁", state="ok", found="没有人在写")
    lock = FileLock(store / "write.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return Check(name="写锁", state="note", found=f"正由{holder_of(store)}写入", cure="等它结束；读和审核不受影响")
    lock.release()
    return Check(name="写锁", state="ok", found="没有人在写")


def _calls(settings: Settings) -> Iterator[Check]:
    from ..calls import CallLedger
    from ..pipeline import CALLS

    path = Path(settings.root) / settings.store / CALLS
    if not path.is_file():
        yield Check(name="已完成的调用", state="ok", found="没有")
        return
    try:
        ledger = CallLedger(path)
        rows = ledger.rows()
    except DrafterError as error:
        yield _wrong("已完成的调用", error)
        return
    spent = sum(row.tokens_in + row.tokens_out for row in rows)
    yield Check(name="已完成的调用", state="ok", found=f"{len(rows)} 次，{spent} 个 token；同样的请求不再付费")
    ledger.close()


def _prompts(settings: Settings) -> Check:
    from ..prompts import check_lock, load_prompts

    folder = Path(settings.root) / settings.prompts if settings.prompts else None
    try:
        prompts = load_prompts(folder)
    except DrafterError as error:
        return _wrong("提示词", error)
    said = check_lock(prompts)
    changed = [line for line in said if "改动过" in line]
    if changed:
        return Check(
            name="提示词", state="wrong", found=changed[0], cure="已发布的版本不要改；把改动写成新的一版 v<N>.md"
        )
    if said:
        return Check(name="提示词", state="note", found=said[0], cure="定稿后登记进 prompts/LOCK，以后改动就看得出来")
    return Check(name="提示词", state="ok", found=f"{len(prompts.versions)} 版，{folder or '随包自带'}")


def _profile(settings: Settings) -> Check:
    from .profiles import current_profile

    try:
        profile = current_profile(settings)
    except DrafterError as error:
        return _wrong("版式", error)
    return Check(name="版式", state="ok", found=profile.name if settings.profile else "国标（GB/T 9704—2012）")


def _pdf() -> Check:
    from ..exporters.pdf import find_office

    office = find_office()
    return Check(name="PDF", state="ok", found=office or "没有找到 LibreOffice，不能写 .pdf")


def _leaving(settings: Settings) -> Check:
    """Return what would be sent where, given the settings."""
    from ..corpus.embedding import is_loopback

    if settings.offline:
        return Check(name="离开本机的", state="ok", found="什么都不会离开本机（offline = true）")
    sent = []
    if settings.chat.configured and not is_loopback(settings.chat.base_url):
        what = "素材、提纲的标题，和去掉数字、日期、人名的往期段落"
        sent.append(f"起草时，{what}，发往 {settings.chat.base_url or '模型服务默认地址'}")
    if settings.embedding.configured and not is_loopback(settings.embedding.base_url):
        sent.append(f"收稿和检索时，段落原文发往 {settings.embedding.base_url or '向量服务默认地址'}")
    if settings.chroma and not is_loopback(settings.chroma):
        sent.append(f"向量存往 {settings.chroma}")
    if not sent:
        return Check(name="离开本机的", state="ok", found="什么都不会离开本机")
    return Check(
        name="离开本机的",
        state="note",
        found="；".join(sent) + "。有密级标志或个人信息的一律拦下",
        cure="要禁止：drafter.toml 里写 offline = true",
    )


def _form(settings: Settings) -> str:
    from ..calls import CallLedger
    from ..chat.door import OPENAI
    from ..pipeline import CALLS

    path = Path(settings.root) / settings.store / CALLS
    form = None
    if path.is_file():
        ledger = CallLedger(path)
        form = ledger.forms().get(f"{settings.chat.base_url or OPENAI}|{settings.chat.model}")
        ledger.close()
    return f"{form}（已探明）" if form else "还没有探明；第一次调用时自上而下试，然后记住"


def _stored_fingerprint(settings: Settings) -> str | None:
    """Return the fingerprint the stored vectors were made with, None where nothing is stored or readable."""
    from ..corpus import CATALOG, Corpus

    store = Path(settings.root) / settings.store
    if not (store / CATALOG).is_file():
        return None
    try:
        corpus = Corpus(store, embedding=settings.embedding, chroma=settings.chroma, offline=settings.offline)
        return corpus.state().embedding
    except DrafterError:
        return None


def _ask(settings: Settings) -> str:
    from ..chat import Chat
    from ..model import Message

    chat = Chat(settings.chat, offline=settings.offline)
    row = chat.ask((Message(role="user", content="请只回答一个字：好"),), options={"max_tokens": 64})
    return f"答复 {row.reply[:20]}，{row.seconds:.1f} 秒"


def _climb(settings: Settings) -> str:
    """Return the structured form the endpoint accepts, from the top of the ladder down; kept where calls are kept."""
    from ..calls import CallLedger
    from ..chat import LADDER, Chat
    from ..model import Message
    from ..pipeline import CALLS
    from ..text.replies import schema_of

    found: dict[str, str] = {}
    chat = Chat(settings.chat, offline=settings.offline, forms=found)
    asked = "素材 F1：召开会议4次。请把这条素材写成一句话，注明依据的编号。"
    chat.ask((Message(role="user", content=asked),), schema=schema_of("sentences", fact_ids=["F1"]))
    endpoint, form = next(iter(found.items()))
    path = Path(settings.root) / settings.store / CALLS
    if path.is_file():
        ledger = CallLedger(path)
        ledger.forms()[endpoint] = form
        ledger.close()
    return f"{form}，四种里的第 {LADDER.index(form) + 1} 种"


def _probed(name: str, ask: object) -> Check:
    assert callable(ask)
    try:
        return Check(name=f"{name}（实测）", state="ok", found=str(ask()))
    except ChatError as error:
        return _wrong(f"{name}（实测）", error)


def _endpoint(endpoint: Endpoint) -> str:
    key = "有密钥" if endpoint.api_key else "没有密钥"
    return f"{endpoint.model}，{endpoint.base_url or '模型服务默认地址'}，{key}"


def _wrong(name: str, error: DrafterError) -> Check:
    """Return an error of ours as a check: what is wrong before the first ；or：, what to do after it."""
    said = " ".join(str(error).split())
    what, _, cure = said.rpartition("；")
    return Check(name=name, state="wrong", found=what or said, cure=cure if what else "")
