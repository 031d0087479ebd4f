"""The history of the tables. Alembic (0.4 s to import) is only needed when something has to change, so what it would
say about the newest revision stands here, and a test holds the two together."""

from __future__ import annotations

# Every revision, oldest first.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013")
HEAD = REVISIONS[-1]
