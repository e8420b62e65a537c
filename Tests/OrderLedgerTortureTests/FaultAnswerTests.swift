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
    #expect(FaultAnswer.refused(code).isTrue(fault, Self.cancel) == (isCause || isUnknown))
    #expect(FaultAnswer.refused(code).isTrue(fault, .rebuild) == (isCause || isUnknown))
    #expect(FaultAnswer.refused(code).isTrue(fault, .verify) == isCause)
    #expect(FaultAnswer.notOpened(code).isTrue(fault, Self.cancel) == isCause)
    #expect(FaultAnswer.notOpened(code).isTrue(fault, .open) == isCause)
    // Opening commits what it makes.
    #expect(FaultAnswer.notOpened(code).isTrue(fault, .make) == (isCause || isUnknown))
    // Of a copy that can't be read SQLite's check says that it is damaged.
    let isDamaged = code == .corrupt && fault == .io
    #expect(FaultAnswer.refused(code).isTrue(fault, .backup) == (isCause || isDamaged))
  }

  @Test(arguments: Fault.allCases)
  func `a verification finds something only where it can't read`(fault: Fault) {
    for work in FaultWork.upkeep {
      #expect(FaultAnswer.found.isTrue(fault, work) == (work == .verify && fault == .io))
      #expect(FaultAnswer.done.isTrue(fault, work))
    }
  }

  @Test func `answers are named as they are counted`() {
    #expect("\(FaultAnswer.done)" == "done")
    #expect("\(FaultAnswer.found)" == "found unsound")
    #expect("\(FaultAnswer.refused(.unknownOutcome))" == "unknownOutcome")
    #expect("\(FaultAnswer.notOpened(.cannotOpen))" == "not opened: cannotOpen")
  }
}
