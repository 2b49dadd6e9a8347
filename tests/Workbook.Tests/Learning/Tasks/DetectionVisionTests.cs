using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Detection;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Learning.Training.Distributed;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Tasks;

public sealed class DetectionVisionTests
{
    private static readonly FasterRcnnSizes Tiny = new()
    {
        Classes = 2,
        Widths = [6, 12],
        MapChannels = 12,
        AnchorSizes = [8, 14],
        AnchorRatios = [1],
        Proposals = 24,
        RegionCells = 3,
        HeadWidth = 24,
    };

    private static readonly TrainingOptions Options = new()
    {
        Steps = 20,
        BatchSize = 2,
        Threads = 1,
        Device = "cpu",
        LearningRate = new() { Base = 3e-3 },
        ClipNorm = 5,
    };

    [Fact]
    public void Two_images_are_learned_by_heart_with_the_places_and_classes_of_their_objects()
    {
        using var network = new FasterRcnn(Tiny, 1);
        var cases = Cases(2);
        Train(network, cases, 120);
        foreach (var (image, objects) in cases)
        {
            var found = network.Detect(image, DetectionSelection.Usual with { Score = 0.5 });
            Assert.Equal(objects.Count, found.Count);
            Assert.All(objects, one => Assert.Contains(found, box => box.Box.Class == one.Class && box.Box.IoU(one) > 0.7));
        }
    }

    [Fact]
    public void A_detector_that_knows_nothing_pays_the_entropy_of_its_choices_and_nothing_where_an_anchor_fits()
    {
        using var scope = NewDisposeScope();
        using var network = new FasterRcnn(Tiny with { AnchorSizes = [8] });
        using (no_grad())
            foreach (var (name, parameter) in network.named_parameters())
                if (name.StartsWith("rpn.2.", StringComparison.Ordinal) || name.StartsWith("head.4.", StringComparison.Ordinal))
                    parameter.zero_();
        ObjectBox anchor = new(1, 9, 11, 17, 19); // around (13, 15): column 6, row 7 at a stride of 2
        var loss = DetectionLoss.Of(network, zeros(1, 3, 32, 32), [[anchor]], [new SeededRandom(1)]);
        Assert.Equal(Math.Log(2), loss.Objectness.item<float>(), 1e-6);
        Assert.Equal(Math.Log(3), loss.Classes.item<float>(), 1e-6); // two classes and background
        // Of 64 anchors that fit and its four neighbours, 1/4 of a side off, overlap by 3/5 only: the one that fits learns nothing.
        Assert.Equal(0, loss.Proposals.item<float>());
        var half = DetectionLoss.Of(network, zeros(1, 3, 32, 32), [[anchor with { Left = 10, Right = 18 }]], [new SeededRandom(1)]);
        // Two anchors are 1/8 of a side off (IoU 7/9): |d| - bend / 2 each, over 64.
        Assert.Equal(2 * (1.0 / 8 - 1.0 / 18) / 64, half.Proposals.item<float>(), 1e-7);
    }

