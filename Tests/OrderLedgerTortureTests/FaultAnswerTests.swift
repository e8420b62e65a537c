import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct FaultAnswerTests {
  static let causes: [LedgerError.Code] = [.ioFailure, .diskFull, .cannotOpen, .database]
  static let others = LedgerError.Code.allCases.filter { !causes.contains($0) }

  @Test(arguments: causes) func `a call that fails is told as that`(code: LedgerError.Code) {
    #expect(FaultAnswer.refused(code).isTrue && FaultAnswer.notOpened(code).isTrue)
  }

  /// Each of them alone: also with the words before it that say that the file was not opened.
  @Test(arguments: others)
  func `all else is a wrong answer, opened or not`(code: LedgerError.Code) {
    #expect(!FaultAnswer.notOpened(code).isTrue)
    #expect(FaultAnswer.refused(code).isTrue == (code == .unknownOutcome))
  }

  @Test func `answers are named as they are counted`() {
    #expect("\(FaultAnswer.done)" == "done")
    #expect("\(FaultAnswer.refused(.unknownOutcome))" == "unknownOutcome")
    #expect("\(FaultAnswer.notOpened(.cannotOpen))" == "not opened: cannotOpen")
  }
}
