"""Why a line makes no card is told in the reader's language, whatever rule says it."""

from __future__ import annotations

from cards.asking.claims import REASONS
from cards.asking.faults import TOO_LONG
from cards.extract import extract
from cards.markdown import read
from cards.translation import language, retold, use
from tests.cards.cases import FOLDERS, cases_in
from tests.cards.judgements import NOTES


def test_every_reason_has_a_korean_sentence() -> None:
    """Those of the forms of a line, and all that our notes and the notes of the cases get."""
    texts = [path.read_text("utf-8") for path in sorted(NOTES.glob("*.md"))[::4]]
    texts += [case.note for folder in FOLDERS for case in cases_in(folder)[::3]]
    given = {line.why for text in texts for line in extract(read(text)).unused} | set(REASONS.values())
    assert len(given) > 15
    before = language()
    use("ko")
    try:
        assert sorted(why for why in given if retold(why, TOO_LONG) == why) == []
    finally:
        use(before)
