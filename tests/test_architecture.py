"""The house rules of the code, checked on every file; each rule is also shown a violation that it must see."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "annotator"
FLOOR = {"errors", "resources", "settings"}
ROOMS = {
    "model": set(),
    "store": {"model"},
    "formats": {"model"},
    "assist": {"model"},
    "analysis": {"model"},
    "project": {"model", "store"},
    "transfer": {"model", "formats", "assist", "project"},
    "cli": {"model", "formats", "assist", "analysis", "project", "transfer"},
    "ui": {"model", "formats", "assist", "analysis", "project", "transfer"},
}
OWNERS = {"PySide6": "ui", "shiboken6": "ui", "sqlite3": "store", "sqlite_utils": "store"}
BROAD_EXCEPT = ("annotator/ui/crash.py", "annotator/ui/tasks.py", "annotator/cli/", "annotator/project/")
THEME = "annotator/ui/theme.py"
COLOR_WORDS = ("red", "green", "blue", "black", "white", "gray", "cyan", "magenta", "yellow")
COLOR_WORDS += tuple(f"dark{word.capitalize()}" for word in COLOR_WORDS) + ("lightGray",)
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def sources():
    """Return every Python file of the program as path (from the checkout) and text."""
    return [(str(path.relative_to(ROOT).as_posix()), path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]


def dotted(node):
    """Return `a.b.c` for a name or attribute, else an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def imported(tree, path):
    """Return every module a file imports, wherever in it, by statement or by name."""
    package = path.removesuffix(".py").removesuffix("/__init__").split("/")
    base = package if path.endswith("__init__.py") else package[:-1]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = base[: len(base) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found += [module, *(f"{module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            named = first.value if isinstance(first, ast.Constant) else None
            found.append(named if isinstance(named, str) else "a name computed at run time")
    return found


def room_of(path):
    """Return the room a file stands in, or the file's own name for those on the floor."""
    parts = Path(path).parts
    return parts[1].removesuffix(".py")


def wrong_imports(path, text):
    """Imports that point the wrong way through the house, or bypass its owners."""
    room, faults = room_of(path), []
    for module in imported(ast.parse(text), path):
        parts = module.split(".")
        if "QtSql" in parts or " " in module:
            faults.append(f"{path} imports {module}")
        if OWNERS.get(parts[0], room) != room:
            faults.append(f"{path} imports {module}, which only {OWNERS[parts[0]]} may")
        if parts[0] == "annotator" and len(parts) > 1 and not may_import(room, parts[1]):
            faults.append(f"{path} imports {module}")
    return faults


def may_import(room, other):
    """Tell whether a file of one room may import from another."""
    if other == room or other in FLOOR or other == "__version__" or room == "__main__":
        return other != "settings" or room not in ("model", "errors", "resources")
    return other in ROOMS.get(room, set())


def length(node):
    """Return how many lines a definition has, decorators included."""
    first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
    return node.end_lineno - first + 1


def too_long(path, text):
    """Files, functions and classes over their limit of lines."""
    faults = [f"{path} has {len(text.splitlines())} lines"] if len(text.splitlines()) > 400 else []
    for node in ast.walk(ast.parse(text)):
        limit = 40 if isinstance(node, FUNCTION) else 300 if isinstance(node, ast.ClassDef) else None
        if limit and length(node) > limit:
            faults.append(f"{path}:{node.lineno} {node.name} has {length(node)} lines")
    return faults


def forbidden_calls(path, text):
    """Calls that hide ordering (event pumping, sleeping) or belong to one module (style sheets)."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if name == "processEvents" or (name == "sleep" and room_of(path) == "ui"):
            faults.append(f"{path}:{node.lineno} uses {name}")
        if name == "setStyleSheet" and path != THEME:
            faults.append(f"{path}:{node.lineno} sets a style sheet")
    return faults


def is_color_text(value):
    """Tell whether a string is a colour such as `#a0b1c2`."""
    digits = value[1:] if isinstance(value, str) and value.startswith("#") else ""
    return len(digits) in (3, 4, 6, 8) and all(one in "0123456789abcdefABCDEF" for one in digits)


def bare_colors(path, text):
    """Colours written into `ui` instead of being asked of the theme by role."""
    if room_of(path) != "ui" or path == THEME:
        return []
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and is_color_text(node.value):
            faults.append(f"{path}:{node.lineno} holds the colour {node.value}")
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "QColor" and literal_color(node):
            faults.append(f"{path}:{node.lineno} makes a colour of its own")
        if isinstance(node, ast.Attribute) and node.attr in COLOR_WORDS and dotted(node).startswith(("Qt.", "QtCore.")):
            faults.append(f"{path}:{node.lineno} names the colour {node.attr}")
    return faults


def literal_color(call):
    """Tell whether a call of QColor is given a literal name or number."""
    return any(isinstance(one, ast.Constant) and isinstance(one.value, str | int) for one in call.args)


def broad_excepts(path, text):
    """Handlers that catch everything, outside the four places that may; undoing and raising again is no catch."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {dotted(one).split(".")[-1] if one else "everything" for one in caught}
            is_wide = bool(names & {"everything", "BaseException"}) and not raises_again(node)
            if is_wide or ("Exception" in names and not path.startswith(BROAD_EXCEPT)):
                faults.append(f"{path}:{node.lineno} catches too much")
    return faults


def raises_again(handler):
    """Tell whether a handler names what it catches and ends by letting it rise as it is."""
    last = handler.body[-1]
    return handler.type is not None and isinstance(last, ast.Raise) and last.exc is None


def undocumented(path, text):
    """Modules, classes and public functions that do not open with one full sentence."""
    tree = ast.parse(text)
    wanted = [(path, tree)] + [
        (f"{path}:{node.lineno} {node.name}", node)
        for owner in ast.walk(tree)
        if isinstance(owner, ast.Module | ast.ClassDef)
        for node in owner.body
        if isinstance(node, ast.ClassDef) or (isinstance(node, FUNCTION) and is_public(node, owner))
    ]
    return [f"{name} has no docstring sentence" for name, node in wanted if not opens_with_a_sentence(node)]


def is_public(node, owner):
    """Tell whether a function is public and ours; Qt's overrides (camelCase) are explained by Qt."""
    is_inside = getattr(owner, "name", "").startswith("_")
    return not is_inside and not node.name.startswith("_") and node.name == node.name.lower()


def opens_with_a_sentence(node):
    """Tell whether the docstring's first paragraph ends like a sentence."""
    paragraph = (ast.get_docstring(node) or "").split("\n\n")[0].strip()
    return paragraph.endswith((".", ":", "?", "…"))


RULES = {
    "imports": wrong_imports,
    "sizes": too_long,
    "calls": forbidden_calls,
    "colours": bare_colors,
    "handlers": broad_excepts,
    "docstrings": undocumented,
}


@pytest.mark.parametrize("rule", RULES)
def test_the_code_keeps_to_the_rule(rule):
    assert [fault for path, text in sources() for fault in RULES[rule](path, text)] == []


PLANTED = [
    ("imports", "annotator/model/x.py", "from annotator.store import articles"),
    ("imports", "annotator/model/x.py", "from annotator import settings"),
    ("imports", "annotator/model/x.py", "def f():\n    import annotator.project"),
    ("imports", "annotator/model/x.py", "from ..store import articles"),
    ("imports", "annotator/store/x.py", "from annotator.project import Project"),
    ("imports", "annotator/formats/x.py", "from annotator.project import Project"),
    ("imports", "annotator/transfer/x.py", "from annotator.store import connection"),
    ("imports", "annotator/cli/x.py", "import importlib\nimportlib.import_module('annotator.ui.app')"),
    ("imports", "annotator/cli/x.py", "__import__('annotator.ui')"),
    ("imports", "annotator/cli/x.py", "from annotator import store"),
    ("imports", "annotator/ui/x.py", "from annotator.cli import main"),
    ("imports", "annotator/ui/x.py", "if True:\n    from annotator.store import connection"),
    ("imports", "annotator/ui/x.py", "from importlib import import_module\nimport_module(name)"),
    ("imports", "annotator/ui/x.py", "from PySide6.QtSql import QSqlDatabase"),
    ("imports", "annotator/ui/x.py", "from PySide6 import QtSql"),
    ("imports", "annotator/ui/x.py", "import sqlite3"),
    ("imports", "annotator/project/x.py", "import sqlite_utils"),
    ("imports", "annotator/cli/x.py", "def f():\n    from PySide6.QtCore import QObject"),
    ("imports", "annotator/settings.py", "from annotator.model import ids"),
    ("sizes", "annotator/model/x.py", "x = 1\n" * 401),
    ("sizes", "annotator/model/x.py", "def f():\n" + "    x = 1\n" * 40),
    ("sizes", "annotator/model/x.py", "class C:\n" + "    x = 1\n" * 300),
    ("calls", "annotator/ui/x.py", "QApplication.processEvents()"),
    ("calls", "annotator/ui/x.py", "time.sleep(1)"),
    ("calls", "annotator/ui/reader/view.py", "widget.setStyleSheet('')"),
    ("colours", "annotator/ui/x.py", "name = '#a0B1c2'"),
    ("colours", "annotator/ui/x.py", "QColor('teal')"),
    ("colours", "annotator/ui/x.py", "QtGui.QColor(1, 2, 3)"),
    ("colours", "annotator/ui/x.py", "pen = Qt.red"),
    ("colours", "annotator/ui/x.py", "pen = Qt.GlobalColor.darkRed"),
    ("handlers", "annotator/model/x.py", "try:\n    f()\nexcept:\n    raise"),
    ("handlers", "annotator/model/x.py", "try:\n    f()\nexcept Exception:\n    raise"),
    ("handlers", "annotator/ui/main_window.py", "try:\n    f()\nexcept (ValueError, Exception):\n    raise"),
    ("handlers", "annotator/ui/crash.py", "try:\n    f()\nexcept BaseException:\n    g()"),
    ("handlers", "annotator/store/x.py", "try:\n    f()\nexcept BaseException as e:\n    raise ValueError from e"),
    ("docstrings", "annotator/model/x.py", "x = 1"),
    ("docstrings", "annotator/model/x.py", '"""Says it."""\nclass C: ...'),
    ("docstrings", "annotator/model/x.py", '"""Says it."""\ndef f(): ...'),
    ("docstrings", "annotator/model/x.py", '"""does not end"""'),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_seen(rule, path, text):
    assert RULES[rule](path, text)


KEPT = [
    ("imports", "annotator/ui/x.py", "from PySide6.QtCore import Qt\nfrom annotator.project import Project"),
    ("imports", "annotator/project/x.py", "from annotator import settings\nfrom annotator.store import articles"),
    ("imports", "annotator/__main__.py", "def main():\n    from annotator.ui import app"),
    ("colours", "annotator/ui/x.py", "QColor(theme.color('page'))\nheading = '#1'\nQt.AlignLeft"),
    ("colours", THEME, "QColor('#a0b1c2')"),
    ("handlers", "annotator/ui/crash.py", "try:\n    f()\nexcept Exception:\n    g()"),
    ("handlers", "annotator/store/x.py", "try:\n    f()\nexcept BaseException:\n    g()\n    raise"),
]


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_what_is_allowed_is_left_alone(rule, path, text):
    assert not RULES[rule](path, text)


def test_only_one_function_of_the_command_line_and_one_of_the_project_catch_everything():
    for room in ("annotator/cli/", "annotator/project/"):
        found = [
            f"{path}:{node.lineno}"
            for path, text in sources()
            if path.startswith(room)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ExceptHandler) and "Exception" in dotted(node.type or ast.Name("")).split(".")
        ]
        assert len(found) <= 1, found


def test_every_folder_of_the_program_is_a_room_of_the_house():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in ("__pycache__",)}
    assert folders <= set(ROOMS)
