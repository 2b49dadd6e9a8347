using TorchSharp;
using TorchSharp.Modules;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Fuzz.Targets;

/// <summary>Learned codecs of milliseconds: untrained networks, made to code latents of several values with scales that fit them.</summary>
internal static class LearnedSamples
{
    /// <summary>Those that recipes train: one of each kind.</summary>
    internal static IReadOnlyList<string> Architectures => CodecRecipe.Models;

    /// <summary>A codec.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="seed">Of its weights.</param>
    /// <param name="channels">Inside; the latent has two more, or with the models of Cheng et al. as many.</param>
    internal static LearnedCodec Make(string name, ulong seed = 3, int channels = 6)
    {
        NativeTorch.Load();
        var wide = name.StartsWith("cheng", StringComparison.Ordinal) ? channels : channels + 2;
        using var model = new ModelArchitecture(name, channels, wide).Create(seed);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        Multiply(model.Analysis, 40);
        if (model is HyperpriorModel hyper)
        {
            Multiply(hyper.HyperAnalysis, 8);
            var y = model.Analysis.call(new StepRandom(1).Uniform([1, 3, 64, 64], 0, 0, "image")); // [1, M, 4, 4]
            var last = (model is Cheng2020Model cheng ? cheng.EntropyParameters : hyper.HyperSynthesis).parameters().Last(); // [M], or [2M]: scales, then means
            last.narrow(0, 0, wide).copy_(y.square().mean([0L, 2, 3]).sqrt());
        }
        return LearnedCodec.Of(model, 0.01, device: "cpu");
    }

    /// <summary>Stripes with noise.</summary>
    internal static RgbImage Image(int rows, int columns, ulong seed)
    {
        var random = new SeededRandom(seed);
        var (down, across) = (random.Next(5), random.Next(5));
        var image = new RgbImage(rows, columns);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(i % 3 * 40 + i / 3 / columns * down + i / 3 % columns * across + random.Next(30));
        return image;
    }

    /// <summary>The weights and biases of the last layer.</summary>
    private static void Multiply(Sequential network, double factor)
    {
        foreach (var parameter in network.parameters().TakeLast(2))
            parameter.mul_(factor);
    }
}
