/// The import of a real year on one medium.
struct RealYearOutcome: Codable {
  let medium: Medium
  let fileSystem: String
  let flushesBefore: FlushRate
  var flushesAfter: FlushRate
  var samples: [Sample] = []

  /// One import into a new ledger.
  struct Sample: Codable {
    let rows: Double
    let wallSeconds: Double
    let cpuSeconds: Double
    let peakBytes: Double?
    let fileBytes: Double
  }

  func median(_ figure: (Sample) -> Double?) -> Double? {
    Statistics.median(samples.compactMap(figure))
  }
}
