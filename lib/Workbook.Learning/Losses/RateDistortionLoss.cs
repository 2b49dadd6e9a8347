using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>What a codec is trained to make small, of its two terms: <c>(mse, bpp) => lambda * 255 * 255 * mse + bpp</c>.</summary>
/// <param name="mse">Mean squared error of values in [0, 1]. Scalar [].</param>
/// <param name="bpp">Rate of the batch in bits per pixel. Scalar [].</param>
/// <returns>Scalar [], in the current dispose scope.</returns>
public delegate Tensor RateDistortionLoss(Tensor mse, Tensor bpp);
