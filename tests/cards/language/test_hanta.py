"""The searches for the likeliest tags find what HanTa's own searches find, in fewer steps."""

from __future__ import annotations

from HanTa.HanoverTagger import HanoverTagger

from cards.language.hanta import _TOKEN, _Quick
from tests.cards.judgements import NOTES


def test_the_path_is_that_of_hanta_itself() -> None:
    """On each English line of some of our notes, unknown words, signs and all."""
    tagger, quick = HanoverTagger("morphmodel_en.pgz"), _Quick("morphmodel_en.pgz")
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
            assert quick.best_path(tokens) == tagger.tag_sent_viterbi(tokens), line


def test_a_word_can_have_the_tags_that_hanta_gives_it() -> None:
    """Words that HanTa does not know are guessed from their pieces and endings, each tag with the same odds."""
    tagger, quick = HanoverTagger("morphmodel_en.pgz"), _Quick("morphmodel_en.pgz")
    for word in ("frobnicator", "blorps", "unmemoizable", "re-hashing", "qzx", "ab", "x", "antidisestablishments", "7"):
        expected = tagger.analyze_forward(word)
        found = quick.analyze_forward(word)
        assert [tag for tag, _ in found] == [tag for tag, _ in expected], word
        assert all(abs(a - b) < 1e-9 for (_, a), (_, b) in zip(found, expected, strict=True)), word
