"""Emoji and their shortcodes (":bulb:") in a line: taken off where they decorate, kept where they are what is said."""

from __future__ import annotations

import re

from cards.language.standins import stand_in
from cards.language.text import words

# Flat, natural and sharp (\u266d-\u266f) are letters of music and stay: "B♭m7(♭5)" is a chord, "♯" alone a term.
_SIGNS = (
    "\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23ff\u2600-\u266c\u2670-\u2712\u2715\u2717-\u27bf"
    "\u2b05-\u2b07\u2b1b-\u2b55\ufe0f\u200d\u20e3\U000e0020-\U000e007f"
)
_PLACES = "\uf800-\uf8ff"  # signs of private use, each in the place of a shortcode
_EMOJI = re.compile(f"[{_SIGNS}{_PLACES}]+")
_ONE = f"[{_SIGNS}{_PLACES}✓✔✖♭♮♯]"
_SOME = rf"{_ONE}(?:[\s,/·]{{0,3}}{_ONE}){{0,60}}"
_SEPARATOR = r"(?:::|[:：=](?=\s)|→|[-–—](?=\s))"
_ALONE = re.compile(rf"^\s*{_SOME}\s*$")
_TERM = re.compile(rf"^\s*(?P<emoji>{_SOME})(?=\s*{_SEPARATOR})")
_BODY = re.compile(rf"{_SEPARATOR}\s*(?P<emoji>{_SOME})\s*$")
# Emoji that are said: hidden by a cloze or quoted, before a particle of their own, or between words of a question.
_SAID = re.compile(
    rf"(?:(?<=::)|(?<=\{{\{{)|(?<=[\"'“‘])){_SOME}(?=\s*(?:::[^{{}}\n]{{1,40}})?\}}\}}|[\"'”’])"
    rf"|{_SOME}(?=(?:은|는|이|가|을|를|의|란|이란|와|과|로|으로)(?:[\s?？]|$))"
    rf"|(?:(?<=oes )|(?<=the )){_SOME}(?= (?:mean|stand|sign|emoji|icon))"
)
TICKS = "✅✔☑⭕✓"
CROSSES = "❌✗✘✖❎"
_HALVES = "🔺🔼△▲"  # "in part", beside ticks and crosses
_ANSWERED = re.compile(rf"^[{TICKS}{CROSSES}\ufe0f]+$")
_TICK = re.compile(rf"[{TICKS}]\ufe0f?")
_CROSS = re.compile(rf"[{CROSSES}]\ufe0f?")
_SIGN_COLUMN = re.compile(
    r"^\W*(?:signs?|symbols?|icons?|emojis?|marks?|glyphs?|characters?|기호|표시|아이콘|이모지|이모티콘|부호|문자|신호)\W*$",
    re.I,
)
_COLON_CODES = {
    ":white_check_mark:": "✅",
    ":heavy_check_mark:": "✔",
    ":ballot_box_with_check:": "☑",
    ":o:": "⭕",
    ":x:": "❌",
    ":negative_squared_cross_mark:": "❎",
    ":heavy_multiplication_x:": "✖",
}
_CODE = re.compile(r"(?<![\w:]):(?P<name>[+-]1|[a-z][a-z0-9_+-]{0,40}):(?!\w|:\S)")
_NAMES = words(
    """
    +1 -1 100 airplane alarm_clock alien anchor angry ant apple art balloon bangbang bar_chart battery bear bee beer
    beginner bell bike bird blush boat bomb book bookmark books boom bow brain bread briefcase broken_heart bug bulb bus
    cactus cake calendar calling camera candle car cat cd chart checkered_flag cherries clap clapper clipboard clock
    cloud clown_face coffee coin collision computer confetti_ball confused construction cookie cool copyright cow
    crescent_moon crown cry crystal_ball dart date dizzy dna dog dolphin door droplet duck ear earth_asia eggplant
    email envelope exclamation eye eyes facepunch factory family fax file_folder fire fish fist flags flashlight flower
    flushed footprints fox_face game_die gear gem ghost gift globe_with_meridians grapes grey_exclamation
    grey_question grin grinning hammer hand handshake hankey hash headphones heart heartbeat hibiscus hospital
    hotsprings hourglass house hugs hushed information_source innocent interrobang joy key keyboard kiss label laughing
    leaves ledger lemon link lips lock loop loudspeaker love_letter low_brightness mag magnet mailbox mans_shoe
    maple_leaf
    mask medal mega memo microphone microscope mirror money_with_wings moneybag monkey moon mortar_board mountain mouse
    movie_camera muscle mushroom musical_note mute nail_care necktie new newspaper no_bell no_entry no_entry_sign
    notebook notes nut_and_bolt o ocean octocat ok ok_hand open_book open_file_folder open_hands orange owl package
    page_facing_up paperclip parrot partying_face peach pear pen pencil pencil2 penguin phone pig pill pizza
    plate point_down point_left point_right point_up potato pray printer purse pushpin puzzle_piece question rabbit
    radio rainbow raised_hand raised_hands rat recycle red_circle registered relaxed repeat ribbon ring robot rocket
    rose rotating_light round_pushpin running satellite satisfied scissors scream scroll seedling shell shield ship
    shipit shrug skull sleeping smile smiley smirk snail snake snowflake sob soccer sos sparkle sparkler sparkles
    speaker speech_balloon star star2 stars stopwatch strawberry sun sun_with_face sunflower sunglasses sunny sweat
    sweat_smile sync tada tea telephone telescope tent test_tube thinking thinking_face thought_balloon thread
    thumbsdown thumbsup ticket tiger tip tm tomato tongue toolbox tools tooth top tractor train trash traffic_light
    triangular_flag_on_post trident trophy truck tulip turtle tv u7121 umbrella unicorn unlock up v video_camera
    video_game vs warning wastebasket watch water_buffalo wave wavy_dash whale wheelchair white_check_mark wine_glass
    wink wolf woman worm wrench writing_hand x yum zap zzz
    """
)
_TAILS = re.compile(
    r"_(?:circle|square|heart|hearts|face|hand|hands|mark|sign|book|eyes|arrow|up|down|left|right|button|flag|box|chart|star"
    r"|ball|light|pin|triangle|diamond|fill|exclamation|question|check|check_mark|tone\d|o|drop|medal|pencil|pen|calendar|clock)$"
)


