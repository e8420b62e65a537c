import Foundation
import OrderLedger
import OrderLedgerTesting
import Testing

/// Where an import's report may go: its path comes from whoever runs the import, and what lies there
/// from whoever may write to the directory.
@Suite struct ReportFileTests {
  private static let opened = Command(.openLocation(OpenLocation(location: "LON")))

  /// A file with a sale, beside the ledger.
  static func sales(_ scratch: Scratch) throws -> String {
    let path = scratch.directory + "/sales.csv"
    let text = """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      536365,85123A,Thing,6,2010-12-01 08:26:00,2.55,17850,UK

      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private static func names(_ scratch: Scratch) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: scratch.directory))
  }

  /// Without opening it: closing it would drop the ledger's locks.
  private static func size(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
  }

  @Test func `a report that was there is written anew, and is its owner's alone`() async throws {
    let scratch = try Scratch()
    let sales = try Self.sales(scratch)
    let report = scratch.directory + "/report.csv"
    let old = Data(String(repeating: "x", count: 5_000).utf8)
    try old.write(to: URL(fileURLWithPath: report))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: report)
    let ledger = try await scratch.open()
    try await ledger.importCSV(path: sales, mapping: .onlineRetail, report: report)
    let text = try String(contentsOfFile: report, encoding: .utf8)
    #expect(text.hasPrefix("outcome,row,order,sku,quantity,price,detail\n"))
    #expect(!text.contains("xx"))
    let mode = try FileManager.default.attributesOfItem(atPath: report)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    await ledger.close()
  }

  @Test(arguments: ["", "-wal", "-shm", "-journal", "-ballast"], ["/", "/./"])
  func `a report is none of the ledger's own files`(
    suffix: String, between: String
  ) async throws {
    let scratch = try Scratch()
    let sales = try Self.sales(scratch)
    let ledger = try await scratch.open()
    try await ledger.perform(Self.opened)
    let names = try Self.names(scratch)
    let report = scratch.directory + between + "ledger.sqlite" + suffix
    let size = Self.size(report)
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.importCSV(path: sales, mapping: .onlineRetail, report: report)
    }
    #expect(error?.code == .cannotOpen)
    #expect(error?.found == "a file of the ledger's own")
    #expect(try Self.names(scratch) == names)
    #expect(Self.size(report) == size)
    #expect(try await ledger.head().sequence == 1)
    try await ledger.importCSV(path: sales, mapping: .onlineRetail)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test(arguments: ["", "-wal", "-shm"])
  func `what is imported is none of the ledger's own files`(suffix: String) async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(Self.opened)
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.importCSV(path: scratch.path + suffix, mapping: .onlineRetail)
    }
    #expect(error?.code == .cannotOpen)
    #expect(error?.found == "a file of the ledger's own")
    #expect(try await ledger.head().sequence == 1)
    await ledger.close()
  }

  @Test(arguments: ["sales.csv", "./sales.csv"], ["sales.csv", "link.csv"])
  func `a report is not the file that is imported`(report: String, source: String) async throws {
    let scratch = try Scratch()
    let sales = try Self.sales(scratch)
    let before = try Data(contentsOf: URL(fileURLWithPath: sales))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.directory + "/link.csv", withDestinationPath: sales)
    let ledger = try await scratch.open()
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.importCSV(
        path: scratch.directory + "/" + source, mapping: .onlineRetail,
        report: scratch.directory + "/" + report)
    }
    #expect(error?.code == .cannotOpen)
    #expect(error?.found == "the file that is imported")
    #expect(try Data(contentsOf: URL(fileURLWithPath: sales)) == before)
    #expect(try await ledger.head().sequence == 0)
    await ledger.close()
  }

  enum Plant: CaseIterable, Sendable { case symbolicLink, secondName }

  @Test(arguments: Plant.allCases)
  func `a link that waits for a report keeps its target`(plant: Plant) async throws {
    let scratch = try Scratch()
    let sales = try Self.sales(scratch)
    let target = scratch.directory + "/target"
    let report = scratch.directory + "/report.csv"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: target))
    let files = FileManager.default
    switch plant {
    case .symbolicLink: try files.createSymbolicLink(atPath: report, withDestinationPath: target)
    case .secondName: try files.linkItem(atPath: target, toPath: report)
    }
    let ledger = try await scratch.open()
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.importCSV(path: sales, mapping: .onlineRetail, report: report)
    }
    #expect(error?.code == .cannotOpen)
    let isSymbolic = plant == .symbolicLink
    let kind = isSymbolic ? "a symbolic link" : "something that is not a regular file of one name"
    #expect(error?.found == kind)
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("mine".utf8))
    #expect(try await ledger.head().sequence == 0)
    await ledger.close()
  }
}
