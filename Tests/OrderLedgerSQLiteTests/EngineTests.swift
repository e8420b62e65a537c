import OrderLedgerSQLite
import Testing

@testable import struct OrderLedgerSQLite.EngineReport

struct EngineTests {
  @Test(arguments: [
    (3_006_023, false), (3_007_000, true), (3_040_001, true), (3_044_005, true),
    (3_044_006, false), (3_045_000, true), (3_046_001, true), (3_050_006, true),
    (3_050_007, false), (3_051_000, true), (3_051_002, true), (3_051_003, false),
    (3_053_004, false),
  ])
  func `which versions have the WAL-reset bug`(version: Int, isVulnerable: Bool) {
    #expect(EngineReport.isWALResetVulnerable(version) == isVulnerable)
  }

  @Test func `an engine that is too old or has no threads is refused by name`() {
    #expect(
      failure { try EngineReport.requireSupported(version: 3_036_000, threadSafe: true) }?.cause
        == .engineTooOld(found: 3_036_000, minimum: 3_037_000))
    #expect(
      failure { try EngineReport.requireSupported(version: 3_037_000, threadSafe: false) }?.cause
        == .engineNotThreadSafe)
    #expect(
      failure { try EngineReport.requireSupported(version: 3_037_000, threadSafe: true) } == nil)
  }

  @Test func `the report describes the linked engine`() {
    let report = EngineReport.current()
    #expect(report.versionNumber >= EngineReport.minimumVersion)
    #expect(report.isThreadSafe)
    #expect(report.compileOptions.contains { $0.hasPrefix("THREADSAFE") })
    #expect(report.sourceID.hasPrefix("20"))
  }
}
