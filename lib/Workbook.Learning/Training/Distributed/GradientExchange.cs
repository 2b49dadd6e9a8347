using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Training.Distributed;

/// <summary>Averages the gradients of a network over the processes of a group.</summary>
/// <remarks>All gradients travel as one row of numbers, with a number for each that says in how many processes it is there: a parameter that no process
/// used keeps no gradient, as in one process with the whole batch.</remarks>
internal static class GradientExchange
{
    internal static void Average(ProcessGroup group, Parameter[] parameters)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        if (parameters.Length == 0)
            return;
        var device = parameters[0].device;
        var there = tensor(Array.ConvertAll(parameters, parameter => parameter.grad is null ? 0f : 1f), device: device);
        var row = cat([.. parameters.Select(parameter => (parameter.grad ?? zeros_like(parameter)).flatten()), there]).cpu(); // all gradients, then one number for each
        group.Sum(row.Numbers<float>());
        var users = row.Numbers<float>()[^parameters.Length..].ToArray();
        var means = row.to(device).div_(Held.Number(group.Size));
        var first = 0L;
        foreach (var (parameter, used) in parameters.Zip(users))
        {
            if (used > 0)
                Give(parameter, means.narrow(0, first, parameter.numel()));
            first += parameter.numel();
        }
    }

    private static void Give(Parameter parameter, Tensor mean)
    {
        var shaped = mean.view(parameter.shape);
        if (parameter.grad is { } gradient)
            gradient.copy_(shaped); // it keeps its memory layout
        else
            parameter.grad = shaped.clone();
    }
}
