using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains networks: the loop around a <see cref="TrainingStep"/>, with progress, checkpoints, evaluation and early stop.</summary>
/// <remarks>
/// Learning rate and randomness come from the step's number, and a checkpoint holds weights and moments bit by bit, so on the CPU a run that
/// was stopped or killed at any moment and goes on with as many threads ends in the same weights as one that never was. Several processes
/// (<see cref="TrainingOptions.Group"/>) make the same calls: they begin with the weights of the first, which alone evaluates and writes, and stop together.
/// </remarks>
public sealed class Trainer : IDisposable
{
    private const string Metadata = "training";

    private readonly TrainingOptions _options;
    private readonly CheckpointFolder? _folder;
    private readonly StepRandom _random;
    private readonly List<TrainedNetwork> _networks = [];
    private TrainingState _state;
    private long? _savedAt;

    /// <summary>Makes a trainer without networks yet.</summary>
    /// <param name="task">What is trained on what, in words that tell it from other runs; a checkpoint of another task is refused.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">The device is not there; the message says why and what to do.</exception>
    public Trainer(string task, TrainingOptions options)
    {
        options.Check();
        (_options, _random) = (options, new StepRandom(options.Seed, options.Group.Part));
        _state = new TrainingState { Task = task, Options = options };
        _folder = options.CheckpointFolder is { } folder && options.Group.IsFirst ? new CheckpointFolder(folder) : null;
        Path = new FastPath(options);
    }

    /// <summary>Where and how it computes.</summary>
    public FastPath Path { get; }

    /// <summary>What is trained on what.</summary>
    public string Task => _state.Task;

    /// <summary>Steps that are done.</summary>
    public long Step => _state.Step;

    /// <summary>Moves a network to the device and makes its optimiser.</summary>
    /// <param name="name">What checkpoints and messages call it; each once.</param>
    /// <param name="network">Stays the caller's.</param>
    public TrainedNetwork Add(string name, nn.Module network)
    {
        var trained = new TrainedNetwork(name, network, Path, _options.FusedAdam);
        _networks.Add(trained);
        return trained;
    }

    /// <summary>Goes on from the newest good checkpoint of the folder; after all networks are added, before <see cref="Run"/>.</summary>
    /// <param name="damaged">What is wrong with a newer one that was passed over; null where nothing is. The first process alone knows.</param>
    /// <returns>False where there is no checkpoint.</returns>
    /// <exception cref="ArgumentException">It is of another task or was made with other options.</exception>
    /// <exception cref="TensorFileException">It is of other networks, or none is readable. Nothing was changed.</exception>
    public bool Resume(out string? damaged)
    {
        damaged = null;
        var file = _folder?.Load(out damaged);
        if (_options.Group.FromFirst(file is null ? null : Words(file)) is not { } words)
            return false;
        var state = TrainingState.FromJson(words);
        state.RefuseOther(_state.Task, _options);
        using var scope = NewDisposeScope();
        file?.CopyTo(Tensors(network => network.State()));
        (_state, _savedAt) = (state with { Options = _options }, state.Step);
        return true;
    }

