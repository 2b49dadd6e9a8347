namespace Workbook.Fuzz;

/// <summary>A mutation that a decoder answered wrongly.</summary>
/// <param name="Index">Number of the mutation; with the run's seed it makes the same bytes again (<c>--only</c>).</param>
/// <param name="What">The exception, or the bound that was broken.</param>
/// <param name="File">Where the bytes were saved; <c>null</c> where nothing was to be saved.</param>
internal sealed record FuzzFailure(long Index, string What, string? File);

/// <summary>What a decoder answered to many mutations.</summary>
/// <param name="Decoder">Name of the decoder.</param>
/// <param name="Seed">Seed of the mutations.</param>
/// <param name="Mutations">How many were tried.</param>
/// <param name="Decoded">Those that gave a result.</param>
/// <param name="Refused">Those that gave the decoder's own exception.</param>
/// <param name="SlowestMilliseconds">Time of the slowest one.</param>
/// <param name="MostAllocatedBytes">Most memory that one allocated, all objects added up.</param>
/// <param name="AllowedBytes">The bound of that for an input of no length.</param>
/// <param name="Seconds">Time of all.</param>
/// <param name="Failures">Those that gave anything else, or broke a bound.</param>
internal sealed record FuzzOutcome(string Decoder, ulong Seed, long Mutations, long Decoded, long Refused, double SlowestMilliseconds,
    long MostAllocatedBytes, long AllowedBytes, double Seconds, IReadOnlyList<FuzzFailure> Failures);
