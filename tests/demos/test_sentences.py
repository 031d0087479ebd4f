"""Every sentence a demo says is known here, and where it has a number or a comparison it holds for the run it is of.

`HOLDS` (in `said/`) gives for a sentence what must be true of the run, reckoned from the parameters, the pictures and
the numbers of the report rather than by the demo's own code. `PLAIN` are sentences that no setting touches. A concept
that is not in `HOLDS` may say what has no number in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demos.catalog import BY_ID
from demos.child import demo
from demos.demo import Report, Unfit
from demos.kit.timing import allowed
from tests.demos.drawn import BRIEF, fitting
from tests.demos.said import attention, layers, sparse
from tests.demos.said.report import numbers

HOLDS = {**attention.HOLDS, **sparse.HOLDS, **layers.HOLDS}

# Definitions, and what holds of the mechanism or of a paper whatever the parameters are.
PLAIN = re.compile(
    r"""^(?:
    Measured\ here|A\ cell\ is\ the\ largest|The\ operations\ are\ the\ same|Every\ token\ sees\ every|
    The\ second\ half\ was|0\ above\ the\ diagonal|A\ rectangle|The\ clock\ need\ not|A\ global\ row\ sees|
    An\ ordinary\ token|A\ band\ in\ every\ other|Longformer\ (?:used|had)\ gaps|Blocks\ on\ the\ diagonal|
    Depth\ does\ not|A\ node\ also\ sees|Drawn\ anew|BigBird\ draws|Two\ softmaxes|What\ a\ text\ token|
    Never\ formed|The\ same\ queries|Softmax\ has\ no|The\ future\ leaks|What\ the\ keys|What\ is\ expected|
    The\ log\ of\ the\ prior|σ\ is\ the\ knob|The\ tree\ decides|Edges\ between|The\ same\ for\ every|
    What\ a\ token\ takes|The\ diagonal\ alone|A\ token\ writes|
    Fetch\ the|Each\ row\ is\ the|Stripes|Untrained|Equal\ along|q\ =\ k\ everywhere|RoPE\ adds|
    With\ the\ transpose\ a|Of\ normal\ q|Computed\ once|A\ word\ writes|Another\ word\ for|Head\ 0\.|
    The\ map\ is\ a|A\ triangle|ReLU\ has\ no\ slope|
    On\ new\ texts|Chance\ is|Means\ o|Another\ number|Every\ head\ has\ this|What\ is\ shared\ are|
    A\ higher\ score|Units\ by\ how|A\ unit\ of\ the\ usual|
    Two\ numbers\ a\ query|The\ quick\ pairs\ tell|What\ may\ pass|What\ passes|Post-LN\ holds|
    Before\ training|Letters\ backwards|The\ losses\ hold|Flat\ only|Writing)""",
    re.VERBOSE,
)


def sentences(report: Report) -> Iterator[str]:
    texts = [remark.text for remark in report.remarks] + [picture.remark for picture in report.pictures]
    for text in texts:
        yield from filter(None, re.split(r"(?<=[.!?…])\s+(?=[^\W\d_a-z]|…)", text))


@pytest.mark.parametrize("demo_id", list(BY_ID))
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_what_is_said_holds(demo_id: str, data: st.DataObject) -> None:
    chosen = demo(demo_id)
    values = {**data.draw(fitting(chosen)), **BRIEF.get(demo_id, {})}
    try:
        known = chosen.values(values)
    except Unfit:
        return
    report = Report(demo_id, "", dict(known))
    with allowed(0.0, 16):
        for piece in chosen.run(dict(known)):
            report.add(piece)
    for sentence in sentences(report):
        claims = [holds for begins, holds in HOLDS.get(demo_id, []) if re.match(begins, sentence)]
        known_plain = PLAIN.match(sentence) or (demo_id not in HOLDS and not numbers(sentence))
        assert claims or known_plain, f"say in HOLDS when this is true: {sentence}"
        for holds in claims:
            assert holds(dict(known), numbers(sentence), report, sentence), (sentence, known)
