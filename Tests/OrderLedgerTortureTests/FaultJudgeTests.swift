import Foundation
import OrderLedger
import Testing

@testable import OrderLedgerTorture

/// Whoever judges what failing calls leave behind has to notice an answer that is not true.
@Suite struct FaultJudgeTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  /// The loop in which calls fail from one on: of several answers it can't be looked up who is right.
  private static func loop(_ name: String) throws -> FaultLoop {
    try #require(
      FaultLoop.all(Workload.standard).first {
        $0.work.name == name && $0.fault == .io && $0.isSticky
      })
  }

  /// The files of a ledger that has done what comes before, and what it was asked for, if `isDone`.
  private func files(
    _ loop: FaultLoop, isDone: Bool = false, _ gateway: FaultGateway = FaultGateway()
  ) async throws -> [String: [UInt8]] {
    place.clear()
    let ledger = try await Ledger(path: place.ledger)
    for command in loop.before { try await ledger.perform(command) }
    if loop.work == .retryRefund { try await FaultGateway(isWilling: false).work(for: ledger) }
    if isDone {
      switch loop.work {
      case .request(let request): _ = try await ledger.perform(request)
      case .refundWork: try await gateway.work(for: ledger)
      case .retryRefund: try await ledger.retryRefund(FaultLoop.refund)
      default: break
      }
    }
    await ledger.close()
    return try place.contents()
  }

  /// What is wrong with files after an answer.
  private func problem(
    _ files: [String: [UInt8]], _ loop: FaultLoop, _ answer: FaultAnswer,
    _ gateway: FaultGateway = FaultGateway()
  ) async throws -> String? {
    try place.fill(files)
    return await problem(loop, answer, gateway)
  }

  private func problem(
    _ loop: FaultLoop, _ answer: FaultAnswer, _ gateway: FaultGateway = FaultGateway()
  ) async -> String? {
    await FaultJudge(place: place, loop: loop, answer: answer, gateway: gateway).problem()
  }

  @Test func `refunds that a worker has carried out are paid once`() async throws {
    let loop = try Self.loop("refundWork")
    let before = try await files(loop)
    #expect(try await problem(before, loop, .refused(.ioFailure)) == nil)
    #expect(try await problem(before, loop, .done) != nil)
    let gateway = FaultGateway()
    let after = try await files(loop, isDone: true, gateway)
    #expect(try await problem(after, loop, .done, gateway) == nil)
    // Another service, that knows of none.
    #expect(try await problem(after, loop, .done) != nil)
  }

  @Test func `a refund is handed back to the workers if that was answered, and only then`()
    async throws
  {
    let loop = try Self.loop("retryRefund")
    let before = try await files(loop)
    #expect(try await problem(before, loop, .refused(.ioFailure)) == nil)
    #expect(try await problem(before, loop, .refused(.unknownOutcome)) == nil)
    #expect(try await problem(before, loop, .done) != nil)
    let after = try await files(loop, isDone: true)
    #expect(try await problem(after, loop, .done) == nil)
    #expect(try await problem(after, loop, .refused(.unknownOutcome)) == nil)
    #expect(try await problem(after, loop, .refused(.ioFailure)) != nil)
  }

  @Test(arguments: ["make", "cancelOrder", "refundWork", "retryRefund", "rebuild"])
  func `a ledger that goes on after a failure is looked at after what comes next`(
    name: String
  ) async throws {
    let loop = try Self.loop(name)
    try place.fill(try await files(loop))
    let gateway = FaultGateway()
    let ledger = try await Ledger(path: place.ledger)
    let sequel = FaultSequel(work: loop.work, gateway: gateway)
    #expect(await sequel.problem(ledger, after: .refused(.ioFailure)) == nil)
    if loop.work.request != nil {
      #expect(await sequel.problem(ledger, after: .refused(.ioFailure)) != nil)
      #expect(await sequel.problem(ledger, after: .done) == nil)
    }
    await ledger.close()
    let judge = FaultJudge(
      place: place, loop: loop, answer: .refused(.ioFailure), gateway: gateway, hasGoneOn: true)
    #expect(await judge.problem() == nil)
    // None of it is there.
    #expect(await problem(loop, .refused(.ioFailure), gateway) != nil)
  }

  @Test(arguments: ["receiveStock", "cancelOrder", CancelOrders.name])
  func `what was answered has to be there once, and what was refused must not`(
    name: String
  ) async throws {
    let loop = try Self.loop(name)
    let before = try await files(loop)
    #expect(try await problem(before, loop, .refused(.ioFailure)) == nil)
    #expect(try await problem(before, loop, .refused(.unknownOutcome)) == nil)
    // A failed commit that is told as done: what the control of that name is red by.
    let lost = try #require(try await problem(before, loop, .done))
    #expect(Control.failedCommitAsDone.isMeant(lost))
    // Nobody else is there.
    #expect(try await problem(before, loop, .refused(.busy)) != nil)
    let after = try await files(loop, isDone: true)
    #expect(try await problem(after, loop, .done) == nil)
    #expect(try await problem(after, loop, .refused(.unknownOutcome)) == nil)
    #expect(try await problem(after, loop, .refused(.ioFailure)) != nil)
  }

  @Test(arguments: ["open", "make", "rebuild", "checkpoint", "verify"])
  func `upkeep changes nothing, and goes on when nothing fails`(name: String) async throws {
    let loop = try Self.loop(name)
    let before = try await files(loop)
    for answer in [FaultAnswer.done, .refused(.ioFailure), .notOpened(.cannotOpen)] {
      #expect(try await problem(before, loop, answer) == nil, "\(answer)")
    }
    try place.fill(before)
    let ledger = try await Ledger(path: place.ledger)
    try await ledger.perform(Stormer.made("more"))
    await ledger.close()
    let more = try #require(await problem(loop, .done))
    #expect(more.contains(FaultJudge.transactionsAfter))
  }

  @Test func `a file that nothing was made of is made`() async throws {
    let loop = try Self.loop("make")
    #expect(try await problem([:], loop, .notOpened(.ioFailure)) == nil)
    let empty: [String: [UInt8]] = ["ledger.sqlite": []]
    #expect(try await problem(empty, loop, .notOpened(.unknownOutcome)) == nil)
  }

  @Test func `of a backup that failed nothing is left, and one that was answered is there`()
    async throws
  {
    let loop = try Self.loop("backup")
    let before = try await files(loop)
    // There is no copy.
    #expect(try await problem(before, loop, .done) != nil)
    #expect(try await problem(before, loop, .refused(.ioFailure)) == nil)
    // What was made just now is one that nobody was told of.
    #expect(await problem(loop, .done) == nil)
    #expect(await problem(loop, .refused(.ioFailure)) != nil)
    try place.fill(before)
    try place.write("\(FaultJudge.copy).partial-1-2", [1, 2, 3])
    #expect(await problem(loop, .refused(.ioFailure)) != nil)
    // Half a copy under its final name.
    try place.fill(before)
    let whole = try #require(before["ledger.sqlite"])
    try place.write(FaultJudge.copy, Array(whole.prefix(whole.count / 2)))
    #expect(await problem(loop, .done) != nil)
  }
}
