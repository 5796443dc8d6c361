"""`drafter serve`: the local page and its API, on loopback only."""

from __future__ import annotations

import sys
import threading
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add this module's command to ``app``."""
    app.command("serve", help="打开本机网页：写稿、审稿、评测；只在本机开放，不向外发送")(serve)


def serve(
    port: Annotated[int, typer.Option(help="端口；0：由系统选一个空着的", min=0, max=65535)] = 8765,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="打开浏览器")] = True,
) -> None:
    """Serve the page until Ctrl-C."""
    import webbrowser

    from ..pipeline import Drafter
    from ..web.server import Server
    from . import show

    server = Server(Drafter.from_settings(), port=port)
    show.say(f"网页：{server.link()}")
    show.note("链接只能用一次；在这个窗口按回车可得新的链接，按 Ctrl-C 停下。")
    show.note(f"接口说明：{server.address}/api　密钥：{server.key_file}")
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=_offer_links, args=(server.link,), daemon=True).start()
    if open_page and sys.stdout.isatty():
        webbrowser.open(server.link())
    server.run()


def _offer_links(link: object) -> None:
    from . import show

    for _ in sys.stdin:
        if callable(link):
            show.say(f"网页：{link()}")
