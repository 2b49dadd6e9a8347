namespace Workbook.Results.Metrics;

/// <summary>The twelve numbers of COCO's detection challenge, and each class by itself.</summary>
/// <remarks>All are shares, 0 to 1, and NaN where there is no true box to find (pycocotools writes -1). AP is average precision, AR the mean recall over the thresholds.</remarks>
/// <param name="Classes">Each class.</param>
public sealed record DetectionScore(IReadOnlyList<ClassScore> Classes)
{
    /// <summary>COCO's mAP: mean over classes and IoU 0.50 to 0.95.</summary>
    public double Ap => ClassScore.Mean(Classes.Select(one => one.Ap));

    /// <summary>Mean over classes at IoU 0.50, the score of PASCAL VOC's kind.</summary>
    public double Ap50 => ClassScore.Mean(Classes.Select(one => one.Ap50));

    /// <summary>Mean over classes at IoU 0.75.</summary>
    public double Ap75 => ClassScore.Mean(Classes.Select(one => one.Ap75));

    /// <summary>AP of boxes of up to 32 x 32 square pixels.</summary>
    public required double ApSmall { get; init; }

    /// <summary>AP of boxes from 32 x 32 to 96 x 96 square pixels.</summary>
    public required double ApMedium { get; init; }

    /// <summary>AP of boxes from 96 x 96 square pixels on.</summary>
    public required double ApLarge { get; init; }

    /// <summary>Recall with the surest box of each class in each image.</summary>
    public required double Ar1 { get; init; }

    /// <summary>Recall with the ten surest boxes of each class in each image.</summary>
    public required double Ar10 { get; init; }

    /// <summary>Recall with the hundred surest boxes of each class in each image.</summary>
    public required double Ar100 { get; init; }

    /// <summary>Recall of boxes of up to 32 x 32 square pixels.</summary>
    public required double ArSmall { get; init; }

    /// <summary>Recall of boxes from 32 x 32 to 96 x 96 square pixels.</summary>
    public required double ArMedium { get; init; }

    /// <summary>Recall of boxes from 96 x 96 square pixels on.</summary>
    public required double ArLarge { get; init; }
}
