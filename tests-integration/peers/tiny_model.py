"""A program: writes a language model with random weights, small enough to make and run in a second, as a GGUF file.

    python tiny_model.py MODEL

What it says has no sense, but each word of it is inferred. It calls tools when it may, and comes to an end of thinking.
"""

import sys
from pathlib import Path

import gguf
import numpy as np

TEMPLATE = Path(__file__).with_name("tiny_template.jinja")
WIDTH, LAYERS, HEADS, FEED_FORWARD, CONTEXT = 64, 2, 4, 128, 16384
CONTROL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TAGS = ["<tool_call>", "</tool_call>", "<think>", "</think>"]
STORY = """
the otter woke before the rain and looked along the grey river for something new to try it found a boat without an
owner a lamp that still gave light and three letters which nobody had read one was written to a baker in the old town
one to a captain far at sea and the last to whoever would open it so the otter opened it with wet careful hands dear
finder it said when evening comes bring bread honey and a clear question to the café beneath the stone bridge there we
listen to stories we mend broken clocks and we measure how long a silence may be the otter thought about this while
clouds went over then it tied the boat put the lamp inside and began to learn the names of every bird between here and
there because a guest should always carry one small true gift
"""
LEVEL = 4.0
"""Every token's first feature, which no layer changes; a weight on it is a bias."""
BIASES = {"<|im_end|>": 1.0, "<tool_call>": 1.0, "</think>": 1.2}
"""How much likelier than a word; the other control tokens and tags never come."""
NEVER = -9.0


def byte_tokens():
    """Each byte as the character that byte-level BPE writes for it: itself if printable, else one above 255."""
    printable = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)]


def word_tokens():
    """Words of a small story, with a space before each."""
    written = byte_tokens()
    words = sorted(set(STORY.split()))
    return ["".join(written[byte] for byte in f" {word}".encode()) for word in words]


def output_weights(random, tokens):
    """How well each token fits: words at random; a single byte only where no word may be, as in JSON."""
    weights = 0.3 * random.standard_normal((len(tokens), WIDTH)).astype(np.float32)
    weights[:256] *= 0.02
    weights[:, 0] = 0
    for at, token in enumerate(tokens):
        if token in CONTROL + TAGS:
            weights[at, 0] = BIASES.get(token, NEVER)
    return weights


def layer(random):
    """The weights of one layer by their names in the file; none of them writes to the first feature."""

    def matrix(rows, columns, writes=False):
        made = 0.1 * random.standard_normal((rows, columns)).astype(np.float32)
        if writes:
            made[0] = 0
        return made

    return {
        "attn_norm": np.ones(WIDTH, np.float32),
        "ffn_norm": np.ones(WIDTH, np.float32),
        **{f"attn_{name}": matrix(WIDTH, WIDTH) for name in "qkv"},
        "attn_output": matrix(WIDTH, WIDTH, writes=True),
        "ffn_gate": matrix(FEED_FORWARD, WIDTH),
        "ffn_up": matrix(FEED_FORWARD, WIDTH),
        "ffn_down": matrix(WIDTH, FEED_FORWARD, writes=True),
    }


def describe(writer, tokens):
    """What the file says of the model's shape, its tokens and its template."""
    kinds = [gguf.TokenType.NORMAL] * (len(tokens) - len(CONTROL + TAGS))
    kinds += [gguf.TokenType.CONTROL] * len(CONTROL) + [gguf.TokenType.USER_DEFINED] * len(TAGS)
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(["Ġ t"])  # the format asks for one
    writer.add_bos_token_id(tokens.index("<|endoftext|>"))
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE.read_text("utf-8"))


def write(path):
    random = np.random.default_rng(11)
    tokens = [*byte_tokens(), *word_tokens(), *CONTROL, *TAGS]
    writer = gguf.GGUFWriter(path, "llama")
    describe(writer, tokens)
    embedding = random.standard_normal((len(tokens), WIDTH)).astype(np.float32)
    embedding[:, 0] = LEVEL
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    writer.add_tensor("output.weight", output_weights(random, tokens))
    for number in range(LAYERS):
        for name, weights in layer(random).items():
            writer.add_tensor(f"blk.{number}.{name}.weight", weights)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write(sys.argv[1])
