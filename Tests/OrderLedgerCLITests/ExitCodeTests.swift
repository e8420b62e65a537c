import ArgumentParser
import Foundation
import OrderLedger
import Testing

@testable import OrderLedgerCLI

@Suite struct ExitCodeTests {
  private static let table = """
    65 malformedJSON unknownCommand unknownField missingField wrongType invalidIdentifier
    65 invalidText invalidTime unknownCurrency invalidAmount invalidQuantity invalidChoice
    65 duplicateLine emptySelection limitExceeded keyRequired
    1 idempotencyConflict alreadyExists referenceConflict
    1 orderNotFound lineNotFound paymentNotFound refundNotFound attemptNotFound
    1 fulfillmentNotFound locationNotFound skuNotFound creditNotFound transactionNotFound
    1 customerNotFound customerErased disputeNotFound creditDisabled creditExpired creditNotExpired
    1 disputeClosed insufficientCredit overDispute activeDispute
    1 requestNotFound returnNotFound holdNotFound
    1 activeReturn returnClosed nothingToInspect holdClosed nothingDue nothingBackordered
    1 versionMismatch stalePlan
    1 cancellationRequested notCancelled requestClosed requestOpen
    1 alreadyCancelled nothingToCancel notCancellable nothingToFulfill fulfillmentCancelled
    1 authorizationClosed nothingToCapture attemptClosed nothingToRefund locationClosed
    1 locationUnchanged alreadyReversed notReversible overQuantity insufficientStock countMismatch stockBelowZero
    1 currencyMismatch overCapture overRefund feeExceedsRefund accountLimit overRounding overflow
    1 periodClosed notPermitted approvalRequired
    69 busy cancelled
    75 unknownOutcome
    77 readOnly permissionDenied
    74 diskFull ioFailure fileMoved
    66 cannotOpen
    73 alreadyOnDisk
    78 notADatabase foreignDatabase schemaTooNew schemaMismatch migrationChanged engineTooOld
    70 usedAcrossFork notInTransaction corrupt integrity database
    """

  @Test func `every cause ends with its own code`() {
    var expected: [String: Int32] = [:]
    for line in Self.table.split(separator: "\n") {
      let words = line.split(separator: " ")
      for code in words.dropFirst() { expected[String(code)] = Int32(words[0]) }
    }
    for code in LedgerError.Code.allCases {
      #expect(ToolExit(code).rawValue == expected[code.rawValue], "\(code)")
    }
    #expect(expected.count == LedgerError.Code.allCases.count)
  }

  @Test func `the help lists every code`() {
    let help = OrderLedgerTool.helpMessage()
    for exit in ToolExit.allCases { #expect(help.contains(exit.meaning)) }
  }

  @Test func `the guide has the same table`() throws {
    let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Docs/OrderLedger.docc/CommandLineTool.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    for exit in ToolExit.allCases {
      #expect(text.contains("| \(exit.rawValue) | \(exit.meaning) |"))
    }
  }
}