    /// <summary>Trains until all steps are done, the score stays bad or it is cancelled; then writes a checkpoint.</summary>
    /// <param name="step">One step.</param>
    /// <param name="score">Evaluates the networks as they are; lower is better. Null for no evaluation.</param>
    /// <param name="progress">Hears of every step, on the thread that trains.</param>
    /// <param name="cancel">Stops after the step that runs.</param>
    /// <returns>What was reached; after a cancellation too.</returns>
    /// <exception cref="ArgumentException">The folder holds checkpoints of a run that this one does not go on with.</exception>
    /// <exception cref="NotFiniteException">A loss or gradient is no number; the last checkpoint stays.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written; the last one stays.</exception>
    public TrainingResult Run(TrainingStep step, Func<double>? score = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        if (_savedAt is null && _folder?.HasAny == true)
            throw new ArgumentException($"{_options.CheckpointFolder} holds checkpoints of a run; resume it, or take another folder");
        var threads = get_num_threads();
        if (_options.Threads > 0)
            set_num_threads(_options.Threads);
        try
        {
            ShareState();
            var outcome = Loop(step, score, progress, cancel);
            Save();
            _options.Group.Wait(); // then the files are there, whichever process looks
            return _state.ToResult(outcome);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    /// <summary>Gives the networks the weights that had the best score, which the folder keeps.</summary>
    /// <returns>False where there are none, and in all processes but the first; nothing was changed.</returns>
    /// <exception cref="TensorFileException">The file is damaged; nothing was changed.</exception>
    public bool RestoreBest()
    {
        if (_state.BestScore is null || _folder?.LoadBest() is not { } best)
            return false;
        using var scope = NewDisposeScope();
        best.CopyTo(Tensors(network => network.Weights()));
        return true;
    }

    /// <summary>Frees the optimisers; the networks stay.</summary>
    public void Dispose() => _networks.ForEach(network => network.Dispose());

    private TrainingOutcome Loop(TrainingStep step, Func<double>? score, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var pace = new Pace();
        Train();
        while (_state.Step < _options.Steps && !_state.IsExhausted)
        {
            if (_options.Group.Any(cancel.IsCancellationRequested))
                return TrainingOutcome.Cancelled;
            var began = Stopwatch.GetTimestamp();
            var terms = Do(step);
            _state.Add(terms);
            if (score is not null && IsDue(_options.EvaluateEvery))
                Evaluate(score);
            _state.Seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (IsDue(_options.CheckpointEvery))
                Save();
            progress?.Report(pace.Report(_state, terms));
        }
        return _state.Step < _options.Steps ? TrainingOutcome.EarlyStopped : TrainingOutcome.Finished;
    }

    private Dictionary<string, double> Do(TrainingStep step)
    {
        using var scope = NewDisposeScope();
        var at = new StepContext(_state.Step, _random, _options.LearningRate.At(_state.Step, _options.Steps), Path, _options.ClipNorm, _options.Group);
        IReadOnlyDictionary<string, Tensor> terms;
        try
        {
            terms = step(at);
        }
        catch (Exception e) when ((e as ExternalException ?? e.InnerException) is ExternalException && !at.HasMoved && _options.Group.Size == 1)
        {
            terms = step(at with { }); // a number that a loss of one's own wrote beside a tensor may have been freed too early (Held); all of a step but the running means of batch norm comes from its number
        }
        var values = terms.Values.Select(Held.Value).ToArray();
        _options.Group.Average(values);
        return terms.Keys.Zip(values).ToDictionary();
    }

    private bool IsDue(long every) => every > 0 && _state.Step % every == 0;

    private void Evaluate(Func<double> score)
    {
        using var scope = NewDisposeScope();
        if (_state.Judge(_options.Group.FromFirst(_options.Group.IsFirst ? score() : 0)))
            _folder?.SaveBest(TensorFile.Of(Tensors(network => network.Weights()), Words()));
        Train();
    }

    private void ShareState()
    {
        using var scope = NewDisposeScope();
        _options.Group.FromFirst(Tensors(network => network.State()).Values);
    }

    private void Train() => _networks.ForEach(network => network.Module.train());

    private void Save()
    {
        if (_folder is null || _savedAt == _state.Step)
            return;
        using var scope = NewDisposeScope();
        var tensors = Tensors(network => network.State());
        RefuseBroken(tensors);
        _folder.Save(_state.Step, TensorFile.Of(tensors, Words()));
        _savedAt = _state.Step;
    }

    private void RefuseBroken(Dictionary<string, Tensor> tensors)
    {
        foreach (var (name, tensor) in tensors)
            if (tensor.is_floating_point() && Held.Value(tensor.isfinite().all()) == 0)
                throw new NotFiniteException(_state.Step, name, $"after {_state.Step} steps {name} holds an infinite number or none; no checkpoint is written, the last one stays. {NotFiniteException.Advice}");
    }

    private Dictionary<string, Tensor> Tensors(Func<TrainedNetwork, IEnumerable<KeyValuePair<string, Tensor>>> part)
        => _networks.SelectMany(part).ToDictionary();

    private string Words(TensorFile checkpoint) => checkpoint.Metadata.GetValueOrDefault(Metadata)
        ?? throw new TensorFileException($"{_options.CheckpointFolder} holds tensors, but no state of a training; give the folder of a run");

    private Dictionary<string, string> Words() => new() { [Metadata] = _state.ToJson() };
}
