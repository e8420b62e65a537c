import Foundation

/// All that one run of the runner found, as `results.json` holds it.
struct Results: Codable {
  /// Grows when older files can't be read any more.
  var format = 1
  let started: Date
  var finished: Date
  let machine: Machine
  let seed: Int
  var outcomes: [Outcome] = []
  var growth: [GrowthOutcome] = []
  var realYear: [RealYearOutcome] = []
  var counts: CountsOutcome?
  var targets: [TargetResult] = []
  /// What did not run at all, each as a sentence.
  var notes: [String] = []
}
