"""`python -m drafter`: the same as the command `drafter`."""

from __future__ import annotations

from .cli.main import main

main()
