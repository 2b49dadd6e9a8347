using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>The scanner: samples heart and torso on a grid of voxels, and adds the coils' unevenness and the noise.</summary>
internal sealed class HeartPainter
{
    private const float FieldOfView = 160; // mm
    private readonly Torso torso;
    private readonly HeartModel heart;
    private readonly VolumeNoise field;
    private readonly VolumeShape shape;
    private readonly float voxel; // in halves of the field of view
    private readonly float blood, wall, bias, noise, gain;

    internal HeartPainter(Torso torso, HeartModel heart, SceneRandom random, VolumeSceneOptions options)
    {
        (this.torso, this.heart, shape) = (torso, heart, options.Shape);
        voxel = 2f / Math.Max(shape.Rows, shape.Columns);
        field = new VolumeNoise(random);
        (blood, wall) = (random.Between(0.6f, 0.8f), random.Between(0.26f, 0.42f));
        (bias, noise) = (random.Between(0.2f, 0.6f), random.Between(0.03f, 0.08f));
        gain = random.Between(250, 1200);
        (bias, noise) = ((float?)options.Bias ?? bias, ((float?)options.Noise ?? noise) * blood);
    }

    internal VolumeScene Paint(SceneRandom random)
    {
        var millimetres = FieldOfView / Math.Max(shape.Rows, shape.Columns);
        var spacing = new VoxelSpacing(millimetres, millimetres, millimetres);
        var (scan, labels) = (new Volume(shape, spacing), new LabelVolume(shape, spacing));
        for (int z = 0, at = 0; z < shape.Depth; z++)
            for (var y = 0; y < shape.Rows; y++)
                for (var x = 0; x < shape.Columns; x++, at++)
                {
                    var point = new Point3((x - (shape.Columns - 1) / 2f) * voxel, (y - (shape.Rows - 1) / 2f) * voxel, (z - (shape.Depth - 1) / 2f) * voxel);
                    (var value, labels.Labels[at]) = Tissue(point);
                    scan.Voxels[at] = Received(value * (1 + bias * 1.6f * field.At(point * 0.9f + new Point3(5, 5, 5))), random);
                }
        return new(scan, labels);
    }

    private (float Value, byte Label) Tissue(Point3 at)
    {
        var (inBlood, inWall, inMuscle) = heart.At(at);
        var (half, value) = (0.5f * voxel, 0f);
        var outside = MathF.Max(inBlood, inWall);
        if (outside < half)
            value = torso.At(at, outside);
        value = Curve.Mix(value, wall, Curve.Step(-half, half, inWall));
        value = Curve.Mix(value, blood, Curve.Step(-half, half, inBlood));
        value = Curve.Mix(value, wall, 0.8f * Curve.Step(-half, half, inMuscle));
        return (value, inBlood > 0 ? (byte)2 : inWall > 0 ? (byte)1 : (byte)0);
    }

    // The length of a complex number with noise in both parts: Rician, never below 0.
    private float Received(float value, SceneRandom random)
    {
        var (real, imaginary) = (MathF.Max(0, value) + noise * random.Bell(), noise * random.Bell());
        return MathF.Floor(gain * MathF.Sqrt(real * real + imaginary * imaginary) + 0.5f);
    }
}
