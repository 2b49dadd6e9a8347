using System.Security.Cryptography;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>What a stream holds, decoded: the same on every machine, bit by bit.</summary>
/// <param name="Y">y_hat. float32 [1, M, h, w] on the CPU.</param>
/// <param name="Z">z_hat. float32 [1, N, h/4, w/4] on the CPU; null without a hyperprior.</param>
public sealed record Latents(Tensor Y, Tensor? Z) : IDisposable
{
    /// <summary>SHA-256 of the values, y's then z's, little-endian, in 64 hex digits.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var latent in new[] { Y, Z })
            if (latent is not null)
                hash.AppendData(latent.bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Frees both.</summary>
    public void Dispose()
    {
        Y.Dispose();
        Z?.Dispose();
    }
}
