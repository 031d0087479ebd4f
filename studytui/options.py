"""The settings a person may choose: what each is called and does, its bounds, and its value read and spelled.

The settings screen and `studytui settings` both read this table, so that a new setting is one line here and one field
of `cards.schedule.Settings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.asking.taste import LINES
from cards.schedule import ORDERS
from cards.translation import N_, _, pgettext
from studytui import config


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. `low` and `high` bound a number, or each number of a list; `unit` says what is counted.

    Its texts are translated where they are shown.
    """

    name: str
    label: str
    about: str
    low: float = 0
    high: float = 0
    unit: str = ""
    words: tuple[str, ...] = ()  # what it may be, from less to more, where it is no number

    @property
    def bounds(self) -> str:
        """`0 to 9999 cards`, or `few, normal, many`; empty for a switch."""
        if self.words:
            return ", ".join(map(word_shown, self.words))
        if not self.high:
            return ""
        return _("{low} to {high}", low=f"{self.low:g}", high=counted(f"{self.high:g}", self.unit, self.high))


# A number of each unit, for one and for more.
UNITS = {
    "cards": (N_("{number} card"), N_("{number} cards")),
    "questions": (N_("{number} question"), N_("{number} questions")),
    "minutes": (N_("{number} minute"), N_("{number} minutes")),
    "hours": (N_("{number} hour"), N_("{number} hours")),
    "days": (N_("{number} day"), N_("{number} days")),
    "lapses": (N_("{number} lapse"), N_("{number} lapses")),
}


def counted(number: str, unit: str, count: Any = 2) -> str:
    """A number with its unit."""
    return _(UNITS[unit][count != 1], number=number) if unit else number


# What `words` may be, in a person's words.
NAMED = {
    "few": N_("few", "a choice"),
    "normal": N_("normal", "a choice"),
    "many": N_("many", "a choice"),
    "note": N_("note", "a choice"),
    "newest": N_("newest", "a choice"),
    "worth": N_("worth", "a choice"),
    "mixed": N_("mixed", "a choice"),
    "auto": N_("auto", "a choice"),
    "dark": N_("dark", "a choice"),
    "light": N_("light", "a choice"),
    "en": "English",
    "ko": "한국어",
}


def word_shown(word: str) -> str:
    """One of `words` as it is shown; it may be typed so too."""
    return pgettext("a choice", NAMED[word])


# Kept for this machine (studytui/config.py), not in a database: what is shown before one is open follows it too.
LANGUAGE = Option(
    "language",
    "language",
    "What this program says; auto follows LANG. Cards are in the language of their notes.",
    words=config.LANGUAGES,
)
LOOK = Option(
    "theme",
    "theme",
    "Dark or light; auto follows the background of the terminal, where it tells.",
    words=config.LOOKS,
)

# In the order of the settings screen.
OPTIONS = (
    Option("new_per_day", "new cards a day", "Each comes back several times in its first month.", 0, 9999, "cards"),
    Option(
        "new_order",
        "order of new cards",
        "As their notes have them, the newest note first, the most worth asking first, or mixed.",
        words=ORDERS,
    ),
    Option(
        "reviews_per_day",
        "reviews a day at most",
        "Beyond this the most useful are asked, and the others wait for another day.",
        *(1, 9999, "cards"),
    ),
    Option(
        "runs_per_day",
        "demo questions a day",
        "Demos ask about the concepts you know already, with other numbers each time, and mark the answer.",
        *(0, 99, "questions"),
    ),
    Option(
        "desired_retention",
        "desired retention",
        "The share of cards you want to know when they come. More means shorter intervals. "
        "Cards keep the day they were promised; the next rating uses it.",
        *(0.7, 0.99),
    ),
    Option(
        "learning_steps",
        "learning steps",
        "How long until a new card is asked again, separated by commas; `none` leaves it to the scheduler.",
        *(0.1, 1440, "minutes"),
    ),
    Option(
        "relearning_steps",
        "relearning steps",
        "How long until a forgotten card is asked again, separated by commas; `none` leaves it to the scheduler.",
        *(0.1, 1440, "minutes"),
    ),
    Option(
        "questions_per_note",
        "questions per note",
        "How much of a note is asked by itself. What is held stays with its note until you take it; what you answered, "
        "took or dropped stays as it is.",
        words=tuple(LINES),
    ),
    Option(
        "rollover_hour",
        "a new day begins at",
        "What is studied before this hour counts for the day before.",
        *(0, 23, "hours"),
    ),
    Option(
        "fuzz",
        "spread due days",
        "Moves long intervals by a few days, to days on which less is due, so that cards learned together come apart.",
    ),
    Option("maximum_interval", "longest interval", "No card stays away for longer.", 1, 36500, "days"),
    Option(
        "leech_lapses",
        "set aside after",
        "A card that was known and forgotten this often is set aside: it is worth rewording. 0 sets none aside.",
        *(0, 99, "lapses"),
    ),
)
_BY_NAME = {option.name: option for option in (*OPTIONS, LANGUAGE, LOOK)}
WORDS = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


