import Synchronization

/// How far a part of the soak has come, and whether it is to go on.
final class SoakProgress: Sendable {
  private let isStopped = Atomic<Bool>(false)
  private let commands = Atomic<Int>(0)
  private let looked = Atomic<Int>(0)
  private let failure = Mutex<String?>(nil)

  /// Commands answered.
  var count: Int { commands.load(ordering: .relaxed) }
  /// How often something was read.
  var looks: Int { looked.load(ordering: .relaxed) }
  /// What ended it before it was stopped.
  var problem: String? { failure.withLock { $0 } }
  var isOver: Bool { isStopped.load(ordering: .relaxed) }

  func stop() { isStopped.store(true, ordering: .relaxed) }
  func noteCommand() { commands.add(1, ordering: .relaxed) }
  func noteLook() { looked.add(1, ordering: .relaxed) }

  /// Does the work, and keeps what goes wrong with it.
  func follow(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch {
      failure.withLock { $0 = "\(error)" }
      throw error
    }
  }
}
