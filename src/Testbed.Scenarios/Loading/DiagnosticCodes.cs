namespace Testbed.Scenarios;

/// <summary>
/// Every diagnostic code of the scenario format. Append only: a code is never reused for another mistake, so that people can search for it.
/// </summary>
public static partial class DiagnosticCodes
{
    /// <summary>The folder or its <c>scenario.yaml</c> is not there.</summary>
    public const string FileNotFound = "TB0101";

    /// <summary>The file is there and cannot be read.</summary>
    public const string FileUnreadable = "TB0102";

    /// <summary>The file has no content.</summary>
    public const string FileEmpty = "TB0103";

    /// <summary>The file is not UTF-8 text.</summary>
    public const string FileNotText = "TB0104";

    /// <summary>The file is larger than a scenario can be.</summary>
    public const string FileTooLarge = "TB0105";

    /// <summary>The text is not YAML.</summary>
    public const string MalformedYaml = "TB0106";

    /// <summary>YAML that the format leaves out: aliases, tags, several documents.</summary>
    public const string UnsupportedYaml = "TB0107";

    /// <summary>Lists and maps nested deeper than any scenario needs.</summary>
    public const string NestingTooDeep = "TB0108";

    /// <summary>A chain of <c>extends</c> comes back to itself.</summary>
    public const string ExtendsCycle = "TB0109";

    /// <summary>A key that a variant may not replace.</summary>
    public const string KeyNotAllowedInVariant = "TB0110";

    /// <summary>A new scenario would overwrite one.</summary>
    public const string AlreadyExists = "TB0111";

    /// <summary>A file cannot be written.</summary>
    public const string NotWritable = "TB0112";

    /// <summary>A part of a scenario that names parts.</summary>
    public const string PartNested = "TB0113";

    /// <summary>A section that stands in two files of a scenario.</summary>
    public const string PartRepeats = "TB0114";

    /// <summary>A key that the format does not know.</summary>
    public const string UnknownKey = "TB0201";

    /// <summary>A required key is missing or has no value.</summary>
    public const string MissingKey = "TB0202";

    /// <summary>A value of the wrong type.</summary>
    public const string WrongType = "TB0203";

    /// <summary>A key written twice in one map.</summary>
    public const string DuplicateKey = "TB0204";

    /// <summary>An unknown kind of asset or control.</summary>
    public const string UnknownKind = "TB0205";

    /// <summary>A word outside a closed list.</summary>
    public const string UnknownWord = "TB0206";

    /// <summary>An id with characters that ids may not have.</summary>
    public const string InvalidId = "TB0207";

    /// <summary>An id given twice.</summary>
    public const string DuplicateId = "TB0208";

    /// <summary>A reference to something that does not exist.</summary>
    public const string DanglingReference = "TB0209";

    /// <summary>A duration that is none.</summary>
    public const string BadDuration = "TB0210";

    /// <summary>A date or time that is none.</summary>
    public const string BadTime = "TB0211";

    /// <summary>An address that is no IPv4 address.</summary>
    public const string BadAddress = "TB0212";

    /// <summary>Two assets with one address.</summary>
    public const string DuplicateAddress = "TB0213";

    /// <summary>A number outside its range.</summary>
    public const string OutOfRange = "TB0214";

    /// <summary>A list that needs an entry has none.</summary>
    public const string EmptyList = "TB0215";

    /// <summary>The scenario's id differs from its folder's name.</summary>
    public const string IdNotFolder = "TB0216";

    /// <summary>An imported network lies outside the folder of the scenario that imports it.</summary>
    public const string ImportOutsideFolder = "TB0217";

    /// <summary>An imported network is no JSON, of another format, or a table of it is not of the shape the format has.</summary>
    public const string ImportFormat = "TB0218";

    /// <summary>A security level outside 0 to 4.</summary>
    public const string LevelOutOfRange = "TB0301";

    /// <summary>An SL vector without exactly seven entries.</summary>
    public const string VectorLength = "TB0302";

    /// <summary>A zone number outside 1 to 62.</summary>
    public const string ZoneNumberOutOfRange = "TB0303";

    /// <summary>Two zones with one number.</summary>
    public const string DuplicateZoneNumber = "TB0304";

    /// <summary>A port outside 1 to 65535.</summary>
    public const string PortOutOfRange = "TB0305";

    /// <summary>Two services of an asset on one port.</summary>
    public const string DuplicatePort = "TB0306";

    /// <summary>A Modbus service without unit id, or another service with one.</summary>
    public const string UnitMismatch = "TB0307";

    /// <summary>Two points of a device at one address of one table.</summary>
    public const string PointsOverlap = "TB0308";

    /// <summary>A function code outside 1 to 127.</summary>
    public const string FunctionCodeOutOfRange = "TB0309";

    /// <summary>A range whose end lies before its start, or outside 0 to 65535.</summary>
    public const string BadRange = "TB0310";

