"""English sentences, what is found in them, and which piece is left out where nothing is found."""

from __future__ import annotations

import pytest

from cards.language.english import carried, findings, gaps
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.mending import infinitive

SAYS = [
    (
        "Because of the low gears, the hill costs less strength.",
        Ask.WHY,
        "",
        "the hill costs less strength",
        "the low gears",
    ),
    # what it is
    ("A cell is the smallest unit of life.", Ask.WHAT, "cell", "", "the smallest unit of life"),
    (
        "Mosses are small plants that have no roots, and they dry out quickly.",
        Ask.WHAT,
        "Mosses",
        "",
        "small plants that have no roots",
    ),
    (
        "Gypsum is the softest mineral of a wall and can be scratched with a nail.",
        Ask.WHAT,
        "Gypsum",
        "",
        "the softest mineral of a wall",
    ),
    (
        "The benefit of a slow cooling is that the glass stays clear.",
        Ask.WHAT,
        "benefit of a slow cooling",
        "",
        "the glass stays clear",
    ),
    (
        "The most important part of a lute is the soundboard.",
        Ask.WHAT,
        "most important part of a lute",
        "",
        "the soundboard",
    ),
    (
        "The red cells of the blood are called erythrocytes.",
        Ask.CALLED,
        "",
        "The red cells of the blood",
        "erythrocytes",
    ),
    # what is told apart by what it does, or by what it is needed for
    (
        "Every hull has at least one beam that carries the whole mast.",
        Ask.OWN,
        "",
        "what does every hull have that carries the whole mast",
        "at least one beam",
    ),
    (
        "Dry ash and patient steaming are crucial to bend a rib, especially in winter.",
        Ask.OWN,
        "",
        "what are crucial to bend a rib",
        "Dry ash and patient steaming",
    ),
    (
        "A very small draught shows that the hold is empty.",
        Ask.DOES,
        "very small draught",
        "does show",
        "the hold is empty",
    ),
    (
        "Glass drawn slowly reduces both the cost and the waste.",
        Ask.DOES,
        "Glass drawn",
        "does reduce",
        "both the cost and the waste",
    ),
    # where the condition speaks of "it", what that is stands in the question
    (
        "The harbour master will turn a ship away if it can not be moored before dusk, and call the next one.",
        Ask.OWN,
        "",
        "when will the harbour master turn a ship away",
        "if it can not be moored before dusk",
    ),
    (
        "As a result of the slow cooling, the glass stays clear.",
        Ask.WHY,
        "",
        "the glass stays clear",
        "the slow cooling",
    ),
    # a name in capitals that the tagger does not know, and a verb that may be a noun
    ("BI tools store large heaps of figures.", Ask.DOES, "BI tools", "do store", "large heaps of figures"),
    ("The clerk associates parcels with a street.", Ask.DOES, "clerk", "does associate parcels with", "a street"),
    ("HSL stands for hue, saturation and lightness.", Ask.STANDS, "HSL", "", "hue, saturation and lightness"),
    # what its verb says of it
    (
        "The Mpemba effect says that hot water freezes first.",
        Ask.DOES,
        "Mpemba effect",
        "does say",
        "hot water freezes first",
    ),
    ("Bats can hear very high sounds.", Ask.DOES, "Bats", "can hear", "very high sounds"),
    ("A sundial depends on the height of the sun.", Ask.DOES, "sundial", "does depend on", "the height of the sun"),
    ("Tides are caused by the pull of the moon.", Ask.DOES, "Tides", "are caused by", "the pull of the moon"),
    ("The loaf is divided into eight slices.", Ask.DOES, "loaf", "is divided into", "eight slices"),
    (
        "Yeast also acts directly on the sugar of the dough.",
        Ask.DOES,
        "Yeast",
        "does act on",
        "the sugar of the dough",
    ),
    (
        "A good glaze aims to close the surface of the clay.",
        Ask.DOES,
        "good glaze",
        "does aim to do",
        "close the surface of the clay",
    ),
    ("The gauge tells you if the tank is empty.", Ask.DOES, "gauge", "does tell you", "whether the tank is empty"),
    ("Merge sort divides the list into halves.", Ask.DOES, "Merge sort", "does divide the list into", "halves"),
    (
        "A mutex guards a shared counter, so two threads never write it at once.",
        Ask.DOES,
        "mutex",
        "does guard",
        "a shared counter",
    ),
    ("The light reactions split water and give off oxygen.", Ask.DOES, "light reactions", "do give off", "oxygen"),
    ("A jack is a small frame of wood and lifts the string.", Ask.DOES, "jack", "does lift", "the string"),
    # what it is for
    ("The awl is used to punch holes in leather.", Ask.PURPOSE, "awl", "", "to punch holes in leather"),
    ("The boards are soaked to make them bend.", Ask.PURPOSE, "", "The boards are soaked", "to make them bend"),
    ("Alum can be used to fix a dye.", Ask.DOES, "Alum", "can be used for", "to fix a dye"),
    # why, when, how
    ("The moon is near, so it raises the tides.", Ask.WHY, "", "The moon raises the tides", "The moon is near"),
    ("If the kiln is cold, the glaze stays dull.", Ask.IF, "", "if the kiln is cold", "the glaze stays dull"),
    (
        "If the pressure drops, open the valve.",
        Ask.OWN,
        "",
        "what should be done if the pressure drops",
        "open the valve",
    ),
    ("A net is used when the fish swim deep.", Ask.OWN, "", "when is a net used", "when the fish swim deep"),
    (
        "To track the bees, the keeper paints a dot on the queen.",
        Ask.HOW,
        "",
        "to track the bees",
        "the keeper paints a dot on the queen",
    ),
    (
        "To weave a basket, you need a bundle of willow.",
        Ask.OWN,
        "",
        "what do you need to weave a basket",
        "a bundle of willow",
    ),
    (
        "There are two kinds of looms, floor looms and table looms.",
        Ask.OWN,
        "",
        "which two kinds of looms are there",
        "floor looms and table looms",
    ),
]


