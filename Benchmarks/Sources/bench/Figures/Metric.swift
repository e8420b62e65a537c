/// A figure that is derived from a phase's line.
enum Metric: String, Codable, CaseIterable {
  case throughput
  case cpu
  case p50
  case p99
  case walPages
  /// Operations that shared one commit, on average.
  case groupSize

  /// The figure of `line`; `nil` where the peer has none.
  func value(_ line: PeerLine) -> Double? {
    guard let operations = line.values["operations"], operations > 0 else { return nil }
    switch self {
    case .throughput:
      return line.values["wall_us"].flatMap { $0 > 0 ? operations * 1_000_000 / $0 : nil }
    case .cpu: return line.values["cpu_us"].map { $0 / operations }
    case .p50: return line.values["p50_us"]
    case .p99: return line.values["p99_us"]
    case .groupSize:
      return line.values["commits"].flatMap { $0 > 0 ? operations / $0 : nil }
    case .walPages: return line.values["wal_pages"].map { $0 / operations }
    }
  }
}
