namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    private ReadOnlySpan<double> Doses => _state.AsSpan(_layout.OdorantDose, Model.Odorisers.Count);

    private Span<double> Rates => _state.AsSpan(_layout.OdorantRate, Model.Odorisers.Count);

    /// <summary>Odorant in the gas at a node, mg/Nm3; 0 in a network without odoriser.</summary>
    public double OdorantMgPerNm3(NodeHandle node) => _odorant?.MgPerNm3(node.Index) ?? 0.0;

    /// <inheritdoc cref="OdorantMgPerNm3(NodeHandle)"/>
    public double OdorantMgPerNm3(string nodeId) => OdorantMgPerNm3(Node(nodeId));

    /// <summary>What an odoriser dosed in the last step, mg/s.</summary>
    public double OdoriserRateMgPerS(ElementHandle odoriser) => _state[_layout.OdorantRate + RequireKind(odoriser, ElementKind.Odoriser).Index];

    /// <summary>Sets the dose of an odoriser, mg/Nm3; 0 stops its pump.</summary>
    public void SetOdoriserDose(ElementHandle odoriser, double mgPerNm3)
    {
        RequireNotNegative(mgPerNm3, nameof(mgPerNm3));
        _state[_layout.OdorantDose + RequireKind(odoriser, ElementKind.Odoriser).Index] = mgPerNm3;
    }

    /// <summary>Odorant balance since <see cref="Initialise"/>, mg: dosed, gone with the gas, held. Null in a network without odoriser.</summary>
    public Quality.QualityBalance? OdorantTotals => _odorant?.Tracker.TotalBalance(0);
}
