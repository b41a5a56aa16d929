"""The one table of commands: what each is called, its keys, where they act, and the verb it does."""

from dataclasses import replace

from annotator.ui.command import MENUS, PLACES, Command
from annotator.ui.command import in_reader as _reader
from annotator.ui.command import in_window as _window
from annotator.ui.sweep.commands import BRUSH, READING, SWEEP
from annotator.ui.translation import N_

__all__ = ["COMMANDS", "MENUS", "PLACES", "Command"]

FILE = (
    _window(
        "new_project", "file", N_("Commands", "New project…"), "Ctrl+N", verb="files.new_project", icon="new",
        tip=N_("Commands", "Make an empty project file"),
    ),
    _window(
        "open_project", "file", N_("Commands", "Open project…"), "Ctrl+Shift+O", verb="files.open_project",
        icon="open", tip=N_("Commands", "Open another project file in this window"),
    ),
    _window(
        "import", "file", N_("Commands", "Import articles…"), "Ctrl+O", verb="files.choose_imports", icon="import",
        tip=N_("Commands", "Add articles or annotations from files"), is_edit=True,
    ),
    Command(
        "paste_article", "file", N_("Commands", "Paste an article"), ("Ctrl+V",), "files.paste_article",
        N_("Commands", "Make an article of the text on the clipboard"), "paste", ("reader", "library"), True,
    ),
    _window(
        "export", "file", N_("Commands", "Export…"), "Ctrl+E", verb="files.export", icon="export",
        tip=N_("Commands", "Write annotations to a file"),
    ),
    _window(
        "print", "file", N_("Commands", "Print the article…"), "Ctrl+P", verb="files.print_article",
        tip=N_("Commands", "Print the text on the screen, with or without its tags"),
    ),
    _window(
        "save_pdf", "file", N_("Commands", "Save the article as PDF…"), verb="files.save_pdf",
        tip=N_("Commands", "Write the text on the screen to a PDF file, with or without its tags"),
    ),
    _window(
        "backup", "file", N_("Commands", "Save a backup copy"), verb="files.backup",
        tip=N_("Commands", "Copy the project into the folder of backups"),
    ),
    _window(
        "quit", "file", N_("Commands", "Quit"), "Ctrl+Q", verb="files.quit",
        tip=N_("Commands", "Close the window; everything is saved already"),
    ),
)  # fmt: skip

ARTICLE = (
    Command(
        "rename_article", "article", N_("Commands", "Rename the article"), ("F2",), "library.rename",
        N_("Commands", "Type another title in the list of articles"), "", ("library",), True,
    ),
    Command(
        "delete_article", "article", N_("Commands", "Delete the article"), ("Del",), "library.delete",
        N_("Commands", "Take the article and its tags out of the project; undo brings them back"), "delete",
        ("library",), True,
    ),
    *(
        _window(f"article_{status}", "article", text, verb=f"library.set_{status}", tip=tip, is_edit=True)
        for status, text, tip in (
            ("new", N_("Commands", "Mark as new"), N_("Commands", "Say that the article is not begun")),
            ("in_progress", N_("Commands", "Mark as in progress"), N_("Commands", "Say that tags are missing")),
            ("annotated", N_("Commands", "Mark as annotated"), N_("Commands", "Say that nothing is left to tag")),
            ("reviewed", N_("Commands", "Mark as reviewed"), N_("Commands", "Say that every tag was looked at")),
            ("skipped", N_("Commands", "Mark as skipped"), N_("Commands", "Say that it will not be tagged")),
        )
    ),
)  # fmt: skip

