"""What the window remembers from one start to the next: its shape, the last article, the place in each."""

import base64
import binascii
from typing import Any

from annotator import settings

MOST_PLACES = 400
"""Articles whose reading place is remembered; the ones read longest ago go first."""


class WindowState:
    """Values by name; written to the person's folder when the window closes."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = dict(settings.state())

    def text(self, name: str) -> str:
        """Return a text, empty when there is none."""
        value = self._values.get(name, "")
        return value if isinstance(value, str) else ""

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers, empty when there is none."""
        value = self._values.get(name, [])
        return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []

    def raw(self, name: str) -> bytes:
        """Return bytes that were put as such, empty when there are none or they are damaged."""
        try:
            return base64.b64decode(self.text(name), validate=True)
        except binascii.Error:
            return b""

    def put(self, name: str, value: str | list[int]) -> None:
        """Remember a text or a list of numbers."""
        self._values[name] = value

    def put_raw(self, name: str, value: bytes) -> None:
        """Remember bytes."""
        self._values[name] = base64.b64encode(value).decode("ascii")

    def reading_place(self, article: str) -> int:
        """Return the place at which an article was left, 0 when it is not known."""
        place = self._places().get(article, 0)
        return place if isinstance(place, int) and place >= 0 else 0

    def put_reading_place(self, article: str, place: int) -> None:
        """Remember the place at which an article was left."""
        places = {uid: at for uid, at in self._places().items() if uid != article}
        places[article] = place
        self._values["places"] = dict(list(places.items())[-MOST_PLACES:])

    def save(self) -> None:
        """Write everything to the person's folder."""
        settings.save_state(self._values)

    def _places(self) -> dict[str, Any]:
        value = self._values.get("places", {})
        return value if isinstance(value, dict) else {}
