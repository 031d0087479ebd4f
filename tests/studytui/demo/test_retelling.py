"""What a demo says of a run, in Korean."""

from __future__ import annotations

from cards.translation import use
from demos.piece import Check, Flops, Picture, Remark, Stat
from studytui.demo.retelling import spoken


def test_sentences_are_translated_and_titles_and_numbers_stay() -> None:
    heat = Picture("weights", "heat", ("query", "key"), ("weight",), ((1.0,),), remark="rows sum to 1")
    flops = Flops(8, 8, "2·T²")
    use("ko")
    try:
        assert spoken(Check.of("rows of A sum to 1", 0.0)).name == "A의 행의 합은 1"
        assert spoken(Stat("ran in", 1.0, "ms", "ran")) == Stat("실행 시간", 1.0, "ms", "ran")
        assert spoken(Remark("of this run: 3 of 4")).text == "of this run: 3 of 4"
        assert spoken(Remark("Whatever T is, a token sees at most 7 keys.")).text == (
            "T와 상관없이 토큰은 많아야 key 7개를 봐요."
        )
        told = spoken(heat)
        assert isinstance(told, Picture)
        assert (told.title, told.remark) == ("weights", "행의 합은 1")
        assert spoken(flops) is flops
    finally:
        use("en")
