using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Group normalisation and the (leaky) ReLU after it.</summary>
/// <remarks>
/// Source: Wu and He, "Group Normalization", Eq. (1) to (3), (7). libtorch's own, given maps laid out with their channels last, takes up to twenty times
/// as long backwards as for maps in planes, more than the convolutions around it; such maps are normalised by <see cref="GroupRows"/>.
/// </remarks>
internal sealed class GroupNormalization : nn.Module<Tensor, Tensor>
{
    internal const double Epsilon = 1e-5;
    private readonly int groups;
    private readonly double slope;
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="groups">Into how many the channels are divided.</param>
    /// <param name="channels">A multiple of the groups.</param>
    /// <param name="slope">Below 0: 1 for no activation, 0 for a ReLU.</param>
    internal GroupNormalization(int groups, int channels, double slope = 1) : base(nameof(GroupNormalization))
    {
        (this.groups, this.slope) = (groups, slope);
        weight = Layers.Learned(ones(channels));
        bias = Layers.Learned(zeros(channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor maps)
    {
        if (GroupRows.CanTake(maps))
            return InRows(maps);
        var normal = nn.functional.group_norm(maps, groups, weight, bias, Epsilon);
        if (slope == 1)
            return normal;
        using (normal)
            return slope == 0 ? normal.relu() : nn.functional.leaky_relu(normal, slope);
    }

    private Tensor InRows(Tensor maps)
    {
        if (maps.dtype == ScalarType.Float32)
            return GroupRows.Of(maps, weight, bias, groups, slope);
        using var exact = maps.to(ScalarType.Float32);
        using var normal = GroupRows.Of(exact, weight, bias, groups, slope);
        return normal.to(maps.dtype);
    }
}
