/// A kind of torture.
enum Tier: String, CaseIterable {
  case powerLoss = "power-loss"
  case faults
  case kill
  case contention
  case rot
  case strings
  case checkpoint
  case storm
  case model

  /// What is counted.
  var unit: String {
    switch self {
    case .powerLoss: "states"
    case .faults: "calls failed a command, fault and manner"
    case .kill: "kills"
    case .contention: "rounds"
    case .rot: "damaged files"
    case .strings: "texts"
    case .checkpoint: "windows"
    case .storm: "seconds"
    case .model: "commands"
    }
  }

  /// What has to be wrong with it in the same run: the mutation, and how many are tried.
  var controls: [Control] {
    switch self {
    // Power has to be cut in one commit of ten for a split cancellation: others see it sooner.
    case .powerLoss: [.synchronousOff, .synchronousNormal]
    // The first needs no more than a cancellation that fails half-way, the second a commit that does.
    // A posting that is missing is seen without any fault: the model sees it sooner.
    case .faults: [.splitCancellation, .failedCommitAsDone]
    // Between the halves of a cancellation its writer waits for the others, and is killed there.
    case .kill: [.splitCancellation]
    case .contention: [.deferredBegin]
    case .checkpoint: [.unguardedCheckpoint]
    // Whose commits fail as soon as two want to write. What an unguarded checkpoint does in a storm
    // is left to chance; a long storm tells it.
    case .storm: [.deferredBegin]
    case .model: [.missingPosting, .wrongModel]
    // The newest hundred transactions are looked at, and no state.
    case .rot: [.quickVerification]
    case .strings: []
    }
  }

  /// Whether it leaves out what a control does. ``controls`` are those that it sees soon; others it
  /// sees with a larger count, and they have to be asked for.
  func takes(_ control: Control) -> Bool {
    if controls.contains(control) { return true }
    return switch self {
    // Whoever carries commands out there, does it with the library that is broken.
    case .powerLoss, .faults, .kill, .contention, .storm, .model:
      control.mutation != nil && !control.needsFaults
    case .rot, .strings, .checkpoint: false
    }
  }

  /// Whether the processes share what there is to count. Else each has all of it, for its part of
  /// something else: the faults' loops, the fields' texts.
  var isCountShared: Bool { self != .faults && self != .strings }

  /// In how many processes it runs: some have processes of their own.
  func jobs(_ most: Int, _ count: Int) -> Int {
    switch self {
    case .contention, .checkpoint, .storm: 1
    case .faults, .strings: max(1, most)
    default: max(1, min(most, count))
    }
  }

  func run(_ part: Part) async throws {
    switch self {
    case .powerLoss: try await PowerLossTier.run(part)
    case .faults: try await FaultTier.run(part)
    case .kill: try await KillTier.run(part)
    case .contention: try await ContentionTier.run(part)
    case .rot: try await RotTier.run(part)
    case .strings: try await StringsTier.run(part)
    case .checkpoint: try await CheckpointTier.run(part)
    case .storm: try await StormTier.run(part)
    case .model: try await ModelTier.run(part)
    }
  }
}