@pytest.mark.parametrize(("sentence", "ask", "about", "said", "answer"), SAYS, ids=[s[0][:40] for s in SAYS])
def test_a_sentence_says(sentence: str, ask: Ask, about: str, said: str, answer: str) -> None:
    assert (ask, about, said, answer) in [(f.ask, f.about, f.said, f.answer) for f in findings(sentence)]


LEANS = [
    ("Therefore the reed must be wetted first.", Ask.WHY, "the reed must be wetted first", ""),
    ("This is because the grain runs along the board.", Ask.WHY, "", "the grain runs along the board"),
    ("This means that every note is heard twice.", Ask.FOLLOWS, "", "every note is heard twice"),
]


@pytest.mark.parametrize(("sentence", "ask", "said", "answer"), LEANS, ids=[s[0][:30] for s in LEANS])
def test_a_sentence_leans_on_the_one_before(sentence: str, ask: Ask, said: str, answer: str) -> None:
    assert [(f.ask, f.said, f.answer) for f in findings(sentence)] == [(ask, said, answer)]


SAYS_NOT = [
    ("The mill never grinds the bran of the rye.", Ask.DOES),  # asked without "never" it says the opposite
    ("Because of the low gears, and because the frame is light.", Ask.WHY),  # two reasons and nothing they explain
    ("Saving water doesn't mean washing less often.", Ask.WHAT),  # what it does not mean is not what it is
    ("The decision weight that people give is too small.", Ask.DOES),  # a noun before "that", no verb
    ("A loom is a great choice for a beginner.", Ask.WHAT),  # what one thinks of it
    ("The question is expected to be hard.", Ask.PURPOSE),
    ("The dye is sent to the mill.", Ask.PURPOSE),  # "to" before a noun
    ("The weaver waits when this happens.", Ask.IF),  # the question would only point back
    ("The bridge was closed when the river rose.", Ask.IF),  # what happened once
    ("The urge to do something because it is fun, is strong.", Ask.WHY),  # what stands before "because" is no sentence
    ("Foxes take part in the hunt.", Ask.DOES),
    ("A flute consists of two parts.", Ask.DOES),  # "two parts" tells nothing of them
]


@pytest.mark.parametrize(("sentence", "ask"), SAYS_NOT, ids=[s[0][:40] for s in SAYS_NOT])
def test_a_sentence_does_not_say(sentence: str, ask: Ask) -> None:
    assert ask not in [f.ask for f in findings(sentence)]


LEFT_OUT = [
    ("Ice floats, leaving no room, making the lake safe for its fish.", "the lake safe for its fish", "result"),
    ("The model predicts not only the mean but also the variance.", "the variance", "contrast"),
    ("Oak burns slower than pine.", "pine", "than"),
    ("The lamp stays lit unless the oil runs dry.", "unless the oil runs dry", "until"),
    ("The hull was painted by hand and lasts for 20 years.", "20 years", "number"),
    ("An octopus has three hearts", "three hearts", "complement"),
    ("The weir turns the wheel with water rather than wind", "the wheel with water", "contrast"),
    ("Yields are reckoned from an estimate instead of a count", "an estimate", "contrast"),
]


