"""A training in PyTorch that takes a step for each line it reads and answers with its milliseconds and the loss.

The first line is a recipe of the workbook as JSON. A step is what it is there: crops of images in memory, noise for rounding, forward,
backward, gradients clipped to the norm, Adam. bfloat16 and channels laid out last, where the recipe asks for them, are PyTorch's own.
"""
import json
import sys
import time

import torch

from peer_models import MODELS, rate_distortion

IMAGES = 8


def crops(images, batch, size):
    """A random part of some images, half of them mirrored."""
    parts = []
    for image in images[torch.randint(len(images), (batch,))]:
        top, left = (int(torch.randint(side - size + 1, ())) for side in image.shape[1:])
        part = image[:, top:top + size, left:left + size]
        parts.append(part.flip(2) if torch.rand(()) < 0.5 else part)
    return torch.stack(parts).float() / 255


def noise(name, latent):
    return torch.empty_like(latent).uniform_(-0.5, 0.5)


def steps(recipe):
    """Takes a step each time it is asked for the next loss."""
    options = recipe["training"]
    torch.set_num_threads(options["threads"] or torch.get_num_threads())
    torch.manual_seed(options["seed"])
    layout = torch.channels_last if options["channelsLast"] else torch.contiguous_format
    model = MODELS[recipe["model"]](recipe["n"], recipe["m"]).to(memory_format=layout)
    optimizer = torch.optim.Adam(model.parameters(), lr=options["learningRate"]["base"])
    side = max(48, options["cropSize"])
    images = torch.randint(256, (IMAGES, 3, side, side), dtype=torch.uint8)
    while True:
        batch = crops(images, options["batchSize"], options["cropSize"]).to(memory_format=layout)
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=options["precision"] == "bfloat16"):
            x_hat, likelihoods = model(batch, noise)
        loss = rate_distortion(recipe["lambda"], batch, x_hat, {name: p.float() for name, p in likelihoods.items()})
        loss.backward()
        if options["clipNorm"] > 0:
            torch.nn.utils.clip_grad_norm_(model.parameters(), options["clipNorm"])
        optimizer.step()
        yield loss.item()


def about():
    """The versions, and the library behind matrix products: Debian's usual one is several times slower than OpenBLAS."""
    with open("/proc/self/maps") as maps:
        blas = {path for path in (line.split()[-1] for line in maps) if "blas" in path.split("/")[-1]}
    return f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}, {', '.join(sorted(blas)) or 'no BLAS of its own'}"


def main():
    if sys.argv[1:] == ["--about"]:
        print(about())
        return
    losses = steps(json.loads(sys.stdin.readline()))
    while sys.stdin.readline():
        began = time.perf_counter()
        loss = next(losses)
        print((time.perf_counter() - began) * 1000, loss, flush=True)


main()
