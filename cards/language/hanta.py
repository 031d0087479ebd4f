"""English words by HanTa: tags of the British National Corpus."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

from cards.language.mending import infinitive, mended
from cards.language.word import Tagger, Word

_TOKEN = re.compile(r"\x01+|(?:(?<![^\s(])\.)?[A-Za-z][A-Za-z']*(?:[-/.][A-Za-z0-9]+)*|\d[\d.,:]*\d|\d|[^\w\s]|\w+")
# "it's" is two words, and the tagger knows the second one in full. A noun with 's is one word, and its owner's.
_SHORT = re.compile(
    r"(?P<one>it|they|we|you|he|she|i|this|that|these|there|here|what|who|where|how)(?P<two>'(?:s|re|ll|ve|m|d))$", re.I
)
_LONG = {"'s": "is", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
LEAST = -1e6  # log-odds below which HanTa gives up a path


class _Quick(HanoverTagger):  # type: ignore[misc]  # HanTa has no types
    """HanTa with two of its searches written anew: the same tags, in half the time or less.

    HanTa tries every kind of morpheme at every piece of a word, and every tag at every word. Here only those are tried
    that the piece or the word can be; with HanTa's own searches tagging was half of what reading an English note takes.
    """

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self._known: dict[str, list[tuple[int, float]]] = {}
        for tag, morphemes in self.LP_m_t.items():
            for morpheme, odds in morphemes.items():
                self._known.setdefault(morpheme, []).append((tag, odds))
        self._next = {state: {t: p for t, p in after.items() if t > 0} for state, after in self.LP_trans.items()}
        self._open = {
            state: [(t, p) for t, p in after.items() if t in self.LP_s_t] for state, after in self._next.items()
        }
        self._long = [{tag: odds[size] for tag, odds in self.LP_len_t.items()} for size in range(25)]
        # From a state of two tags to the next tag: the odds of all tags in a row, the two tags as one number.
        tags = sorted({tag for after in self.LP_trans_word.values() for tag in after})
        self._any = tuple((tag, 0.0) for tag in tags if tag != END)
        self._steps: dict[int, array[float]] = {}
        for (last, tag), after in self.LP_trans_word.items():
            row = self._steps[last << 8 | tag] = array("d", [-math.inf]) * (tags[-1] + 1)
            for next_tag, odds in after.items():
                row[next_tag] = odds
        del self.LP_trans_word  # nothing reads it any more
        self._likely = lru_cache(20_000)(self._likely_tags)
        self._ending = lru_cache(20_000)(self._ending_odds)

    def analyze_forward(self, word: str) -> list[tuple[int, float]]:
        """The tags a word can have, the likeliest first, each with its log-odds."""
        size = len(word)
        rows: list[dict[tuple[int, int], float]] = [{(EMPTY, START): 0.0}, *({} for _ in range(size))]
        for start in range(size):
            row = rows[start]
            least = sorted(row.values(), reverse=True)[3] - 1 if len(row) > 3 else LEAST
            for state, so_far in row.items():
                after = self._next.get(state)
                if so_far < least or not after:
                    continue
                for end in range(start + 1, size + 1):
                    piece = word[start:end]
                    whole = so_far - 4.6 if end - start == size else so_far  # rarely is a word one unknown piece
                    found = [(t, so_far + after[t] + p) for t, p in self._known.get(piece, ()) if t in after]
                    if (size < 4 or end - start > 2) and self._open[state]:
                        ending = self._ending(piece[-4:], end - start > 4)
                        long = self._long[min(end - start, 24)]
                        known = self.LP_m_t
                        found += [
                            (t, whole + p + ending[t] + long[t]) for t, p in self._open[state] if piece not in known[t]
                        ]
                    reached = rows[end]
                    for tag, odds in found:
                        new = (state[1], tag)
                        if odds > LEAST and odds > reached.get(new, -math.inf):
                            reached[new] = odds
        ends: dict[tuple[int, int], float] = {}
        for state, so_far in rows[-1].items():
            for tag, odds in self.LP_trans_final.get(state, ()):
                last = (state[1], -tag)
                if so_far + odds > max(LEAST, ends.get(last, -math.inf)):
                    ends[last] = so_far + odds
        summed: dict[int, float] = {}
        for (_, tag), odds in ends.items():
            if tag in summed:
                more, less = max(odds, summed[tag]), min(odds, summed[tag])
                odds = more + math.log1p(math.exp(less - more))
            summed[tag] = odds
        return sorted(summed.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0.0)]

    def _ending_odds(self, end: str, longer: bool) -> dict[int, float]:
        """The log-odds of each open kind of morpheme for a piece not known as one, from its last letters."""
        odds = {}
        for tag, endings in self.LP_s_t.items():
            size = next((n for n in (4, 3, 2, 1) if (len(end) > n or longer) and end[-n:] in endings), 0)
            odds[tag] = self.Int_t + self.LP_hapax_t[tag] + endings[end[len(end) - size :]]
        return odds

    def _likely_tags(self, token: str, first: bool) -> tuple[tuple[int, float], ...]:
        """The tags a token of a sentence can have, with their log-odds; none where it can have any."""
        likely = self._tag_word(token, cutoff=5, casesensitive=not first, conditional=True)
        return tuple((tag, odds) for tag, odds in likely if tag not in {UNKNOWN, END})

    def best_path(self, tokens: Sequence[str]) -> list[int]:
        """The likeliest tag of each token, as HanTa's own search finds it."""
        steps = self._steps
        row = {EMPTY << 8 | START: 0.0}
        came_from: list[dict[int, int]] = []
        for place, token in enumerate(tokens):
            likely = self._likely(token, place == 0) or self._any
            least = sorted(row.values(), reverse=True)[5] - 1 if len(row) > 5 else LEAST
            reached: dict[int, float] = {}
            back: dict[int, int] = {}
            for state, so_far in row.items():
                if so_far < least:
                    continue
                step, last = steps[state], (state & 255) << 8
                for tag, of_word in likely:
                    odds = so_far + step[tag] + of_word
                    if odds > reached.get(last | tag, -math.inf):
                        reached[last | tag] = odds
                        back[last | tag] = state
            row = reached
            came_from.append(back)
        ends = {state: so_far + steps[state][END] for state, so_far in row.items()}
        state = max(ends, key=ends.__getitem__)
        tags = []
        for back in reversed(came_from):
            tags.append(state & 255)
            state = back[state]
        return tags[::-1]


