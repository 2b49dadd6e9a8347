"""Makes the golden files by which tests see that our learned codecs compute what PyTorch computes.

Each holds a tiny model's weights, images, the noise that stands for rounding, and what PyTorch makes of them: x_hat, the likelihoods,
the loss, and the gradient of the loss at every weight.
    python3 tests/PyTorch/golden_codecs.py data/golden        # writes parity-<model>.safetensors; PyTorch 1.13 or newer
"""
import math
import pathlib
import sys

import torch

import tensor_file

sys.path.append(str(pathlib.Path(__file__).parents[2] / "lib/Workbook.Host/Verbs/Measure"))
from peer_models import MODELS, rate_distortion

SIZES = {"bmshj2018-factorized": (3, 4), "bmshj2018-hyperprior": (3, 4), "mbt2018-mean": (3, 4), "cheng2020-anchor": (3, 3)}
SIDE = 64
LAMBDA = 0.013


def draw(model, generator):
    """Weights that keep signals about as large as they are, and no two alike, so that a wrong place or sign shows; bfloat16 holds them."""
    for name, weight in model.named_parameters():
        if name.startswith("entropy_bottleneck") or name.endswith(("beta", "gamma")):
            weight += 0.1 * torch.randn(weight.shape, generator=generator)
        else:
            uniform = torch.rand(weight.shape, generator=generator)
            weight.copy_((2 * uniform - 1) * math.sqrt(3 / weight[0].numel()) if weight.dim() > 1 else uniform - 0.25)
        weight.copy_(weight.bfloat16())


def example(name):
    generator = torch.Generator().manual_seed(2018)
    n, m = SIZES[name]
    model = MODELS[name](n, m)
    with torch.no_grad():
        draw(model, generator)
    images = torch.randint(256, (1, 3, SIDE, SIDE), dtype=torch.uint8, generator=generator)
    noises = {}

    def noise(latent, values):
        return noises.setdefault(latent, torch.rand(values.shape, generator=generator) - 0.5)
    x = images.float() / 255
    x_hat, likelihoods = model(x, noise)
    loss = rate_distortion(LAMBDA, x, x_hat, likelihoods)
    loss.backward()
    tensors = {"images": images, "x_hat": x_hat, "loss": loss}
    tensors |= {f"noise.{latent}": values for latent, values in noises.items()}
    tensors |= {f"likelihoods.{latent}": values for latent, values in likelihoods.items()}
    for parameter, weight in model.named_parameters():
        assert weight.grad.any(), f"{parameter} of {name} has no gradient: choose other weights"
        tensors |= {f"weights.{parameter}": weight.bfloat16(), f"gradients.{parameter}": weight.grad}
    return tensors, {"model": name, "N": str(n), "M": str(m), "lambda": str(LAMBDA)}


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name in MODELS:
        tensor_file.save(pathlib.Path(sys.argv[1]) / f"parity-{name}.safetensors", *example(name))
