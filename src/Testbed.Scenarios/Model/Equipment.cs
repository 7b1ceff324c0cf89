namespace Testbed.Scenarios;

/// <summary>An opening to the atmosphere.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Node">Leaking node.</param>
/// <param name="DiameterMm">Diameter of the hole, mm.</param>
/// <param name="DischargeCoefficient">Effective part of its area.</param>
/// <param name="InitialPercent">Open part at the start.</param>
public sealed record LeakConfig(string Id, string Node, double DiameterMm, double DischargeCoefficient, double InitialPercent);

/// <summary>A compressor that holds its outlet pressure.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="From">Suction node.</param>
/// <param name="To">Pressure node.</param>
/// <param name="SuctionM3PerH">Volume flow at suction conditions at full load, m3/h.</param>
/// <param name="OutletBar">Pressure at which it runs without load.</param>
/// <param name="HighestRatio">Absolute pressure ratio that it cannot exceed.</param>
/// <param name="BypassKg">Flow coefficient of the by-pass check valve; 0 for none.</param>
public sealed record CompressorConfig(string Id, string From, string To, double SuctionM3PerH, double OutletBar, double HighestRatio, double BypassKg);

/// <summary>A source by flow that backs off near its highest pressure.</summary>
public sealed record InjectionConfig(string Id, string Node, double FlowNm3PerH, double HighestBar);

/// <summary>A restriction orifice between two nodes.</summary>
public sealed record OrificeConfig(string Id, string From, string To, double DiameterMm, double DischargeCoefficient);

/// <summary>An odoriser that doses in proportion to the gas that passes its node.</summary>
public sealed record OdoriserConfig(string Id, string Node, double DoseMgPerNm3);

/// <summary>A water-bath heater before a pressure cut (Joule-Thomson cooling), by the flow of <paramref name="Flow"/>.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Flow">The pipe whose flow it heats.</param>
/// <param name="Inlet">Node in front of the cut.</param>
/// <param name="Outlet">Node behind the cut.</param>
/// <param name="BurnerKw">Heat of the burner, kW.</param>
/// <param name="BathM3">Water, m3.</param>
/// <param name="BathC">Temperature at which the burner is held, degC.</param>
/// <param name="OutletC">Temperature of the gas behind the cut that the by-pass of the coil holds, degC.</param>
/// <param name="InletC">Temperature of the arriving gas, degC.</param>
/// <param name="CoilKwPerK">Heat that the coil passes per degree between bath and gas, kW/K.</param>
public sealed record HeaterConfig(
    string Id, string Flow, string Inlet, string Outlet, double BurnerKw, double BathM3, double BathC, double OutletC, double InletC, double CoilKwPerK);

/// <summary>How a demand follows the outdoor temperature.</summary>
/// <param name="BasePercent">Share of the peak that is wanted at any temperature.</param>
/// <param name="LimitC">Outdoor temperature above which nobody heats, degC.</param>
/// <param name="DesignC">Outdoor temperature of the peak, degC.</param>
public sealed record HeatingConfig(double BasePercent, double LimitC, double DesignC);