@pytest.mark.parametrize(("sentence", "answer", "sort"), LEFT_OUT, ids=[s[0][:40] for s in LEFT_OUT])
def test_a_telling_piece_is_left_out(sentence: str, answer: str, sort: str) -> None:
    assert (answer, sort) in [(g.answer, g.sort) for g in gaps(sentence.rstrip("."))]


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The hull was painted by hand", "by hand"),
        ("Bell bronze is MANY times harder", "MANY"),
        ("The kiln takes care of the glaze", "care of the glaze"),
        ("The loom was bought from 3M in spring", "3"),
        ("Reeds are cut rather than sawn", "sawn"),
    ],
)
def test_what_tells_nothing_is_not_left_out(sentence: str, answer: str) -> None:
    assert answer not in [g.answer for g in gaps(sentence)]


def test_one_piece_of_a_sentence_is_left_out_once() -> None:
    found = gaps("The slow wave is started by the closing of a valve in the far wall of the heart")
    assert len(found) <= 1 or all(a.answer not in b.answer for a in found for b in found if a is not b)


def test_a_word_stressed_is_not_a_term_marked() -> None:
    assert "organize" not in [g.answer for g in gaps("The stick does not fit how we organize our work", ("organize",))]


@pytest.mark.parametrize(
    ("text", "before", "told"),
    [
        ("It is cut in autumn.", "The reed grows in shallow water.", "The reed is cut in autumn."),
        ("It is cut in autumn.", "A reed grows in shallow water.", "The reed is cut in autumn."),
        ("They are cut in autumn.", "A reed grows in shallow water.", "They are cut in autumn."),
        ("It is important to cut it.", "A reed grows in shallow water.", "It is important to cut it."),
        ("It is cut in autumn.", "They grow in shallow water.", "It is cut in autumn."),
    ],
)
def test_a_pronoun_becomes_its_noun_where_that_is_sure(text: str, before: str, told: str) -> None:
    assert carried(text, before) == told


@pytest.mark.parametrize("name", ["actors", "Classes and Objects", "Topics", "People", "topics of the day"])
def test_these_are_many(name: str) -> None:
    assert plural(name)


@pytest.mark.parametrize(
    "name", ["modulus", "Kubernetes", "Redis", "process", "analysis", "order of events", "physics"]
)
def test_these_are_one(name: str) -> None:
    assert not plural(name)


def test_the_names_behind_a_number_are_left_out_rather_than_the_number() -> None:
    (found, *_) = gaps("Looms fall under two kinds, floor looms and table looms")
    assert (found.answer, found.sort) == ("floor looms and table looms", "list")


@pytest.mark.parametrize(
    ("sentence", "ask", "answer"),
    [
        ("The illusion of depth is strongest in the fog.", Ask.WHAT, "strongest in the fog"),  # how it is, not what
        ("A limitation is that the lens is slow.", Ask.WHAT, "the lens is slow"),  # of what?
        ("Kilns break the clay down step by step.", Ask.DOES, "the clay down step by step"),
        (
            "The loom keeps a tight warp so that the cloth stays even.",
            Ask.DOES,
            "a tight warp so that the cloth stays even",
        ),
        ("They are mainly built to hold the snow.", Ask.PURPOSE, "to hold the snow"),  # who?
        ("Wool is warm; however, because it shrinks, it is washed cold.", Ask.WHY, "it shrinks, it is washed cold"),
        ("Roofs may leak because moss grows, but there is no proof.", Ask.WHY, "moss grows, but there is no proof"),
    ],
)
def test_an_answer_is_never(sentence: str, ask: Ask, answer: str) -> None:
    assert (ask, answer) not in [(f.ask, f.answer) for f in findings(sentence)]


@pytest.mark.parametrize(
    ("verb", "base"),
    [
        ("does", "do"),
        ("undergoes", "undergo"),
        ("copies", "copy"),
        ("ties", "tie"),
        ("stores", "store"),
        ("fixes", "fix"),
    ],
)
def test_the_base_of_a_verb_is_found_without_a_dictionary(verb: str, base: str) -> None:
    """What a tagger took for a plural is asked by its base: "what does it do?", never "what does it doe?"."""
    assert infinitive(verb) == base
