"""The training step of REFERS in PyTorch, for comparison: same network, losses, optimizer, weights and noise.

    python train_step.py check FOLDER              losses of a golden folder, against its expected.safetensors
    python train_step.py bench WEIGHTS [options]   milliseconds a step; WEIGHTS is written by refers bench train --weights
    python train_step.py compare REFERS [options]  alternating pairs of both programs, and the median of their ratios

Written for PyTorch 2.13.0. Attention is fused (scaled_dot_product_attention), optimizers are PyTorch's own with foreach
updates, bf16 is autocast; all are what a careful script would take. Only the paper and released presets without dropout.
--checkpointing recomputes each block of the radiograph transformer and of the text encoder, as torch.utils.checkpoint does.
"""

import argparse
import json
import resource
import statistics
import struct
import subprocess
import time

import numpy as np
import torch
import torch.nn.functional as F
import torch.utils.checkpoint

KINDS = {"F32": (np.float32, 4), "I64": (np.int64, 8)}


def read(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        head = json.loads(file.read(size))
        data = file.read()
    tensors = {}
    for name, entry in head.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            array = np.frombuffer(data[start:end], KINDS[entry["dtype"]][0]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(array.copy())
    return tensors, head.get("__metadata__", {})


class Network:
    """Parameters by name; every method is a part of the forward pass."""

    def __init__(self, config, weights, checkpointing=False):
        self.c, self.p, self.checkpointing = config, weights, checkpointing
        self.paper = config["preset"] == "paper"
        self.eps = config["layer_norm_eps"]
        self.act = {k: {"relu": F.relu, "gelu": F.gelu, None: None}[v] for k, v in config["activations"].items()}

    def linear(self, name, x):
        return F.linear(x, self.p[name + ".weight"], self.p[name + ".bias"])

    def norm(self, name, x, eps):
        return F.layer_norm(x, x.shape[-1:], self.p[name + ".weight"], self.p[name + ".bias"], eps)

    @staticmethod
    def attention(q, k, v, heads, mask=None, causal=False):
        b = q.shape[0]
        q, k, v = (t.reshape(b, t.shape[1], heads, -1).transpose(1, 2) for t in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v, mask, is_causal=causal).transpose(1, 2).flatten(2)

    def views(self, images):
        c, part = self.c, "radiograph_transformer."
        n, patch, grid = len(images), c["patch_size"], c["image_size"] // c["patch_size"]
        x = images.reshape(n, c["channels"], grid, patch, grid, patch).permute(0, 2, 4, 1, 3, 5).reshape(n, grid * grid, -1)
        x = F.linear(x, self.p[part + "patch_embed.proj.weight"].flatten(1), self.p[part + "patch_embed.proj.bias"])
        table, token = self.p[part + "pos_embed"], self.p[part + "cls_token"]
        if self.paper:
            x = self.linear(part + "pos_merge", torch.cat([x, table.expand(n, -1, -1)], -1))
            x = torch.cat([token.expand(n, -1, -1), x], 1)
        else:
            x = torch.cat([token.expand(n, -1, -1), x], 1) + table
        eps = self.eps["radiograph_transformer"]
        for i in range(c["depth"]):
            x = self.run(self.block, f"{part}blocks.{i}.", x)
        return self.norm(part + "norm", x, eps)

    def run(self, block, *arguments):
        if self.checkpointing:
            return torch.utils.checkpoint.checkpoint(block, *arguments, use_reentrant=False)
        return block(*arguments)

    def block(self, b, x):
        eps = self.eps["radiograph_transformer"]
        q, k, v = self.linear(b + "attn.qkv", self.norm(b + "norm1", x, eps)).chunk(3, -1)
        x = x + self.linear(b + "attn.proj", self.attention(q, k, v, self.c["heads"]))
        h = self.act["radiograph_transformer"](self.linear(b + "mlp.fc1", self.norm(b + "norm2", x, eps)))
        return x + self.linear(b + "mlp.fc2", h)

    def aggregate(self, tokens):
        token, patches = tokens[..., :1, :], tokens[..., 1:, :]
        return torch.cat([patches, token.expand_as(patches)], -1) if self.paper else patches + token

    def study(self, images):
        """(B, V, C, S, S) to study vector and memory."""
        b, v = images.shape[:2]
        tokens = self.views(images.flatten(0, 1)).unflatten(0, (b, v))
        u = self.aggregate(tokens)
        if self.paper:
            r = u.mean(2)
            w = self.linear("view_fusion.fc2", self.act["view_fusion"](self.linear("view_fusion.fc1", r.flatten(1)))).softmax(-1)
            return (r * w[:, :, None]).flatten(1), (u * w[:, :, None, None]).flatten(1, 2)
        w = torch.sigmoid(self.linear("view_fusion.gate", u.transpose(1, 2).flatten(2)))
        return tokens[:, :, 0].flatten(1), (u * w.transpose(1, 2)[..., None]).flatten(1, 2)

    def text(self, ids, mask):
        c, part = self.c["bert"], "text_encoder."
        e, eps = part + "embeddings.", self.eps["bert"]
        x = self.p[e + "word_embeddings.weight"][ids] + self.p[e + "token_type_embeddings.weight"][0]
        x = self.norm(e + "LayerNorm", x + self.p[e + "position_embeddings.weight"][:ids.shape[1]], eps)
        bias = (1 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for i in range(c["num_hidden_layers"]):
            x = self.run(self.text_layer, f"{part}encoder.layer.{i}.", x, bias)
        return self.linear("text_projection", torch.tanh(self.linear(part + "pooler.dense", x[:, 0])))

    def text_layer(self, l, x, bias):
        eps = self.eps["bert"]
        q, k, v = (self.linear(l + "attention.self." + n, x) for n in ("query", "key", "value"))
        a = self.linear(l + "attention.output.dense", self.attention(q, k, v, self.c["bert"]["num_attention_heads"], bias))
        x = self.norm(l + "attention.output.LayerNorm", a + x, eps)
        h = self.linear(l + "output.dense", self.act["bert"](self.linear(l + "intermediate.dense", x)))
        return self.norm(l + "output.LayerNorm", h + x, eps)

    def report(self, memory, tokens):
        c, part = self.c["report"], "report_transformer."
        memory = self.linear(part + "visual_projection", memory)
        x = self.p[part + "word_embed.weight"][tokens] + self.p[part + "pos_embed.weight"][:tokens.shape[1]]
        x = self.norm(part + "embed_norm", x, self.eps["report_embed"]) * (tokens != c["pad_id"])[..., None]
        # A report's padding lies at its end, where no token that counts looks.
        eps, d = self.eps["report_layers"], c["width"]
        for i in range(c["layers"]):
            l = f"{part}layers.{i}."
            q, k, v = F.linear(x, self.p[l + "self_attn.in_proj_weight"], self.p[l + "self_attn.in_proj_bias"]).chunk(3, -1)
            x = self.norm(l + "norm1", x + self.linear(l + "self_attn.out_proj", self.attention(q, k, v, c["heads"], causal=True)), eps)
            w, b = self.p[l + "multihead_attn.in_proj_weight"], self.p[l + "multihead_attn.in_proj_bias"]
            k, v = F.linear(memory, w[d:], b[d:]).chunk(2, -1)
            a = self.attention(F.linear(x, w[:d], b[:d]), k, v, c["heads"])
            x = self.norm(l + "norm2", x + self.linear(l + "multihead_attn.out_proj", a), eps)
            h = self.linear(l + "linear2", self.act["report_transformer"](self.linear(l + "linear1", x)))
            x = self.norm(l + "norm3", x + h, eps)
        return F.linear(x, self.p[part + "word_embed.weight"], self.p[part + "output_bias"])

    def losses(self, images, report, ids, mask):
        c = self.c
        vector, memory = self.study(images)
        s = F.normalize(vector, dim=-1) @ F.normalize(self.text(ids, mask), dim=-1).T / c["temperature"]
        right = torch.arange(len(s), device=s.device)
        contrast = c["contrast_image_to_text_weight"] * F.cross_entropy(s, right)
        if c["contrast_text_to_image_weight"]:
            other = c["contrast_text_to_image_weight"] * F.cross_entropy(s.T, right)
            contrast = contrast + (other if c.get("text_to_image_gradient", True) else other.detach())
        logits = self.report(memory, report[:, :-1])
        return contrast, F.cross_entropy(logits.flatten(0, 1), report[:, 1:].flatten(), ignore_index=c["report"]["pad_id"])

    def findings(self, images, labels):
        tokens = self.views(images)
        x = self.aggregate(tokens).mean(1) if self.c["classifier_input"] == "mean" else tokens[:, 0]
        return F.binary_cross_entropy_with_logits(self.linear("classifier", x), labels)


def noise(seed, count):
    values, state = np.empty(count), seed
    for i in range(count):
        state = state * 48271 % 2147483647
        values[i] = state
    return values / 2147483647


def optimizer(weights, kind, lr, lr_text, decay, momentum, beta2):
    groups = {}
    for name, tensor in weights.items():
        text = name.startswith(("text_encoder.", "text_projection."))
        plain = "norm" in name.lower() or name.endswith("bias")
        groups.setdefault((text, plain), []).append(tensor)
    groups = [{"params": v, "lr": lr_text if t else lr, "weight_decay": 0 if n else decay} for (t, n), v in groups.items()]
    if kind == "adamw":
        return torch.optim.AdamW(groups, lr, betas=(momentum, beta2), foreach=True)
    return torch.optim.SGD(groups, lr, momentum=momentum, foreach=True)


def check(folder):
    weights, _ = read(folder + "/weights.safetensors")
    inputs, _ = read(folder + "/inputs.safetensors")
    expected, _ = read(folder + "/expected.safetensors")
    with open(folder + "/config.json") as file:
        config = json.load(file)
    contrast, language = Network(config, weights).losses(inputs["images"], inputs["report_tokens"], inputs["bert_ids"],
                                                         inputs["bert_mask"])
    for name, value in (("loss_contrast", contrast), ("loss_language", language)):
        wanted = expected[name].item()
        print(f"{name} {value.item():.7f} expected {wanted:.7f} difference {abs(value.item() - wanted):.1e}")
        assert abs(value.item() - wanted) < 1e-5 + 1e-4 * abs(wanted)


def peak(device):
    if device.startswith("cuda"):
        return torch.cuda.max_memory_reserved(device) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def bench(o):
    torch.set_num_threads(o.threads)
    weights, metadata = read(o.weights)
    config = json.loads(metadata["refers.config"])
    weights = {name: tensor.to(o.device).requires_grad_(True) for name, tensor in weights.items()}
    net, b, side = Network(config, weights, o.checkpointing), o.batch, config["image_size"]
    half = torch.autocast(torch.device(o.device).type, torch.bfloat16, enabled=o.precision == "bf16")
    images = b * (config["views"] if o.task == "pretrain" else 1)
    pixels = (2 * noise(1, images * config["channels"] * side * side) - 1).astype(np.float32)
    pixels = pixels.reshape(images, config["channels"], side, side)
    t = config["report"]["max_length"]
    words = {k: (5 + np.floor(noise(2, b * t) * (config[k]["vocab_size"] - 5))).astype(np.int64).reshape(b, t) for k in ("report", "bert")}
    labels = (noise(3, b * config["num_classes"]) < 0.2).astype(np.float32).reshape(b, -1)
    opt = optimizer(weights, o.optimizer, o.lr, o.lr_text, o.decay, o.momentum, o.beta2)
    times, losses = [], []
    for i in range(o.warm_up + o.steps):
        start = time.perf_counter()
        x = torch.from_numpy(pixels.copy()).to(o.device)
        with half:
            if o.task == "pretrain":
                r, ids = (torch.from_numpy(words[k].copy()).to(o.device) for k in ("report", "bert"))
                loss = sum(net.losses(x.unflatten(0, (b, -1)), r, ids, torch.ones_like(ids)))
            else:
                loss = net.findings(x, torch.from_numpy(labels.copy()).to(o.device))
        opt.zero_grad()
        loss.backward()
        if o.clip:
            torch.nn.utils.clip_grad_norm_([w for w in weights.values() if w.grad is not None], o.clip)
        opt.step()
        losses.append(loss.item())
        if i >= o.warm_up:
            times.append((time.perf_counter() - start) * 1000)
    median = statistics.median(times)
    return {"milliseconds_per_step": median, "images_per_second": images / median * 1000, "loss_first": losses[0],
            "loss_last": losses[-1], "peak_memory_mb": peak(o.device),
            "torch": torch.__version__}


def compare(o):
    import os
    import sys
    weights = o.scratch + "/bench-weights.safetensors"
    ours = [o.refers, "bench", "train", "--task", o.task, "--preset", o.preset, "--size", o.size, "--device", o.device, "--warm-up", str(o.warm_up),
            "--threads", str(o.threads), "--json", "--weights", weights, "--set", f"batch_size={o.batch}",
            f"max_steps={o.steps}", "dropout=0", f"optimizer={o.optimizer}", f"lr={o.lr}", f"lr_text={o.lr_text}",
            f"weight_decay={o.decay}", f"momentum={o.momentum}", f"beta2={o.beta2}", f"clip_norm={o.clip}",
            f"report_words={o.report_words}", f"text_words={o.text_words}",
            f"precision={o.precision}", f"activation_checkpointing={str(o.checkpointing).lower()}"]
    theirs = [sys.executable, os.path.abspath(__file__), "bench", weights] + [
        f"--{k}={getattr(o, k.replace('-', '_'))}" for k in ("task", "batch", "steps", "threads", "optimizer", "lr", "lr_text", "decay", "momentum", "beta2", "clip", "device", "precision", "warm-up")]
    theirs += ["--checkpointing"] * o.checkpointing
    rows = []
    for _ in range(o.pairs):
        a = json.loads(subprocess.run(ours, capture_output=True, check=True, text=True).stdout)
        b = json.loads(subprocess.run(theirs, capture_output=True, check=True, text=True).stdout)
        rows.append((a, b))
        print(f"ours {a['milliseconds_per_step']:.1f} ms {a['peak_memory_mb']:.0f} MB, PyTorch {b['milliseconds_per_step']:.1f} ms "
              f"{b['peak_memory_mb']:.0f} MB; losses {a['loss_first']:.6f} {b['loss_first']:.6f}, {a['loss_last']:.6f} {b['loss_last']:.6f}",
              flush=True)
    ratio = statistics.median(b["milliseconds_per_step"] / a["milliseconds_per_step"] for a, b in rows)
    memory = statistics.median(a["peak_memory_mb"] / b["peak_memory_mb"] for a, b in rows)
    print(f"throughput, ours over PyTorch {rows[0][1]['torch']}: {ratio:.2f}; peak memory: {memory:.2f}")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("what", choices=("check", "bench", "compare"))
    p.add_argument("weights")
    for name, kind, default in (("task", str, "pretrain"), ("preset", str, "paper"), ("size", str, "tiny"), ("batch", int, 8),
                                ("steps", int, 20), ("threads", int, 1), ("pairs", int, 5), ("optimizer", str, "sgd"),
                                ("lr", float, 3e-3), ("lr_text", float, 3e-4), ("decay", float, 1e-4), ("momentum", float, 0.9),
                                ("beta2", float, 0.999), ("clip", float, 0.0), ("report_words", int, 10000),
                                ("text_words", int, 28996), ("scratch", str, "."),
                                ("device", str, "cpu"), ("warm-up", int, 3), ("precision", str, "fp32")):
        p.add_argument("--" + name, type=kind, default=default)
    p.add_argument("--checkpointing", action="store_true")
    o = p.parse_args()
    o.refers = o.weights
    if o.what == "check":
        check(o.weights)
    elif o.what == "bench":
        print(json.dumps(bench(o)))
    else:
        compare(o)


if __name__ == "__main__":
    main()