    /// <remarks>The step moves the regions of the second look, so that other ones are drawn; its terms are not comparable.</remarks>
    [Fact]
    public void One_step_lowers_the_loss_of_the_first_look()
    {
        using var scope = NewDisposeScope();
        using var network = new FasterRcnn(Tiny, 2);
        var task = new DetectionVision("squares", network, Cases(4), 4, BoxJitter.None);
        var batch = task.Batch(At(0).Random, 0);
        using var adam = new AdamOptimizer(network);
        var before = task.Terms(batch.Images, batch, At(0));
        before.Total.backward();
        adam.Step(1e-3);
        var after = task.Terms(batch.Images, batch, At(0));
        Assert.True((after.Objectness + after.Proposals).item<float>() < (before.Objectness + before.Proposals).item<float>());
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_bit_for_bit()
    {
        byte[] Weights(ulong seed)
        {
            using var network = new FasterRcnn(Tiny, seed);
            Train(network, Cases(3), 4);
            return TensorFile.Of(network).ToBytes();
        }
        var once = Weights(7);
        Assert.Equal(once, Weights(7));
        Assert.NotEqual(once, Weights(8));
    }

    [Fact]
    public void No_live_tensor_stays_after_a_step()
    {
        using var network = new FasterRcnn(Tiny, 1);
        var live = new List<long>();
        Train(network, Cases(3), 20, () => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.Equal(live[1], live[19]);
    }

    [Fact]
    public void Every_weight_and_every_pixel_gets_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var network = new FasterRcnn(Tiny, 3);
        var task = new DetectionVision("squares", network, Cases(2), 2);
        var batch = task.Batch(At(0).Random, 0);
        var images = batch.Images.clone().requires_grad_(true);
        task.Loss(images, batch, At(0)).backward();
        Assert.Equal([], network.named_parameters().Where(named => !(named.parameter.grad?.abs().sum().item<float>() > 0)).Select(named => named.name));
        Assert.True(images.grad!.ne(0).to(float32).mean().item<float>() > 0.99);
    }

    /// <remarks>Along the gradient, so that float32 suffices. The regions of the second look are fixed here: they carry no gradient by design.</remarks>
    [Fact]
    public void The_gradient_for_the_images_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var network = new FasterRcnn(Tiny, 3);
        var (task, at) = (new DetectionVision("squares", network, Cases(2), 2), At(0));
        var batch = (DetectionBatch)task.Batch(at.Random, 0);
        ObjectBox[][] regions = [[new(0, 3, 4, 17, 15), new(0, 9, 0, 32, 32)], [new(0, 1, 1, 12, 9), new(0, 20, 20, 30, 31)]];
        Func<Tensor, Tensor>[] losses =
        [
            images => task.Terms(images, batch, at).Objectness,
            images => task.Terms(images, batch, at).Proposals,
            images => network.Judge(network.Features(images), regions) is var (classes, codes) ? classes.log_softmax(1).square().mean() + codes.square().mean() : zeros(1),
        ];
        foreach (var loss in losses)
        {
            var images = batch.Images.clone().requires_grad_(true);
            loss(images).backward();
            var (slope, way) = (images.grad!.norm().item<float>(), images.grad! / images.grad!.norm());
            using var frozen = no_grad();
            var step = 0.02;
            var measured = (loss(batch.Images + way * step) - loss(batch.Images - way * step)).item<float>() / (2 * step);
            Assert.Equal(1, measured / slope, 0.05); // ReLU bends, and step^2
        }
    }

    [Fact]
    public void Pixels_and_boxes_move_together()
    {
        var image = new RgbImage(40, 32);
        ObjectBox box = new(1, 8, 12, 20, 30);
        for (var i = 0; i < image.PixelCount; i++)
            if (i % 32 is >= 8 and < 20 && i / 32 is >= 12 and < 30)
                image.Pixels[3 * i + 1] = 255;
        var (planes, placed) = (new float[3 * image.PixelCount], 0);
        for (var seed = 0UL; seed < 20; seed++)
        {
            var objects = new BoxJitter(0.3, 0.1).Place(image, [box], new SeededRandom(seed), planes);
            var (moved, green) = (Assert.Single(objects), planes.AsSpan(image.PixelCount, image.PixelCount).ToArray());
            Assert.Equal(1, moved.Class);
            // Bilinear weights keep mass and mean where nothing is cut.
            Assert.Equal(moved.Area, green.Sum(), 0.06 * moved.Area);
            Assert.Equal((moved.Left + moved.Right) / 2, green.Index().Sum(pixel => (pixel.Index % 32 + 0.5) * pixel.Item) / green.Sum(), 0.2);
            Assert.Equal((moved.Top + moved.Bottom) / 2, green.Index().Sum(pixel => (pixel.Index / 32 + 0.5) * pixel.Item) / green.Sum(), 0.2);
            placed += moved == box ? 1 : 0;
        }
        Assert.Equal(0, placed);
        Assert.Equal(box, Assert.Single(BoxJitter.None.Place(image, [box], new SeededRandom(1), planes)));
        Assert.Equal(image.Pixels.Select(value => value / 255f), Enumerable.Range(0, planes.Length).Select(i => planes[i % 3 * image.PixelCount + i / 3]));
    }

    [Fact]
    public void Processes_that_share_a_batch_see_its_parts_and_draw_the_same_boxes()
    {
        using var scope = NewDisposeScope();
        using var network = new FasterRcnn(Tiny, 4);
        var task = new DetectionVision("squares", network, Cases(6), 4);
        (DetectionBatch Batch, float Loss) Part(int index, int parts)
        {
            var at = At(3, new BatchPart(index, parts));
            var batch = (DetectionBatch)task.Batch(at.Random, at.Step);
            return (batch, task.Terms(batch.Images, batch, at).Total.item<float>());
        }
        var (whole, loss) = Part(0, 1);
        var (first, second) = (Part(0, 2), Part(1, 2));
        Assert.Equal(whole.Images.bytes.ToArray(), cat([first.Batch.Images, second.Batch.Images]).bytes.ToArray());
        Assert.Equal(whole.Objects, [.. first.Batch.Objects, .. second.Batch.Objects]);
        Assert.Equal(loss, (first.Loss + second.Loss) / 2, 1e-4);
    }

