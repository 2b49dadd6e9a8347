using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Adam for the parameters of one network, with all its state in named tensors.</summary>
/// <remarks>
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", Algorithm 1; the numbers and the names of the state are PyTorch's.
/// Fused, one call of libtorch's own kernel, which TorchSharp does not offer, updates all weights and shortens their gradients on the way;
/// the plain form gives the same to 1e-6 and takes about five native calls for each parameter. A parameter without a gradient is left as it is.
/// </remarks>
public sealed class AdamOptimizer : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    // A list of one count for all parameters: they are always stepped together.
    private const string Kernels = """
        def norm(gradients: List[Tensor]) -> Tensor:
            return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))

        def step(weights: List[Tensor], gradients: List[Tensor], m: List[Tensor], v: List[Tensor], count: Tensor, shorten: Tensor, rate: float, beta1: float, beta2: float, epsilon: float):
            counts = [count for w in weights]
            torch._fused_adam_(weights, gradients, m, v, [], counts, lr=rate, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=epsilon, amsgrad=False, maximize=False, grad_scale=shorten, found_inf=None)

        """;

    private sealed record Slot(string Name, Tensor Weight, Tensor Mean, Tensor Square)
    {
        /// <summary>The memory order of the moments, which is the weight's when the optimiser is made.</summary>
        public long[] Strides { get; } = Mean.stride();
    }

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Kernels));
    private readonly Slot[] _slots;
    private readonly Tensor _count;
    private readonly bool _fused;

    /// <summary>Begins with moments of 0.</summary>
    /// <param name="network">Its parameters that ask for gradients are trained. On its device and in its layout already.</param>
    /// <param name="fused">False: the plain form, to compare with.</param>
    public AdamOptimizer(nn.Module network, bool fused = true)
    {
        using var frozen = no_grad();
        _fused = fused;
        _slots = [.. network.named_parameters().Where(p => p.parameter.requires_grad)
            .Select(p => new Slot(p.name, p.parameter, zeros_like(p.parameter).DetachFromDisposeScope(), zeros_like(p.parameter).DetachFromDisposeScope()))];
        _count = zeros([], device: _slots.FirstOrDefault()?.Weight.device).DetachFromDisposeScope();
        State = _slots.SelectMany(slot => new[] { ($"exp_avg.{slot.Name}", slot.Mean), ($"exp_avg_sq.{slot.Name}", slot.Square) })
            .Append(("step", _count)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    /// <summary>What a checkpoint holds beside the weights: moments by name and the number of steps. The live tensors; not to be disposed.</summary>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var slot in _slots)
            slot.Weight.grad = null;
    }

    /// <summary>The Euclidean norm of the gradients of all parameters as one vector.</summary>
    public double GradientNorm()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var gradients = Active().Select(slot => slot.Weight.grad!).ToArray();
        return gradients.Length == 0 ? 0 : ((Tensor)Compiled.Value.invoke("norm", (object)gradients)!).item<float>();
    }

    /// <summary>The first parameter whose gradient is not a number or infinite; null where there is none.</summary>
    public string? FirstNotFinite()
    {
        using var scope = NewDisposeScope();
        return Active().FirstOrDefault(slot => !slot.Weight.grad!.isfinite().all().item<bool>())?.Name;
    }

    /// <summary>Changes the weights by their gradients.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="divisor">What gradients are divided by first, 1 or more: their norm over the norm they may have.</param>
    /// <exception cref="InvalidOperationException">A weight was laid out anew after the optimiser was made.</exception>
    public void Step(double rate, double divisor = 1)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var slots = Active().ToArray();
        _count.add_(1);
        if (slots.Length == 0)
            return;
        if (_fused)
            StepFused(slots, rate, divisor);
        else
            StepPlain(slots, rate, divisor);
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (var tensor in State.Values)
            tensor.Dispose();
    }

    private IEnumerable<Slot> Active() => _slots.Where(slot => slot.Weight.grad is not null);

    private void StepFused(Slot[] slots, double rate, double divisor)
    {
        Tensor[] Of(Func<Slot, Tensor> part) => Array.ConvertAll(slots, slot => part(slot));
        var shorten = tensor((float)divisor, device: _count.device);
        // Plain numbers would become scalars that may be collected before libtorch reads them.
        using Scalar step = rate, beta1 = Beta1, beta2 = Beta2, epsilon = Epsilon;
        Compiled.Value.invoke("step", Of(s => s.Weight), Of(Gradient), Of(s => s.Mean), Of(s => s.Square), _count, shorten, step, beta1, beta2, epsilon);
    }

    /// <summary>The gradient in its weight's memory order: the kernel walks through the memory of all four side by side.</summary>
    private static Tensor Gradient(Slot slot)
    {
        if (!slot.Weight.stride().AsSpan().SequenceEqual(slot.Strides))
            throw new InvalidOperationException($"{slot.Name} was laid out anew in memory after its optimiser was made; make the optimiser last");
        var gradient = slot.Weight.grad!;
        return gradient.stride().AsSpan().SequenceEqual(slot.Strides) ? gradient : empty_like(slot.Mean).copy_(gradient);
    }

    private void StepPlain(Slot[] slots, double rate, double divisor)
    {
        var count = _count.item<float>();
        var (bias1, bias2) = (1 - Math.Pow(Beta1, count), Math.Sqrt(1 - Math.Pow(Beta2, count)));
        foreach (var slot in slots)
        {
            // m = b1 m + (1 - b1) g,  v = b2 v + (1 - b2) g^2,  w -= rate m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + eps)
            using var gradient = slot.Weight.grad!.div(divisor);
            slot.Mean.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
            slot.Square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            using var root = slot.Square.sqrt().div_(bias2).add_(Epsilon);
            slot.Weight.addcdiv_(slot.Mean, root, -rate / bias1);
        }
    }
}
