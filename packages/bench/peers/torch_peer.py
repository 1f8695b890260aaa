"""PyTorch as a contestant of the speed bench: answers one JSON text per line, as src/speed/protocol.ts says.

Steps are those of packages/sae and of SPD in packages/apd: the same losses, joint gradient clipping and Adam, from the same
weights and moments on the same batches; SPD draws its masks with torch.rand, except while losses are compared. What this
project does beside them (counting silent latents, checking batches) is left out here.
"""
import json
import sys
import time

try:
    import numpy as np
    import torch
except ImportError as error:
    print(json.dumps({"absent": f"{sys.executable} cannot import it: {error}"}), flush=True)
    sys.exit()

torch.set_flush_denormal(True)


def blas_libraries():
    """The BLAS and LAPACK that products really run on, where the system says which libraries are loaded."""
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    try:
        with open("/proc/self/maps") as maps:
            paths = {line.split()[-1] for line in maps if "/" in line}
    except OSError:
        return []
    return sorted(path for path in paths if any(part in path.lower() for part in ("blas", "mkl", "blis")))


BLAS = blas_libraries()
if BLAS and all("/blas/libblas.so" in path or "/lapack/" in path for path in BLAS):
    # Nobody trains on it, and a comparison with it would flatter everything else.
    print(json.dumps({"absent": f"it runs on the reference BLAS ({BLAS[0]}); install OpenBLAS, e.g. libopenblas0-pthread"}),
          flush=True)
    sys.exit()


def read(file):
    values = np.fromfile(file["path"], dtype="<f4")
    out = {}
    for entry in file["arrays"]:
        size = int(np.prod(entry["shape"], dtype=np.int64))
        array = values[entry["offset"]:entry["offset"] + size].reshape(entry["shape"])
        out[entry["name"]] = torch.from_numpy(array.copy())
    return out


class JumpReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, h, threshold, bandwidth):
        ctx.save_for_backward(h, threshold)
        ctx.bandwidth = bandwidth
        return h * (h > threshold)

    @staticmethod
    def backward(ctx, upstream):
        h, threshold = ctx.saved_tensors
        near = (h - threshold).abs() < ctx.bandwidth / 2
        gradient = -(threshold / ctx.bandwidth) * (near * upstream).sum(0)
        return upstream * (h > threshold), gradient, None


class JumpCount(torch.autograd.Function):
    @staticmethod
    def forward(ctx, h, threshold, bandwidth):
        ctx.save_for_backward(h, threshold)
        ctx.bandwidth = bandwidth
        return (h > threshold).sum().to(h.dtype)

    @staticmethod
    def backward(ctx, upstream):
        h, threshold = ctx.saved_tensors
        near = (h - threshold).abs() < ctx.bandwidth / 2
        return None, -(1 / ctx.bandwidth) * upstream * near.sum(0), None


def rescaled(w, x):
    """Encodes in lengths of decoder rows: gradients flow through the lengths."""
    lengths = w["decoder"].norm(dim=1)
    h = torch.relu(torch.addmm(w["encoderBias"] * lengths, x - w["decoderBias"], w["encoder"] * lengths))
    return h, w["decoder"] / lengths[:, None]


def squared_error(x, y):
    return ((y - x) ** 2).sum() / x.shape[0]


def l1(w, x, p, variant):
    z = torch.relu(torch.addmm(w["encoderBias"], x - w["decoderBias"], w["encoder"]))
    y = torch.addmm(w["decoderBias"], z, w["decoder"])
    penalty = (z.sum(0) * w["decoder"].norm(dim=1)).sum() * (p["l1Coefficient"] / x.shape[0])
    return squared_error(x, y) + penalty


def top_k(w, x, p, variant):
    h, decoder = rescaled(w, x)
    values, indices = h.topk(p["k"], dim=1)
    if variant == "embedding_bag":
        y = torch.nn.functional.embedding_bag(indices, decoder, per_sample_weights=values, mode="sum") + w["decoderBias"]
    else:
        y = torch.addmm(w["decoderBias"], torch.zeros_like(h).scatter(1, indices, values), decoder)
    return squared_error(x, y)


