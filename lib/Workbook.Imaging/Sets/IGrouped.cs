namespace Workbook.Imaging.Sets;

/// <summary>What a <see cref="Split"/> needs to know of an item: what it shows and what it must stay with.</summary>
public interface IGrouped
{
    /// <summary>Kind of the item, 0 or more; each kind has the same share on both sides of a split, as nearly as groups allow.</summary>
    int Label { get; }

    /// <summary>Items with the same group are never parted between training and test.</summary>
    string Group { get; }
}
