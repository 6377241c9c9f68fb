using PromptGen.ClusterTests.Clusters;
using Xunit.v3;

// One cluster, one fault at a time.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Cluster))]