EDIT = (
    _window(
        "undo", "edit", N_("Commands", "Undo"), "Ctrl+Z", verb="editing.undo", icon="undo", is_edit=True,
        tip=N_("Commands", "Take back the last step"),
    ),
    _window(
        "redo", "edit", N_("Commands", "Redo"), "Ctrl+Shift+Z", "Ctrl+Y", verb="editing.redo", icon="redo",
        tip=N_("Commands", "Do again what was taken back"), is_edit=True,
    ),
    _window(
        "find", "edit", N_("Commands", "Find in this article"), "Ctrl+F", verb="editing.find", icon="find",
        tip=N_("Commands", "Find words in the text on the screen"),
    ),
    _window(
        "find_next", "edit", N_("Commands", "Find next"), "F3", verb="editing.find_next",
        tip=N_("Commands", "Go to the next place found"),
    ),
    _window(
        "find_previous", "edit", N_("Commands", "Find previous"), "Shift+F3", verb="editing.find_previous",
        tip=N_("Commands", "Go to the place found before this one"),
    ),
    _window(
        "search", "edit", N_("Commands", "Search everywhere"), "Ctrl+K", verb="places.search", icon="search",
        tip=N_("Commands", "Search all articles, entities, claims and commands"),
    ),
    _reader(
        "copy", "edit", N_("Commands", "Copy"), "Ctrl+C", verb="editing.copy",
        tip=N_("Commands", "Copy the selected words exactly as they are stored"),
    ),
    _reader(
        "select_all", "edit", N_("Commands", "Select all"), "Ctrl+A", verb="editing.select_all",
        tip=N_("Commands", "Select the whole text"),
    ),
    _reader(
        "select_sentence", "edit", N_("Commands", "Select the sentence"), "S", verb="editing.select_sentence",
        icon="select", tip=N_("Commands", "Select the sentence at the caret"),
    ),
    _reader(
        "select_paragraph", "edit", N_("Commands", "Select the paragraph"), "P", verb="editing.select_paragraph",
        tip=N_("Commands", "Select the paragraph at the caret"),
    ),
    _window(
        "exact", "edit", N_("Commands", "Select exact characters"), "Ctrl+Shift+E", verb="viewing.exact",
        tip=N_("Commands", "Leave selections as they are drawn, as with Alt held, or let them grow to whole words"),
    ),
)  # fmt: skip

TAG = (
    _reader(
        "delete_tag", "tag", N_("Commands", "Delete the tag"), "Backspace", "Del", verb="tagging.delete",
        icon="delete", tip=N_("Commands", "Remove the tag at the caret"), is_edit=True,
    ),
    _reader(
        "note", "tag", N_("Commands", "Write a note"), "N", verb="tagging.note", icon="note", is_edit=True,
        tip=N_("Commands", "Write a note on the tag at the caret"),
    ),
    _reader(
        "accept", "tag", N_("Commands", "Accept"), "A", verb="tagging.accept", icon="accept", is_edit=True,
        tip=N_("Commands", "Accept the tag at the caret"),
    ),
    _reader(
        "reject", "tag", N_("Commands", "Reject"), "X", verb="tagging.reject", icon="reject", is_edit=True,
        tip=N_("Commands", "Reject the tag at the caret; in the sweep, say that the candidate is no entity"),
    ),
    _reader(
        "dispute", "tag", N_("Commands", "Dispute"), "D", verb="tagging.dispute", icon="dispute", is_edit=True,
        tip=N_("Commands", "Mark the tag at the caret as disputed"),
    ),
    _reader(
        "accept_all", "tag", N_("Commands", "Accept all of this article"), "Shift+A", verb="tagging.accept_all",
        tip=N_("Commands", "Accept every tag of this article that waits for review, such as spread ones"), is_edit=True,
    ),
    _reader(
        "end_out", "tag", N_("Commands", "End one word to the right"), "]", verb="tagging.end_out", icon="edge",
        tip=N_("Commands", "Move the end of the tag or selection right by a word"), is_edit=True,
    ),
    _reader(
        "end_in", "tag", N_("Commands", "End one word to the left"), "[", verb="tagging.end_in",
        tip=N_("Commands", "Move the end of the tag or selection left by a word"), is_edit=True,
    ),
    _reader(
        "start_in", "tag", N_("Commands", "Start one word to the right"), "}", verb="tagging.start_in",
        tip=N_("Commands", "Move the start of the tag or selection right by a word"), is_edit=True,
    ),
    _reader(
        "start_out", "tag", N_("Commands", "Start one word to the left"), "{", verb="tagging.start_out",
        tip=N_("Commands", "Move the start of the tag or selection left by a word"), is_edit=True,
    ),
    _reader(
        "end_out_char", "tag", N_("Commands", "End one character to the right"), "Alt+]", is_edit=True,
        verb="tagging.end_out_char", tip=N_("Commands", "Move the end of the tag or selection right by a character"),
    ),
    _reader(
        "end_in_char", "tag", N_("Commands", "End one character to the left"), "Alt+[", is_edit=True,
        verb="tagging.end_in_char", tip=N_("Commands", "Move the end of the tag or selection left by a character"),
    ),
    _reader(
        "start_in_char", "tag", N_("Commands", "Start one character to the right"), "Alt+}", is_edit=True,
        verb="tagging.start_in_char",
        tip=N_("Commands", "Move the start of the tag or selection right by a character"),
    ),
    _reader(
        "start_out_char", "tag", N_("Commands", "Start one character to the left"), "Alt+{", is_edit=True,
        verb="tagging.start_out_char",
        tip=N_("Commands", "Move the start of the tag or selection left by a character"),
    ),
)  # fmt: skip

