"""The tags of a note, as a search finds them."""

from __future__ import annotations

import pytest

from cards.markdown import read


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("---\ntags: [cs, 자료구조]\n---\nx", ("cs", "자료구조")),
        ("---\ntags:\n  - machine learning\n---\nx", ("machine learning",)),
        ("---\ntags:\n- 'a'\n- \"b c\"\n---\nx", ("a", "b c")),
        ("---\ntags: cs os\n---\nx", ("cs", "os")),
        ("---\ntags: [a,\n  b]\n---\nx", ("a", "b")),
        ("---\ntag: '#cs'\n---\nx", ("cs",)),
        ("# 제목\n\n본문 #큐 그리고 #db/log.", ("큐", "db/log")),
        ("#TIL #OS\n\n본문", ("TIL", "OS")),
        ("#TIL\n\n본문 #til", ("TIL",)),
        ("#제목 하나\n##둘째\n본문", ()),
        ("## Queue #cs\n\nx", ("cs",)),
        ("```c\n#include <a>\nx #no\n```\n`#no` and ``#no ` #no``\n#yes", ("yes",)),
        ("#include <stdio.h>", ()),
        ("C#은 언어다. a#b, https://a.b/c#d, [x](#e), [[f#g]], $#h$, #1234, #ff0000, #a1b2c3", ()),
        ("<!-- #no -->\n%% #no %%\n(#yes)", ("yes",)),
        ("", ()),
    ],
)
def test_the_tags_of_a_note(text: str, tags: tuple[str, ...]) -> None:
    assert read(text).tags == tags


def test_a_tag_is_kept_composed_and_once() -> None:
    assert read("#큐 #큐 #Queue #queue").tags == ("큐", "Queue")
