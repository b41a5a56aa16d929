"""Start the program: words go to the command line, nothing or the name of a file opens the window."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with words (by default the process's own) and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if is_for_window(words):
        gc.disable()  # collecting while modules load and widgets are made takes a tenth of the start; `run` enables it
        from annotator.ui import app

        return app.run(words)
    from annotator import cli

    return cli.main(words)


def is_for_window(words: Sequence[str]) -> bool:
    """Tell whether the words ask for the window: there are none, or one that names a file and no command."""
    if not words:
        return True
    if len(words) > 1 or words[0].startswith("-") or words[0].isalpha():
        return False
    path = Path(words[0])
    return bool(path.suffix) or path.exists() or path.parent != Path()


if __name__ == "__main__":
    sys.exit(main())
