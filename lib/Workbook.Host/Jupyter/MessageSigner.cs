using System.Security.Cryptography;
using System.Text;

namespace Workbook.Host.Jupyter;

/// <summary>Signs messages and checks their signatures: HMAC-SHA256 over header, parent header, metadata and content.</summary>
internal sealed class MessageSigner(string key)
{
    public const string Scheme = "hmac-sha256";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <summary>The signature in lower-case hexadecimal; empty where there is no key.</summary>
    public byte[] Sign(IEnumerable<byte[]> parts)
    {
        if (_key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>True where the signature is that of the parts; takes equally long for any wrong one.</summary>
    public bool Check(IEnumerable<byte[]> parts, byte[] signature)
        => _key.Length == 0 || CryptographicOperations.FixedTimeEquals(Sign(parts), signature);
}
