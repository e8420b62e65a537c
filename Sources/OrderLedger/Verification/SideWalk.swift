import Dispatch
import Synchronization

/// Lets a second reader walk the orders while the first one follows the chain, and what is left of
/// the journal from its end on.
///
/// Both have to see the same moment. Nobody changes a ledger without adding to its journal, so two
/// snapshots with the same head are one: whichever reader comes second compares. If the heads differ,
/// or the second reader comes when the first is done already, the first walks the orders by itself.
final class SideWalk: Sendable {
  private enum State {
    case open
    case first(JournalHead)
    case agreed, refused
  }

  /// What a walk has found.
  struct Outcome: Sendable {
    let sums: OrderWalk.Sums
    let findings: [Finding]
    /// What it has walked of the journal; `nil` if it could not read it.
    var rest: JournalRest?
  }

  /// How the journal is shared out.
  let parts: JournalParts

  private let state = Mutex(State.open)
  private let outcome = Mutex<Outcome?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(partLength: Int64 = JournalParts.usualLength) {
    parts = JournalParts(length: partLength)
  }

  /// Tells the head that a reader sees. Called once by each of the two, when its snapshot begins.
  ///
  /// - Returns: whether what this reader finds may still be of use to the other.
  @discardableResult
  func meet(_ head: JournalHead) -> Bool {
    state.withLock { state in
      switch state {
      case .open:
        state = .first(head)
        parts.open(through: head.sequence)
        return true
      case .first(let other):
        state = head == other ? .agreed : .refused
        return head == other
      case .agreed, .refused: return false
      }
    }
  }

  /// The walking reader is done; `nil` if it could not read everything.
  func finish(_ outcome: Outcome?) {
    self.outcome.withLock { $0 = outcome }
    isDone.signal()
  }

  /// What the other reader has found: waits for it if it has begun, and only then. Called once.
  func take() -> Outcome? {
    let isAgreed = state.withLock { state in
      if case .agreed = state { return true }
      state = .refused
      return false
    }
    guard isAgreed else { return nil }
    // It is running on a thread of its own and waits for nobody.
    isDone.wait()
    return outcome.withLock { $0 }
  }
}
