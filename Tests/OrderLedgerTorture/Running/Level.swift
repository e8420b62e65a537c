/// How much of it: what CI has time for, a night on two cores, and some days before a release. The
/// guide `Torture.md` has what each took.
enum Level: String, CaseIterable {
  case merge, nightly, release

  func count(_ tier: Tier) -> Int {
    let counts: (merge: Int, nightly: Int, release: Int) =
      switch tier {
      case .powerLoss: (5_000, 200_000, 2_000_000)
      // Calls of each loop; 0 is all of them.
      case .faults: (4, 700, 0)
      case .kill: (50, 5_000, 50_000)
      case .contention: (20, 1_000, 10_000)
      case .rot: (300, 40_000, 400_000)
      case .strings: (130, 500, 500)
      case .checkpoint: (1, 10, 40)
      // Seconds of commits against checkpoints, of which a round has 30.
      case .storm: (3, 300, 3_000)
      case .model: (100_000, 10_000_000, 100_000_000)
      }
    return switch self {
    case .merge: counts.merge
    case .nightly: counts.nightly
    case .release: counts.release
    }
  }

  /// How much of a control: enough to be red for certain.
  func controlCount(_ tier: Tier) -> Int {
    switch tier {
    case .powerLoss: 400
    case .faults: 1
    // Of ten kills one meets it; the first that does is the last.
    case .kill: 300
    case .contention: 4
    case .rot: 72
    case .strings, .checkpoint: 1
    case .storm: 2
    case .model: 2_000
    }
  }
}
