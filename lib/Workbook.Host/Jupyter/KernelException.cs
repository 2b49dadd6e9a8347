namespace Workbook.Host.Jupyter;

/// <summary>The kernel cannot start or be installed.</summary>
public sealed class KernelException(string message, Exception? inner = null) : Exception(message, inner);
