"""Write the help pages that list what the code declares: `python tests/make_help.py [FOLDER]`."""

import sys
from pathlib import Path

import click

from annotator import cli
from annotator.settings import SETTINGS
from annotator.ui.commands import COMMANDS
from annotator.ui.composer.commands import COMPOSER_COMMANDS
from annotator.ui.review.commands import REVIEW_COMMANDS

HELP = Path(__file__).resolve().parent.parent / "resources" / "help"
KEYS = """# All keys

Letters, digits and brackets act while the text has the focus. A label's key tags the selection; the panel shows the keys of all labels.
"""  # noqa: E501
COMMAND_LINE = """# The command line

`annotator` without a command opens the window, with the last project or with the project or article named after it. With a command it needs no display. An article is named by its id or, where only one has it, by its title. Results go to standard output, warnings and errors to standard error.

Exit codes: 0 done, 1 failed (of a failed file nothing is kept), 2 wrong usage; `annotator check` gives 1 when it names faults and 3 for a file that can't be read.

`--version` tells the version, `--help` after any command its options with examples.
"""  # noqa: E501
SETTINGS_MARK = "| setting | at first | meaning |\n|---|---|---|\n"


def code(words):
    """Return words as code, each by itself."""
    return ", ".join(f"`{word}`" for word in words)


def keys_page():
    """Return the page of all commands of the window."""
    menus = dict.fromkeys(one.menu for one in COMMANDS)
    sections = {menu.capitalize(): [one for one in COMMANDS if one.menu == menu] for menu in menus}
    sections["While a claim is composed"] = COMPOSER_COMMANDS
    sections["In the review table"] = REVIEW_COMMANDS
    return KEYS + "".join(key_table(title, commands) for title, commands in sections.items())


def key_table(title, commands):
    """Return a headed table of commands."""
    rows = "".join(f"| {one.text.rstrip('…')} | {key_names(one)} | {one.tip} |\n" for one in commands)
    return f"\n## {title}\n\n| command | keys | effect |\n|---|---|---|\n{rows}"


def key_names(command):
    """Return a command's keys as code, or how else it is reached."""
    return " or ".join(f"`{key}`" for key in command.keys) or "by menu"


def command_line_page():
    """Return the page of all commands of the command line."""
    return COMMAND_LINE + "".join(section(name, one) for name, one in cli.main.commands.items())


def section(name, command):
    """Return what is said of one command."""
    arguments = [value_of(one, command) for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    told = command.help.split("\b")[0].strip().removesuffix("Examples:").removesuffix("Example:").strip()
    text = "\n\n".join(" ".join(part.split()) for part in told.split("\n\n"))
    rows = "".join(f"| {names(one, command)} | {meaning(one)} |\n" for one in options)
    usage = " ".join(["annotator", name, *arguments])
    return f"\n## annotator {name}\n\n`{usage}`\n\n{text}\n\n| option | meaning |\n|---|---|\n{rows}"


def value_of(parameter, command):
    """Return the word that stands for a parameter's value."""
    return parameter.metavar or parameter.make_metavar(click.Context(command))


def names(option, command):
    """Return an option's names and what follows it."""
    spelled = code(sorted(option.opts, key=len))
    is_plain = option.is_flag or isinstance(option.type, click.Choice | click.IntRange)
    return spelled if is_plain else f"{spelled} {value_of(option, command).replace('|', ' or ')}"


def meaning(option):
    """Return what an option does and the words it takes."""
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    return f"{option.help} {code(choices)}." if choices else option.help


def settings_page(page):
    """Return the page of the settings with a fresh table."""
    before, _, after = page.partition(SETTINGS_MARK)
    rows = "".join(f"| `{one.name}` | {at_first(one.default)} | {one.text}{bounds(one)} |\n" for one in SETTINGS)
    return before + SETTINGS_MARK + rows + "\n" + after.partition("\n\n")[2]


def at_first(value):
    """Return a default as it stands in the file, in a word."""
    return str(value).lower() if isinstance(value, bool) else str(value) or "empty"


def bounds(setting):
    """Return what a setting's value can be."""
    if setting.choices:
        return f" One of {', '.join(setting.choices)}."
    return "" if setting.least is None else f" From {setting.least:g} to {setting.most:g}."


def pages():
    """Return each page's name and text."""
    return {
        "keys.md": keys_page(),
        "command-line.md": command_line_page(),
        "settings.md": settings_page((HELP / "settings.md").read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HELP
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
