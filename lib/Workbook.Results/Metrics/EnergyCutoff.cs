namespace Workbook.Results.Metrics;

/// <summary>What a codec costs a device for one image.</summary>
/// <param name="Seconds">Time to encode, in s.</param>
/// <param name="Bits">Length of the whole stream, in bit.</param>
public readonly record struct CodecCost(double Seconds, double Bits)
{
    /// <summary>Energy to encode and send one image: watts * seconds + bits * joulesPerBit.</summary>
    /// <param name="watts">Power the device draws while it computes, in W.</param>
    /// <param name="joulesPerBit">Energy to send one bit, in J/bit.</param>
    /// <returns>Energy in J.</returns>
    public double Joules(double watts, double joulesPerBit) => watts * Seconds + Bits * joulesPerBit;
}

/// <summary>When a codec saves energy over another one.</summary>
public enum EnergyVerdict
{
    /// <summary>Whatever a bit costs.</summary>
    Always,

    /// <summary>Where a bit costs more than the cut-off: the codec computes longer and sends less.</summary>
    AboveCutoff,

    /// <summary>Where a bit costs less than the cut-off: the codec computes shorter and sends more.</summary>
    BelowCutoff,

    /// <summary>Nowhere.</summary>
    Never,
}

/// <summary>The price of a bit from which on a codec's computing pays: break-even of computation and transmission energy.</summary>
/// <remarks>
/// Source: the energy cut-off of Chakraborty, Cruz, Bhunia, Eq. (1), used for Tables III and IV there. We state it from first principles:
/// with computing power P, encoding times t and stream lengths b of the codec and of the baseline, the codec saves energy where
/// <c>P t_codec + b_codec e &lt; P t_baseline + b_baseline e</c>, so the cut-off is
/// <c>e* = P (t_codec - t_baseline) / (b_baseline - b_codec)</c> in J/bit. Divided by P it needs no power measurement: the seconds of
/// computing that cost as much as sending one bit.
/// </remarks>
/// <param name="Verdict">On which side of the cut-off the codec saves energy.</param>
/// <param name="JoulesPerBit">The cut-off e* in J/bit: 0 where it always saves, positive infinity where it never does.</param>
/// <param name="SecondsPerBit">The same as a ratio of transmission to computation: e* / P in s/bit.</param>
public sealed record EnergyCutoff(EnergyVerdict Verdict, double JoulesPerBit, double SecondsPerBit)
{
    /// <summary>The cut-off of a codec against a baseline on one device.</summary>
    /// <param name="codec">Costs of the codec that is asked about.</param>
    /// <param name="baseline">Costs of the codec it is compared with.</param>
    /// <param name="watts">Power that the device draws while it computes, in W, above 0.</param>
    /// <returns>The cut-off and the side on which the codec saves energy. Equal costs save nothing: <see cref="EnergyVerdict.Never"/>.</returns>
    /// <exception cref="ArgumentException">The power is not above 0, or a cost is negative or not finite.</exception>
    public static EnergyCutoff Between(CodecCost codec, CodecCost baseline, double watts)
    {
        if (!(watts > 0 && double.IsFinite(watts)))
            throw new ArgumentException($"the power is {watts} W; it must be above 0", nameof(watts));
        foreach (double cost in (double[])[codec.Seconds, codec.Bits, baseline.Seconds, baseline.Bits])
            if (!(cost >= 0 && double.IsFinite(cost)))
                throw new ArgumentException($"a cost is {cost}; seconds and bits must be 0 or more");
        double slower = codec.Seconds - baseline.Seconds, shorter = baseline.Bits - codec.Bits;
        return (slower, shorter) switch
        {
            ( >= 0, <= 0) => new(EnergyVerdict.Never, double.PositiveInfinity, double.PositiveInfinity),
            ( <= 0, >= 0) => new(EnergyVerdict.Always, 0, 0),
            _ => new(shorter > 0 ? EnergyVerdict.AboveCutoff : EnergyVerdict.BelowCutoff, watts * slower / shorter, slower / shorter),
        };
    }
}
