namespace Workbook.Learning.Training;

/// <summary>What is trained one after the other, see <see cref="MvmicTraining"/>.</summary>
public enum MvmicStage
{
    /// <summary>The task's network, on originals: the teacher of stage 1.</summary>
    Teacher,

    /// <summary>Stage 1: the codec, while the teacher holds still and reads what it restores.</summary>
    Codec,

    /// <summary>Stage 2a: the task's network, while the codec holds still.</summary>
    Reader,

    /// <summary>Stage 2b: both.</summary>
    Both,
}
