/// One run of a tier: as it is, or with a part of the library left out.
struct Assignment: Equatable {
  let tier: Tier
  let control: Control?

  /// What was asked for, in its order.
  ///
  /// - Throws: ``TortureError`` where nothing would be run: what runs nothing must not pass.
  static func all(_ options: Options) throws -> [Assignment] {
    // A tier that has done nothing has found nothing.
    if options.count == 0, options.tier != .faults {
      throw TortureError("'--count 0' is nothing to do; with faults it is every call")
    }
    let tiers = options.tier.map { [$0] } ?? Tier.allCases
    guard let control = options.control else {
      return tiers.flatMap { tier -> [Assignment] in
        // One who counts for himself looks for something; the controls are not it.
        let controls = options.count == nil ? tier.controls : []
        return [Assignment(tier: tier, control: nil)]
          + controls.map { Assignment(tier: tier, control: $0) }
      }
    }
    if let tier = options.tier {
      // Also what others see sooner: it is asked for by name.
      guard tier.takes(control) else {
        let taken = Control.allCases.filter(tier.takes).map(\.rawValue)
        throw TortureError(
          "the tier \(tier.rawValue) has no control '\(control.rawValue)'; allowed: "
            + (taken.isEmpty ? "none" : taken.joined(separator: ", ")))
      }
      return [Assignment(tier: tier, control: control)]
    }
    let found = tiers.filter { $0.controls.contains(control) }
    guard !found.isEmpty else {
      throw TortureError(
        "no tier has the control '\(control.rawValue)' by itself; allowed: with one of "
          + Tier.allCases.filter { $0.takes(control) }.map(\.rawValue).joined(separator: ", "))
    }
    return found.map { Assignment(tier: $0, control: control) }
  }
}
