using System.Runtime.InteropServices;
using System.Text;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Training.Distributed;

/// <summary>The processes that train one network together, each on its part of every batch; one process alone is a group too.</summary>
/// <remarks>
/// All processes make the same calls in the same order, since each call waits for all. Gradients are averaged after every backward pass,
/// so all take the same step and hold the same weights; on machines of one kind bit by bit. Processes are numbered from 0; the first (0) writes
/// and evaluates. One process with the joined batch takes the same steps to rounding, since its sums have another order; where bits are drawn, one
/// close to its probability may then fall the other way, and long runs part as they do with other vector widths. Normalisation over a
/// batch would see its part only. Source of the method: Li et al., "PyTorch Distributed: Experiences on Accelerating Data Parallel Training", section 3.
/// </remarks>
public abstract class ProcessGroup
{
    /// <summary>One process alone.</summary>
    public static ProcessGroup Single { get; } = new SingleProcess();

    /// <summary>The number of this process, from 0.</summary>
    public abstract int Rank { get; }

    /// <summary>How many processes there are.</summary>
    public abstract int Size { get; }

    /// <summary>The number of this process among those on the same machine, from 0: it takes that GPU.</summary>
    public virtual int LocalRank => 0;

    /// <summary>Whether this is the process that shows, evaluates and writes.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>Which part of each batch is computed here.</summary>
    public BatchPart Part => new(Rank, Size);

    /// <summary>Does work as one of the processes that mpirun or srun started, or alone where there is none; once in a process.</summary>
    /// <remarks>An exception in one process ends all of them (MPI_Abort), with its message and the process's rank; the others would wait for ever.
    /// Where the process was started for itself, Open MPI is not looked for, and exceptions are ordinary ones.</remarks>
    /// <param name="work">What to do, in each process.</param>
    /// <returns>What it gives, when all are done.</returns>
    /// <exception cref="PlatformNotSupportedException">Several processes were started, but Open MPI is missing or they cannot meet; the message says what to do.</exception>
    public static T Run<T>(Func<ProcessGroup, T> work)
    {
        var count = Launcher.Count(Environment.GetEnvironmentVariable);
        var group = count > 1 ? new MpiProcesses(count) : Single;
        try
        {
            var result = work(group);
            group.Leave();
            return result;
        }
        catch (Exception e) when (group.EndAll(e)) // before the work is unwound, which may wait for the others
        {
            throw;
        }
    }

    /// <summary>The mean over the whole batch of what each process computed as the mean over its part.</summary>
    /// <remarks>
    /// The value is that of the whole batch: mean + (local - local), the last without a gradient. The gradient is that of the local mean, so
    /// after <see cref="AverageGradients"/> any function of the result has the gradient that one process finds with the whole batch.
    /// </remarks>
    /// <param name="local">float32, of the same shape in every process.</param>
    /// <returns>Same shape; <paramref name="local"/> itself where there is one process. The current dispose scope holds it.</returns>
    public Tensor Mean(Tensor local)
    {
        if (Size == 1)
            return local;
        using var scope = NewDisposeScope();
        var fixedLocal = local.detach();
        var values = fixedLocal.to(float64, CPU, copy: true).contiguous();
        Average(values.Numbers<double>());
        var mean = values.to(local.dtype, local.device);
        return (local.requires_grad ? mean + (local - fixedLocal) : mean).MoveToOuterDisposeScope();
    }

    /// <summary>Replaces numbers by their means over the processes.</summary>
    /// <param name="values">As many in every process.</param>
    public void Average(Span<double> values)
    {
        Sum(values);
        foreach (ref var value in values)
            value /= Size;
    }

    /// <summary>Replaces gradients by their means over the processes, in one exchange; one that a process lacks counts as 0.</summary>
    /// <param name="parameters">The same in every process. Those that take no gradient are passed over.</param>
    public void AverageGradients(IEnumerable<TorchSharp.Modules.Parameter> parameters)
    {
        if (Size > 1)
            GradientExchange.Average(this, [.. parameters.Where(parameter => parameter.requires_grad)]);
    }

    /// <summary>Gives tensors the values that they have in the first process.</summary>
    /// <param name="tensors">Of the same shapes and types in every process; changed in place.</param>
    public void FromFirst(IEnumerable<Tensor> tensors)
    {
        if (Size == 1)
            return;
        using var frozen = no_grad();
        foreach (var tensor in tensors)
        {
            using var scope = NewDisposeScope();
            var values = tensor.detach().to(CPU, copy: true).contiguous();
            FromFirst(values.bytes);
            tensor.copy_(values);
        }
    }

    /// <summary>The number that the first process has.</summary>
    public double FromFirst(double value)
    {
        FromFirst(MemoryMarshal.AsBytes(new Span<double>(ref value)));
        return value;
    }

    /// <summary>The text that the first process has, or null.</summary>
    public string? FromFirst(string? text)
    {
        var length = (int)FromFirst(text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (length < 1)
            return length < 0 ? null : "";
        var bytes = IsFirst ? Encoding.UTF8.GetBytes(text!) : new byte[length];
        FromFirst(bytes.AsSpan());
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Whether it is true in any process.</summary>
    public bool Any(bool here)
    {
        Span<double> count = [here ? 1 : 0];
        Sum(count);
        return count[0] > 0;
    }

    /// <summary>Waits until all processes are here.</summary>
    public abstract void Wait();

    /// <summary>Adds numbers up over the processes, in place: the same bits in all.</summary>
    protected internal abstract void Sum(Span<float> values);

    /// <inheritdoc cref="Sum(Span{float})"/>
    protected internal abstract void Sum(Span<double> values);

    /// <summary>Replaces bytes by those of the first process.</summary>
    protected internal abstract void FromFirst(Span<byte> values);

    /// <summary>Parts with the others, when all are done.</summary>
    private protected virtual void Leave()
    {
    }

    /// <summary>Ends all processes of the group.</summary>
    /// <returns>False where there is no other.</returns>
    private protected virtual bool EndAll(Exception cause) => false;
}
