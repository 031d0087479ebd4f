"""The search for the likeliest tags finds what HanTa's own search finds, in fewer steps."""

from __future__ import annotations

from HanTa.HanoverTagger import HanoverTagger

from cards.language.hanta import _TOKEN, _best_path
from tests.cards.judgements import NOTES


def test_the_path_is_that_of_hanta_itself() -> None:
    """On each English line of some of our notes, unknown words, signs and all."""
    tagger = HanoverTagger("morphmodel_en.pgz")
    lines = [
        line
        for path in sorted(NOTES.glob("*.md"))[::6]
        for line in path.read_text("utf-8").splitlines()
        if line.isascii() and line.strip()
    ]
    assert len(lines) > 100
    for line in [*lines, "Zqxvw blorps the frobnicator", "?", "a"]:
        tokens = _TOKEN.findall(line)
        if tokens:
            assert _best_path(tagger, tokens) == tagger.tag_sent_viterbi(tokens), line
