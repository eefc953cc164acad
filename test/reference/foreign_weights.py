"""Writes small weight files as PyTorch, NumPy and JAX programs write theirs, for the tests of the weight readers.

    python foreign_weights.py model/src/test/resources/org/refers/model/weights

Made with PyTorch 2.13.0 and NumPy 2. All hold the same network: a vision transformer of width 8, 2 blocks, patches of 4 x 4
on a 3 x 3 grid, 3 colour planes; the REFERS checkpoint adds fusion, report transformer and a BERT of width 8 and one layer.
The fine-tuned ones hold the transformer and a head of 5 outputs, as torch.save(model.state_dict()) writes them: the dictionary
carries its layers' versions as an attribute.
Values follow from each tensor's name, so that the files can be made again to the byte of their content.
"""

import collections
import json
import struct
import sys
import zlib

import numpy as np
import torch

WIDTH, BLOCKS, MLP, HEADS, WORDS, REPORT_WORDS = 8, 2, 16, 2, 11, 9


def values(name, *shape):
    return np.random.default_rng(zlib.crc32(name.encode())).normal(size=shape).astype(np.float32)


def vision():
    """Names and layout of timm."""
    v = collections.OrderedDict()

    def put(name, *shape):
        v[name] = values(name, *shape)

    put("cls_token", 1, 1, WIDTH)
    put("pos_embed", 1, 10, WIDTH)
    put("patch_embed.proj.weight", WIDTH, 3, 4, 4)
    put("patch_embed.proj.bias", WIDTH)
    for i in range(BLOCKS):
        b = f"blocks.{i}."
        for name, shape in (("norm1", WIDTH), ("norm2", WIDTH)):
            put(b + name + ".weight", shape)
            put(b + name + ".bias", shape)
        for name, outputs, inputs in (("attn.qkv", 3 * WIDTH, WIDTH), ("attn.proj", WIDTH, WIDTH),
                                      ("mlp.fc1", MLP, WIDTH), ("mlp.fc2", WIDTH, MLP)):
            put(b + name + ".weight", outputs, inputs)
            put(b + name + ".bias", outputs)
    put("norm.weight", WIDTH)
    put("norm.bias", WIDTH)
    put("head.weight", 5, WIDTH)
    put("head.bias", 5)
    return v


def jax(v):
    a = {"cls": v["cls_token"], "embedding/kernel": v["patch_embed.proj.weight"].transpose(2, 3, 1, 0),
         "embedding/bias": v["patch_embed.proj.bias"], "Transformer/posembed_input/pos_embedding": v["pos_embed"],
         "Transformer/encoder_norm/scale": v["norm.weight"], "Transformer/encoder_norm/bias": v["norm.bias"],
         "head/kernel": v["head.weight"].T, "head/bias": v["head.bias"], "step": np.array(7)}
    each = WIDTH // HEADS
    for i in range(BLOCKS):
        b, t = f"blocks.{i}.", f"Transformer/encoderblock_{i}/"
        for ours, theirs in (("norm1", "LayerNorm_0"), ("norm2", "LayerNorm_2")):
            a[t + theirs + "/scale"], a[t + theirs + "/bias"] = v[b + ours + ".weight"], v[b + ours + ".bias"]
        attention = t + "MultiHeadDotProductAttention_1/"
        for k, part in enumerate(("query", "key", "value")):
            rows = slice(k * WIDTH, (k + 1) * WIDTH)
            a[attention + part + "/kernel"] = v[b + "attn.qkv.weight"][rows].T.reshape(WIDTH, HEADS, each)
            a[attention + part + "/bias"] = v[b + "attn.qkv.bias"][rows].reshape(HEADS, each)
        a[attention + "out/kernel"] = v[b + "attn.proj.weight"].T.reshape(HEADS, each, WIDTH)
        a[attention + "out/bias"] = v[b + "attn.proj.bias"]
        for k in (0, 1):
            a[t + f"MlpBlock_3/Dense_{k}/kernel"] = v[b + f"mlp.fc{k + 1}.weight"].T
            a[t + f"MlpBlock_3/Dense_{k}/bias"] = v[b + f"mlp.fc{k + 1}.bias"]
    return a


