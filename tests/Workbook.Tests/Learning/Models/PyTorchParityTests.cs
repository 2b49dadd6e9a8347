using System.Globalization;
using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Models;

/// <summary>The networks against the same ones in PyTorch, whose results tests/PyTorch/golden_codecs.py has put into files.</summary>
public class PyTorchParityTests
{
    /// <summary>Of each tensor's largest number. Sums of float32 in another order differ by about 1e-6.</summary>
    private const double Tolerance = 1e-4;

    public static MatrixTheoryData<string, bool> Models => new(CodecRecipe.Models, [false, true]);

    [Theory]
    [MemberData(nameof(Models))]
    public void Outputs_and_gradients_are_those_of_PyTorch(string name, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        var file = TensorFile.Load(Path.Combine(Repository.Root, "data", "golden", $"parity-{name}.safetensors"));
        using var model = Model(file, channelsLast);
        var images = Read(file, "images") / 255;
        var output = model.call(channelsLast ? ChannelsLast.Of(images) : images, new NoiseQuantizer((latent, _) => Read(file, $"noise.{latent}") + 0.5));
        var loss = new RateDistortion(double.Parse(file.Metadata["lambda"], CultureInfo.InvariantCulture)).Terms(images, output)["loss"];
        loss.backward();
        Dictionary<string, Tensor> ours = new() { ["x_hat"] = output.Images, ["loss"] = loss };
        foreach (var (latent, likelihood) in output.Likelihoods)
            ours[$"likelihoods.{latent}"] = likelihood;
        foreach (var (parameter, weight) in model.named_parameters())
            ours[$"gradients.{parameter}"] = weight.grad!;
        Assert.Equal(file.Tensors.Select(tensor => tensor.Name).Where(IsResult).Order(), ours.Keys.Order());
        Assert.Empty(ours.Select(pair => Difference(pair.Key, pair.Value, Read(file, pair.Key))).OfType<string>());
    }

    private static bool IsResult(string name) => name is "x_hat" or "loss" || name.StartsWith("likelihoods.", StringComparison.Ordinal) || name.StartsWith("gradients.", StringComparison.Ordinal);

    private static CompressionModel Model(TensorFile file, bool channelsLast)
    {
        var model = new ModelArchitecture(file.Metadata["model"], int.Parse(file.Metadata["N"]), int.Parse(file.Metadata["M"])).Create();
        using (no_grad())
            foreach (var (name, parameter) in model.named_parameters())
                parameter.copy_(Read(file, $"weights.{name}"));
        if (channelsLast)
            ChannelsLast.Apply(model);
        return model;
    }

    private static Tensor Read(TensorFile file, string name) => LiveTensor.Restore(file.Find(name)!).to(float32);

    private static string? Difference(string name, Tensor ours, Tensor theirs)
    {
        if (!ours.shape.SequenceEqual(theirs.shape))
            return $"{name} is [{string.Join(", ", ours.shape)}], expected [{string.Join(", ", theirs.shape)}]";
        var largest = ((ours - theirs).abs().max() / theirs.abs().max()).item<float>();
        return largest <= Tolerance ? null : $"{name} differs by {largest:G3}";
    }
}