def held_shortcodes(text: str, codes: list[str]) -> str:
    """The text with one sign in the place of each shortcode; `codes` gets them in order.

    >>> codes = []
    >>> held_shortcodes("a :bulb: and :param x: and 12:30:45", codes) == "a \\uf800 and :param x: and 12:30:45", codes
    (True, [':bulb:'])
    """

    def hold(match: re.Match[str]) -> str:
        name = match["name"]
        if len(codes) >= 0x100 or not (name in _NAMES or _TAILS.search(name)):
            return match.group()
        codes.append(match.group())
        return chr(0xF800 + len(codes) - 1)

    return _CODE.sub(hold, text)


def emoji_off(text: str, codes: list[str]) -> str:
    """The text without its emoji; those that are all of it, all of its term or all that is said of the term stay.

    >>> emoji_off("🚀 Deploying", []), emoji_off("ok \\uf800", [":tada:"])
    ('  Deploying', 'ok  ')
    """
    if not _EMOJI.search(text) and not _ALONE.match(text) and not _TERM.match(text):
        return text
    if _ALONE.match(text):
        return _kept(text, codes)
    begin, end = "", ""
    if match := _TERM.match(text):
        begin, text = _kept(match["emoji"], codes), text[match.end() :]
    if match := _BODY.search(text):
        end, text = _kept(match["emoji"], codes), text[: match.start("emoji")]
    text = _SAID.sub(lambda match: _kept(match.group(), codes), text)
    return f"{begin}{_EMOJI.sub(' ', text)}{end}"


def _kept(emoji: str, codes: list[str]) -> str:
    """Emoji that are content, as stand-ins that no rule takes for signs."""
    spelled = "".join(codes[ord(c) - 0xF800] if 0xF800 <= ord(c) <= 0xF8FF else c for c in emoji)
    return stand_in(spelled)


def answered(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The cells of a table, ticks and crosses in its yes/no columns as O and X; in other columns they are what is said.

    >>> answered([("", "free", "sign"), ("export", "❌", "🟢"), ("search", "✅", "✅")])
    [('', 'free', 'sign'), ('export', 'X', '🟢'), ('search', 'O', '✅')]
    """
    if not any(sign in cell for row in rows for cell in row for sign in (*TICKS, *CROSSES, *_COLON_CODES)):
        return rows
    spelled = [tuple(_COLON_CODES.get(cell.strip(), cell) for cell in row) for row in rows]
    width = max(map(len, rows))
    columns = {c for c in range(1, width) if _asks([row[c].strip() for row in spelled if len(row) > c])}
    return [
        tuple(_yes_or_no(cell) if c in columns and at else cell for c, cell in enumerate(row))
        for at, row in enumerate(spelled)
    ]


_SAID_TOO = re.compile(
    rf"(?:[{TICKS}]\ufe0f?\s*(?=yes\b|예\b)|[{CROSSES}]\ufe0f?\s*(?=no\b|not\b|\(not?\b|아니))(?P<said>\S.*)$", re.I
)


def _asks(column: list[str]) -> bool:
    """Whether a column answers yes or no: its heading names no signs, and no cell of it is another emoji alone."""
    signs = [cell for cell in column[1:] if _ALONE.match(cell)]
    said = [cell for cell in signs if _ANSWERED.match(cell)]
    others = [cell for cell in signs if cell not in said and cell.strip("\ufe0f") not in _HALVES]
    return bool(said) and not _SIGN_COLUMN.match(column[0]) and not others


def _yes_or_no(cell: str) -> str:
    """A cell with its sign as O or X; beside "yes", "no" or what a bracket says of it the sign says nothing more."""
    if told := _SAID_TOO.match(cell.strip()):
        return told["said"].strip("() ")
    return _TICK.sub("O", _CROSS.sub("X", cell))
