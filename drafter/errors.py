"""Every error the product raises on purpose, as one tree.

    DrafterError                what went wrong and what to do, in one line
    ├── InputError              a file or text handed in cannot be used
    │   ├── EncodingError       the bytes are not text in any encoding we accept
    │   └── FormatError         the file is not what its ending says, or is damaged
    ├── SettingsError           drafter.toml, an option or an environment variable is wrong
    ├── PromptError             a prompt file is malformed, unpinned, or lacks a variable
    ├── CorpusError             the store of past reports cannot be used
    │   └── LockedError         another process is writing to it
    ├── ChatError               the model endpoint failed, refused or answered nonsense
    │   └── ForbiddenError      the call would take text off this machine, and may not
    ├── ExportError             the result cannot be written where it was asked for
    └── EvalError               an evaluation cannot be judged

Messages are one line in Chinese (users of reports read them) and end with what to do.
Only ``cli`` and ``web`` catch ``DrafterError``, once, and turn it into exit code 2 or a page.
"""

from __future__ import annotations


class DrafterError(Exception):
    """Base of all errors raised on purpose; its text is one line that says what to do."""


class InputError(DrafterError):
    """A file or text handed in cannot be used."""


class EncodingError(InputError):
    """The bytes are not text in any accepted encoding; the message names the byte offset."""


class FormatError(InputError):
    """The file is not what its ending says, or is damaged."""


class SettingsError(DrafterError):
    """drafter.toml, an option or an environment variable is wrong."""


class PromptError(DrafterError):
    """A prompt file is malformed, its pin does not match, or a variable is missing or extra."""


class CorpusError(DrafterError):
    """The store of past reports cannot be used."""


class LockedError(CorpusError):
    """Another process is writing to the store; the message says which."""


class ChatError(DrafterError):
    """The model endpoint failed, refused, or answered what cannot be used."""


class ForbiddenError(ChatError):
    """The call would take text off this machine, and settings or markings forbid it."""


class ExportError(DrafterError):
    """The result cannot be written where it was asked for."""


class EvalError(DrafterError):
    """An evaluation cannot be judged (missing tape, failed cases, unequal case sets)."""
