namespace Workbook.Learning.Models;

/// <summary>Which model, and how wide: all one has to know to make it before its weights are read.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="N">Channels of the layers inside, 1 to <see cref="MaxChannels"/>.</param>
/// <param name="M">Channels of the latent y, likewise; with the models of Cheng et al. the same as N.</param>
public sealed record ModelArchitecture(string Name, int N, int M)
{
    /// <summary>Most channels.</summary>
    public const int MaxChannels = 4096;

    private const string Factorized = "bmshj2018-factorized", Scale = "bmshj2018-hyperprior", MeanScale = "mbt2018-mean",
        Anchor = "cheng2020-anchor", Attention = "cheng2020-attn";

    /// <summary>The models' names, as the field has them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Factorized, Scale, MeanScale, Anchor, Attention];

    /// <summary>Whether side information z tells about y.</summary>
    public bool HasHyperprior => Name != Factorized;

    /// <summary>Channels of the latent without side information: of z, or of y where there is no z.</summary>
    public int BottleneckChannels => HasHyperprior ? N : M;

    /// <summary>Fewer bytes than its weights take, and more than a tenth: for readers that must not make a large network of a small file.</summary>
    internal long LeastWeightBytes => Name is Anchor or Attention ? 2000L * N * N : 400L * N * N + 200L * N * M + (Name == MeanScale ? 172L * M * M : 0);

    /// <summary>A model's architecture.</summary>
    /// <param name="model">Any of this library.</param>
    public static ModelArchitecture Of(CompressionModel model) => new(
        model.GetName(),
        (int)model.Analysis.parameters().First().shape[0],
        model is HyperpriorModel hyperprior ? hyperprior.LatentChannels : model.Bottleneck.Channels);

    /// <summary>Makes the model.</summary>
    /// <param name="seed">Of its weights.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such model, or not of this width.</exception>
    public CompressionModel Create(ulong seed = 0) => Fault() is { } fault ? throw new ArgumentException(fault) : Name switch
    {
        Factorized => new FactorizedPriorModel(new(N, M), seed),
        Scale => new ScaleHyperpriorModel(new(N, M), seed),
        MeanScale => new MeanScaleHyperpriorModel(new(N, M), seed),
        _ => new Cheng2020Model(new(N, Name == Attention), seed),
    };

    /// <summary>Why there is no such model; null where there is.</summary>
    internal string? Fault()
    {
        if (!Names.Contains(Name))
            return $"there is no model '{Name}'; there are {string.Join(", ", Names)}";
        if (N is < 1 or > MaxChannels || M is < 1 or > MaxChannels)
            return $"N is {N} and M {M}; allowed is 1 to {MaxChannels}";
        return Name is Anchor or Attention && N != M ? $"N is {N} and M {M}; {Name} has as many channels inside as in its latent" : null;
    }

    /// <inheritdoc/>
    public override string ToString() => N == M ? $"{Name} N={N}" : $"{Name} N={N} M={M}";
}