def released(v):
    """Names of the released REFERS code."""
    s, p = collections.OrderedDict(), "visual.vit.transformer."
    s[p + "embeddings.cls_token"], s[p + "embeddings.position_embeddings"] = v["cls_token"], v["pos_embed"]
    for end in (".weight", ".bias"):
        s[p + "embeddings.patch_embeddings" + end] = v["patch_embed.proj" + end]
        s[p + "encoder.encoder_norm" + end] = v["norm" + end]
        for i in range(BLOCKS):
            b, l = f"blocks.{i}.", p + f"encoder.layer.{i}."
            s[l + "attention_norm" + end], s[l + "ffn_norm" + end] = v[b + "norm1" + end], v[b + "norm2" + end]
            for k, part in enumerate(("query", "key", "value")):
                s[l + "attn." + part + end] = v[b + "attn.qkv" + end][k * WIDTH:(k + 1) * WIDTH]
            s[l + "attn.out" + end] = v[b + "attn.proj" + end]
            s[l + "ffn.fc1" + end], s[l + "ffn.fc2" + end] = v[b + "mlp.fc1" + end], v[b + "mlp.fc2" + end]
    for k in (1, 2, 3):
        s[f"fusion.fc{k}.weight"] = values(f"fusion{k}.weight", 1, 3 * WIDTH)
        s[f"fusion.fc{k}.bias"] = values(f"fusion{k}.bias", 1)
    for name, a in bert().items():
        s["contrastive_bert.text_encoder." + name] = a
    s["contrastive_bert.fc.weight"], s["contrastive_bert.fc.bias"] = values("fc", 3 * WIDTH, WIDTH), values("fcb", 3 * WIDTH)
    t = "textual."
    s[t + "visual_projection.weight"], s[t + "visual_projection.bias"] = values("vp", WIDTH, WIDTH), values("vpb", WIDTH)
    words = s[t + "embedding.words.weight"] = values("words", REPORT_WORDS, WIDTH)
    s[t + "embedding.positions.weight"] = values("positions", 6, WIDTH)
    s[t + "embedding.layer_norm.weight"], s[t + "embedding.layer_norm.bias"] = values("ln", WIDTH), values("lnb", WIDTH)
    l = t + "transformer.layers.0."
    for a in ("self_attn", "multihead_attn"):
        s[l + a + ".in_proj_weight"], s[l + a + ".in_proj_bias"] = values(a, 3 * WIDTH, WIDTH), values(a + "b", 3 * WIDTH)
        s[l + a + ".out_proj.weight"], s[l + a + ".out_proj.bias"] = values(a + "o", WIDTH, WIDTH), values(a + "ob", WIDTH)
    s[l + "linear1.weight"], s[l + "linear1.bias"] = values("l1", MLP, WIDTH), values("l1b", MLP)
    s[l + "linear2.weight"], s[l + "linear2.bias"] = values("l2", WIDTH, MLP), values("l2b", WIDTH)
    for n in ("norm1", "norm2", "norm3"):
        s[l + n + ".weight"], s[l + n + ".bias"] = values(n, WIDTH), values(n + "b", WIDTH)
    s[t + "output.weight"], s[t + "output.bias"] = words, values("output", REPORT_WORDS)
    return s


def bert():
    """Names of Hugging Face's BertModel."""
    s = collections.OrderedDict()

    def put(name, *shape):
        s[name] = values("bert." + name, *shape)

    put("embeddings.word_embeddings.weight", WORDS, WIDTH)
    put("embeddings.position_embeddings.weight", 12, WIDTH)
    put("embeddings.token_type_embeddings.weight", 2, WIDTH)
    for name in ("embeddings.LayerNorm", "encoder.layer.0.attention.output.LayerNorm", "encoder.layer.0.output.LayerNorm"):
        put(name + ".weight", WIDTH)
        put(name + ".bias", WIDTH)
    for name, outputs, inputs in (("attention.self.query", WIDTH, WIDTH), ("attention.self.key", WIDTH, WIDTH),
                                  ("attention.self.value", WIDTH, WIDTH), ("attention.output.dense", WIDTH, WIDTH),
                                  ("intermediate.dense", MLP, WIDTH), ("output.dense", WIDTH, MLP)):
        put("encoder.layer.0." + name + ".weight", outputs, inputs)
        put("encoder.layer.0." + name + ".bias", outputs)
    put("pooler.dense.weight", WIDTH, WIDTH)
    put("pooler.dense.bias", WIDTH)
    return s


def safetensors(path, arrays):
    head, data = {}, b""
    for name, a in arrays.items():
        raw = np.ascontiguousarray(a).tobytes()
        head[name] = {"dtype": "F32", "shape": list(a.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def main(folder):
    v = vision()
    safetensors(folder + "/timm.safetensors", v)
    np.savez_compressed(folder + "/jax.npz", **jax(v))
    tensors = {k: torch.from_numpy(np.ascontiguousarray(a)) for k, a in released(v).items()}
    # A view on a longer storage, as slices of a packed matrix are saved.
    packed = torch.from_numpy(v["blocks.0.attn.qkv.weight"])
    for k, part in enumerate(("query", "key", "value")):
        tensors[f"visual.vit.transformer.encoder.layer.0.attn.{part}.weight"] = packed[k * WIDTH:(k + 1) * WIDTH]
    # A transposed view: its strides run the other way.
    name = "visual.vit.transformer.encoder.layer.1.attn.out.weight"
    tensors[name] = tensors[name].t().contiguous().t()
    optimizer = {"state": {0: {"momentum_buffer": torch.zeros(2)}}, "param_groups": [{"lr": 0.1, "params": [0]}]}
    torch.save({"model": tensors, "optimizer": optimizer, "iteration": 12}, folder + "/refers.pth")
    state = collections.OrderedDict((k, torch.from_numpy(a)) for k, a in bert().items())
    state["embeddings.position_ids"] = torch.arange(12).expand((1, -1))
    half = {k: a.half() if a.is_floating_point() else a for k, a in state.items()}
    torch.save({("bert." + k): a for k, a in half.items()}, folder + "/bert-half.bin")
    torch.save({("bert." + k): a.bfloat16() if a.is_floating_point() else a for k, a in state.items()},
               folder + "/bert-bfloat.bin")
    torch.save(torch.nn.Linear(2, 2), folder + "/module.pth")
    torch.save(state, folder + "/old.pth", _use_new_zipfile_serialization=False)
    vision_names = {k.removeprefix("visual.vit."): a for k, a in tensors.items() if k.startswith("visual.vit.")}
    finetuned = collections.OrderedDict(vision_names)
    for end in (".weight", ".bias"):
        finetuned["head" + end] = torch.from_numpy(v["head" + end])
    finetuned._metadata = collections.OrderedDict({"": {"version": 1}, "head": {"version": 1}})
    torch.save(finetuned, folder + "/finetuned.pth")
    finetuned["steps"] = torch.tensor(7)
    torch.save({"state_dict": finetuned, "epoch": 3}, folder + "/finetuned-old.pth",
               _use_new_zipfile_serialization=False)


if __name__ == "__main__":
    main(sys.argv[1])
