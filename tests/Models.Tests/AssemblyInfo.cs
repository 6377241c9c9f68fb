using Xunit.Sdk;
using Xunit.v3;

// Deadlines and open connections are judged here, so no test may starve another one.
[assembly: Parallelization(Mode = ParallelMode.None)]
