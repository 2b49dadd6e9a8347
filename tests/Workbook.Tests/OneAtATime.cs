using Xunit.Sdk;
using Xunit.v3;

// TorchSharp 0.107 makes a Scalar of each number beside a tensor and does not hold it while native code reads it: a garbage collection that another
// thread's test brings about can free it ("Unknown scalar type"). What codes streams holds its numbers itself; trainings and losses do not.
[assembly: Parallelization(Mode = ParallelMode.None)]
