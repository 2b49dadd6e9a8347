using System.Runtime.ExceptionServices;

namespace Workbook.Results.Accuracy;

/// <summary>Runs parallel work so that its first failure comes out as itself and not inside an <see cref="AggregateException"/>.</summary>
internal static class Workers
{
    internal static void Run(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