CLAIM = (
    _reader(
        "claim", "claim", N_("Commands", "Capture a claim"), "C", verb="claiming.capture", icon="claim", is_edit=True,
        tip=N_("Commands", "Propose the claim of the selection or sentence; Enter keeps it, Esc leaves"),
    ),
    _reader(
        "claim_at_once", "claim", N_("Commands", "Claim of the selection at once"), "Shift+Return", "Shift+Enter",
        verb="claiming.capture_at_once", is_edit=True,
        tip=N_("Commands", "Make a claim of the selection or sentence as it stands, without a proposal"),
    ),
    _reader(
        "claim_cue", "claim", N_("Commands", "Selection is the cue"), "U", verb="claiming.set_cue", is_edit=True,
        tip=N_("Commands", "Make the selected words the cue of the claim at hand, such as “said”"),
    ),
    _reader(
        "claim_source", "claim", N_("Commands", "Selection is the source"), "R", verb="claiming.set_source",
        tip=N_("Commands", "Make the selected words the source of the claim at hand: who says it"), is_edit=True,
    ),
    _reader(
        "claim_content", "claim", N_("Commands", "Selection belongs to the content"), "Shift+C", is_edit=True,
        verb="claiming.add_content", tip=N_("Commands", "Add the selected words to the content of the claim at hand"),
    ),
)  # fmt: skip

VIEW = (
    _window(
        "read", "view", N_("Commands", "Read"), "Ctrl+1", verb="places.read", icon="read",
        tip=N_("Commands", "Show the articles and the text"),
    ),
    _window(
        "review", "view", N_("Commands", "Review"), "Ctrl+2", verb="places.review", icon="review",
        tip=N_("Commands", "Show all annotations in a table"),
    ),
    _window(
        "insights", "view", N_("Commands", "Insights"), "Ctrl+3", verb="places.insights", icon="insights",
        tip=N_("Commands", "Show counts of labels and statuses"),
    ),
    _window(
        "toggle_library", "view", N_("Commands", "Show or hide the articles"), "F9", verb="places.toggle_library",
        tip=N_("Commands", "Show or hide the list of articles"),
    ),
    _window(
        "toggle_panel", "view", N_("Commands", "Show or hide the panel"), "F8", verb="places.toggle_panel",
        tip=N_("Commands", "Show or hide entities, claims and notes beside the text"),
    ),
    _window(
        "full_screen", "view", N_("Commands", "Full screen"), "F11", verb="viewing.full_screen", icon="fullscreen",
        tip=N_("Commands", "Fill the screen with the window, or leave that"),
    ),
    _window(
        "focus_mode", "view", N_("Commands", "Only the text"), "Shift+F11", verb="viewing.focus_mode",
        tip=N_("Commands", "Hide everything but the text, or show all again"),
    ),
    _window(
        "plain_reader", "view", N_("Commands", "Plain text for screen readers"), "Ctrl+Shift+L",
        verb="viewing.plain_reader",
        tip=N_("Commands", "Show the article as a plain field with the same keys, or as a page again"),
    ),
)  # fmt: skip

TEXT = (
    _window(
        "zoom_in", "text", N_("Commands", "Larger text"), "Ctrl++", "Ctrl+=", verb="viewing.zoom_in", icon="zoom-in",
        tip=N_("Commands", "Make the article's letters larger"),
    ),
    _window(
        "zoom_out", "text", N_("Commands", "Smaller text"), "Ctrl+-", verb="viewing.zoom_out", icon="zoom-out",
        tip=N_("Commands", "Make the article's letters smaller"),
    ),
    _window(
        "zoom_reset", "text", N_("Commands", "Usual text size"), "Ctrl+0", verb="viewing.zoom_reset",
        tip=N_("Commands", "Give the article's letters their usual size"),
    ),
    _window(
        "wider", "text", N_("Commands", "Wider column"), "Ctrl+Alt+Right", verb="viewing.wider",
        tip=N_("Commands", "Make the lines of the article longer"),
    ),
    _window(
        "narrower", "text", N_("Commands", "Narrower column"), "Ctrl+Alt+Left", verb="viewing.narrower",
        tip=N_("Commands", "Make the lines of the article shorter"),
    ),
    _window(
        "looser", "text", N_("Commands", "More space between lines"), "Ctrl+Alt+Down", verb="viewing.looser",
        tip=N_("Commands", "Set the lines of the article farther apart"),
    ),
    _window(
        "tighter", "text", N_("Commands", "Less space between lines"), "Ctrl+Alt+Up", verb="viewing.tighter",
        tip=N_("Commands", "Set the lines of the article closer together"),
    ),
    _window(
        "farther", "text", N_("Commands", "More space between paragraphs"), verb="viewing.farther",
        tip=N_("Commands", "Set the paragraphs of the article farther apart"),
    ),
    _window(
        "closer", "text", N_("Commands", "Less space between paragraphs"), verb="viewing.closer",
        tip=N_("Commands", "Set the paragraphs of the article closer together"),
    ),
    _window(
        "justified", "text", N_("Commands", "Straight edges on both sides"), verb="viewing.justified",
        tip=N_("Commands", "Stretch the lines of the article to one length, or leave them as they are"),
    ),
    _window(
        "label_marks", "text", N_("Commands", "Letters of labels"), "Ctrl+Shift+M", verb="viewing.label_marks",
        tip=N_("Commands", "Show letters of the label above each tag, so that colour is not needed"),
    ),
    _window(
        "show_invisible", "text", N_("Commands", "Invisible characters"), "Ctrl+Shift+I", verb="viewing.invisible",
        tip=N_("Commands", "Mark joiners, direction marks and blanks of other widths in the article"),
    ),
    _window(
        "text_settings", "text", N_("Commands", "All settings of the text…"), "Ctrl+,", verb="viewing.text_settings",
        tip=N_("Commands", "Choose font, size, lines, column and theme; each shows at once"),
    ),
)  # fmt: skip

