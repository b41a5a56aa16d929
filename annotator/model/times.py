"""Times as stored: UTC, ISO 8601, ending in Z."""

from datetime import UTC, datetime


def now() -> str:
    """Return the present moment to the millisecond, such as `2026-03-01T09:30:00.125Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