class Unfit(Exception):
    """A value that cannot be chosen, as a sentence that says what can."""


def parsed(name: str, present: Any, text: str) -> Any:
    """The value that `text` stands for, of the type of the `present` one. Raises Unfit."""
    text = text.strip()
    if isinstance(present, bool):
        if text.lower() not in WORDS:
            raise Unfit(_("{name} is {text!r}; it can be on or off.", name=name, text=text))
        return WORDS[text.lower()]
    if name == "parameters":
        if text.lower() in ("default", ""):
            return ()
        raise Unfit(_("The parameters come from `studytui optimize`; `default` takes the engine's own."))
    option = _BY_NAME[name]
    if option.words:
        meant = {word: word for word in option.words} | {word_shown(word).lower(): word for word in option.words}
        if text.lower() not in meant:
            raise Unfit(_("{name} is {text!r}; it can be one of {words}.", name=name, text=text, words=option.bounds))
        return meant[text.lower()]
    listed, whole = isinstance(present, tuple), isinstance(present, int)
    if listed and text.lower() == "none":
        text = ""
    try:
        numbers = [float(part) for part in text.split(",") if part.strip()] if listed else [float(text)]
    except ValueError:
        numbers = []
    fits = all(option.low <= number <= option.high and (not whole or number == int(number)) for number in numbers)
    if not fits or not (numbers or (listed and not text)):
        said = (
            N_("{name} is {text!r}; it is a whole number from {bounds}.")
            if whole
            else N_("{name} is {text!r}; it is numbers from {bounds}.")
            if listed
            else N_("{name} is {text!r}; it is a number from {bounds}.")
        )
        raise Unfit(_(said, name=name, text=text, bounds=option.bounds))
    if listed:
        return tuple(numbers)
    return int(numbers[0]) if whole else numbers[0]


def spelled(name: str, value: Any) -> str:
    """A value as a person types it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(f"{each:g}" for each in value) or ("default" if name == "parameters" else "none")
    return f"{value:g}" if isinstance(value, float) else str(value)


def shown(name: str, value: Any) -> str:
    """A value as a screen shows it, with its unit."""
    if name == "rollover_hour":
        return f"{value:02}:00"
    if isinstance(value, bool):
        return pgettext("a switch", "on") if value else pgettext("a switch", "off")
    if value == ():
        return _("none")
    if isinstance(value, str):
        return word_shown(value)
    number = f"{value:,}" if isinstance(value, int) else spelled(name, value)
    return counted(number, _BY_NAME[name].unit, value)


def stepped(name: str, present: Any, direction: int) -> Any:
    """The value one step on (or with −1 one step back), held inside its bounds; a list stays as it is."""
    if isinstance(present, bool):
        return not present
    if isinstance(present, tuple):
        return present
    words = _BY_NAME[name].words
    if words:
        return words[min(max(words.index(present) + direction, 0), len(words) - 1)]
    low, high = _BY_NAME[name].low, _BY_NAME[name].high
    if isinstance(present, float):
        return min(max(round(present + direction / 100, 2), low), high)
    return int(min(max(present + direction, low), high))