THEME = tuple(
    replace(
        _window(f"theme_{name}", "theme", text, verb=f"viewing.theme_{name}", icon="theme", tip=tip),
        long_text=long_text,
    )
    for name, text, long_text, tip in (
        (
            "system", N_("Commands", "Like the system"), N_("Commands", "Theme: Like the system"),
            N_("Commands", "Follow the desktop's light or dark colours"),
        ),
        (
            "light", N_("Commands", "Light"), N_("Commands", "Theme: Light"),
            N_("Commands", "Use light colours"),
        ),
        (
            "dark", N_("Commands", "Dark"), N_("Commands", "Theme: Dark"),
            N_("Commands", "Use dark colours"),
        ),
        (
            "sepia", N_("Commands", "Sepia"), N_("Commands", "Theme: Sepia"),
            N_("Commands", "Use the colours of warm paper"),
        ),
        (
            "contrast", N_("Commands", "High contrast"), N_("Commands", "Theme: High contrast"),
            N_("Commands", "Use strong colours on black"),
        ),
    )
)  # fmt: skip

GO = (
    _reader(
        "next", "go", N_("Commands", "Next annotation"), "J", verb="going.next", icon="next",
        tip=N_("Commands", "Go to the next annotation of this article"),
    ),
    _reader(
        "previous", "go", N_("Commands", "Previous annotation"), "K", verb="going.previous", icon="previous",
        tip=N_("Commands", "Go to the annotation before this one"),
    ),
    _reader(
        "next_waiting", "go", N_("Commands", "Next to review"), "G", verb="going.next_waiting",
        tip=N_("Commands", "Go to the next annotation that waits for review, in this article or one below"),
    ),
    _window(
        "next_article", "go", N_("Commands", "Next article"), "Ctrl+PgDown", verb="going.next_article",
        tip=N_("Commands", "Open the article below in the list"),
    ),
    _window(
        "previous_article", "go", N_("Commands", "Previous article"), "Ctrl+PgUp", verb="going.previous_article",
        tip=N_("Commands", "Open the article above in the list"),
    ),
    _reader(
        "finish_article", "go", N_("Commands", "Article is done, next one"), "Ctrl+Return", "Ctrl+Enter",
        verb="going.finish_article", is_edit=True,
        tip=N_("Commands", "Mark this article as annotated and open the next unfinished one"),
    ),
    _window(
        "next_pane", "go", N_("Commands", "Next pane"), "F6", verb="places.next_pane",
        tip=N_("Commands", "Move the focus to articles, text and panel in turn"),
    ),
)  # fmt: skip

HELP = (
    _window(
        "help", "help", N_("Commands", "Keys and gestures"), "F1", verb="places.help", icon="help",
        tip=N_("Commands", "Show every command with its keys"),
    ),
    _window(
        "menu", "help", N_("Commands", "Open the menu"), "F10", verb="places.menu", icon="menu",
        tip=N_("Commands", "Open the menu of all commands"),
    ),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    *FILE, *ARTICLE, *EDIT, *BRUSH, *TAG, *SWEEP, *READING, *CLAIM, *VIEW, *TEXT, *THEME, *GO, *HELP,
)  # fmt: skip
