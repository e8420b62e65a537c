import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct FaultAnswerTests {
  /// Which failing call may be told as what.
  static let causes: [Fault: Set<LedgerError.Code>] = [
    .io: [.ioFailure, .cannotOpen], .full: [.diskFull], .shortWrite: [.ioFailure],
    .flush: [.ioFailure], .memory: [.database, .ioFailure],
  ]

  private static let cancel = FaultWork.request(
    .command(Command(.cancelOrder(CancelOrder(order: "o", cancellation: "c", reason: "customer")))))

  /// Each code with each fault: also with the words before it that say that the file was not opened.
  @Test(arguments: Fault.allCases, LedgerError.Code.allCases)
  func `a call that fails is told as that, and all else is a wrong answer`(
    fault: Fault, code: LedgerError.Code
  ) {
    let isCause = Self.causes[fault]?.contains(code) == true
    let isUnknown = code == .unknownOutcome
    // Of a copy that can't be read SQLite's check says that it is damaged.
    let isDamaged = code == .corrupt && fault == .io
    for isSticky in [false, true] {
      func isTrue(_ answer: FaultAnswer, _ work: FaultWork) -> Bool {
        answer.isTrue(fault, work, isSticky: isSticky)
      }
      // One failure does not keep the ledger from looking it up.
      #expect(isTrue(.refused(code), Self.cancel) == (isCause || isUnknown && isSticky))
      for work in [FaultWork.rebuild, .refundWork, .retryRefund] {
        #expect(isTrue(.refused(code), work) == (isCause || isUnknown))
      }
      #expect(isTrue(.refused(code), .verify) == isCause)
      #expect(isTrue(.notOpened(code), Self.cancel) == isCause)
      #expect(isTrue(.notOpened(code), .open) == isCause)
      // Opening commits what it makes.
      #expect(isTrue(.notOpened(code), .make) == (isCause || isUnknown))
      #expect(isTrue(.refused(code), .backup) == (isCause || isDamaged))
    }
  }

  @Test(arguments: Fault.allCases)
  func `a verification finds something only where it can't read`(fault: Fault) {
    for work in FaultWork.upkeep {
      let isFound = FaultAnswer.found.isTrue(fault, work, isSticky: false)
      #expect(isFound == (work == .verify && fault == .io))
      #expect(FaultAnswer.done.isTrue(fault, work, isSticky: false))
      #expect(!FaultAnswer.notCopied.isTrue(fault, work, isSticky: true))
    }
  }

  @Test func `answers are named as they are counted`() {
    #expect("\(FaultAnswer.done)" == "done")
    #expect("\(FaultAnswer.found)" == "found unsound")
    #expect("\(FaultAnswer.refused(.unknownOutcome))" == "unknownOutcome")
    #expect("\(FaultAnswer.notOpened(.cannotOpen))" == "not opened: cannotOpen")
  }
}
