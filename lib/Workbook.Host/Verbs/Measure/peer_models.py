"""The workbook's learned codecs in PyTorch, as CompressAI publishes their structure: to compare with, in results and in speed.

Parameters have the names, shapes and meaning that they have in the workbook, so weights go from one to the other.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

PEDESTAL = 2.0 ** -36
SMALLEST_BETA = 1e-6
SMALLEST_SCALE = 0.11
SMALLEST_LIKELIHOOD = 1e-9


class LowerBound(torch.autograd.Function):
    """max(x, bound), with a gradient wherever it leads upwards."""

    @staticmethod
    def forward(ctx, values, bound):
        ctx.save_for_backward(values >= bound)
        return values.clamp(min=bound)

    @staticmethod
    def backward(ctx, gradient):
        above, = ctx.saved_tensors
        return gradient * (above | (gradient < 0)), None


class Gdn(nn.Module):
    """Generalised divisive normalisation, or its inverse."""

    def __init__(self, channels, inverse=False):
        super().__init__()
        self.inverse = inverse
        self.beta = nn.Parameter((torch.ones(channels) + PEDESTAL).sqrt())
        self.gamma = nn.Parameter((0.1 * torch.eye(channels) + PEDESTAL).sqrt())

    def forward(self, x):
        beta = LowerBound.apply(self.beta, math.sqrt(SMALLEST_BETA + PEDESTAL)) ** 2 - PEDESTAL
        gamma = LowerBound.apply(self.gamma, math.sqrt(PEDESTAL)) ** 2 - PEDESTAL
        strength = F.conv2d(x ** 2, gamma[:, :, None, None], beta)
        return x * (torch.sqrt(strength) if self.inverse else torch.rsqrt(strength))


class MaskedConv2d(nn.Conv2d):
    """5x5, seeing only what stands before in the order of rows."""

    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs, 5, padding=2)
        mask = torch.zeros(5, 5)
        mask.view(-1)[:12] = 1
        self.register_buffer("mask", mask, persistent=False)

    def forward(self, x):
        return F.conv2d(x, self.weight * self.mask, self.bias, padding=2)


class EntropyBottleneck(nn.Module):
    """A learned density for each channel."""

    def __init__(self, channels, widths=(1, 3, 3, 3, 3, 1), start_scale=10):
        super().__init__()
        growth = start_scale ** (1 / (len(widths) - 1))
        steps = list(zip(widths, widths[1:]))
        self.matrices = nn.ParameterList(
            nn.Parameter(torch.full((channels, outputs, inputs), math.log(math.expm1(1 / growth / outputs)))) for inputs, outputs in steps)
        self.biases = nn.ParameterList(nn.Parameter(torch.rand(channels, outputs, 1) - 0.5) for _, outputs in steps)
        self.factors = nn.ParameterList(nn.Parameter(torch.zeros(channels, outputs, 1)) for _, outputs in steps[:-1])

    def logits(self, x):
        for k, (matrix, bias) in enumerate(zip(self.matrices, self.biases)):
            x = torch.matmul(F.softplus(matrix), x) + bias
            if k < len(self.factors):
                x = x + torch.tanh(self.factors[k]) * torch.tanh(x)
        return x

    def forward(self, y):
        by_channel = y.float().transpose(0, 1)
        values = by_channel.reshape(by_channel.shape[0], 1, -1)
        with torch.autocast("cpu", enabled=False):
            lower, upper = self.logits(values - 0.5), self.logits(values + 0.5)
        side = -torch.sign(lower + upper).detach()
        between = torch.abs(torch.sigmoid(side * upper) - torch.sigmoid(side * lower))
        return LowerBound.apply(between.reshape(by_channel.shape).transpose(0, 1), SMALLEST_LIKELIHOOD)


def gaussian_likelihood(y, scales, means=None):
    def cumulative(x):
        return 0.5 * torch.erfc(-math.sqrt(0.5) * x)
    values = torch.abs(y if means is None else y - means)
    scales = LowerBound.apply(scales, SMALLEST_SCALE)
    return LowerBound.apply(cumulative((0.5 - values) / scales) - cumulative((-0.5 - values) / scales), SMALLEST_LIKELIHOOD)


def down(inputs, outputs):
    return nn.Conv2d(inputs, outputs, 5, stride=2, padding=2)


def up(inputs, outputs):
    return nn.ConvTranspose2d(inputs, outputs, 5, stride=2, padding=2, output_padding=1)


def conv3x3(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1)


def conv1x1(inputs, outputs):
    return nn.Conv2d(inputs, outputs, 1)


def subpixel(inputs, outputs):
    return nn.Sequential(conv3x3(inputs, outputs * 4), nn.PixelShuffle(2))


def leaky():
    return nn.LeakyReLU(0.01, inplace=True)


class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1, self.conv2, self.leaky = conv3x3(channels, channels), conv3x3(channels, channels), leaky()

    def forward(self, x):
        return x + self.leaky(self.conv2(self.leaky(self.conv1(x))))


class ResidualBlockWithStride(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv1, self.conv2, self.gdn = conv3x3(inputs, outputs, stride=2), conv3x3(outputs, outputs), Gdn(outputs)
        self.skip, self.leaky = conv1x1(inputs, outputs), leaky()

    def forward(self, x):
        # A strided 1x1 convolution laid out channels last writes past its memory in the backward pass, here as in libtorch 2.10.
        return self.skip(x[:, :, ::2, ::2]) + self.gdn(self.conv2(self.leaky(self.conv1(x))))


class ResidualBlockUpsample(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.subpel_conv, self.conv, self.igdn = subpixel(channels, channels), conv3x3(channels, channels), Gdn(channels, inverse=True)
        self.upsample, self.leaky = subpixel(channels, channels), leaky()

    def forward(self, x):
        return self.upsample(x) + self.igdn(self.conv(self.leaky(self.subpel_conv(x))))


class Codec(nn.Module):
    """Images to x_hat and likelihoods; noise gives what is added to a latent, by its name and the latent itself."""

    def gdn_transforms(self, n, m):
        self.g_a = nn.Sequential(down(3, n), Gdn(n), down(n, n), Gdn(n), down(n, n), Gdn(n), down(n, m))
        self.g_s = nn.Sequential(up(m, n), Gdn(n, True), up(n, n), Gdn(n, True), up(n, n), Gdn(n, True), up(n, 3))


class FactorizedPrior(Codec):
    def __init__(self, n, m):
        super().__init__()
        self.gdn_transforms(n, m)
        self.entropy_bottleneck = EntropyBottleneck(m)

    def forward(self, x, noise):
        y = self.g_a(x).float()
        y = y + noise("y", y)
        return self.g_s(y), {"y": self.entropy_bottleneck(y)}


class Hyperprior(Codec):
    def hyper_latent(self, y):
        return self.h_a(y)

    def forward(self, x, noise):
        y = self.g_a(x).float()
        z = self.hyper_latent(y).float()
        z, y_hat = z + noise("z", z), y + noise("y", y)
        return self.g_s(y_hat), {"y": self.likelihood(y_hat, self.h_s(z)), "z": self.entropy_bottleneck(z)}


class ScaleHyperprior(Hyperprior):
    def __init__(self, n, m):
        super().__init__()
        self.gdn_transforms(n, m)
        self.h_a = nn.Sequential(conv3x3(m, n), nn.ReLU(True), down(n, n), nn.ReLU(True), down(n, n))
        self.h_s = nn.Sequential(up(n, n), nn.ReLU(True), up(n, n), nn.ReLU(True), conv3x3(n, m), nn.ReLU(True))
        self.entropy_bottleneck = EntropyBottleneck(n)

    def hyper_latent(self, y):
        return self.h_a(torch.abs(y))

    def likelihood(self, y, hyper):
        return gaussian_likelihood(y, hyper.float())


class MeanScaleHyperprior(Hyperprior):
    def __init__(self, n, m):
        super().__init__()
        self.gdn_transforms(n, m)
        self.h_a = nn.Sequential(conv3x3(m, n), leaky(), down(n, n), leaky(), down(n, n))
        self.h_s = nn.Sequential(up(n, m), leaky(), up(m, m * 3 // 2), leaky(), conv3x3(m * 3 // 2, m * 2))
        self.entropy_bottleneck = EntropyBottleneck(n)

    def likelihood(self, y, hyper):
        scales, means = hyper.float().chunk(2, 1)
        return gaussian_likelihood(y, scales, means)


class Cheng2020(Hyperprior):
    def __init__(self, n, m):
        super().__init__()
        self.g_a = nn.Sequential(
            ResidualBlockWithStride(3, n), ResidualBlock(n), ResidualBlockWithStride(n, n), ResidualBlock(n),
            ResidualBlockWithStride(n, n), ResidualBlock(n), conv3x3(n, n, stride=2))
        self.g_s = nn.Sequential(
            ResidualBlock(n), ResidualBlockUpsample(n), ResidualBlock(n), ResidualBlockUpsample(n),
            ResidualBlock(n), ResidualBlockUpsample(n), ResidualBlock(n), subpixel(n, 3))
        self.h_a = nn.Sequential(
            conv3x3(n, n), leaky(), conv3x3(n, n), leaky(), conv3x3(n, n, stride=2), leaky(), conv3x3(n, n), leaky(), conv3x3(n, n, stride=2))
        wide = n * 3 // 2
        self.h_s = nn.Sequential(
            conv3x3(n, n), leaky(), subpixel(n, n), leaky(), conv3x3(n, wide), leaky(), subpixel(wide, wide), leaky(), conv3x3(wide, n * 2))
        self.entropy_bottleneck = EntropyBottleneck(n)
        self.context_prediction = MaskedConv2d(n, 2 * n)
        self.entropy_parameters = nn.Sequential(
            conv1x1(n * 4, n * 10 // 3), leaky(), conv1x1(n * 10 // 3, n * 8 // 3), leaky(), conv1x1(n * 8 // 3, n * 2))

    def likelihood(self, y, hyper):
        features = torch.cat([hyper, self.context_prediction(y)], 1)
        scales, means = self.entropy_parameters(features).float().chunk(2, 1)
        return gaussian_likelihood(y, scales, means)


MODELS = {
    "bmshj2018-factorized": FactorizedPrior,
    "bmshj2018-hyperprior": ScaleHyperprior,
    "mbt2018-mean": MeanScaleHyperprior,
    "cheng2020-anchor": Cheng2020,
}


def rate_distortion(factor, images, x_hat, likelihoods):
    """lambda 255^2 MSE + bpp."""
    pixels = images.shape[0] * images.shape[2] * images.shape[3]
    bpp = sum(torch.log(p).sum() for p in likelihoods.values()) / (-math.log(2) * pixels)
    return factor * 255 ** 2 * F.mse_loss(x_hat.float(), images) + bpp
