"""Korean sentences that tell what their writer did or felt, or speak of a figure or the text around them."""

from __future__ import annotations

import re
from functools import lru_cache

_STORY_ENDS = re.compile(
    r"(?:배웠다|배웠습니다|공부했다|공부하였다|해 ?[봤보]았?다|느꼈다|싶다|것 같다|겠다|겠습니다|하자|보자|해야지"
    r"|[가-힣]\s?봤[다음]|[해어아여려] ?본다|[가-힣]해 ?봄|정리했다|(?:정리|기록)해 ?둔다|모르겠다|헷갈[린렸]다"
    r"|어려웠다"
    r"|재[밌미]\S*다|힘들었다|[ㅠㅋㅎ]+|풀었다|들었다|읽었다|시작했다|끝냈다|복습함|공부함|알아본다|알아보[겠자]\S*|살펴[본보]\S*|감사합니다|바랍니다"
    r"|알고 있[음다]|[은는을ㄹ할될한인] 듯(?:하다|함)?|모르겠음|애매(?:하다|함)|생각(?:함|한다|된다)|좋겠다|궁금하다"
    r"|[다라]고\s?(?:합시다|하자|치자|가정\S*|해\s?봅시다)|려고 (?:한다|합니다)|고자 (?:한다|합니다)"
    r"|(?:최선을 다|전념|헌신|노력)하고 있(?:다|음|습니다)|(?:힘쓰|앞장서)고 있(?:다|음|습니다)"
    r"|기억난다|고생했다|이해했다|지루했다|못 했다|해결[했됐]다|생각했다|했었다|였었다|같아요|더라|거든요?|네요)$"
)


_STORY_STARTS = re.compile(
    r"^(?:안녕하세요|오늘은? |어제 |내일은? |이번 (?:주|글|장|포스팅|시간)|이 (?:글|장|포스팅)에서|다음 (?:글|시간)"
    r"|내가 |제가 |나는 |저는 |내 |제 (?!\d)|저희 |이제 "
    r"|우리 (?:팀|회사|모델|서비스|프로젝트|반|조|집|코드|실험)|드디어 |지난 )"
)


@lru_cache(4096)
def is_story(text: str) -> bool:
    """Whether a sentence tells what its writer did or felt or what somebody strives for, rather than what is so.

    "이제 열쇠가 있으므로 문을 열 수 있다" only leads from one part of a walk to the next.
    """
    return _STORY_ENDS.search(text.rstrip(" .!~?)")) is not None or _STORY_STARTS.match(text) is not None


_OF_TEXT = re.compile(
    r"^(?:아래|위|다음|이|앞|본)(?:의|와 같은|에서)?\s?(?:그림|사진|코드|표|예시|예제|이미지|예|글|책|장|절|포스트"
    r"|포스팅|post|문서|노트)\S*\s|^(?:책"
    r"|글)의\s(?:구성|내용|단점|장점)|^\[?(?:그림|표|사진)\s?\d|^(?:강의|수업|강사님?|교수님|발표자?)[은는이가]\s"
    r"|(?:살펴보|알아보|다루|소개하)(?:자|겠다|겠습니다|도록 하)|^(?:앞으로|지금부터|앞서)\s"
)


def speaks_of_text(text: str) -> bool:
    """Whether a sentence speaks of a figure, a table, a book or the text around it."""
    return _OF_TEXT.search(text) is not None
