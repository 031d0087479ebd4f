"""What stands at the top of a note or a part about the note itself: its date, its author, where and for whom it was."""

from __future__ import annotations

import re

from cards.language.text import words
from cards.translation import N_

OF_THE_NOTE = N_("it says when, by whom or under which tags the note was written")
_ROW = re.compile(
    r"^[\s>]*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?(?P<key>[^:：|`$]{1,28}?)\s*(?P<mark>:{1,2}|：)(?:\s+(?P<what>\S.*))?$"
)
_SAYS = re.compile(
    r"^(?:an?|the)\s|[가-힣](?:다|요|[음함됨임])\.?$|\s(?:is|are|that|which|who|to|when)\s|[가-힣](?:는|을|를|한|된|할)\s",
    re.I,
)
OF_ANOTHER = N_("it is a property that another program keeps in the note")
_CELLS = re.compile(r"^[\s>]*\|\s*(?P<key>[^|`$]{1,28}?)\s*\|\s*(?P<what>[^|]*?)\s*\|?\s*$")
_BETWEEN = re.compile(r"^[\s>]*\|[\s:|-]+$")
_FENCE = re.compile(r"^[\s>]*(?:`{3,}|~{3,})")
_HEADING = re.compile(r"^[\s>]*#{1,6}\s|^[\s>]*\*\*[^*:]+\*\*\s*$|^[\s>]*(?:={3,}|-{3,})\s*$")
# A line of these tells of a note, a talk or a meeting, and hardly ever of what was learned.
_SURE = words(
    """
    date datetime author authors tag tags keyword keywords category categories attendees participants present absent
    lecturer instructor professor teacher speaker speakers presenter url link links source via status created updated
    modified published edited reviewed isbn doi arxiv semester session slug draft alias aliases createdat updatedat
    readingtime datecreated createdby writtenby recordedby lastupdated due duedate deadline
    날짜 일시 일자 작성일 작성일자 수정일 등록일 작성자 글쓴이 저자 필자 기록자 작성 참석 참석자 참가자
    불참 불참자 강사 교수 교수님 발표자 강의자 담당교수 진행자 태그 키워드 카테고리 분류 출처 링크 강의실
    수업일 학기 주차 회차
    도서명 책제목 출판사 옮긴이 역자 회의일시 회의장소 마감 마감일 제출일
    제출기한 기한 배점 담당 담당자 읽은날 완독일 시청일 최초작성 최종수정 업데이트 상태
    """
)
# These do beside the others.
_MAYBE = words(
    """
    time when where who location place room venue course class module subject topic topics week lecture lesson
    chapter chapters pages page book title publisher year language lang duration length rating level difficulty
    platform version project code client host id type kind format genre license agenda term unit series part episode
    edition goal site team department event series day mood weather
    시간 장소 위치 주제 과목 강의 강의명 수업 수업명 교재 책 제목 챕터 범위 쪽수 페이지 언어 소요시간 걸린시간
    분량 평점 별점 난이도 사이트 플랫폼 버전 프로젝트 팀 부서 행사 안건 목적 종류 형식 장르 번호 문제번호 기분 날씨 요일
    환경 기간 대상 회의명 중요도 빈출도 빈도
    """
)
_KINDS = ("카테고리", "키워드", "태그", "빈출도")  # whatever stands before these says of which kind they are
_HASHED = re.compile(r"(?:#[^\s#,]+[,\s]*)+")
LEAST, SHARE = 2, 0.6


