"""The demos there are: id, title, family, the names a note may use for it (both languages), and where it lives.

Importable without torch. Adding a concept is one file and one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass

from demos.words import _


@dataclass(frozen=True, slots=True)
class Entry:
    """One demo, and what notes call it (without case, hyphens or spaces counting; plurals are found by themselves).

    `names` mean this demo in any note. `shared` ones belong to other trades too (RoPE, LoRA) and count only where the
    text speaks of the demo's `field` (`demos/field.py` says which words show that); `everyday` words must also stand
    alone, for "global" is one thing and "global batch size" another. `larger` subjects lead here where nothing more
    precise is named. `general` is for a demo whose name nearly every text of its field uses: any other goes before it.
    """

    id: str
    title: str
    family: str
    names: tuple[str, ...]
    module: str
    shared: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()
    field: str = "attention"
    general: bool = False

    @property
    def called(self) -> tuple[str, ...]:
        """Everything a note may call it, for lists and for searching."""
        return tuple(dict.fromkeys((*self.names, *self.shared, *self.everyday, *self.larger)))


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "scaled-dot-product",
        "Scaled dot-product attention",
        "attention",
        ("scaled dot-product attention", "scaled dot product", "스케일드 닷 프로덕트", "√d", "sdpa"),
        "demos.attention.scaled_dot_product",
        shared=("dot product",),
        everyday=("scaling", "스케일링"),
        field="scores",
    ),
    Entry(
        "multi-head",
        "Multi-head attention",
        "attention",
        ("multi-head attention", "multi-head", "multihead", "멀티헤드", "멀티 헤드", "attention head"),
        "demos.attention.multi_head",
        everyday=("head", "헤드"),
    ),
    Entry(
        "self-attention",
        "Self-attention",
        "attention",
        ("self-attention", "셀프 어텐션", "자기 어텐션"),
        "demos.attention.self_attention",
        general=True,
    ),
    Entry(
        "causal",
        "Causal (masked) self-attention",
        "attention",
        (
            "masked self-attention",
            "masked attention",
            "causal attention",
            "causal self-attention",
            "causal mask",
            "look-ahead mask",
            "마스크드 셀프 어텐션",
            "미래 토큰",
        ),
        "demos.attention.causal",
        everyday=("causal",),
    ),
    Entry(
        "cross-attention",
        "Cross-attention",
        "attention",
        ("cross-attention", "크로스 어텐션", "교차 어텐션", "encoder-decoder attention"),
        "demos.attention.cross_attention",
    ),
    Entry(
        "grouped-query",
        "Grouped-query attention and its KV cache",
        "attention",
        (
            *("grouped-query attention", "multi-query attention", "그룹 쿼리 어텐션", "멀티 쿼리 어텐션"),
            *("grouped query head", "repeat_kv"),
        ),
        "demos.attention.grouped_query",
        shared=(
            *("grouped query", "multi query", "gqa", "mqa", "kv head", "kv 헤드", "kv cache", "kv 캐시"),
            *("key-value cache", "키-값 캐시", "key/value cache"),
        ),
    ),
    Entry(
        "online-softmax",
        "Online softmax, as in FlashAttention",
        "attention",
        (
            *("online softmax", "flash attention", "flashattention", "플래시 어텐션", "온라인 소프트맥스"),
            *("memory-efficient attention", "tiled attention"),
        ),
        "demos.attention.online_softmax",
        everyday=("tiling", "타일링"),
    ),
    Entry(
        "complexity",
        "What a layer costs",
        "bias",
        ("model efficiency", "O(T²D)", "O(TD²)"),
        "demos.bias.complexity",
        shared=(
            "time complexity",
            "computational complexity",
            "시간 복잡도",
            "시간복잡도",
            "연산 복잡도",
            "계산 복잡도",
            "연산량",
            "flops",
            "O(n²)",
            "O(T²)",
        ),
        everyday=("complexity", "복잡도"),
    ),
    Entry(
        "band",
        "Band (local) attention",
        "sparse",
        ("band attention", "sliding window attention", "window attention", "슬라이딩 윈도우 어텐션", "인접 토큰"),
        "demos.sparse.band",
        shared=("local attention", "sliding window", "슬라이딩 윈도우"),
        everyday=("band", "local", "밴드"),
        larger=("sparse attention", "sparse pattern", "position-based patterns", "위치 기반 패턴", "희소 어텐션"),
    ),
    Entry(
        "global",
        "Global attention",
        "sparse",
        ("특정 토큰 ↔ 전체",),
        "demos.sparse.global_",
        shared=("global attention", "global token", "글로벌 어텐션", "글로벌 토큰", "global 토큰", "전역 토큰"),
        everyday=("global", "글로벌"),
    ),
    Entry(
        "dilated",
        "Dilated attention",
        "sparse",
        ("dilated attention", "dilated sliding window", "간격 띄운 연결"),
        "demos.sparse.dilated",
        everyday=("dilated", "dilation", "팽창"),
    ),
    Entry(
        "random",
        "Random attention",
        "sparse",
        ("random attention", "랜덤 어텐션", "무작위 어텐션"),
        "demos.sparse.random_",
        shared=("random link", "random key", "무작위 연결"),
        everyday=("random", "랜덤"),
    ),
    Entry(
        "block-local",
        "Block-local attention",
        "sparse",
        ("block-local attention", "blockwise attention", "블록 단위 attention", "블록 단위 어텐션"),
        "demos.sparse.block_local",
        shared=("block-local", "블록 로컬"),
    ),
    Entry(
        "star-transformer",
        "Star-Transformer",
        "sparse",
        ("star-transformer", "스타 트랜스포머"),
        "demos.sparse.star_transformer",
        shared=("relay node", "relay 노드", "릴레이 노드"),
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
        ("bigbird", "빅버드"),
        "demos.sparse.bigbird",
        shared=("big bird", "random block", "무작위 블록", "random 블록"),
    ),
    Entry(
        "etc",
        "ETC (Extended Transformer Construction)",
        "sparse",
        ("etc (extended)", "extended transformer construction", "external global", "시퀀스 밖의 global", "g2l", "l2g"),
        "demos.sparse.etc_",
        everyday=("etc",),
    ),
    Entry(
        "attention-sinks",
        "Sliding window with attention sinks",
        "sparse",
        (
            *("attention sink", "streamingllm", "streaming llm", "sliding window with sinks", "어텐션 싱크"),
            "sliding window attention with sinks",
        ),
        "demos.sparse.sinks",
        shared=("sink token", "싱크 토큰"),
        everyday=("sink", "싱크"),
    ),
    Entry(
        "moe",
        "Mixture of experts",
        "ffn",
        ("mixture of experts", "moe", "전문가 혼합"),
        "demos.ffn.moe",
        shared=("gating function",),
        everyday=("expert", "gating"),
        field="networks",
    ),
    Entry(
        "switch",
        "Switch Transformer",
        "ffn",
        ("switch transformer", "스위치 트랜스포머"),
        "demos.ffn.switch",
        shared=("1-of-n",),
        everyday=("switch",),
        field="networks",
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
            "elu+1",
        ),
        "demos.linear.linear_attention",
        shared=("random features", "performer", "퍼포머"),
    ),
    Entry(
        "gaussian-prior",
        "Gaussian prior",
        "prior",
        ("거리 기반 prior",),
        "demos.prior.gaussian",
        shared=("gaussian prior", "가우시안 prior", "가우시안 프라이어"),
        larger=("attention with prior",),
    ),
    Entry(
        "syntax-prior",
        "Syntax prior",
        "prior",
        ("syntax prior", "구문 prior", "신택스 프라이어"),
        "demos.prior.syntax",
        shared=("의존 구문 트리", "구문 트리", "dependency tree", "parse tree", "syntax tree"),
    ),
    Entry(
        "only-prior",
        "Only prior",
        "prior",
        ("only prior", "prior만 사용", "온리 프라이어"),
        "demos.prior.only",
        shared=("average attention", "평균 어텐션"),
    ),
    Entry(
        "synthesizer-dense",
        "Dense Synthesizer",
        "prior",
        ("dense synthesizer",),
        "demos.prior.synthesizer_dense",
        shared=("synthesizer", "신서사이저"),
        larger=("synthesizer", "신서사이저"),
    ),
    Entry(
        "synthesizer-random", "Random Synthesizer", "prior", ("random synthesizer",), "demos.prior.synthesizer_random"
    ),
    Entry(
        "absolute-position",
        "Absolute position embedding",
        "position",
        ("absolute position embedding", "absolute positional encoding", "절대 위치 임베딩"),
        "demos.position.absolute",
        shared=("absolute position", "ape", "sinusoidal", "절대 위치"),
        larger=("position embedding", "positional encoding", "위치 임베딩", "위치 인코딩"),
    ),
    Entry(
        "relative-position",
        "Relative position",
        "position",
        (
            "relative position embedding",
            "relative positional encoding",
            "rotary embedding",
            "t5 bias",
            "상대 위치 임베딩",
        ),
        "demos.position.relative",
        shared=("relative position", "rpe", "rope", "alibi", "rotary", "상대 위치"),
    ),
    Entry(
        "rope-scaling",
        "RoPE scaling for longer texts",
        "position",
        (*("rope scaling", "rope_scaling", "ntk-aware", "rope 스케일링", "rope 보간", "rope interpolation"),),
        "demos.position.rope_scaling",
        shared=(
            *("position interpolation", "positional interpolation", "위치 보간", "yarn"),
            *("context extension", "context window extension", "컨텍스트 확장"),
        ),
    ),
    Entry(
        "activations",
        "Swish and GELU",
        "ffn",
        ("activation function", "silu", "gelu", "relu", "활성화 함수"),
        "demos.ffn.activations",
        shared=("swish", "스위시"),
        field="networks",
    ),
    Entry(
        "swiglu",
        "SwiGLU: a gated feed-forward layer",
        "ffn",
        ("swiglu", "geglu", "reglu", "gated linear unit", "게이트 선형 유닛"),
        "demos.ffn.swiglu",
        shared=("glu",),
        field="networks",
    ),
    Entry(
        "inductive-bias",
        "Inductive bias",
        "bias",
        ("inductive bias", "귀납 편향", "귀납적 편향"),
        "demos.bias.inductive_bias",
        shared=("learning bias", "지역성", "순차성", "locality", "sequentiality"),
        field="networks",
    ),
    Entry(
        "data-hunger",
        "Data hunger: generalisation from few samples",
        "bias",
        ("model generalization", "model generalisation", "generalization gap", "generalisation gap", "일반화 격차"),
        "demos.bias.data_hunger",
        shared=("과적합", "overfitting", "overfit", "오버피팅"),
        field="few samples",
    ),
    Entry(
        "adaptation",
        "Adaptation: fine-tuning",
        "bias",
        ("model adaptation", "low-rank adaptation"),
        "demos.bias.adaptation",
        shared=("fine-tuning", "finetuning", "파인튜닝", "미세 조정", "lora", "linear probe", "linear probing"),
        field="networks",
    ),
    Entry(
        "layer-norm",
        "Post-LN and Pre-LN",
        "depth",
        ("layer normalization", "layer normalisation", "layer norm", "layernorm", "post-ln", "pre-ln", "레이어 정규화"),
        "demos.depth.layer_norm",
        field="networks",
    ),
    Entry(
        "rms-norm",
        "RMSNorm",
        "depth",
        ("rmsnorm", "root mean square layer normalization", "제곱평균제곱근 정규화"),
        "demos.depth.rms_norm",
        shared=("rms norm", "rms 정규화"),
        field="networks",
    ),
    Entry(
        "rezero", "ReZero", "depth", ("rezero",), "demos.depth.rezero", shared=("re-zero", "리제로"), field="networks"
    ),
)

BY_ID: dict[str, Entry] = {entry.id: entry for entry in ENTRIES}


def unknown(demo_id: str) -> str:
    """The sentence for an id that no demo has, with the one that was perhaps meant."""
    from difflib import get_close_matches

    near = get_close_matches(demo_id, BY_ID, 1, 0.5)
    none = _("There is no demo {demo}.", demo=demo_id)
    return f"{none} {_('Did you mean {name}?', name=near[0])}" if near else none
