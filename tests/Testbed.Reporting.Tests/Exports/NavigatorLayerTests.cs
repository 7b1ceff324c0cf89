using System.Text.Json.Nodes;
using NJsonSchema;
using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

public sealed class NavigatorLayerTests
{
    /// <summary>The published format of layers, version 4.5, as a schema: its properties with their types, and those it requires.</summary>
    private const string Format = """
        {
          "type": "object", "additionalProperties": false, "required": ["name", "domain"],
          "properties": {
            "name": { "type": "string" },
            "versions": {
              "type": "object", "additionalProperties": false, "required": ["navigator", "layer"],
              "properties": { "attack": { "type": "string" }, "navigator": { "type": "string" }, "layer": { "enum": ["4.5"] } } },
            "description": { "type": "string" },
            "domain": { "enum": ["enterprise-attack", "mobile-attack", "ics-attack"] },
            "customDataURL": { "type": "string" },
            "filters": { "type": "object" },
            "sorting": { "enum": [0, 1, 2, 3] },
            "layout": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "layout": { "enum": ["side", "flat", "mini"] }, "showID": { "type": "boolean" }, "showName": { "type": "boolean" },
                "showAggregateScores": { "type": "boolean" }, "countUnscored": { "type": "boolean" },
                "aggregateFunction": { "enum": ["average", "min", "max", "sum"] }, "expandedSubtechniques": { "enum": ["none", "all", "annotated"] } } },
            "hideDisabled": { "type": "boolean" },
            "techniques": { "type": "array", "items": { "$ref": "#/definitions/technique" } },
            "gradient": {
              "type": "object", "additionalProperties": false, "required": ["colors", "minValue", "maxValue"],
              "properties": {
                "colors": { "type": "array", "minItems": 2, "items": { "$ref": "#/definitions/color" } },
                "minValue": { "type": "number" }, "maxValue": { "type": "number" } } },
            "legendItems": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["label", "color"],
                "properties": { "label": { "type": "string" }, "color": { "$ref": "#/definitions/color" } } } },
            "showTacticRowBackground": { "type": "boolean" },
            "tacticRowBackground": { "$ref": "#/definitions/color" },
            "selectTechniquesAcrossTactics": { "type": "boolean" },
            "selectSubtechniquesWithParent": { "type": "boolean" },
            "selectVisibleTechniques": { "type": "boolean" },
            "metadata": { "type": "array", "items": { "$ref": "#/definitions/metadata" } },
            "links": { "type": "array" }
          },
          "definitions": {
            "color": { "type": "string", "pattern": "^#[0-9a-fA-F]{6}$" },
            "metadata": {
              "anyOf": [
                { "type": "object", "additionalProperties": false, "required": ["name", "value"],
                  "properties": { "name": { "type": "string", "minLength": 1 }, "value": { "type": "string", "minLength": 1 } } },
                { "type": "object", "additionalProperties": false, "required": ["divider"], "properties": { "divider": { "type": "boolean" } } } ] },
            "technique": {
              "type": "object", "additionalProperties": false, "required": ["techniqueID"],
              "properties": {
                "techniqueID": { "type": "string", "pattern": "^T[0-9]{4}(\\.[0-9]{3})?$" }, "tactic": { "type": "string" },
                "comment": { "type": "string" }, "enabled": { "type": "boolean" }, "score": { "type": "number" },
                "color": { "$ref": "#/definitions/color" }, "metadata": { "type": "array", "items": { "$ref": "#/definitions/metadata" } },
                "links": { "type": "array" }, "showSubtechniques": { "type": "boolean" } } }
          }
        }
        """;

    private static JsonObject Render(AssessmentInput input) => JsonNode.Parse(NavigatorLayer.Render(Sample.Assess(input)))!.AsObject();

    private static JsonObject Technique(JsonObject layer, string id) =>
        layer["techniques"]!.AsArray().Select(t => t!.AsObject()).Single(t => (string)t["techniqueID"]! == id);

    private static Dictionary<string, string> Metadata(JsonObject technique) =>
        technique["metadata"]!.AsArray().Where(m => m!["name"] is not null).ToDictionary(m => (string)m!["name"]!, m => (string)m!["value"]!);

