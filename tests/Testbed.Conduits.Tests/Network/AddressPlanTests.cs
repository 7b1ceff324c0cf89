using System.Net;

namespace Testbed.Conduits.Tests;

public sealed class AddressPlanTests
{
    [Fact]
    public void An_Address_Tells_Zone_And_Slot()
    {
        var plan = new AddressPlan(17);
        var address = plan.AddressOf(5, "PLC").GetAddressBytes();
        Assert.Equal([127, 69, 17], address[..3]);
        Assert.Equal((5, "PLC"), plan.SubjectAt(new IPAddress(address)));
    }

    [Fact]
    public void A_Subject_Keeps_Its_Address_And_Shares_It_With_Nobody()
    {
        var plan = new AddressPlan(1);
        var all = (from zone in new[] { 1, 5, AddressPlan.SpanZone } from subject in new[] { "A", "B", "C" } select plan.AddressOf(zone, subject)).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(all[0], plan.AddressOf(1, "A"));
    }

    [Fact]
    public void Slots_Do_Not_Overlap() => Assert.NotEqual(new AddressPlan(1).AddressOf(5, "PLC"), new AddressPlan(2).AddressOf(5, "PLC"));

    [Fact]
    public void A_Stranger_Is_Nobody() => Assert.Null(new AddressPlan(1).SubjectAt(IPAddress.Parse("127.69.1.1")));

    [Fact]
    public void A_Full_Zone_Says_So_And_Leaves_The_Lease_Address_Alone()
    {
        var plan = new AddressPlan(1);
        for (var i = 0; i < 253; i++)
        {
            Assert.NotEqual(254, plan.AddressOf(5, $"host-{i}").GetAddressBytes()[3]);
        }

        var error = Assert.Throws<InvalidOperationException>(() => plan.AddressOf(5, "one-more"));
        Assert.Contains("one-more", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, plan.AddressOf(6, "one-more").GetAddressBytes()[3]);
    }
}
