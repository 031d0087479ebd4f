"""Text that needs no screen: note texts made harmless, counts, times and dates in words."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cards.translation import N_, _, ngettext, pgettext, retold
from studytui.math.scripts import scripts

DAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
# Python's own names of days and months follow the locale of the process, which is never set: they would be English.
SHORT_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)

if TYPE_CHECKING:
    from db.records import Known, Review

# C0 and C1 controls (but tab and newline), and the marks that reverse the reading direction of what follows.
# Half a surrogate pair, as in a file name that is not UTF-8, could not even be printed.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ACTING_IN_LINE = re.compile(f"[\t\n]|{_ACTING.pattern}")

HANGUL = re.compile("[가-힣]")
_VERBATIM = re.compile(r"\\[!-/:-@\[-`{-~]|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)
_BOLD = re.compile(r"(\*\*|(?<![\w*])\*(?!\*))(?=\S)(.+?)(?<=\S)\1(?!\*)")


def harmless(text: str) -> str:
    """`text` in NFC, with every character that would act on a terminal shown as a picture of itself (ESC → ␛)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ACTING.sub(_picture, unicodedata.normalize("NFC", text))


def acting(line: str) -> bool:
    """Whether a line of the screen holds a character that would act on a terminal."""
    return _ACTING_IN_LINE.search(line) is not None


def silenced(line: str) -> str:
    """A line of the screen without such characters; nothing moves, for none but half a surrogate pair takes a cell."""
    return _ACTING_IN_LINE.sub(lambda match: "\ufffd" if "\ud800" <= match[0] <= "\udfff" else "", line)


def as_json(document: Any, indent: int | None = None) -> str:
    """A document as JSON that loses nothing and acts on no terminal. A NaN becomes null, for JSON knows none."""
    try:
        text = json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False, default=_spelled)
    except (ValueError, TypeError):  # seldom: looking for them takes as long as all the rest
        text = json.dumps(_finite(document), ensure_ascii=False, indent=indent, allow_nan=False, default=_spelled)
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)  # inside a string: JSON has none elsewhere


