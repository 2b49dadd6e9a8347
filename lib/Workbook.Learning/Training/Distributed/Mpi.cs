using System.Runtime.InteropServices;
using System.Text;

namespace Workbook.Learning.Training.Distributed;

/// <summary>The few calls of Open MPI that a training needs.</summary>
/// <remarks>
/// Source: "MPI: A Message-Passing Interface Standard", version 3.1, chapters 5 and 8. The library (libmpi.so.40 is that of Open MPI 3 to 5) opens
/// its parts at run time, and those look for its symbols among the global ones, so it is loaded that way first. In Open MPI a handle such as
/// MPI_COMM_WORLD is the address of an exported variable; in MPICH it is a number, so its library cannot stand in.
/// </remarks>
internal static partial class Mpi
{
    private const string Library = "libmpi.so.40";
    private const int LazyAndGlobal = 0x101, OneThreadAtATime = 2, InPlace = 1, Longest = 512;
    private static nint world, bytes, floats, doubles, sum;

    /// <summary>Loads the library and meets the other processes; once in a process.</summary>
    /// <returns>This process's number, and how many there are.</returns>
    /// <exception cref="PlatformNotSupportedException">The library is not there; the message says what to install.</exception>
    /// <exception cref="IOException">The processes do not meet.</exception>
    internal static (int Rank, int Size) Start()
    {
        var library = Load();
        (world, bytes, floats) = (Find(library, "ompi_mpi_comm_world"), Find(library, "ompi_mpi_byte"), Find(library, "ompi_mpi_float"));
        (doubles, sum) = (Find(library, "ompi_mpi_double"), Find(library, "ompi_mpi_op_sum"));
        Check(InitThread(0, 0, OneThreadAtATime, out _));
        Check(SetErrorHandler(world, Find(library, "ompi_mpi_errors_return")));
        Check(RankOf(world, out var rank));
        Check(SizeOf(world, out var size));
        return (rank, size);
    }

    internal static void Sum(Span<float> values) => Check(AllReduce(InPlace, ref MemoryMarshal.AsBytes(values).GetPinnableReference(), values.Length, floats, sum, world));

    internal static void Sum(Span<double> values) => Check(AllReduce(InPlace, ref MemoryMarshal.AsBytes(values).GetPinnableReference(), values.Length, doubles, sum, world));

    internal static void FromFirst(Span<byte> values) => Check(Broadcast(ref values.GetPinnableReference(), values.Length, bytes, 0, world));

    internal static void Wait() => Check(Barrier(world));

    internal static void Stop() => Check(Finish());

    /// <summary>Ends all processes of the job, this one too.</summary>
    internal static void EndAll(int exitCode) => _ = Abort(world, exitCode);

    private static nint Load() => OperatingSystem.IsLinux() && Open(Library, LazyAndGlobal) is not 0 and var library ? library
        : throw new PlatformNotSupportedException($"this is one of several processes of a training, but Open MPI's {Library} does not load; "
            + "install Open MPI on every machine that takes part (Debian, Ubuntu: apt-get install openmpi-bin), or start one process only");

    private static nint Find(nint library, string symbol) => NativeLibrary.TryGetExport(library, symbol, out var address) ? address
        : throw new PlatformNotSupportedException($"{Library} has no {symbol}, so it is not that of Open MPI; install Open MPI and see that it comes first in the library path");

    private static void Check(int code)
    {
        if (code == 0)
            return;
        var text = new byte[Longest];
        _ = ErrorText(code, ref text[0], out var length);
        throw new IOException($"Open MPI: {Encoding.UTF8.GetString(text, 0, Math.Clamp(length, 0, Longest))}. Another process may have ended; look at its words");
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int flags);

    [LibraryImport(Library, EntryPoint = "MPI_Init_thread")]
    private static partial int InitThread(nint argumentCount, nint arguments, int required, out int provided);

    [LibraryImport(Library, EntryPoint = "MPI_Comm_set_errhandler")]
    private static partial int SetErrorHandler(nint communicator, nint handler);

    [LibraryImport(Library, EntryPoint = "MPI_Comm_rank")]
    private static partial int RankOf(nint communicator, out int rank);

    [LibraryImport(Library, EntryPoint = "MPI_Comm_size")]
    private static partial int SizeOf(nint communicator, out int size);

    [LibraryImport(Library, EntryPoint = "MPI_Allreduce")]
    private static partial int AllReduce(nint send, ref byte receive, int count, nint type, nint operation, nint communicator);

    [LibraryImport(Library, EntryPoint = "MPI_Bcast")]
    private static partial int Broadcast(ref byte buffer, int count, nint type, int root, nint communicator);

    [LibraryImport(Library, EntryPoint = "MPI_Barrier")]
    private static partial int Barrier(nint communicator);

    [LibraryImport(Library, EntryPoint = "MPI_Finalize")]
    private static partial int Finish();

    [LibraryImport(Library, EntryPoint = "MPI_Abort")]
    private static partial int Abort(nint communicator, int code);

    [LibraryImport(Library, EntryPoint = "MPI_Error_string")]
    private static partial int ErrorText(int code, ref byte text, out int length);
}
