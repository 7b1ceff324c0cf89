namespace Testbed.GasNetwork.Quality;

/// <summary>What became of the gas, kg, or of one component, kg times its unit, over a step or a run.</summary>
/// <param name="In">From sources.</param>
/// <param name="Out">Withdrawn, and taken by sources that flow backwards.</param>
/// <param name="StoredBefore">In pipes and nodes before, added up over all parcels.</param>
/// <param name="StoredAfter">The same after.</param>
public readonly record struct QualityBalance(double In, double Out, double StoredBefore, double StoredAfter)
{
    /// <summary>In - out - rise of what is stored, over the largest of the four; 0 when all are 0. It is meant for concentrations of one sign.</summary>
    public double RelativeError
    {
        get
        {
            var scale = Math.Max(Math.Max(Math.Abs(In), Math.Abs(Out)), Math.Max(Math.Abs(StoredBefore), Math.Abs(StoredAfter)));
            return scale > 0.0 ? Math.Abs(In - Out - (StoredAfter - StoredBefore)) / scale : 0.0;
        }
    }
}

/// <summary>Result of a step.</summary>
/// <param name="Seconds">Its length, s.</param>
/// <param name="Parts">Parts it was cut into; 1 unless gas goes round in a circle faster than the step.</param>
/// <param name="RelativeError">The largest <see cref="QualityBalance.RelativeError"/> of the gas and its components; rounding, if the flows balance.</param>
/// <param name="WorstNode">The node whose flows balance least.</param>
/// <param name="WorstImbalanceKg">How much more enters it than leaves and stays, kg: the flows given are wrong by that much.</param>
public readonly record struct QualityStep(double Seconds, int Parts, double RelativeError, int WorstNode, double WorstImbalanceKg);

/// <summary>A piece of a step during which a node's concentrations are constant.</summary>
/// <param name="Seconds">Its length, s.</param>
/// <param name="Concentration">The component's concentration.</param>
public readonly record struct NodePiece(double Seconds, double Concentration);
