"""Which language is spoken, how a text is put together, and the catalogue: whole, and read as Babel reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cards import translation
from cards.matching import flags
from cards.translation import N_, _, ngettext, pgettext, preferred, use
from cards.translation.po import parsed, read
from tests.cards.translation import catalogue


@pytest.fixture
def korean() -> Iterator[None]:
    use("ko")
    yield
    use("en")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ko"}, "ko"),
        ({"LC_ALL": "ko_KR.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:ko:en"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": ""}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8", translation.VARIABLE: "en"}, "en"),
    ],
)
def test_the_first_variable_that_says_something_names_the_language(environ: dict[str, str], language: str) -> None:
    assert preferred(environ) == language


def test_english_is_what_the_code_says() -> None:
    assert _("{name} cannot be read.", name="a{b}.md") == "a{b}.md cannot be read."
    assert _("a text with {due}, taken as it is") == "a text with {due}, taken as it is"
    assert [ngettext("{count} card", "{count} cards", n) for n in (0, 1, 2, 1200)] == [
        *("0 cards", "1 card", "2 cards", "1,200 cards")
    ]
    assert pgettext("a rating", "good") == "good"
    assert N_("again") == "again"


def test_a_catalogue_is_read_with_its_escapes_contexts_and_plurals() -> None:
    texts = parsed(
        'msgid ""\nmsgstr ""\n"Language: ko\\n"\n\n#: a.py\nmsgid "a \\"b\\" \\\\n\\n"\n"c"\nmsgstr "가"\n"나"\n\n'
        'msgctxt "d"\nmsgid "e"\nmsgstr "다"\n\nmsgid "f"\nmsgid_plural "fs"\nmsgstr[0] "라"\n\nmsgid "g"\nmsgstr ""\n'
    )
    assert texts == {'a "b" \\n\nc': "가나", "d\4e": "다", "f": "라"}


def test_the_catalogue_is_whole() -> None:
    """`make words` brings it to what the code says; the translations are a person's."""
    assert catalogue.faults() == []


def test_the_catalogue_is_read_as_babel_reads_it() -> None:
    expected = {
        f"{message.context}\4{catalogue._first(message.id)}" if message.context else catalogue._first(message.id):
        catalogue._first(message.string)
        for message in catalogue.kept() if message.id and catalogue._first(message.string)
    }  # fmt: skip
    assert read("ko") == expected


def test_korean_has_one_plural_and_no_english_of_its_own(korean: None) -> None:
    assert [ngettext("{count} card", "{count} cards", n) for n in (1, 2)] == ["카드 1장", "카드 2장"]


def test_what_is_put_together_or_computed_is_refused() -> None:
    with pytest.raises(catalogue.Unclear, match="put together"):
        list(catalogue.texts('_(f"{n} cards")', "a.py"))
    with pytest.raises(catalogue.Unclear, match="binds _"):
        list(catalogue.texts('def f(a):\n    b, _ = a\n    return _("text")', "a.py"))
    assert [text.one for text in catalogue.texts('key("d", "demo", "demo", help="Run it")\n_("a")', "a.py")] == [
        *("demo", "Run it", "a")
    ]


def test_a_stored_flag_is_told_in_the_language_of_its_reader(korean: None) -> None:
    stored = flags.ANSWER.format(how="a number is different", before="O(1); before, it was: O(n)")
    assert "숫자" in flags.translated(stored)
    assert flags.translated(stored).endswith("O(1); before, it was: O(n)")
    assert flags.translated("of another version") == "of another version"
    stored = flags.QUESTION.format(before="new")  # a person's word, which is a word of ours as well
    assert flags.translated(stored).endswith(": new")


def test_every_language_that_can_be_chosen_has_a_catalogue() -> None:
    folder = Path(translation.__file__).parent
    assert {path.stem for path in folder.glob("*.po")} | {"en"} == set(translation.LANGUAGES)
