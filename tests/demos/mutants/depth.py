"""Wrong mechanisms of the family depth."""

from __future__ import annotations

from tests.demos.mutants.mutant import Mutant, of

ONE_STEP = {"L": 1, "steps": 1}

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "layer-norm",
        "depth/layer_norm.py",
        ("x = norm(x + attention(x, w))", "x = x + attention(x, w)", "Post-LN = torch's own"),
        ("x = x + attention(norm(x), w)", "x = x + attention(x, w)", "Pre-LN = torch's own"),
        ("return x + ffn(norm(x), w)", "return norm(x) + ffn(norm(x), w)", "Pre-LN: silent"),
        **ONE_STEP,
    ),
    *of(
        "layer-norm",
        "depth/residual.py",
        ("layer_norm(x, x.shape[-1:])", "layer_norm(x, x.shape[-1:], eps=1.0)", "LN of 1, 2, 3, 4"),
        **ONE_STEP,
    ),
    *of(
        "rezero",
        "depth/rezero.py",
        ('x = x + w["alpha"] * attention(x, w)', "x = x + attention(x, w)", "at α = 0 the stack"),
        ('return x + w["alpha"] * ffn(x, w)', "return x + ffn(x, w)", "at α = 0 the stack"),
        ('x = x + w["alpha"] * attention(x, w)', 'x = x + w["alpha"] ** 2 * attention(x, w)', "at α = ½"),
        **ONE_STEP,
    ),
    *of(
        "rms-norm",
        "depth/rms_norm.py",
        ("mean_square = x.square().mean", "mean_square = x.var", "(3, 4) becomes"),
        ("torch.rsqrt(mean_square + epsilon)", "(mean_square + epsilon).reciprocal()", "(3, 4) becomes"),
        ("rsqrt(mean_square + epsilon) * g", "rsqrt(mean_square + epsilon) + g - 1", "… with g"),
        ("centred = x - x.mean(-1, keepdim=True)\n", "centred = x\n", "x + 5: LayerNorm"),
        T=8,
        D=16,
    ),
)