def _finite(value: Any) -> Any:
    """`value` with NaN and infinities as null."""
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {str(key): _finite(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(each) for each in value]
    return value


def _spelled(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def idea_of(met: dict[str, Any]) -> str:
    """The sentence of a misconception in `stats`, in the language its question is asked in."""
    said: dict[str, str] = met["sentence"]
    return said.get("ko" if HANGUL.search(met["question"]) else "en") or said.get("en") or str(met["name"])


def unmarked(text: str) -> str:
    """`text` as plain lines show it: no asterisks of bold and italic, H₂O for `H_2O`; code and escaped signs stay."""
    kept = [piece.removeprefix("\\") for piece in _VERBATIM.findall(text)]
    bare = scripts(_BOLD.sub(r"\2", _VERBATIM.sub("\0", text)))
    return re.sub("\0", lambda _: kept.pop(0), bare)


def flat(text: object, longest: int = 200) -> str:
    """`text` on one line, without marks of emphasis."""
    line = unmarked(" ".join(str(text).split()))
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def unforeseen(error: Exception) -> str:
    """What to say of an error that no sentence was written for; it is named, so that it can be reported."""
    return harmless(
        _(
            "Something went wrong ({error!r}). What was answered is on disk. Please report it; "
            "STUDYTUI_DEBUG=1 shows where it happened.",
            error=error,
        )
    )


# What an event of the log did, as undoing it is told.
DID = {
    "suspend": N_("suspending it"),
    "resume": N_("asking it again"),
    "bury": N_("putting it off until tomorrow"),
    "take": N_("taking it"),
    "keep": N_("keeping it"),
    "drop": N_("dropping it"),
    "have": N_("that you have it already"),
    "reject": N_("rejecting it"),
    "accept": N_("accepting it"),
    "leech": N_("setting it aside"),
}


def taken_back(card: Known, event: Review | None) -> str:
    """What an undo took back of a card, in a sentence; without an event, a rewording."""
    if event is None:
        did = _("rewording it")
    elif event.rating is not None:
        did = _("your answer {rating}", rating=_(event.rating.word))
    else:
        did = _(DID.get(event.event, event.event))
    return _("Taken back: {did} ({card}).", did=did, card=named(card))


def in_place_of_one(count: int, undo: str) -> str:
    """What a split made, in two sentences; `undo` is the key that takes it back."""
    made = ngettext("{count} card in place of one.", "{count} cards in place of one.", count)
    return f"{made} {_('{u} takes that back.', u=undo)}"


def set_aside(card: Known) -> str:
    """That a card was forgotten too often, and what helps, in two sentences."""
    return _(
        "Set aside: {card} was forgotten {times}. Another wording helps most; browse finds it with "
        "is:leech, and u takes the answer back.",
        card=named(card),
        times=plural(card.schedule.lapses, "time"),
    )


def named(card: Known, longest: int = 40) -> str:
    """A card by its question, in quotes and short enough for a sentence."""
    text = " ".join(unmarked(harmless(card.card.question)).split())
    return f"“{text if len(text) <= longest else text[: longest - 1].rstrip() + '…'}”"


def reason(why: str) -> str:
    """Why a line became nothing, in the reader's language."""
    from cards.asking.faults import TOO_LONG

    return retold(why, TOO_LONG)


# The kinds of cards as they are shown; in a filter each is typed as it is (`kind:cloze`).
KINDS = {
    "definition": N_("definition", "a kind of card"),
    "enumeration": N_("enumeration", "a kind of card"),
    "composition": N_("composition", "a kind of card"),
    "equation": N_("equation", "a kind of card"),
    "relation": N_("relation", "a kind of card"),
    "contrast": N_("contrast", "a kind of card"),
    "cloze": N_("cloze", "a kind of card"),
    "table": N_("table", "a kind of card"),
    "question": N_("question", "a kind of card"),
    "code": N_("code", "a kind of card"),
    "run": N_("run", "a kind of card"),
}


def kind_name(kind: str) -> str:
    """A kind of card in the reader's language."""
    return pgettext("a kind of card", KINDS.get(kind, kind))


# What an import does to a card, in the word of a list.
CHANGES = {
    "new": N_("new"),
    "reworded": N_("reworded"),
    "moved": N_("moved"),
    "returned": N_("returned"),
    "gone": N_("gone"),
    "kept": N_("kept"),
}

# What an event of the log is called in a list of them.
EVENTS = {
    "rating": N_("answered"),
    "undo": N_("undo"),
    "suspend": N_("suspend"),
    "resume": N_("resume"),
    "bury": N_("bury"),
    "take": N_("take"),
    "keep": N_("keep"),
    "drop": N_("drop"),
    "have": N_("have"),
    "reject": N_("reject"),
    "accept": N_("accept"),
    "leech": N_("leech"),
}


def plural(count: int, word: str) -> str:
    """`1 card`, `2 cards`, in the reader's language; the word is English and counted by an s."""
    return ngettext(f"{{count}} {word}", f"{{count}} {word}s", count)


def short(count: int) -> str:
    """A count in at most six characters: `99,999`, `123k`, `4.6M`."""
    if count < 100_000:
        return f"{count:,}"
    return f"{count / 1e3:.0f}k" if count < 999_500 else f"{count / 1e6:.1f}M"


def clock_time(seconds: float) -> str:
    """Seconds as `3:07`, or `1:02:09` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def when(moment: datetime, now: datetime) -> str:
    """An instant in words: `in 8 minutes`, `today at 19:40`, `tomorrow at 04:00`, `on Friday`."""
    moment = moment.astimezone(now.tzinfo)
    minutes = (moment - now) / timedelta(minutes=1)
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return _("in {minutes}", minutes=plural(round(minutes), "minute"))
    days = (moment.date() - now.date()).days
    if days == 0:
        return _("today at {moment:%H:%M}", moment=moment)
    if days == 1:
        return _("tomorrow at {moment:%H:%M}", moment=moment)
    if days < 7:
        return _("on {day}", day=_(DAYS[moment.weekday()]))
    return _("on {day}", day=day_of(moment))


def likely(recall: float, stability: float) -> str:
    """How well a card is known now."""
    return _(
        "{recall:.0%} likely to be remembered now · stability {stability:.1f} days", recall=recall, stability=stability
    )


def weekday(day: date) -> str:
    """`Mon`."""
    return _(SHORT_DAYS[day.weekday()])


def month(day: date) -> str:
    """`Mar`."""
    return _(MONTHS[day.month - 1])


def day_of(day: date) -> str:
    """`3 Mar`."""
    return _("{day} {month}", day=day.day, month=month(day))


def weekday_and_date(day: date) -> str:
    """`Mon 3 Mar`."""
    return _("{weekday} {date}", weekday=weekday(day), date=day_of(day))


def about(minutes: float) -> str:
    """`about 9 minutes`, never less than one; from two hours on `about 3 hours`."""
    time = plural(round(minutes / 60), "hour") if minutes >= 120 else plural(max(1, round(minutes)), "minute")
    return _("about {minutes}", minutes=time)


def cells(text: str) -> int:
    """How many cells of a terminal a text takes, of which Hangul takes two."""
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)


def fitted(text: str, width: int) -> str:
    """`text` with spaces behind it, up to so many cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """`text` on lines of at most so many cells, broken between words; a longer word stands on a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
