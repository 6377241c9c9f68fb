using PromptGen.BrowserTests;
using Xunit.v3;

// A browser waits more than it works.
[assembly: Parallelization(MaxThreads = 4)]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(Site))]
