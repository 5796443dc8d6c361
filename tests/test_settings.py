from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import SettingsError
from drafter.settings import load_settings


def written(folder: Path, text: str) -> Path:
    (folder / "drafter.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, environ={})
    assert not settings.chat.configured
    assert settings.concurrency == 8
    assert settings.root == str(tmp_path)


def test_file_of_a_folder_above_is_found(tmp_path: Path) -> None:
    written(tmp_path, 'organisation = "衡川市住房和城乡建设局"\noffline = true\n[chat]\nmodel = "m"\ntimeout_s = 5\n')
    (tmp_path / "deep" / "er").mkdir(parents=True)
    settings = load_settings(tmp_path / "deep" / "er", environ={})
    assert settings.root == str(tmp_path)
    assert settings.organisation == "衡川市住房和城乡建设局"
    assert settings.offline
    assert settings.chat.timeout_s == 5.0


def test_own_variables_beat_the_file_and_the_file_beats_the_usual_ones(tmp_path: Path) -> None:
    written(tmp_path, '[chat]\nmodel = "of-file"\nbase_url = "http://127.0.0.1:1/v1"\n')
    env = {"OPENAI_MODEL": "usual", "OPENAI_BASE_URL": "http://127.0.0.1:2", "OPENAI_API_KEY": "k"}
    settings = load_settings(tmp_path, environ=env)
    assert (settings.chat.model, settings.chat.base_url, settings.chat.api_key) == (
        "of-file", "http://127.0.0.1:1/v1", "k",
    )  # fmt: skip
    assert load_settings(tmp_path, environ=env | {"DRAFTER_CHAT_MODEL": "own"}).chat.model == "own"


def test_usual_variables_configure_chat_alone_until_an_embedding_model_is_named(tmp_path: Path) -> None:
    env = {"OPENAI_BASE_URL": "http://127.0.0.1:2", "OPENAI_API_KEY": "k", "OPENAI_MODEL": "m"}
    assert load_settings(tmp_path, environ=env).embedding.api_key is None
    named = load_settings(tmp_path, environ=env | {"DRAFTER_EMBEDDING_MODEL": "e"}).embedding
    assert (named.base_url, named.api_key, named.model) == ("http://127.0.0.1:2/v1", "k", "e")


def test_lists_booleans_and_numbers_come_from_variables_too(tmp_path: Path) -> None:
    env = {"DRAFTER_SELECT": "FIG, DUP001", "DRAFTER_OFFLINE": "yes", "DRAFTER_CONCURRENCY": "8"}
    settings = load_settings(tmp_path, environ=env)
    assert (settings.select, settings.offline, settings.concurrency) == (("FIG", "DUP001"), True, 8)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ofline = true", "offline"),
        ("[chat]\nbaseurl = 'x'", "base_url"),
        ("offline = 'yes'", "true 或 false"),
        ("concurrency = true", "整数"),
        ("concurrency = 0", "1 到 64"),
        ("select = [1]", "文字列表"),
        ("chat = 'm'", r"\[chat\]"),
        ("[chat]\nbase_url = '127.0.0.1:8000'", "http://127.0.0.1:8000/v1"),
        ("[chat]\nbase_url = 'http://u:p@127.0.0.1/v1'", "用户名或密码"),
        ("[chat]\napi_key_env = 'NOT_SET'", "NOT_SET"),
        ("[chat]\ntimeout_s = 0", "timeout_s"),
        ("budget_tokens = 3", "budget_tokens"),
        ("= broken", "TOML"),
    ],
)
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings(written(tmp_path, text), environ={})
    assert "\n" not in str(caught.value)


def test_unknown_or_malformed_variables_are_errors_not_silent_defaults(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DRAFTER_OFFLINE"):
        load_settings(tmp_path, environ={"DRAFTER_OFLINE": "1"})
    with pytest.raises(SettingsError, match="1 或 0"):
        load_settings(tmp_path, environ={"DRAFTER_OFFLINE": "perhaps"})


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    written(tmp_path, '[chat]\nmodel = "m"\napi_key_env = "OFFICE_KEY"\n')
    settings = load_settings(tmp_path, environ={"OFFICE_KEY": "hush-hush-1"})
    assert settings.chat.api_key == "hush-hush-1"
    assert "hush" not in repr(settings)
    with pytest.raises(SettingsError) as caught:
        load_settings(written(tmp_path, '[chat]\nmodel = ["hush-hush-1"]\n'), environ={})
    assert "hush" not in str(caught.value)


def test_missing_and_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="drafter init"):
        load_settings(tmp_path / "none.toml", environ={})
    (tmp_path / "drafter.toml").write_bytes("organisation = '衡川'".encode("gbk"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(tmp_path, environ={})
