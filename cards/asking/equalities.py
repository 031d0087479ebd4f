"""Equalities in a line: where "=" gives a name its value or its parts, and where it stands in code or in a sentence."""

from __future__ import annotations

import re

from cards.language.headings import is_question
from cards.language.reader import reader_of
from cards.language.statement import Statement
from cards.language.terms import is_described, is_name
from cards.language.text import has_hangul, mask

RELATION = re.compile(
    r"(?<![<>!:\\])(?:=|≈|\\approx(?![a-z])|:=|∝|\\propto(?![a-z])|\\sim(?![a-z])|\\equiv(?![a-z]))(?!=)"
)
_RECKONED = re.compile(r"(?:^|[가-힣]\s)[a-zα-ω](?:\s|$)|\s-\s\S|\([^()]*[*/×÷][^()]*\)")  # "가중치 x", "t - wx"
_IN_CODE = re.compile(r"^`(?P<left>[^`\n=]*[^`\n=<>!])=(?!=)(?P<right>[^`\n]*)`$")
_NAMED = re.compile(
    r"^\$(?P<math>[^$]*?(?:=|≈|\\approx(?![a-z])|∝|\\propto(?![a-z]))[^$]*)\$(?:,?\s*[(（](?P<remark>.+)[)）])?\.?$"
)
_DECLARED = re.compile(
    r"^`*(?:(?:var|let|const|final|auto|static|int|long|char|String|export|alias)\s"
    r"|[A-Z]\w*<[\w<>, ]*>`?\s|<\w|\?\w)|[\";]"
)
# "if sum(box)", "--rope": where a line branches, and what a command is given.
_BRANCHED = re.compile(r"^(?:if|elif|else|while|for|return|assert)\s|^--?\s?[a-z][\w.-]*$")
_AT = re.compile(r"\w+\[(?:\d+|['\"].*['\"])\]")  # "box[0] = i" puts something there
_CUT_OUT = re.compile(r"\w\[[^\[\]]*:[^\[\]]*\]")  # a slice: "box[:3]"
_RUN = re.compile(r";\s*(?:$|//|#|\()|^new\s|^\w+(?:\.\w+)+\(|&\w+=|^[\"'][^\"']*[\"']\s*\S")
_NO_NAME = re.compile(
    r"[.!?]\s|^(?:over|under|above|below|more than|less than|at least|up to)\s\d",  # "Over 5 GB = the file is split"
    re.I,
)


def is_equality(text: str, part: Statement) -> bool:
    """Whether a line is an equation in code, a name with its formula, or "name = value"."""
    if match := _IN_CODE.match(text):
        return " " not in match["left"].strip() and not is_run(match["right"])
    if _REACTION.match(text.strip()):
        return True
    if part.sign != "=" or not part.body or is_question(part.term) or describes_and_names(part):
        return False
    if _IN_A_SENTENCE.search(part.term) or re.match(r"(?:and|or)\s", part.body):
        return False
    return not _NO_NAME.search(part.term) and not _goes_on(part.term)


# "One way out is k = 3", "Where $P$ = the load, $Q$ = the cart", "equal with == and !=": a sign within a sentence.
_IN_A_SENTENCE = re.compile(
    r"^(?:where|let|suppose|assume|so|then|hence|thus|since|because)\s"
    r"|\s(?:is|are|was|be|with|to|of|by|for|from|in|that|as|and|or|than)$|\s(?:is|are|be)\s\S{1,4}$",
    re.I,
)


# A reaction alone on its line is the equation of what stands above it.
_REACTION = re.compile(
    r"\$(?=[^$]*\s\+\s)[^$=]+\\(?:long)?(?:rightarrow|rightleftharpoons|leftrightarrow|to)(?![a-z])[^$=]+\$$"
)


