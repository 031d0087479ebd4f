"""What everybody who keeps notes knows without learning it: the letters and the keys of every day.

A card that asks them costs a review each time and teaches nothing.
"""

from __future__ import annotations

import re

from cards.language.text import words

_LETTERS = words(
    """
    ac ai api aws cd ci cli cpu css db dc dvd faq gpu gui hdd html http https id ide iot ip it json lan llm ml os pc pdf
    ram rom sms sql oop seo ssd tv ui uk un url us usa usb ux vm vpn wan wifi www xml
    """
)
# Of 12 cards that asked what such a thing is, readers could use 1.
_THINGS = words(
    """
    byte computer email file folder hardware hypothesis internet keyboard mouse software text user web website
    컴퓨터 하드웨어 소프트웨어 사용자 응용프로그램 프로그램 입력장치 출력장치 키보드 마우스 파일 폴더 웹 웹사이트 텍스트
    """
)
_KEYS = {"c": "cop", "v": "past", "x": "cut", "z": "undo", "s": "sav", "a": "select", "p": "print", "f": "find"}
_PRESSED = re.compile(r"`?(?:ctrl|control|cmd|command|⌘|⌃|strg)\s?[-+ ]\s?(?P<key>[a-z])`?", re.I)


def is_known_letters(letters: str) -> bool:
    """Whether everybody knows what letters stand for.

    >>> is_known_letters("CSS"), is_known_letters("CPUs"), is_known_letters("DHCP")
    (True, True, False)
    """
    return letters.lower().removesuffix("s") in _LETTERS or letters.lower() in _LETTERS


def is_known_thing(name: str) -> bool:
    """Whether everybody knows what a thing of this name is.

    >>> is_known_thing("`byte`"), is_known_thing("응용 프로그램"), is_known_thing("file descriptor")
    (True, True, False)
    """
    return re.sub(r"[\s`]", "", name).lower() in _THINGS


def is_known_key(keys: str, deed: str) -> bool:
    """Whether keys do what they do in every program.

    >>> is_known_key("`Ctrl+C`", "Copy the line"), is_known_key("`Ctrl+C`", "Stop the program")
    (True, False)
    >>> is_known_key("`Command + Shift + Z`", "Redo"), is_known_key("⌘ Z", "undo")
    (False, True)
    """
    pressed = _PRESSED.fullmatch(keys.strip())
    deed = re.sub(r"^(?:to|it) ", "", deed.strip("*_` ").lower())
    return pressed is not None and deed.startswith(_KEYS.get(pressed["key"].lower(), "-"))
