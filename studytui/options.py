"""What a person may choose: bounds, reading a value that was typed, and spelling it. For the command and the screen."""

from __future__ import annotations

from typing import Any

# What each number may be: least, most, and what it stands for.
BOUNDS: dict[str, tuple[float, float, str]] = {
    "desired_retention": (0.7, 0.99, "the share of cards you want to remember when they come"),
    "new_per_day": (0, 9999, "new cards a day"),
    "rollover_hour": (0, 23, "the hour at which a study day begins"),
    "maximum_interval": (1, 36500, "days"),
    "leech_lapses": (1, 99, "lapses after which a card counts as a leech"),
    "learning_steps": (0.1, 1440, "minutes, separated by commas"),
    "relearning_steps": (0.1, 1440, "minutes, separated by commas"),
}
WORDS = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


class Unfit(Exception):
    """A value that cannot be chosen, as a sentence that says what can."""


def parsed(name: str, present: Any, text: str) -> Any:
    """The value that `text` stands for, of the kind that the `present` one is. Raises Unfit."""
    text = text.strip()
    if isinstance(present, bool):
        if text.lower() not in WORDS:
            raise Unfit(f"{name} is {text!r}; it can be on or off.")
        return WORDS[text.lower()]
    if name == "parameters":
        if text.lower() in ("default", ""):
            return ()
        raise Unfit("the parameters come from `studytui optimize`; `default` takes the engine's own.")
    low, high, meaning = BOUNDS[name]
    listed, whole = isinstance(present, tuple), isinstance(present, int)
    if listed and text.lower() == "none":
        text = ""
    try:
        numbers = [float(part) for part in text.split(",") if part.strip()] if listed else [float(text)]
    except ValueError:
        numbers = []
    fits = all(low <= number <= high and (not whole or number == int(number)) for number in numbers)
    if not fits or not (numbers or (listed and not text)):
        kind = "a whole number" if whole else "numbers" if listed else "a number"
        raise Unfit(f"{name} is {text!r}; it is {kind} from {low:g} to {high:g} ({meaning}).")
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


def stepped(name: str, present: Any, direction: int) -> Any:
    """The value one step on (or with −1 one step back), held inside its bounds; a list stays as it is."""
    if isinstance(present, bool):
        return not present
    if isinstance(present, tuple):
        return present
    low, high, _ = BOUNDS[name]
    if isinstance(present, float):
        return min(max(round(present + direction / 100, 2), low), high)
    return int(min(max(present + direction, low), high))
