"""The words that show what a text speaks of: a demo's everyday names count only where the words of its field stand.

Everyday names are words of many trades: "global", "switch", "locality". Importable without torch.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One of `decide` is enough; of `hint` two different words are needed; one of `against` undoes both.

    `idioms` hold such a word and are no sign of the field. The names of demos whose field is in `demos` are a sign, and
    what is `spelt` in exactly these capitals.
    """

    decide: tuple[str, ...]
    demos: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()


ATTENTION = Field(
    demos=("attention", "scores"),
    decide=(
        *("attention", "transformer", "llm", "gpt", "bert", "vit", "llama", "mistral", "mixtral", "t5"),
        *(
            "language model",
            "masked self",
            "query key",
            "encoder decoder",
            "softmax kernel",
            "stable diffusion",
            "position embedding",
        ),
        *("어텐션", "트랜스포머", "언어 모델", "기계 번역", "위치 임베딩"),
    ),
    hint=(
        *("token", "sequence", "query", "key", "mask", "softmax", "embedding", "encoder", "decoder", "logit", "hop"),
        *("토큰", "시퀀스", "쿼리", "마스크", "임베딩", "인코더", "디코더", "로짓"),
    ),
    against=(
        *("coil", "winding", "voltage", "electricity", "electric", "circuit", "psychology", "movie", "film", "robot"),
        *("adhd", "scikit", "sklearn", "심리학", "변압기", "전압", "전기", "권선"),
    ),
    idioms=("attention to", "pay attention", "attention deficit", "attention span", "selective attention"),
    spelt=("RoPE", "YaRN", "ALiBi", "SwiGLU", "RMSNorm", "FlashAttention"),
)
NETWORKS = Field(
    demos=("attention", "scores", "networks"),
    decide=(
        *ATTENTION.decide,
        *("neural", "deep learning", "deep network", "cnn", "rnn", "lstm", "resnet", "ffn", "feed forward"),
        *("backpropagation", "convolution", "pytorch"),
        *("신경망", "딥러닝", "깊은 네트워크", "합성곱", "역전파"),
    ),
    hint=(
        *("layer", "gradient", "weight", "training", "learning rate", "epoch", "router", "loss", "activation"),
        *("층", "기울기", "가중치", "학습률", "손실", "라우팅", "라우터"),
    ),
    against=ATTENTION.against,
    idioms=ATTENTION.idioms,
    spelt=ATTENTION.spelt,
)
# Overfitting has many causes and cures; the demo is about one: few samples.
FEW_SAMPLES = Field(
    decide=(
        *("small data", "small dataset", "little data", "few samples", "few examples", "inductive bias"),
        *("작은 데이터", "작은 데이터셋", "적은 데이터", "데이터가 적", "데이터 부족", "표본 수"),
    ),
)
# "Scaling" is said of servers and of laws as well as of scores.
SCORES = Field(
    demos=("scores",),
    decide=("attention", "softmax", "query", "qk", "어텐션", "소프트맥스"),
)
FIELDS: dict[str, Field] = {
    "attention": ATTENTION,
    "networks": NETWORKS,
    "few samples": FEW_SAMPLES,
    "scores": SCORES,
}

# What may stand beside an everyday name without making another name of it: "random attention", "random patterns".
# "Random seed", "global average pooling" and "switch statement" are other things, whatever they are about.
BESIDE: tuple[str, ...] = ("attention", "pattern", "mask", "transformer", "어텐션", "패턴", "마스크", "트랜스포머")
