/// How a tier ended.
struct TierResult {
  private let tier: Tier
  private let control: Control?
  private let sums: Tally.Sums

  init(_ tier: Tier, _ control: Control?, _ sums: Tally.Sums) {
    self.tier = tier
    self.control = control
    self.sums = sums
  }

  /// Whether a tier is green, or a control red.
  var isWell: Bool {
    guard sums.errors.isEmpty, sums.ends.isEmpty else { return false }
    guard let control else { return sums.failures.isEmpty && !sums.counts.isEmpty }
    return isNotApplicable || isRed(control)
  }

  /// Where the engine has no such bug, a control can't be red.
  private var isNotApplicable: Bool { sums.counts["not applicable"] != nil }

  private func isRed(_ control: Control) -> Bool {
    // A power cut takes the last commits without FULL; half a command it must not leave.
    if control == .synchronousNormal {
      return (sums.counts["states broken"] ?? 0) == 0
        && (sums.counts["states with answered commands lost"] ?? 0) > 0
    }
    return sums.failures.contains(where: control.isMeant)
  }

  private var state: String {
    switch control {
    case nil: isWell ? "green" : "FAILED"
    case .some where isNotApplicable: "not applicable"
    case .some: isWell ? "red, as it has to be" : "NOT RED"
    }
  }

  func show(seconds: String, again: String) {
    tell(
      "\(control.map { "\(tier.rawValue), control \($0.rawValue)" } ?? tier.rawValue): "
        + "\(state), \(seconds) s")
    for (name, value) in sums.counts.sorted(by: { $0.key < $1.key })
    where name != "not applicable" { tell("    \(value) \(name)") }
    for (name, value) in sums.most.sorted(by: { $0.key < $1.key }) { tell("    \(name): \(value)") }
    for note in sums.notes { tell("    \(note)") }
    for error in sums.errors { tell("    error in the torture itself: \(error)") }
    for end in sums.ends { tell("    \(end)") }
    showFailures()
    showReplays()
    if !isWell { tell("    again: \(again)") }
  }

  /// From the first column on, for a file.
  private func showReplays() {
    for replay in sums.replays.compactMap({ ModelReplay($0) }) {
      tell("    order-ledger --db FILE \(replay.making)")
      tell("    order-ledger --db FILE apply:")
      for line in replay.lines { tell(line) }
    }
  }

  private func showFailures() {
    if let control, isWell {
      guard let first = sums.failures.first(where: control.isMeant) else { return }
      return tell("    first of \(sums.failures.count): \(first.prefix(300))")
    }
    for failure in sums.failures.prefix(20) { tell("    \(failure.prefix(1_500))") }
    if sums.failures.count > 20 { tell("    and \(sums.failures.count - 20) more") }
  }
}