def batch_top_k(w, x, p, variant):
    h, decoder = rescaled(w, x)
    flat = h.reshape(-1)
    values, indices = flat.topk(int(p["k"] * x.shape[0] + 1e-9))
    z = torch.zeros_like(flat).scatter(0, indices, values).reshape(h.shape)
    return squared_error(x, torch.addmm(w["decoderBias"], z, decoder))


def jump_relu(w, x, p, variant):
    h = torch.addmm(w["encoderBias"], x - w["decoderBias"], w["encoder"])
    z = JumpReLU.apply(h, w["threshold"], p["bandwidth"])
    y = torch.addmm(w["decoderBias"], z, w["decoder"])
    return squared_error(x, y) + JumpCount.apply(h, w["threshold"], p["bandwidth"]) * (p["l0Coefficient"] / x.shape[0])


def lower_leaky(x):
    """Hard sigmoid that leaks below 0."""
    return torch.where(x > 0, x.clamp(max=1), 0.01 * x)


def upper_leaky(x):
    """Hard sigmoid that leaks above 1."""
    return torch.where(x > 1, 1 + 0.01 * (x - 1), x.clamp(min=0))


class Spd:
    """Stochastic parameter decomposition of one layer of thresholded circuits that are read by two matrices."""

    SITES = {"animals": 1.0, "attributes": 2.5}
    ASSUMED = {
        "leak": ("value",), "weightDelta": (False,), "lossReduction": ("sum",), "clip": (0,), "faithfulnessSteps": (0,),
        "faithfulness": (1,), "stochastic": (1,), "samples": (1,), "layerwise": (0,), "subset": (0,), "adversarial": (0,),
        "importanceMasked": (0,), "unmasked": (0,), "frequency": (0,), "penalty": ("smooth-l0",), "maskSource": ("uniform",),
        "importanceFunction": ("affine",), "warmup": (0,), "schedule": ("quarter-cosine",),
    }

    def __init__(self, task):
        data = read(task["data"])
        self.targets = {site: data[f"network/{site}"] for site in self.SITES}
        widths = [w.shape[1] for w in self.targets.values()]
        self.biases = dict(zip(self.SITES, data["network/bias"].split(widths)))
        self.count = sum(w.numel() for w in self.targets.values())
        self.draws = read(task["draws"]) if "draws" in task else {}
        self.steps = 0

    def uniform(self, site, like):
        given = self.draws.get(f"{self.steps}/{site}")
        return torch.rand_like(like) if given is None else given

    def __call__(self, w, x, p, variant):
        batch = x.shape[0]
        gamma = p["gammaStart"] + (p["gammaEnd"] - p["gammaStart"]) * self.progress
        with torch.no_grad():
            target = torch.cat([torch.relu(torch.addmm(self.biases[s], x, self.targets[s])) for s in self.SITES], dim=1)
        faithfulness, importance, outputs = 0, 0, []
        for site, pressure in self.SITES.items():
            read_rows, write_rows = w[f"read.{site}"], w[f"write.{site}"]
            faithfulness = faithfulness + ((read_rows.T @ write_rows - self.targets[site]) ** 2).sum()
            h = x @ read_rows.T
            gate = h * w[f"gate.{site}.weight"] + w[f"gate.{site}.bias"]
            lower = lower_leaky(gate)
            mask = lower + (1 - lower) * self.uniform(site, gate)
            outputs.append(torch.relu(torch.addmm(self.biases[site], h * mask, write_rows)))
            squares = upper_leaky(gate) ** 2
            importance = importance + pressure * ((1 + gamma**2) * squares / (squares + gamma**2)).sum() / batch
        self.steps += 1
        stochastic = ((torch.cat(outputs, dim=1) - target) ** 2).sum() / batch
        return faithfulness / self.count + stochastic + p["importance"] * importance