def of_the_note(lines: list[str]) -> dict[int, str]:
    """The 0-based lines right below a heading, or at the top, that tell of the note itself, each with the reason.

    >>> of_the_note(["# Optics", "", "Lecturer: Dr. Weber", "Room: H2", "Week: 7", "", "Prism: it parts colours"])[3]
    'it says when, by whom or under which tags the note was written'
    >>> sorted(of_the_note(["# 체", "🏷️ 도구 카테고리: 체, 키", "💡 핵심 키워드: #체, #곡식", "중요도: 상"]))
    [1, 2, 3]
    >>> of_the_note(["# Headers", "Date: when it was sent", "Host: the name asked for"])
    {}
    """
    found: dict[int, str] = {}
    fence, fresh, judged, run = False, True, False, list[tuple[int, str]]()
    for number, line in enumerate([*lines, "#"]):
        if _FENCE.match(line):
            fence = not fence
        if fresh and not fence and (_row(line) is not None or _BETWEEN.match(line)):
            run.append((number, line))
            continue
        if not line.strip() and (fresh or not run):
            if not judged and (told := _told(run)):
                found, run = found | told, []  # what stands below the blank line is judged alone
            judged = judged or bool(run)
            continue
        found |= _told(run)
        run, judged, fresh = [], False, not fence and _HEADING.match(line) is not None
    return found


def _told(run: list[tuple[int, str]]) -> dict[int, str]:
    """The lines of a run that tell of the note, with why, where enough of them do; the rows of a table all together."""
    sure, maybe, cells = [], [], []
    for number, line in run:
        if line.lstrip(" \t>").startswith("|"):
            cells.append(number)
        row = _row(line)
        if row is None or _says(row["what"] or ""):
            continue
        name = re.sub(r"[\W_]+", "", row["key"]).lower()  # also without the emoji in front
        if name in _SURE or name.endswith(_KINDS) or _HASHED.fullmatch(row["what"] or ""):
            sure.append(number)
        elif name in _MAYBE:
            maybe.append(number)
    told = sorted(sure + maybe)
    if cells and len(told) < len(run) - 1:
        return {}  # a row that tells of something else makes a table of things
    enough = sure and len(told) >= max(LEAST, SHARE * len(run))
    if not enough:
        return {}
    kept = {number for number, line in run if _PROPERTY.match(line)}
    return {number: OF_ANOTHER if number in kept else OF_THE_NOTE for number in sorted({*told, *cells})}


def _row(line: str) -> re.Match[str] | None:
    """A line with a key and what it says, as "key: value" or as a row of a table."""
    if "|" in line and line.lstrip(" \t>").startswith("|"):
        return _CELLS.match(line.replace("*", "").replace("__", ""))
    return _ROW.match(line.replace("*", "").replace("__", "")) if ":" in line or "：" in line else None


def is_badge(text: str) -> bool:
    """Whether a line is a row of labels about the note ("Difficulty: 3 | Study time: 3 minutes").

    >>> is_badge("Frequency: 62% | Difficulty: low | Study Time: 3 minutes"), is_badge("Port: 22 | Protocol: TCP")
    (True, False)
    """
    pieces = [_BADGE.fullmatch(piece.strip()) for piece in text.split(" | ")]
    if len(pieces) < 2 or not all(pieces):
        return False
    keys = {re.sub(r"[\W_]+", "", piece["key"]).lower() for piece in pieces if piece}
    return any(key in _SURE or key in _MAYBE for key in keys)


_BADGE = re.compile(r"(?P<key>[^:：|]{1,28})[:：](?:\s?[^\s:]{1,16}){0,4}")


def _says(what: str) -> bool:
    """Whether the words behind a key are a sentence or a meaning rather than a value."""
    return len(what.split()) > 10 or _SAYS.search(what) is not None or " :: " in what


