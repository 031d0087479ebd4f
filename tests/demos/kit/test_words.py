"""Texts as inputs: like words are alike, heads do what their roles say, and every word has its place."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from demos.kit import words
from demos.kit.masked import weights

VALUES: dict[str, Any] = {"T": 24, "H": 4, "d": 64, "seed": 0, "text": "en"}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_like_words_are_alike_and_a_word_is_itself_wherever_it_stands(language: str) -> None:
    found = words.first(28, language)
    meanings = words.meanings(28, 64, language)
    near = meanings @ meanings.T
    pairs = [(i, j) for i in range(28) for j in range(i)]
    same = [near[i, j] for i, j in pairs if found[i][1] == found[j][1]]
    like = [near[i, j] for i, j in pairs if found[i][1] != found[j][1] and found[i][2] == found[j][2]]
    other = [near[i, j] for i, j in pairs if found[i][2] != found[j][2]]
    assert min(same) > 0.999
    assert 0.45 < sum(like) / len(like) < 0.85
    assert abs(sum(other) / len(other)) < 0.1
    assert min(same) > max(like)


def test_both_languages_share_their_words() -> None:
    english, korean = words.first(32, "en"), words.first(32, "ko")
    cat = next(i for i, word in enumerate(english) if word[0] == "cat")
    translated = next(i for i, word in enumerate(korean) if word[0] == "고양이가")
    assert torch.equal(words.meanings(32, 16, "en")[cat], words.meanings(32, 16, "ko")[translated])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_heads_look_where_their_role_says(language: str) -> None:
    q, k, _ = words.qkv({**VALUES, "text": language})
    seen = weights(q, k)[0]
    found = words.first(24, language)
    assert seen[1].argmax(-1)[1:].tolist() == list(range(23)), "the previous word"
    assert seen[3].argmax(-1)[:-1].tolist() == list(range(1, 24)), "the next word"
    for i, best in enumerate(seen[2].argmax(-1).tolist()):
        assert found[i][1] == found[best][1], "the same word"


@given(T=st.integers(1, 70), H=st.integers(1, 9), d=st.integers(1, 20), text=st.sampled_from(words.TEXT.choices))
def test_any_size_has_inputs_of_its_shape_and_as_many_labels(T: int, H: int, d: int, text: str) -> None:
    values = {"T": T, "H": H, "d": d, "seed": 1, "text": text}
    assert [tuple(t.shape) for t in words.qkv(values)] == [(1, H, T, d)] * 3
    assert all(bool(t.isfinite().all()) for t in words.qkv(values))
    assert tuple(words.embedded(values, D=d).shape) == (1, T, d)
    assert len(words.labels(values)) == (0 if text == "noise" else T)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    first, again = words.qkv(VALUES), words.qkv(VALUES)
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not torch.equal(first[0], words.qkv({**VALUES, "seed": 1})[0])
    assert words.role({"text": "noise"}, 0) == ""
