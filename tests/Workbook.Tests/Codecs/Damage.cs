using Workbook.Codecs;

namespace Workbook.Tests.Codecs;

/// <summary>What every strict reader must survive.</summary>
internal static class Damage
{
    /// <summary>Every prefix, one byte more, and single-bit changes: the reader takes them or throws BitstreamException, nothing else.</summary>
    /// <returns>How many damaged versions were refused.</returns>
    internal static int Survive(byte[] good, Action<byte[]> read, int bits = int.MaxValue)
    {
        int refused = 0;
        for (int length = 0; length < good.Length; length += Math.Max(1, good.Length / 500))
            Assert.Throws<BitstreamException>(() => read(good[..length]));
        Assert.Throws<BitstreamException>(() => read([.. good, 0]));
        for (int bit = 0; bit < good.Length * 8; bit += Math.Max(1, good.Length * 8 / bits))
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                read(bad);
            }
            catch (BitstreamException)
            {
                refused++;
            }
        }
        return refused;
    }
}
