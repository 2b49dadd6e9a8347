using System.Reflection;
using TorchSharp;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;

namespace Workbook.Tests.Learning.Devices;

/// <summary>A number that the garbage collector takes while native code reads it would be a rare and silent defect: see <c>Held</c>.</summary>
public class HeldNumberTests
{
    private const byte Call = 0x28, CallVirtual = 0x6F;

    [Fact]
    public void Nothing_in_the_library_leaves_numbers_beside_tensors_to_the_collector()
        => Assert.Empty(typeof(LearnedCodec).Assembly.GetTypes().Where(type => type.DeclaringType != typeof(Held) && type != typeof(Held)).SelectMany(Offenders));

    private static IEnumerable<string> Offenders(Type type)
        => type.GetMembers(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .OfType<MethodBase>().Where(method => Calls(method).Any(MakesScalar)).Select(method => $"{type.FullName}.{method.Name}");

    private static bool MakesScalar(MethodBase called) => called.DeclaringType == typeof(Scalar) && called.Name == "op_Implicit"
        || called.DeclaringType == typeof(torch.Tensor) && (called.Name == "item" || called.Name.StartsWith("op_", StringComparison.Ordinal) && called.GetParameters().Any(one => one.ParameterType.IsPrimitive));

    /// <summary>What a method calls; bytes that only look like calls do no harm.</summary>
    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
            if (code[i] is Call or CallVirtual && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { } called)
                yield return called;
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException or TypeLoadException)
        {
            return null;
        }
    }
}