LOSSES = {"sae/l1": l1, "sae/top-k": top_k, "sae/batch-top-k": batch_top_k, "sae/jump-relu": jump_relu}
# What the losses above are written for; any other value of these parameters would be another algorithm.
ASSUMED = {
    "decoderNorm": ("free", "rescaled"), "lossReduction": ("sum",), "inputScale": ("none",), "trainDecoderBias": (True,),
    "auxCoefficient": (0,), "sparsityWarmup": (0,), "targetL0": (0,), "penalty": ("step",), "thresholdScale": ("raw",),
    "warmup": (0,), "resampleEvery": (0,),
}


class Step:
    def __init__(self, task):
        p = task["params"]
        state = read(task["state"])
        batch, dim, latents = task["batch"], task["dim"], task["latents"]
        shapes = {"encoder": (dim, latents), "decoder": (latents, dim)}
        fields = {"weights": {}, "first": {}, "second": {}}
        for name, values in state.items():
            field, weight = name.split("/")
            fields[field][weight] = values.reshape(shapes.get(weight, values.shape))
        self.weights = {name: torch.nn.Parameter(values) for name, values in fields["weights"].items()}
        self.optimizer = torch.optim.Adam(
            self.weights.values(), lr=p["learningRate"], betas=(p.get("beta1", 0.9), p.get("beta2", 0.999)), eps=1e-8)
        for name, weight in self.weights.items():
            self.optimizer.state[weight] = {
                "step": torch.tensor(float(task["step"])),
                "exp_avg": fields["first"][name].clone(), "exp_avg_sq": fields["second"][name].clone()}
        self.batches = read(task["data"])["batches"]
        self.at = task["step"]
        self.variant, self.params = task["variant"], p
        self.loss = Spd(task) if "network" in task else LOSSES[task["method"]]

    def once(self):
        x = self.batches[self.at % len(self.batches)]
        if isinstance(self.loss, Spd):
            self.loss.progress = self.at / self.params["steps"]
        self.at += 1
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.weights, x, self.params, self.variant)
        loss.backward()
        if self.params["clip"] > 0:
            torch.nn.utils.clip_grad_norm_(self.weights.values(), self.params["clip"])
        self.optimizer.step()
        if "threshold" in self.weights:
            with torch.no_grad():
                self.weights["threshold"].clamp_(min=0)
        return loss

    def run(self, times):
        start = time.perf_counter()
        for _ in range(times):
            loss = self.once()
        value = loss.item()
        return {"milliseconds": (time.perf_counter() - start) * 1e3, "loss": value}


class Matmul:
    def __init__(self, task):
        self.a, self.b = torch.randn(task["m"], task["k"]), torch.randn(task["k"], task["n"])
        self.out = torch.empty(task["m"], task["n"])

    def run(self, times):
        start = time.perf_counter()
        for _ in range(times):
            torch.mm(self.a, self.b, out=self.out)
        return {"milliseconds": (time.perf_counter() - start) * 1e3}


def open_task(task):
    if task["kind"] == "matmul":
        return Matmul(task)
    if task["kind"] != "step" or task["method"] not in [*LOSSES, "apd/spd"]:
        return f"there is no PyTorch program for {task.get('method', task['kind'])}"
    for name, values in (Spd.ASSUMED if "network" in task else ASSUMED).items():
        if name in task["params"] and task["params"][name] not in values:
            return f"its program is not for {name} = {task['params'][name]}"
    return Step(task)


def answer(tasks, ask):
    if ask["do"] == "describe":
        return {"ok": {"name": "PyTorch", "versions": {
            "torch": torch.__version__, "python": sys.version.split()[0], "numpy": np.__version__,
            "BLAS": ", ".join(BLAS) or "not known"}}}
    if ask["do"] == "open":
        task = open_task(ask["task"])
        if isinstance(task, str):
            return {"absent": task}
        tasks[ask["handle"]] = task
        return {"ok": {}}
    if ask["do"] == "run":
        return {"ok": tasks[ask["handle"]].run(ask["times"])}
    if ask["do"] == "close":
        tasks.pop(ask["handle"])
        return {"ok": {}}
    return {"absent": "it does not do that"}


def main():
    tasks = {}
    for line in sys.stdin:
        try:
            result = answer(tasks, json.loads(line))
        except Exception as error:  # the bench reports it beside the contestant's name
            result = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(result), flush=True)


main()