def load() -> Tagger:
    """HanTa, ready to tag a sentence."""
    tagger = _Quick("morphmodel_en.pgz")

    @lru_cache(20_000)
    def base(word: str, tag: str) -> str:
        if tag == "VVZ" and word.endswith(("ies", "oes")):
            return infinitive(word)  # of "relies" it makes "relie"
        found: str = tagger.analyze(word, pos=tag)[0]
        return found

    def tag(text: str) -> tuple[Word, ...]:
        pieces = [piece for m in _TOKEN.finditer(text.replace("’", "'")) for piece in _parted(m)]
        if not pieces:
            return ()
        shown = ["Xcode" if piece[0] == "\x01" else _LONG.get(piece.lower(), piece) for piece, _, _ in pieces]
        tags = [tagger.int2tag[number] for number in tagger.best_path(shown)]
        return mended(
            [
                Word(piece, "NP0", start, end, piece)
                if piece[0] == "\x01"
                else Word(piece, tag, start, end, base(piece.lower(), tag) if tag[0] == "V" else piece.lower())
                for (piece, start, end), tag in zip(pieces, tags, strict=True)
            ]
        )

    return tag


def _parted(found: re.Match[str]) -> tuple[tuple[str, int, int], ...]:
    """A word with where it stands; a pronoun and the verb that is drawn together with it as two."""
    short = _SHORT.match(found.group())
    if short is None:
        return ((found.group(), found.start(), found.end()),)
    middle = found.start() + len(short["one"])
    return (short["one"], found.start(), middle), (short["two"], middle, found.end())
