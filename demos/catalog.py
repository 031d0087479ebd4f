"""The demos there are: id, title, family, the names a note may use for it (both languages), and where it lives.

Importable without torch. Adding a concept is one file and one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One demo. `names` are what notes call it; links.py matches them without case, and prefers the longest."""

    id: str
    title: str
    family: str
    names: tuple[str, ...]
    module: str


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "scaled-dot-product",
        "Scaled dot-product attention",
        "attention",
        (
            "scaled dot product attention",
            "scaled dot-product attention",
            "스케일드 닷 프로덕트",
            "√d",
            "sdpa",
            "scaling",
        ),
        "demos.attention.scaled_dot_product",
    ),
    Entry(
        "multi-head",
        "Multi-head attention",
        "attention",
        ("multi-head attention", "multi-head", "multihead", "멀티헤드", "멀티 헤드", "head"),
        "demos.attention.multi_head",
    ),
    Entry(
        "self-attention",
        "Self-attention",
        "attention",
        ("self-attention", "self attention", "셀프 어텐션", "자기 어텐션"),
        "demos.attention.self_attention",
    ),
    Entry(
        "causal",
        "Causal (masked) self-attention",
        "attention",
        (
            "masked self-attention",
            "masked self attention",
            "causal attention",
            "causal",
            "causal mask",
            "마스크드 셀프 어텐션",
            "미래 토큰",
        ),
        "demos.attention.causal",
    ),
    Entry(
        "cross-attention",
        "Cross-attention",
        "attention",
        ("cross-attention", "cross attention", "크로스 어텐션", "encoder-decoder attention"),
        "demos.attention.cross_attention",
    ),
    Entry(
        "complexity",
        "What a layer costs",
        "bias",
        (
            "complexity",
            "연산 복잡도",
            "연산 복잡도 분석",
            "복잡도",
            "model efficiency",
            "O(T²D)",
            "O(TD²)",
            "O(n²)",
            "flops",
        ),
        "demos.bias.complexity",
    ),
    Entry(
        "band",
        "Band (local) attention",
        "sparse",
        (
            "band",
            "band attention",
            "local attention",
            "sliding window",
            "슬라이딩 윈도우",
            "인접 토큰",
            "sparse attention",
            "position-based patterns",
            "위치 기반 패턴",
            "희소 어텐션",
        ),
        "demos.sparse.band",
    ),
    Entry(
        "global",
        "Global attention",
        "sparse",
        ("global attention", "global", "global token", "글로벌 어텐션", "글로벌", "전역 토큰", "특정 토큰 ↔ 전체"),
        "demos.sparse.global_",
    ),
    Entry(
        "dilated",
        "Dilated attention",
        "sparse",
        ("dilated attention", "dilated", "dilated sliding window", "dilation", "팽창", "간격 띄운 연결"),
        "demos.sparse.dilated",
    ),
    Entry(
        "random",
        "Random attention",
        "sparse",
        ("random attention", "random", "랜덤 어텐션", "무작위 연결", "무작위 어텐션"),
        "demos.sparse.random_",
    ),
    Entry(
        "block-local",
        "Block-local attention",
        "sparse",
        (
            "block-local attention",
            "block-local",
            "blockwise attention",
            "블록 단위 attention",
            "블록 단위 어텐션",
            "블록 로컬",
        ),
        "demos.sparse.block_local",
    ),
    Entry(
        "star-transformer",
        "Star-Transformer",
        "sparse",
        ("star-transformer", "star transformer", "스타 트랜스포머", "relay node", "relay 노드", "릴레이 노드"),
        "demos.sparse.star_transformer",
    ),
    Entry(
        "longformer",
        "Longformer",
        "sparse",
        ("longformer", "롱포머", "internal global", "시퀀스 안의 global"),
        "demos.sparse.longformer",
    ),
    Entry(
        "bigbird",
        "BigBird",
        "sparse",
        ("bigbird", "big bird", "빅버드", "random block", "무작위 블록", "random 블록"),
        "demos.sparse.bigbird",
    ),
    Entry(
        "etc",
        "ETC (Extended Transformer Construction)",
        "sparse",
        (
            "etc",
            "etc (extended)",
            "extended transformer construction",
            "external global",
            "시퀀스 밖의 global",
            "g2l",
            "l2g",
        ),
        "demos.sparse.etc_",
    ),
    Entry(
        "moe",
        "Mixture of experts",
        "ffn",
        ("mixture of experts", "moe", "전문가 혼합", "gating function", "experts"),
        "demos.ffn.moe",
    ),
    Entry(
        "switch",
        "Switch Transformer",
        "ffn",
        ("switch transformer", "switch", "스위치 트랜스포머", "1-of-n"),
        "demos.ffn.switch",
    ),
    Entry(
        "linear-attention",
        "Linearised attention",
        "linear",
        (
            "linearized attention",
            "linearised attention",
            "linear attention",
            "선형 어텐션",
            "선형 attention",
            "kernel attention",
            "random features",
            "performer",
            "elu+1",
        ),
        "demos.linear.linear_attention",
    ),
    Entry(
        "gaussian-prior",
        "Gaussian prior",
        "prior",
        ("gaussian prior", "가우시안 prior", "가우시안 프라이어", "attention with prior", "거리 기반 prior"),
        "demos.prior.gaussian",
    ),
    Entry(
        "syntax-prior",
        "Syntax prior",
        "prior",
        ("syntax prior", "구문 prior", "신택스 프라이어", "의존 구문 트리", "구문 트리"),
        "demos.prior.syntax",
    ),
    Entry(
        "only-prior",
        "Only prior",
        "prior",
        ("only prior", "average attention", "prior만 사용", "온리 프라이어"),
        "demos.prior.only",
    ),
    Entry(
        "synthesizer-dense",
        "Dense Synthesizer",
        "prior",
        ("dense synthesizer", "synthesizer", "신서사이저"),
        "demos.prior.synthesizer_dense",
    ),
    Entry(
        "synthesizer-random",
        "Random Synthesizer",
        "prior",
        ("random synthesizer",),
        "demos.prior.synthesizer_random",
    ),
    Entry(
        "absolute-position",
        "Absolute position embedding",
        "position",
        (
            "absolute position embedding",
            "absolute position",
            "ape",
            "sinusoidal",
            "절대 위치",
        ),
        "demos.position.absolute",
    ),
    Entry(
        "relative-position",
        "Relative position",
        "position",
        ("relative position embedding", "relative position", "rpe", "rope", "alibi", "t5 bias", "상대 위치"),
        "demos.position.relative",
    ),
    Entry(
        "activations",
        "Swish and GELU",
        "ffn",
        ("activation functions", "activation function", "swish", "silu", "gelu", "relu", "활성화 함수"),
        "demos.ffn.activations",
    ),
    Entry(
        "inductive-bias",
        "Inductive bias",
        "bias",
        (
            "inductive bias",
            "learning bias",
            "귀납 편향",
            "귀납적 편향",
            "지역성",
            "순차성",
            "locality",
            "sequentiality",
        ),
        "demos.bias.inductive_bias",
    ),
    Entry(
        "data-hunger",
        "Data hunger: generalisation from few samples",
        "bias",
        (
            "model generalization",
            "model generalisation",
            "generalization gap",
            "generalisation gap",
            "일반화 격차",
            "과적합",
            "overfitting",
            "오버피팅",
        ),
        "demos.bias.data_hunger",
    ),
    Entry(
        "adaptation",
        "Adaptation: fine-tuning",
        "bias",
        (
            "model adaptation",
            "fine-tuning",
            "finetuning",
            "파인튜닝",
            "미세 조정",
            "lora",
            "low-rank adaptation",
            "linear probe",
        ),
        "demos.bias.adaptation",
    ),
    Entry(
        "layer-norm",
        "Post-LN and Pre-LN",
        "depth",
        ("layer normalization", "layer normalisation", "post-ln", "pre-ln", "layer norm", "layernorm", "레이어 정규화"),
        "demos.depth.layer_norm",
    ),
    Entry(
        "rezero",
        "ReZero",
        "depth",
        ("rezero", "re-zero", "리제로"),
        "demos.depth.rezero",
    ),
)

BY_ID: dict[str, Entry] = {entry.id: entry for entry in ENTRIES}
