/// A target beside what was measured.
struct TargetResult: Codable {
  let name: String
  let bound: String
  /// `nil`: not measured in this run.
  let measured: Double?
  let met: Bool?

  static func table(_ results: [TargetResult]) -> Table {
    var table = Table(title: "Targets", header: ["target", "bound", "measured", "result"])
    table.rows = results.map { result in
      let verdict = result.met.map { $0 ? "met" : "MISSED" } ?? "not measured"
      return [result.name, result.bound, compact(result.measured), verdict]
    }
    return table
  }
}
