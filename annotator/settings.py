"""What belongs to the person, not to a project: settings, identity, folders and the state of the window."""

import os
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from annotator.errors import AnnotatorError

APPLICATION = "annotator"
HOME_VARIABLE = "ANNOTATOR_HOME"
THEMES = ("system", "light", "dark", "sepia", "contrast")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is declared about one setting: its name in the file, type, default and meaning."""

    name: str
    type: type
    default: Any
    text: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    def accepts(self, value: object) -> bool:
        """Tell whether a value has the declared type and lies within the choices and bounds."""
        if self.type is float:
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        else:
            fits = type(value) is self.type
        if not fits or (self.choices and value not in self.choices):
            return False
        return self.least is None or self.most is None or self.least <= value <= self.most  # type: ignore[operator]


def _declare(
    default: Any, text: str, choices: tuple[str, ...] = (), *, bounds: tuple[float, float] | None = None
) -> Any:
    """Declare one setting as a field of `Settings`."""
    return field(default=default, metadata={"text": text, "choices": choices, "bounds": bounds})


@dataclass(frozen=True, slots=True)
class Settings:
    """The value of every setting, and what had to be said when they were loaded."""

    theme: str = _declare("system", "Colours of the window; system follows the desktop.", THEMES)
    reading_font: str = _declare("", "Font family of the article; empty takes the first good serif installed.")
    reading_size: int = _declare(19, "Size of the article's letters, in pixels.", bounds=(9, 72))
    line_height: float = _declare(
        1.7, "Distance of the article's lines, as a multiple of the letter size.", bounds=(1, 4)
    )
    column_width: int = _declare(660, "Width of the article's column, in pixels.", bounds=(240, 2400))
    paragraph_spacing: int = _declare(14, "Space between the article's paragraphs, in pixels.", bounds=(0, 120))
    justified: bool = _declare(False, "Whether both edges of the article's column are straight.")
    label_marks: bool = _declare(False, "Whether a tag shows the first letters of its label beside the colour.")
    show_invisible: bool = _declare(
        False, "Whether characters that are otherwise not seen are marked in the article, such as joiners."
    )
    needs_review: bool = _declare(False, "Whether tags made by hand wait for review instead of counting as accepted.")
    person_name: str = _declare("", "Name written beside what you tag; empty takes the name of the account.")
    person_uid: str = _declare("", "Identifier that goes with the name; made once, by the program.")
    notices: tuple[str, ...] = field(default=(), compare=False)


def _declared() -> tuple[Setting, ...]:
    """Collect what `Settings` declares."""
    found = []
    for one in fields(Settings):
        if one.metadata:
            least, most = one.metadata["bounds"] or (None, None)
            kind = type(one.default)
            found.append(
                Setting(one.name, kind, one.default, one.metadata["text"], one.metadata["choices"], least, most)
            )
    return tuple(found)


SETTINGS: tuple[Setting, ...] = _declared()


@dataclass(frozen=True, slots=True)
class Person:
    """Who one is: a uid that stays and the name shown to others."""

    uid: str
    name: str


def _home() -> Path | None:
    """Return the folder named by ANNOTATOR_HOME, which then holds everything of the person."""
    named = os.environ.get(HOME_VARIABLE, "")
    return Path(named).expanduser().absolute() if named else None


def config_folder() -> Path:
    """Return the folder of `settings.toml` and `state.toml`; it need not exist yet."""
    home = _home()
    if home:
        return home / "settings"
    import platformdirs

    return platformdirs.user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """Return the folder of what the program keeps for itself, such as crash reports."""
    home = _home()
    if home:
        return home / "data"
    import platformdirs

    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def backups_folder() -> Path:
    """Return the folder that holds a folder of backups for each project."""
    return data_folder() / "backups"


def documents_folder() -> Path:
    """Return the folder in which new projects are offered a place."""
    home = _home()
    if home:
        return home / "documents"
    import platformdirs

    return platformdirs.user_documents_path() / "Annotator"


def default_project() -> Path:
    """Return the path of the sample project, made at the first start."""
    return documents_folder() / "Sample.annotator.db"


def settings_path() -> Path:
    """Return the path of the settings file, which may not exist."""
    return config_folder() / "settings.toml"


def state_path() -> Path:
    """Return the path of the file that remembers the window, which may not exist."""
    return config_folder() / "state.toml"


def load() -> Settings:
    """Read the settings; what is damaged or not allowed takes its default and is told in `notices`."""
    table, notices = _read(settings_path())
    values: dict[str, Any] = {}
    for one in SETTINGS:
        if one.name not in table:
            continue
        if one.accepts(table[one.name]):
            values[one.name] = one.type(table[one.name])
        else:
            notices.append(f"The setting {one.name} can't be {table[one.name]!r}; {one.default!r} is used instead.")
    return Settings(**values, notices=tuple(notices))


def save(settings: Settings) -> None:
    """Write the settings that differ from their defaults; entries of the file that are not ours stay."""
    table, _ = _read(settings_path())
    for one in SETTINGS:
        value = getattr(settings, one.name)
        if not one.accepts(value):
            raise ValueError(f"the setting {one.name} can't be {value!r}")
        table.pop(one.name, None)
        if value != one.default:
            table[one.name] = value
    _write(settings_path(), table)


def person() -> Person:
    """Return who is annotating; the first call makes the uid and stores it."""
    settings = load()
    if not settings.person_uid:
        settings = _introduce(settings)
    return Person(settings.person_uid, settings.person_name.strip() or account_name())


def account_name() -> str:
    """Return the name of the computer's account, or a plain word where there is none."""
    import getpass

    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "Reader"


