using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class CodecTimerTests
{
    [Fact]
    public void A_codec_is_warmed_up_and_its_whole_stream_is_counted()
    {
        var codec = new CountingCodec();
        var cost = CodecTimer.Cost(codec, [new RgbImage(2, 3), new RgbImage(2, 5)], repeats: 2);
        Assert.Equal(8 * (18 + 30) / 2.0, cost.Bits);
        Assert.InRange(cost.Seconds, 0, 1);
        Assert.True(codec.Calls > 4);
        Assert.Throws<ArgumentException>(() => CodecTimer.Cost(codec, []));
        Assert.Throws<OperationCanceledException>(() => CodecTimer.Cost(codec, [new RgbImage(1, 1)], cancel: new CancellationToken(true)));
    }

    private sealed class CountingCodec : IImageCodec
    {
        internal int Calls { get; private set; }

        public string Name => "raw";

        public byte[] Encode(RgbImage image)
        {
            Calls++;
            return image.Pixels;
        }

        public RgbImage Decode(ReadOnlySpan<byte> stream) => new(1, stream.Length / 3, stream.ToArray());
    }
}
