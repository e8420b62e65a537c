/// What can be measured. Each suite is one plan; `all` is every one but `quick`.
enum Suite: String, CaseIterable, Codable {
  case quick
  case peers
  case floor
  case callers
  case batches
  case growth
  case realYear = "real-year"
  case counts
  case all

  /// One line for `--help`.
  var summary: String {
    switch self {
    case .quick: "about two minutes: a little of everything but growth and the real year"
    case .peers: "one caller, FULL: every peer that is there, on disk and in memory"
    case .floor: "the library against its own SQL replayed from C, FULL, on disk and in memory"
    case .callers: "1, 8 and 64 concurrent callers, FULL and NORMAL, on disk and in memory"
    case .batches: "batches of 100 and 1,000, FULL and NORMAL, on disk and in memory"
    case .growth: "10,000 and 100,000 orders, with --full 1,000,000 too"
    case .realYear: "import of a year of a real shop, with --data FILE"
    case .counts: "instructions of one place, one cancel, one preview, against the committed ones"
    case .all: "all of the above but quick; without --full growth ends at 100,000 orders"
    }
  }

  /// The suites that running this one runs, in order.
  var members: [Suite] {
    self == .all ? [.peers, .floor, .callers, .batches, .growth, .realYear, .counts] : [self]
  }
}
