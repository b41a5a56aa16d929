"""Settings survive whatever stands in the file, and one's identity is made once."""

import getpass
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from annotator import settings
from annotator.errors import AnnotatorError
from annotator.model.ids import is_uid


def write(text):
    """Put text into the settings file."""
    settings.settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings.settings_path().write_text(text, encoding="utf-8")


def test_every_setting_has_a_default_that_it_accepts_and_says_what_it_is_for():
    for one in settings.SETTINGS:
        assert one.accepts(one.default)
        assert one.text.endswith(".")
        assert getattr(settings.load(), one.name) == one.default


def test_settings_come_back_as_they_were_saved():
    changed = replace(settings.load(), theme="sepia", reading_size=23, line_height=2.0, justified=True)
    settings.save(changed)
    assert settings.load() == changed
    assert settings.load().notices == ()


def test_only_what_differs_from_its_default_is_written():
    settings.save(replace(settings.load(), theme="dark"))
    assert settings.settings_path().read_text(encoding="utf-8") == 'theme = "dark"\n'


def test_an_entry_of_the_file_that_is_not_ours_survives_saving():
    write("later = [1, 2]\n")
    settings.save(replace(settings.load(), theme="dark"))
    assert "later" in settings.settings_path().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('theme = "pink"', "theme"),
        ("theme = 3", "theme"),
        ("reading_size = true", "reading_size"),
        ("reading_size = 4000", "reading_size"),
        ("line_height = nan", "line_height"),
        ("justified = 1", "justified"),
    ],
)
def test_a_value_that_is_not_allowed_takes_the_default_and_is_named(line, name):
    write(f"column_width = 700\n{line}\n")
    loaded = settings.load()
    assert getattr(loaded, name) == getattr(settings.Settings(), name)
    assert loaded.column_width == 700
    assert [name in notice for notice in loaded.notices] == [True]


def test_a_whole_number_is_good_enough_for_a_line_height():
    write("line_height = 2\n")
    assert settings.load().line_height == 2.0
    assert settings.load().notices == ()


@pytest.mark.parametrize("damage", [b"theme = ", b"\xff\xfe\x00", b"\x00" * 40])
def test_a_damaged_file_is_set_aside_with_a_notice_and_nothing_of_it_is_lost(damage):
    write("")
    settings.settings_path().write_bytes(damage)
    loaded = settings.load()
    assert loaded == settings.Settings()
    assert "settings.toml.damaged-1" in loaded.notices[0]
    aside = settings.settings_path().with_name("settings.toml.damaged-1")
    assert aside.read_bytes() == damage
    assert settings.load().notices == ()


def test_a_second_damaged_file_does_not_replace_the_first():
    for number in (1, 2):
        write(f"damage {number}")
        settings.load()
    folder = settings.config_folder()
    assert sorted(path.name for path in folder.iterdir()) == ["settings.toml.damaged-1", "settings.toml.damaged-2"]


def test_saving_what_a_setting_does_not_allow_is_a_bug_and_changes_nothing():
    settings.save(replace(settings.load(), theme="dark"))
    with pytest.raises(ValueError, match="theme"):
        settings.save(replace(settings.load(), theme="pink"))
    assert settings.load().theme == "dark"


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(home):
    home.write_text("a file where the folder should be")
    with pytest.raises(AnnotatorError, match="can't be written"):
        settings.save(replace(settings.Settings(), theme="dark"))


def test_saving_leaves_no_temporary_file():
    settings.save(replace(settings.load(), theme="dark"))
    assert [path.name for path in settings.config_folder().iterdir()] == ["settings.toml"]


def test_a_settings_file_that_is_a_link_stays_one(tmp_path):
    write("")
    elsewhere = tmp_path / "dotfiles.toml"
    settings.settings_path().replace(elsewhere)
    settings.settings_path().symlink_to(elsewhere)
    settings.save(replace(settings.load(), theme="dark"))
    assert settings.settings_path().is_symlink()
    assert "dark" in elsewhere.read_text(encoding="utf-8")


def test_one_keeps_the_uid_that_was_made_at_the_first_start():
    first = settings.person()
    assert is_uid(first.uid, "annotator")
    assert first.name
    assert settings.person() == first


def test_one_keeps_the_uid_when_the_name_changes():
    first = settings.person()
    settings.save(replace(settings.load(), person_name="Ada"))
    assert settings.person() == settings.Person(first.uid, "Ada")


def test_programs_that_start_together_agree_on_who_one_is():
    with ThreadPoolExecutor(8) as pool:
        assert len({one.uid for one in pool.map(lambda _: settings.person(), range(40))}) == 1


def test_someone_without_an_account_name_still_has_a_name(monkeypatch):
    def refuse():
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", refuse)
    assert settings.person().name == "Reader"


def test_the_window_finds_what_it_remembered():
    assert settings.state() == {}
    settings.save_state({"geometry": "AAEC", "places": {"d_1": 120}})
    assert settings.state() == {"geometry": "AAEC", "places": {"d_1": 120}}


def test_a_damaged_memory_of_the_window_is_forgotten_quietly():
    settings.save_state({})
    settings.state_path().write_text("[[", encoding="utf-8")
    assert settings.state() == {}


def test_one_variable_moves_everything_of_the_person(home):
    for place in (settings.config_folder(), settings.backups_folder(), settings.default_project()):
        assert place.is_relative_to(home)


def test_without_the_variable_the_folders_of_the_platform_are_used(monkeypatch):
    monkeypatch.delenv(settings.HOME_VARIABLE)
    assert settings.config_folder().name == settings.APPLICATION
    assert settings.default_project().parts[-2:] == ("Annotator", "Sample.annotator.db")
    assert os.environ.get(settings.HOME_VARIABLE) is None