    /// <summary>A conduit whose two zones are one.</summary>
    public const string ConduitEnds = "TB0311";

    /// <summary>A flow whose ends do not lie in the conduit's two zones.</summary>
    public const string FlowOutsideConduit = "TB0312";

    /// <summary>A flow or poll to a port where the target has no such service.</summary>
    public const string NoSuchService = "TB0313";

    /// <summary>Modbus access declared for a flow of another protocol.</summary>
    public const string AccessNotModbus = "TB0314";

    /// <summary>A control of conduits on an asset, or the other way round.</summary>
    public const string ControlOnWrongSide = "TB0315";

    /// <summary>Two controls of one kind on one place.</summary>
    public const string DuplicateControl = "TB0316";

    /// <summary>A requirement that the catalogue does not have.</summary>
    public const string UnknownRequirement = "TB0317";

    /// <summary>Ordinary traffic that no declared flow carries.</summary>
    public const string TrafficNotDeclared = "TB0318";

    /// <summary>A collector that is no log collector.</summary>
    public const string NotACollector = "TB0319";

    /// <summary>A technique that ATT&amp;CK for ICS does not have.</summary>
    public const string UnknownTechnique = "TB0320";

    /// <summary>An as-built link that names a conduit which joins other zones.</summary>
    public const string LinkOutsideConduit = "TB0321";

    /// <summary>A rate of change without its period, or the other way round.</summary>
    public const string RateIncomplete = "TB0322";

    /// <summary>A control claims a requirement that its kind has nothing to do with.</summary>
    public const string ClaimNotOfKind = "TB0323";

    /// <summary>A length, diameter, capacity or other quantity that must be positive and is not.</summary>
    public const string NotPositive = "TB0401";

    /// <summary>A pressure outside 0 to 100 bar, or without unit.</summary>
    public const string PressureOutOfRange = "TB0402";

    /// <summary>A regulator's set point at or above the pressure before it.</summary>
    public const string SetPointAboveInlet = "TB0403";

    /// <summary>A monitor regulator set at or below its worker.</summary>
    public const string MonitorBelowWorker = "TB0404";

    /// <summary>A slam-shut set at or below the regulators it backs up.</summary>
    public const string SlamShutTooLow = "TB0405";

    /// <summary>A node that no source can feed.</summary>
    public const string DisconnectedNode = "TB0406";

    /// <summary>A pilot stroke that does not contain the set point, or is incomplete.</summary>
    public const string PilotRange = "TB0407";

    /// <summary>A limit below the maximum allowable operating pressure.</summary>
    public const string LimitBelowMaop = "TB0408";

    /// <summary>A relief valve fully open at or below its set pressure.</summary>
    public const string ReliefOrder = "TB0409";

    /// <summary>A percentage outside its range.</summary>
    public const string PercentOutOfRange = "TB0410";

    /// <summary>A transmitter or actuator that does not fit its element.</summary>
    public const string WrongElement = "TB0411";

    /// <summary>A point wired to a tag of the wrong direction.</summary>
    public const string TagDirection = "TB0412";

    /// <summary>A node that would hold no gas.</summary>
    public const string NoVolume = "TB0413";

    /// <summary>A source that shares its node with another source, a demand or a relief valve.</summary>
    public const string SourceConflict = "TB0414";

    /// <summary>Outage thresholds in the wrong order.</summary>
    public const string OutageOrder = "TB0415";

    /// <summary>A pipe, valve or regulator that ends where it begins.</summary>
    public const string SelfLoop = "TB0416";

    /// <summary>A network to be generated whose figures do not go together, or that no pipe of the series could carry.</summary>
    public const string GenerateInfeasible = "TB0417";

    /// <summary>A declaration that expires before its date.</summary>
    public const string ExpiryBeforeDate = "TB0501";

    /// <summary>"Not applicable" with a reason that is not in the list.</summary>
    public const string UnknownReason = "TB0502";

    /// <summary>"Not applicable" with a reason that the model contradicts.</summary>
    public const string ReasonContradicted = "TB0503";

    /// <summary>A compensation without controls or without the owner's acceptance.</summary>
    public const string CompensationIncomplete = "TB0504";

    /// <summary>Positions of a key switch that cannot be told apart, or that it does not have.</summary>
    public const string KeyPositions = "TB0324";

    /// <summary>Island mode is ordered from an asset outside the conduit's zones.</summary>
    public const string OrderFromElsewhere = "TB0326";

    /// <summary>The secret of a token that is none.</summary>
    public const string BadTokenSecret = "TB0327";

    /// <summary>A visitor of a session broker who has no account there.</summary>
    public const string NoSuchVisitor = "TB0328";

    /// <summary>A signer of programs who has a certificate for connections.</summary>
    public const string SignerHasCertificate = "TB0325";
}
