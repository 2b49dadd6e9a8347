namespace Workbook.Learning.Training;

/// <summary>What a recipe says about images and training, whatever it trains.</summary>
public interface IImageRecipe
{
    /// <summary><c>scenes</c>: cracks and fires that the project draws; <c>photos</c>: the sets of cracks and fires in WORKBOOK_DATA,
    /// <c>polyps</c>: CVC-ColonDB, <c>skin</c>: ISIC 2018; or a folder of images.</summary>
    string Images { get; }

    /// <summary>Most images to train on.</summary>
    int ImageCount { get; }

    /// <summary>Images to evaluate on, never trained on.</summary>
    int HeldOut { get; }

    /// <summary>How it is trained.</summary>
    TrainingOptions Training { get; }
}
