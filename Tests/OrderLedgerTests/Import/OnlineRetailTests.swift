import Foundation
import OrderLedgerModel
import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// The whole file against the figures of the data's README: planned, and through a ledger.
@Suite(
  .enabled(
    if: OnlineRetailFile.path != nil,
    "needs ../shared/data and xz, or ORDER_LEDGER_DATA=path of the unpacked file"))
struct OnlineRetailTests {
  private static let planned = Task<(ImportSummary, PlanAudit), any Error> {
    let path = try #require(OnlineRetailFile.path)
    let scratch = FileManager.default.temporaryDirectory.path
    let planner = try ImportPlanner(path: path, mapping: .onlineRetail, scratch: scratch)
    var audit = PlanAudit()
    while let step = try planner.next() { try audit.take(step) }
    return (planner.summary, audit)
  }

  @Test func `a ledger that took the whole file in has its stock and its refunds`() async throws {
    let path = try #require(OnlineRetailFile.path)
    let (summary, audit) = try await Self.planned.value
    let shop = try await TestLedger()
    #expect(try await shop.ledger.importCSV(path: path, mapping: .onlineRetail) == summary)
    let report = try await shop.ledger.verify(.full)
    #expect(report.isSound, "\(report)")
    #expect(report.orders == Int64(audit.orders))

    var stock: [SKU: Int64] = [:]
    for item in try await shop.ledger.stock() {
      stock[item.key.sku, default: 0] += item.level[.available]
    }
    #expect(stock == audit.available)
    let balance = try await shop.ledger.trialBalance()
    #expect(balance.isBalanced)
    let payable = try #require(balance.accounts.first { $0.account.code == .refundsPayable })
    #expect(payable.creditPosted == 44_431_891)
    #expect(payable.debitPosted == 44_431_891)

    let head = try await shop.ledger.head()
    #expect(try await shop.ledger.importCSV(path: path, mapping: .onlineRetail) == summary)
    #expect(try await shop.ledger.head() == head, "a second run wrote something")
    await shop.close()
  }

  @Test func `the whole file gives the README's figures`() async throws {
    let (summary, audit) = try await Self.planned.value
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
  }
}
