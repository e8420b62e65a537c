import Foundation
import OrderLedgerModel
import Testing

@testable import OrderLedger

/// The whole file against the figures of the data's README, planned only.
@Suite(
  .enabled(
    if: OnlineRetailFile.path != nil,
    "needs ../shared/data and xz, or ORDER_LEDGER_DATA=path of the unpacked file"))
struct OnlineRetailTests {
  @Test func `the whole file gives the README's figures`() throws {
    let path = try #require(OnlineRetailFile.path)
    let scratch = FileManager.default.temporaryDirectory.path
    let planner = try ImportPlanner(path: path, mapping: .onlineRetail, scratch: scratch)
    var audit = PlanAudit()
    while let step = try planner.next() { try audit.take(step) }
    let summary = planner.summary
    #expect(summary.rows == 541_909)
    let cancellations = summary.cancellations
    #expect(cancellations.documents == 3_836)
    #expect(cancellations.lines == 9_288)
    #expect(cancellations.accepted == 7_121)
    #expect(cancellations.wholeLine == 2_734)
    #expect(cancellations.partLine == 4_342)
    #expect(cancellations.spread == 45)
    #expect(cancellations.overCancel == 76)
    #expect(cancellations.noSale == 1_507)
    #expect(cancellations.otherPrice == 311)
    #expect(cancellations.neverBought == 1_031)
    #expect(cancellations.noCustomer == 165)
    #expect(cancellations.notItem == 584)
    #expect(cancellations.units == 247_736)
    #expect(cancellations.orders == 3_651)
    #expect(summary.refunded == 44_431_891)
    #expect(summary.adjustments.rows == 1_336 + 1_179)
    #expect(summary.adjustments.writtenOff == 1_336)
    #expect(summary.unpayable == 4)
    #expect(summary.badDebt == 3)
    #expect(summary.malformed == 0)
    #expect(summary.orders == audit.orders)
    #expect(summary.sold == audit.paid)
    #expect(audit.refunded == 44_431_891)
    #expect(audit.mostOrdersOfADocument == 13)
    #expect(audit.findings[.accepted] == 7_121)
    #expect(audit.findings[.overCancel] == 76)
    #expect(audit.findings[.noSale] == 1_507)
    #expect(audit.lowest >= 0, "stock fell below zero")
    print(summary, "codes:", audit.codes)
  }
}