    [Fact]
    public void Boxes_lie_within_an_image_of_any_size_and_images_without_objects_teach_too()
    {
        using var scope = NewDisposeScope();
        using var network = new FasterRcnn(Tiny, 5);
        var found = network.Detect(new RgbImage(13, 9), new(0, 1, 1000));
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.True(one.Box is { Left: >= 0, Top: >= 0, Right: <= 9, Bottom: <= 13, Area: > 0 } && one.Score is >= 0 and <= 1));
        Assert.Equal(found.Select(one => one.Score).OrderDescending(), found.Select(one => one.Score));
        var task = new DetectionVision("nothing", network, [(new RgbImage(16, 16), [])], 1);
        var batch = task.Batch(At(0).Random, 0);
        Assert.Equal(0, task.Terms(batch.Images, batch, At(0)).Boxes.item<float>());
        Assert.True(task.Loss(batch.Images, batch, At(0)).item<float>() > 0);
    }

    [Fact]
    public void What_cannot_be_learned_is_named()
    {
        using var network = new FasterRcnn(Tiny);
        string Fault(RgbImage image, ObjectBox box) => Assert.Throws<ArgumentException>(() => new DetectionVision("x", network, [(new RgbImage(16, 16), []), (image, [box])], 1)).Message;
        Assert.Contains("16 x 12 pixels, the first 16 x 16", Fault(new(16, 12), new(0, 0, 0, 1, 1)));
        Assert.Contains("classes 0 to 1", Fault(new(16, 16), new(2, 0, 0, 1, 1)));
        Assert.Contains("boxes with an area", Fault(new(16, 16), new(0, 3, 0, 3, 1)));
        Assert.Contains("multiples of 4", Assert.Throws<ArgumentException>(() => new DetectionVision("x", network, [(new RgbImage(16, 18), [])], 1)).Message);
        Assert.Contains("Scale is -1", Assert.Throws<ArgumentException>(() => new DetectionVision("x", network, Cases(1), 1, new(-1, 0))).Message);
        Assert.Contains("HeadWidth is 0", Assert.Throws<ArgumentException>(() => new FasterRcnn(Tiny with { HeadWidth = 0 })).Message);
        using var images = zeros(1, 3, 16, 18);
        Assert.Contains("the detector was given [1, 3, 16, 18]", Assert.Throws<ArgumentException>(() => network.Detect(images)).Message);
    }

    /// <summary>Images with a bright and a coloured square.</summary>
    private static (RgbImage Image, IReadOnlyList<ObjectBox> Objects)[] Cases(int count) => [.. Enumerable.Range(0, count).Select(number =>
    {
        var random = new SeededRandom((ulong)number);
        var image = new RgbImage(32, 32);
        var (left, other) = (random.Next(4), 18 + random.Next(3));
        ObjectBox[] objects = [new(0, left, 4 + left, left + 9, 13 + left), new(1, other, other - 6, other + 11, other + 5)];
        for (var i = 0; i < image.PixelCount; i++)
            foreach (var box in objects)
                if (i % 32 + 0.5 is var x && x > box.Left && x < box.Right && i / 32 + 0.5 is var y && y > box.Top && y < box.Bottom)
                    image.Pixels.AsSpan(3 * i, 1 + 2 * box.Class).Fill(200);
        return (image, (IReadOnlyList<ObjectBox>)objects);
    })];

    private static StepContext At(long step, BatchPart? part = null) => new(step, new StepRandom(1, part), 1e-3, new FastPath(Options), 1, ProcessGroup.Single);

    private static void Train(FasterRcnn network, (RgbImage, IReadOnlyList<ObjectBox>)[] cases, long steps, Action? after = null)
    {
        var task = new DetectionVision("squares", network, cases, Options.BatchSize, BoxJitter.None);
        using var trainer = new Trainer(task.Name, Options with { Steps = steps });
        var trained = trainer.Add("detector", network);
        trainer.Run(at =>
        {
            var batch = task.Batch(at.Random, at.Step);
            var terms = new Dictionary<string, Tensor> { ["loss"] = task.Loss(at.Path.Prepare(batch.Images), batch, at) };
            at.Descend(trained, terms);
            return terms;
        }, progress: after is null ? null : new TrainingWatch(_ => after()));
    }
}