def _goes_on(term: str) -> bool:
    """Whether what stands before "=" is the begin of a Korean sentence: "연쇄 법칙을 쓰면 dz", "'+' 노드는 g"."""
    tokens = (reader_of(term).tagged(term) or ())[:-1] if has_hangul(term) else ()
    return any(token.tag == "EC" or (token.tag == "JX" and token.text in {"은", "는"}) for token in tokens)


def named_formula(part: Statement) -> tuple[str, str] | None:
    """The formula that stands behind a name and a colon, without its dollars, and the remark behind it."""
    match = _NAMED.match(part.body) if part.sign == ":" else None
    if match is None or not re.search(r"[A-Za-zα-ω]", re.sub(r"\\[a-z]+", "", match["math"].partition("=")[0])):
        return None
    named = is_name(part.term) and not reader_of(part.term).has_verb(part.term)
    return (match["math"].strip(), match["remark"] or "") if named else None


def is_program_line(part: Statement) -> bool:
    """Whether "=" stands in a line of a program, of a page or of an address, where it says nothing of a thing."""
    if part.sign == ":":
        code = _IN_CODE.match(part.body)
        return code is not None and bool(_DECLARED.match(code["left"].strip()) or code["right"].rstrip().endswith(";"))
    if part.sign != "=":
        return False
    if _AT.fullmatch(part.term) and not has_hangul(part.body):
        return True
    code = _BRANCHED.search(part.term) or _DECLARED.search(part.term) or _CUT_OUT.search(part.body)
    return code is not None or is_run(part.body)


def is_run(right: str) -> bool:
    """Whether what stands behind "=" is for a machine: a call, a statement with its end, several settings."""
    return _RUN.search(right.strip()) is not None


def describes_and_names(part: Statement) -> bool:
    """Whether a line describes a thing and then gives its name: "한 음씩 따라 부르는 형식 = 카논"."""
    described = has_hangul(part.term) and is_described(part.term) and not is_name(part.term)
    return described and is_name(part.body) and len(part.body) <= 40 and not re.search(r"\d", part.term + part.body)


def parts_of(part: Statement) -> list[str]:
    """The parts of "X = A + B" where they are names; [] where it is arithmetic."""
    if part.sign != "=" or " + " not in part.body:
        return []
    pieces = [piece.strip() for piece in mask(part.body).split(" + ")]
    if any(not piece or re.search(r"[\d*/^=\\]", piece) or len(piece) > 40 for piece in pieces):
        return []
    if re.search(r"\d\s?[*×/]|[*×/]\s?\d|\s[-−]\s|(?<!\w)[a-z](?!\w)", part.body):
        return []  # "(평수 * 8000) + …", "가중치 x + 상수"
    whole = [piece.strip() for piece in part.body.split(" + ")]
    if all(len(piece) <= 2 for piece in pieces) or any(map(_RECKONED.search, whole)):
        return []
    return whole


def outermost(text: str) -> re.Match[str] | None:
    """The first relation outside of all braces and brackets: the one in "\\sum_{i=1}^n" parts no two sides."""
    depth = begin = 0
    for relation in RELATION.finditer(text):
        for sign in text[begin : relation.start()]:
            depth += (sign in "([{") - (sign in ")]}")
        begin = relation.start()
        if not depth:
            return relation
    return None


def opened(equation: str) -> str:
    """The begin of an equation up to its sign, as a hint at which one is meant; "" where it has no single left side.

    >>> opened("$$z = (x - m) / s$$"), opened("$$a + b$$"), opened("$$\\\\begin{cases} z &= 1 \\\\end{cases}$$")
    ('$z = …$', '', '')
    """
    sign = "`" if equation.startswith("`") else "$"
    math = equation.strip("$` ")
    relation = outermost(math)
    left = math[: relation.start()].strip() if relation else ""
    if relation is None or not 0 < len(left) <= 40 or re.search(r"&|\\\\|\\begin|\s\\quad", math):
        return ""
    return f"{sign}{left} {relation.group()} …{sign}"
