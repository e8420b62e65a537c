import Foundation

/// Imports a year of a real shop's orders and cancellations with the tool, as its user would.
struct RealYearRunner {
  let medium: Medium
  let data: String
  let rounds: Int
  let tool: URL
  let workspace: Workspace

  func run() throws -> RealYearOutcome {
    let folder = try workspace.folder(medium)
    let before = try FlushRate.probe(folder)
    var outcome = RealYearOutcome(
      medium: medium, fileSystem: fileSystem(of: folder), flushesBefore: before,
      flushesAfter: before)
    for round in 1...rounds {
      announce("real year, \(medium.rawValue), round \(round) of \(rounds)")
      outcome.samples.append(try workspace.withDatabase(medium, sample))
    }
    outcome.flushesAfter = try FlushRate.probe(folder)
    return outcome
  }

  private func sample(_ database: URL) throws -> RealYearOutcome.Sample {
    let child = ChildProcess(
      path: tool.path,
      arguments: [
        "--db", database.path, "import", "csv", data, "--mapping", "online-retail", "--json",
      ], watched: true)
    let result = try child.run()
    guard result.succeeded else {
      throw Failure("The import failed with status \(result.status): \(result.errors.prefix(300))")
    }
    let summary = try? JSONDecoder().decode(Summary.self, from: Data(result.output.utf8))
    guard let summary else { throw Failure("The import did not say how many rows it read.") }
    return RealYearOutcome.Sample(
      rows: summary.rows, wallSeconds: result.wallSeconds, cpuSeconds: result.cpuSeconds,
      peakBytes: result.peakBytes, fileBytes: Self.bytes(database))
  }

  private struct Summary: Decodable {
    let rows: Double
  }

  /// The bytes of the database and of whatever its -wal file still holds.
  private static func bytes(_ database: URL) -> Double {
    ["", "-wal"].reduce(0) { sum, suffix in
      let path = database.path + suffix
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return sum + Double((attributes?[.size] as? UInt64) ?? 0)
    }
  }
}