    [Fact]
    public async Task Agrees_With_The_Published_Format()
    {
        var format = await JsonSchema.FromJsonAsync(Format);

        Assert.Empty(format.Validate(NavigatorLayer.Render(Sample.Assess(Sample.Input()))));
        Assert.Empty(format.Validate(NavigatorLayer.Render(Sample.Assess(ExportSample.HostileInput()))));
        var wrong = Render(Sample.Input());
        wrong["techniques"]![0]!["colour"] = "red";
        Assert.NotEmpty(format.Validate(wrong.ToJsonString()));
    }

    [Fact]
    public void Is_Of_The_Domain_And_Versions_It_Was_Written_For()
    {
        var layer = Render(Sample.Input());

        Assert.Equal("ics-attack", (string)layer["domain"]!);
        Assert.Equal(("18", "4.5"), ((string)layer["versions"]!["attack"]!, (string)layer["versions"]!["layer"]!));
        Assert.True(Version.Parse((string)layer["versions"]!["navigator"]!) >= new Version(4, 9, 0));
    }

    [Fact]
    public void Has_Each_Technique_Of_The_Run_Once()
    {
        var input = Sample.Input();
        var used = Sample.Assess(input).Replay.SelectMany(t => t.Techniques).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(used, Render(input)["techniques"]!.AsArray().Select(t => (string)t!["techniqueID"]!));
    }

    [Fact]
    public void Scores_The_Highest_Level_At_Which_A_Play_Succeeded()
    {
        // Resisted at SL 1 and SL 4, succeeded at SL 2.
        var (layer, t0855, t0836) = (Render(Sample.Input()), "T0855", "T0836");

        Assert.Equal(2, (int)Technique(layer, t0836)["score"]!);
        Assert.Equal(("SL 2", "SL 4"), (Metadata(Technique(layer, t0836))["succeeded at"], Metadata(Technique(layer, t0836))["resisted at"]));
        Assert.Contains("sl2/unauthorised-write (SL 2): succeeded at Z-DRS.", (string)Technique(layer, t0855)["comment"]!, StringComparison.Ordinal);
        Assert.Contains("sl1/wrong-unit (SL 1): resisted at C-CC-CGS.", (string)Technique(layer, t0855)["comment"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_The_Highest_Level_That_Was_Resisted_Where_Nothing_Succeeded()
    {
        var layer = Render(Sample.Input());

        Assert.Equal(3, (int)Technique(layer, "T0830")["score"]!);
        Assert.NotEqual((string)Technique(layer, "T0836")["color"]!, (string)Technique(layer, "T0830")["color"]!);
        Assert.Equal("none", Metadata(Technique(layer, "T0830"))["succeeded at"]);
    }

    [Fact]
    public void Leaves_Undecided_Techniques_Without_A_Score()
    {
        var layer = Render(Sample.Input(more: b =>
        {
            var at = b.Trials.FindIndex(t => t.Subject == "sl3/on-path-change");
            b.Trials[at] = b.Trials[at] with { Outcome = TrialOutcome.Inapplicable };
        }));

        Assert.Null(Technique(layer, "T0830")["score"]);
        Assert.Contains("inapplicable", (string)Technique(layer, "T0830")["comment"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Carries_The_Copyright_Line_And_Marks_Proposals()
    {
        var layer = Render(Sample.Input());
        var metadata = Metadata(Technique(layer, "T0855"));

        Assert.Contains(layer["metadata"]!.AsArray(), m => (string)m!["value"]! == TechniqueRequirements.Attribution);
        Assert.Contains(TechniqueRequirements.Attribution, (string)layer["description"]!, StringComparison.Ordinal);
        Assert.Equal(TechniqueRequirements.Attribution, metadata["copyright"]);
        Assert.Equal(string.Join(", ", TechniqueRequirements.Of("T0855").ByMitre), metadata["IEC 62443-3-3, labelled by MITRE"]);
        Assert.Equal(string.Join(", ", TechniqueRequirements.Of("T0855").Proposed), metadata["IEC 62443-3-3, proposed here"]);
    }

    [Fact]
    public void Is_An_Empty_Layer_Without_Plays() =>
        Assert.Empty(Render(Sample.Input(more: b => b.Trials.RemoveAll(t => t.Kind == TrialKind.Play)))["techniques"]!.AsArray());
}
