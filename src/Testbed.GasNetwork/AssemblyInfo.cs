using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Testbed.GasNetwork.Tests")]
