import Foundation
import OrderLedgerFuzzing
import OrderLedgerRawDatabase
import Testing

@testable import OrderLedgerModel
@testable import OrderLedgerTorture

/// T8: what the fuzzer has kept, given to the decoders again. One after the other: a ledger's file has
/// one place in the process.
@Suite(.serialized) struct FuzzCorpusTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let target: FuzzTarget
    let path: String
    var testDescription: String {
      "\(target.rawValue)/\(URL(fileURLWithPath: path).lastPathComponent)"
    }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("OrderLedgerFuzzing/Corpora").path

  static func samples(_ target: FuzzTarget) throws -> [Sample] {
    let folder = "\(folder)/\(target.rawValue)"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      Sample(target: target, path: "\(folder)/\($0)")
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `what is kept breaks no promise, and some of it is taken`(target: FuzzTarget) async throws {
    let samples = try Self.samples(target)
    #expect((5...100).contains(samples.count))
    var taken = 0
    for sample in samples {
      let input = [UInt8](try Data(contentsOf: URL(fileURLWithPath: sample.path)))
      do { taken += try await target.check(input) ? 1 : 0 } catch {
        Issue.record("\(sample.testDescription): \(error)")
      }
    }
    #expect(taken > 0 && taken < samples.count)
  }

  /// A command that is refused as it stands leads the fuzzer nowhere.
  @Test func `there is a command of each kind, and each is taken`() throws {
    for name in Action.forms.keys.sorted() {
      let url = URL(fileURLWithPath: "\(Self.folder)/wire/\(name)")
      do throws(LedgerError) {
        let command = try Command(json: [UInt8]((try? Data(contentsOf: url)) ?? Data()))
        #expect(command.action.name == name)
      } catch {
        Issue.record("wire/\(name): \(error.detailedDescription)")
      }
    }
  }

  /// What ``FileEdit`` reads as: cell, table, row, column, one of its numbers at a limit. Two of
  /// the eight, 2^53 and 0: all of them take minutes, and passed once.
  @Test func `no number at a limit stops the process or goes unnoticed, whatever its column`()
    async throws
  {
    let golden = try #require(GoldenFile.all.last)
    let scratch = try Workplace()
    try scratch.fill(["ledger.sqlite": golden.bytes])
    let raw = try RawDatabase(scratch.ledger, makesFile: false)
    var inputs: [[UInt8]] = []
    for (table, name) in try raw.tableNames().enumerated() {
      for (column, info) in try raw.columns(of: name).enumerated() {
        // Of these no verification finds a change.
        guard !RawDatabase.unverified.contains("\(name).\(info.name)") else { continue }
        for number in [3, 6] as [UInt8] {
          inputs.append([7, UInt8(table), 0, UInt8(column), 2, number])
        }
      }
    }
    #expect(inputs.count > 500)
    for input in inputs {
      await Task.yield()
      do { _ = try await FuzzTarget.file.check(input) } catch {
        Issue.record("\(input): \(error)")
      }
    }
  }

  @Test func `the corpora are small`() throws {
    let bytes = try FuzzTarget.allCases.flatMap(Self.samples).reduce(0) { sum, sample in
      sum + (try FileManager.default.attributesOfItem(atPath: sample.path)[.size] as? Int ?? 0)
    }
    #expect(bytes < 200_000)
  }
}