_DATED = re.compile(
    r"^(?:date|created|updated|modified|(?:last )?(?:updated|modified|edited)|published"
    r"|날짜|일자|일시|작성일(?:자|시)?|등록일|수정일(?:자)?|최종 ?수정(?:일)?|업데이트)(?: at"
    r"| on)?\s*[:：](?!:)\s*(?P<what>\S.*)$",
    re.I,
)
_SIGNED = re.compile(
    r"^(?:authors?|written by|tags?|keywords?|categor(?:y|ies)|attendees|participants|참석자|작성자"
    r"|글쓴이|필자|기록자|발표자|강사|담당자?|태그|키워드|카테고리|lecturer|instructor|presenter|recorded by"
    r"|reading time|(?:last )?reviewed(?: on| by)?)\s*(?:[:：](?!:)\s*|\s[-–—]\s+)(?P<what>\S.*)$",
    re.I,
)
_OF_DAYS = re.compile(
    r"^\W*(?:\d{2,4}\s?[-./년]|\d{1,2}\s?[-./월]|\d{6,8}\b|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*day|오늘|어제|today|yesterday)",
    re.I,
)
_DUE = re.compile(r"^(?:due(?: date)?|deadline|submission|제출 ?기한|마감(?:일|기한)?|제출일)\s*[:：]\s*\S", re.I)
_LOGGED = re.compile(r"^[\[(]?(?:\d{4}[-/.]\d{2}[-/.]\d{2}[T ])?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?Z?[\])]?\s+\S")
_STATUS = re.compile(
    r"^(?:status|state|상태)\s*[:：]\s*(?:draft|done|finished|complete[d]?|wip|in progress|todo|published"
    r"|evergreen|seedling|budding||초안|완료|진행 ?중|작성 ?중|미완성?)\W*$",
    re.I,
)
# "시험 빈출도: ★★★ (상)": how often it is asked elsewhere. The stars are off the text already.
_RATED = re.compile(
    r"^(?:\S+\s)?(?:빈출도|출제 ?빈도|출제율|중요도|난이도)\s*[:：]"
    r"\s*\W*(?:최?[상중하]|높음|보통|낮음|\d(?:\s?/\s?\d)?)?\W*$"
)
# "id:: 64f0": what Logseq and Dataview keep of a block.
_PROPERTY = re.compile(r"^(?P<key>[A-Za-z가-힣][\w-]{0,30})::\s+(?P<what>\S.*)$")
_KEPT = words(
    """
    id collapsed title icon template public filters heading background ls-type hl-page hl-color card-last-interval
    card-repeats card-ease-factor card-next-schedule card-last-reviewed card-last-score logseq
    """
)
_VALUE = re.compile(r"(?:\[\[.*|#\S.*|true|false|[0-9a-f]{8}-[0-9a-f-]{10,}|https?://\S+|\d[\d.,:/-]*)$", re.I)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"^\W{0,3}(?:(?:오전|오후|am|pm)\s?)?(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?(?:[ap]\.?m\.?(?!\w)|시(?:\s?\d{1,2}분)?))"
    r"(?:\s?[-–~]\s?(?:\d{1,2}:\d{2}|\d{1,2}시)(?:\s?[ap]m)?)?\W{0,3}(?:[:：]\s|\s[-–—]\s|→\s?|\)\s)\s*\S"
    r"|^[\[(]\d{1,2}:\d{2}[\])]\s+\S|^\d{1,2}:\d{2}(?:\s?[-–~]\s?\d{1,2}:\d{2})?\s+\S+(?:\s\S+){0,3}$",
    re.I,
)


def written(text: str) -> str:
    """Why a line of a note is about the note or a day, not about what was learned; "" where it may be a fact.

    >>> written("Tags: db, postgres"), written("12:30: 점심")
    ('it says when, by whom or under which tags the note was written', 'it says what happened at a time of day')
    >>> written("Date: 1066"), written("3:1: a ratio")
    ('', '')
    """
    if re.search(r"\s:::?\s", text):
        return ""  # its writer marked it as a card
    if " | " in text and is_badge(text):
        return OF_THE_NOTE
    if match := _DATED.match(text):
        year = _YEAR.search(match["what"])
        if _OF_DAYS.match(match["what"]) and (year is None or 1990 <= int(year[1]) <= 2100):
            return OF_THE_NOTE
    if (match := _SIGNED.match(text)) and not _SAYS.search(match["what"]):
        return OF_THE_NOTE
    if _STATUS.match(text) or _DUE.match(text) or _RATED.match(text):
        return OF_THE_NOTE
    if _LOGGED.match(text):
        return N_("it is a line of a log")
    if match := _PROPERTY.match(text):
        name = match["key"].lower()
        if name in _KEPT or name in _SURE or name in _MAYBE or _VALUE.match(match["what"]):
            return OF_ANOTHER
    return N_("it says what happened at a time of day") if _CLOCK.match(text) else ""