def state() -> dict[str, Any]:
    """Return what the window remembered; empty at the first start or when the file was damaged."""
    table, _ = _read(state_path())
    return table


def save_state(values: Mapping[str, Any]) -> None:
    """Remember the state of the window in place of what was remembered before."""
    _write(state_path(), dict(values))


def _introduce(settings: Settings) -> Settings:
    """Give the person a uid; of two programs that start together the first to write wins."""
    from uuid import uuid4

    if settings_path().exists():
        settings = load()  # another program may have written it since
        if not settings.person_uid:
            settings = replace(settings, person_uid=f"u_{uuid4()}")
            save(settings)
        return settings
    made = replace(settings, person_uid=f"u_{uuid4()}")
    with suppress(FileExistsError):
        _write(settings_path(), {"person_uid": made.person_uid}, place=_place_first)
        return made
    return load()


def _place_first(made: Path, path: Path) -> None:
    """Give a written file its name unless the name is taken; raises FileExistsError then."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:
        made.replace(path)  # a file system without hard links


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Read a TOML file; a damaged one is renamed aside, and the notices say so."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path} can't be read ({error.strerror}); the defaults are used."]
    except ValueError:
        aside = _set_aside(path)
        return {}, [f"{path} was damaged and is kept as {aside.name}; the defaults are used."]


def _set_aside(path: Path) -> Path:
    """Rename a damaged file to the first free `.damaged-N` name."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    with suppress(OSError):
        path.rename(aside)
    return aside


def _write(path: Path, table: dict[str, Any], place: Callable[[Path, Path], object] = Path.replace) -> None:
    """Write a TOML file beside its place, then put it there whole; raises AnnotatorError when that fails."""
    import tomli_w

    packed = tomli_w.dumps(table).encode("utf-8")
    try:
        _write_whole(path.resolve(), packed, place)
    except FileExistsError:
        raise
    except OSError as error:
        raise AnnotatorError(
            f"The settings can't be written to {path.parent} ({error.strerror}). "
            f"Nothing of a project is touched; {HOME_VARIABLE} can name another folder."
        ) from error


def _write_whole(path: Path, packed: bytes, place: Callable[[Path, Path], object]) -> None:
    """Put the bytes into a temporary file of the same folder, sync it and let `place` name it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(packed)
        file.flush()
        os.fsync(file.fileno())
    try:
        place(Path(file.name), path)
    finally:
        Path(file.name).unlink(missing_ok=True)
