// Each test is a process that uses all processors; side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
