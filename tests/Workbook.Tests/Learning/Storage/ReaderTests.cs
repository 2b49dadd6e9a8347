using Workbook.Codecs;
using Workbook.Learning.Storage;

namespace Workbook.Tests.Learning.Storage;

public class ReaderTests
{
    private const string A = "\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}";

    public static TheoryData<string, string> BadHeaders => new()
    {
        { $"[{A}]", "expected 7B" },
        { $" {{{A}}}", "expected 7B" },
        { $"{{{A}", "not the JSON" },
        { $"{{{A},}}", "not the JSON" },
        { $"{{{A}}}{{}}", "not the JSON" },
        { $"{{{A}}} // b", "not the JSON" },
        { $"{{{A},{A}}}", "'a' stands in the header twice" },
        { $"{{{A},\"\\u0061\":{{}}}}", "'a' stands in the header twice" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[[[2]]],\"data_offsets\":[0,2]}}", "not" },
        { "{\"a\":{\"dtype\":\"u8\",\"shape\":[2],\"data_offsets\":[0,2]}}", "dtype 'u8'; known are BOOL, U8" },
        { "{\"a\":{\"dtype\":\"1\",\"shape\":[2],\"data_offsets\":[0,2]}}", "dtype '1'" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,2]}}", "its shape takes 3 bytes" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,0]}}", "overlap nor leave holes" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2,2]}}", "more than 2" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0]}}", "lacks" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2]}}", "lacks" },
        { "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", "has 'dtype'" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2],\"stride\":[1]}}", "has 'stride'" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}}", "whole number" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2.0],\"data_offsets\":[0,2]}}", "whole number" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[\"2\"],\"data_offsets\":[0,2]}}", "whole number" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807,4],\"data_offsets\":[0,2]}}", "no memory" },
        { "{\"a\":{\"dtype\":\"F64\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,2]}}", "no memory" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[18446744073709551615],\"data_offsets\":[0,2]}}", "whole number" },
        { $"{{\"a\":{{\"dtype\":\"U8\",\"shape\":[{string.Join(",", Enumerable.Repeat("1", 65))}],\"data_offsets\":[0,2]}}}}", "more than 64" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", "overlap" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", "holes" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", "trailing bytes" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", "cut short" },
        { "{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", "holds 9 at place 1" },
        { $"{{\"__metadata__\":null,{A}}}", "__metadata__ is Null" },
        { $"{{\"__metadata__\":{{\"n\":1}},{A}}}", "is Number, expected String" },
        { $"{{\"__metadata__\":{{\"n\":\"1\",\"n\":\"1\"}},{A}}}", "twice" },
        { $"{{\"__metadata__\":{{\"workbook.sha256\":\"00\"}},{A}}}", "checksum is 00" },
        { $"{{\"\":{{}},{A}}}", "no name" },
        { $"{{\"{new string('n', 1025)}\":{{}},{A}}}", "1,025 characters" },
        { $"{{\"\\ud800\":{{}},{A}}}", "lone surrogate" },
        { $"{{\"__metadata__\":{{\"n\":\"\\udc00\"}},{A}}}", "lone surrogate" },
    };

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public void A_bad_header_is_refused_with_what_is_wrong(string header, string words)
        => Assert.Contains(words, Assert.Throws<TensorFileException>(() => TensorFile.FromBytes(TensorBytes.File(header, 1, 9))).Message);

    [Fact]
    public void Other_spellings_of_a_good_header_are_read()
    {
        string[] headers =
        [
            $"{{{A}}}", $"{{ {A} }}   \n", $"{{{A},\"z\":{{\"shape\":[0],\"data_offsets\":[0,0],\"dtype\":\"F64\"}}}}",
            "{\"\\u0061\":{\"data_offsets\":[0,2],\"dtype\":\"U8\",\"shape\":[2,1]}}",
        ];
        foreach (var header in headers)
            Assert.Equal([1, 9], TensorFile.FromBytes(TensorBytes.File(header, 1, 9)).Find("a")!.Data.ToArray());
        Assert.Empty(TensorFile.FromBytes(TensorBytes.File("{}")).Tensors);
    }

    [Fact]
    public void Every_prefix_and_every_longer_file_is_refused()
    {
        for (var length = 0; length < TensorBytes.Good.Length; length++)
            Assert.Throws<TensorFileException>(() => TensorFile.FromBytes(TensorBytes.Good[..length]));
        Assert.Throws<TensorFileException>(() => TensorFile.FromBytes([.. TensorBytes.Good, 0]));
        Assert.Throws<TensorFileException>(() => TensorFile.FromBytes([255, 255, 255, 255, 255, 255, 255, 255, .. "{}"u8]));
    }

    [Fact]
    public void Every_single_bit_that_flips_is_noticed_but_for_the_name_of_the_checksum()
    {
        var (good, unnoticed) = (TensorFile.FromBytes(TensorBytes.Good), 0);
        for (var bit = 0; bit < TensorBytes.Good.Length * 8; bit++)
        {
            var bad = TensorBytes.Good.ToArray();
            bad[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                var file = TensorFile.FromBytes(bad);
                Assert.False(file.IsVerified);
                Assert.Equal(good.Fingerprint, file.Fingerprint);
                unnoticed++;
            }
            catch (TensorFileException)
            {
            }
        }
        Assert.InRange(unnoticed, 1, 8 * "workbook.sha256".Length);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        var e = Assert.Throws<TensorFileException>(() => TensorFile.FromBytes(TensorBytes.Good, new Limits { MaxFileBytes = 100 }));
        Assert.Contains("allowed are 100; raise Limits.MaxFileBytes", e.Message);
    }
}
