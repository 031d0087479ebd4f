"""What stands raised or lowered, as TeX has it: `<sup>`, `<sub>`, the signs of Pandoc and MkDocs ("H~2~O", "m^2^")."""

from __future__ import annotations

import re

from cards.language.text import has_hangul

_SMALL_PRINT = re.compile(r"[A-Za-z][\w-]+(?:,? [\w-]+)+")  # "<sub>External Fragmentation</sub>" below a name
_RAISED_NUMBER = re.compile(r"\[?\d{0,2}\]?")
_BEFORE_FOOTNOTE = re.compile(r"^$|\]$|[가-힣]\)?\s?$|[A-Za-z]{5}\s?$|[A-Za-z]\s$")  # and not "x²", "sin²" or "10³"
_ELEMENT = re.compile(r"(?![AI]\b)[A-Z][a-z]?(?![A-Za-z])")  # behind its mass number: "¹⁴C"
_RAISED = re.compile(r"<(sup|sub)>([^<>\n]{1,60})</\1>", re.I)
_LOWERED = re.compile(r"(?<=[A-Za-z)\]])(?<!~)~(?P<inner>\d{1,3}|[a-z]{1,2}|[+-])~(?!~)")
_HEIGHTENED = re.compile(r"(?<=[A-Za-z\d)\]])\^(?P<inner>[\dn+-]{1,4})\^")


def scripts(text: str) -> str:
    """A text with "_" and "^" for Pandoc's signs.

    >>> scripts("H~2~O and m^2^"), scripts("~~gone~~ 10~20~30")
    ('H_2O and m^2', '~~gone~~ 10~20~30')
    """
    text = _LOWERED.sub(lambda m: _scripted("_", m["inner"]), text)
    return _HEIGHTENED.sub(lambda m: _scripted("^", m["inner"]), text)


def raised(text: str) -> str:
    """A text with "_" and "^" for HTML's tags; a remark in small letters in parentheses, a footnote's number gone.

    >>> raised("H<sub>2</sub>O, x<sup>n+1</sup>")
    'H_2O, x^(n+1)'
    >>> raised("<sup>14</sup>C decays<sup>1</sup>")
    '^14C decays'
    """
    if "<su" not in text.lower():
        return text
    return _RAISED.sub(_in_tags, _RAISED.sub(_in_tags, text))  # one may stand in the other


def _in_tags(match: re.Match[str]) -> str:
    sign = "^" if match.group(1).lower() == "sup" else "_"
    inner = match.group(2).strip()
    before = match.string[max(0, match.start() - 5) : match.start()]
    if has_hangul(inner) or (
        sign == "_" and (_SMALL_PRINT.fullmatch(inner) or (has_hangul(before[-1:]) and len(inner) > 2))
    ):
        return f" ({inner})"  # a remark in small letters
    isotope = inner.isdigit() and _ELEMENT.match(match.string, match.end()) is not None
    if sign == "^" and not isotope and _RAISED_NUMBER.fullmatch(inner) and _BEFORE_FOOTNOTE.search(before):
        return ""
    return _scripted(sign, inner)


def _scripted(sign: str, inner: str) -> str:
    return f"{sign}{inner}" if len(inner) == 1 or inner.isdigit() else f"{sign}({inner})"
