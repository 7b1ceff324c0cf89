namespace Testbed.StructuredText;

/// <summary>Stops a scan; caught where the program is run. Never seen outside of this project.</summary>
internal sealed class PlcFaultException(PlcFaultCode code, string detail) : Exception(detail)
{
    public PlcFaultCode Code => code;

    public string Detail => Message;
}
