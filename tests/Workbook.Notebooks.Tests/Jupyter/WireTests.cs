using System.Text.Json.Nodes;
using NetMQ;
using Workbook.Host.Jupyter;

namespace Workbook.Notebooks.Tests.Jupyter;

public class WireTests
{
    private static readonly byte[][] Client = [[1, 2, 3]];
    private readonly Wire _wire = new(new MessageSigner("secret"));

    [Fact]
    public void The_signature_is_HMAC_SHA256_in_hexadecimal()
        => Assert.Equal( // RFC 4231, test case 2
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"u8.ToArray(),
            new MessageSigner("Jefe").Sign(["what do ya "u8.ToArray(), "want for nothing?"u8.ToArray()]));

    [Fact]
    public void A_message_comes_back_as_it_was_sent()
    {
        var sent = _wire.Make(Client, "execute_request", [], new JsonObject { ["code"] = "\"\u00e4<\ud83d\ude00>\"" });
        var received = _wire.Unpack(_wire.Pack(sent), out _)!;
        Assert.Equal(Client, received.Identities);
        Assert.Equal("execute_request", received.Type);
        Assert.Equal("\"\u00e4<\ud83d\ude00>\"", received.Text("code"));
        Assert.Null(received.Number("code"));
    }

    [Fact]
    public void Every_changed_byte_of_what_is_signed_is_noticed()
    {
        var frames = _wire.Pack(_wire.Make(Client, "status", [], []));
        for (var frame = 2; frame < frames.FrameCount; frame++)
            for (var i = 0; i < frames[frame].MessageSize; i++)
            {
                frames[frame].Buffer[i] ^= 1;
                Assert.Null(_wire.Unpack(frames, out var problem));
                Assert.Equal("the signature is wrong", problem);
                frames[frame].Buffer[i] ^= 1;
            }
        Assert.NotNull(_wire.Unpack(frames, out _));
    }

    [Fact]
    public void Frames_that_are_no_message_are_refused()
    {
        var open = new Wire(new MessageSigner(""));
        var good = open.Pack(open.Make(Client, "status", [], []));
        for (var count = 0; count < good.FrameCount; count++)
            Assert.Null(open.Unpack(new NetMQMessage(good.Take(count)), out _));
        Assert.Null(open.Unpack(new NetMQMessage([.. good.Take(3), new NetMQFrame("{"), .. good.Skip(4)]), out _));
        Assert.Null(open.Unpack(new NetMQMessage([.. good.Take(3), new NetMQFrame("[1]"), .. good.Skip(4)]), out _));
        Assert.NotNull(open.Unpack(good, out _));
    }

    [Theory]
    [InlineData("", 3, 0)]
    [InlineData("abc", 2, 2)]
    [InlineData("a\ud83d\ude00b", 2, 3)]
    [InlineData("\ud83d\ude00\ud83d\ude00", 9, 4)]
    public void Positions_count_characters_outside_and_UTF16_inside(string text, int characters, int index)
    {
        Assert.Equal(index, CodePoints.ToUtf16(text, characters));
        Assert.Equal(Math.Min(characters, text.EnumerateRunes().Count()), CodePoints.FromUtf16(text, index));
    }

    [Theory]
    [InlineData("""{"transport":"ipc","shell_port":1,"control_port":2,"iopub_port":3,"stdin_port":4,"hb_port":5}""", "transport is 'ipc'")]
    [InlineData("""{"signature_scheme":"hmac-md5","shell_port":1,"control_port":2,"iopub_port":3,"stdin_port":4,"hb_port":5}""", "signature_scheme is 'hmac-md5'")]
    [InlineData("""{"shell_port":1}""", "is no connection file")]
    [InlineData("null", "is empty")]
    public void A_connection_file_that_cannot_be_used_is_refused_in_a_sentence(string text, string message)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        Assert.Contains(message, Assert.Throws<KernelException>(() => ConnectionFile.Read(path)).Message);
        File.Delete(path);
    }
}
