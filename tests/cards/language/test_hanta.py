"""The searches for the likeliest tags find what HanTa's own searches find, in fewer steps."""

from __future__ import annotations

from HanTa.HanoverTagger import HanoverTagger

from cards.language.hanta import _TOKEN, _Quick
from cards.language.tagging import words
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


def test_a_pronoun_and_its_verb_drawn_together_are_two_words() -> None:
    found = words("It’s slow, they're shut, and the keeper's key doesn't fit") or ()
    told = [(word.text, word.tag) for word in found]
    assert told[:3] == [("It", "PNP"), ("'s", "VBZ"), ("slow", "AJ0")]
    assert ("they", "PNP") in told
    assert ("'re", "VBB") in told
    assert "keeper's" in {text for text, _ in told}, "a noun with its 's is one word"
    assert [(word.start, word.end) for word in found[:3]] == [(0, 2), (2, 4), (5, 9)]


def test_a_range_is_one_number_wherever_it_stands() -> None:
    for text, number in (
        ("The gauge shows values between 0 and 1", "0 and 1"),
        ("Two to three boats wait for 40 to 50 minutes", "40 to 50"),
        ("It takes 3 or 4", "3 or 4"),
    ):
        assert number in {word.text for word in words(text) or ()}, text
