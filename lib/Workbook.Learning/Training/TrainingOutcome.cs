namespace Workbook.Learning.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All steps are done.</summary>
    Finished,

    /// <summary>It was cancelled; it can go on from its checkpoint.</summary>
    Cancelled,

    /// <summary>The score had not become better for as many evaluations as the options allow.</summary>
    EarlyStopped,
}
