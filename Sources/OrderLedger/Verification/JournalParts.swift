import Synchronization

/// Shares the journal out between two readers: one takes parts of it from the front, the other,
/// when it has nothing else to do, from the back, until they meet.
///
/// A link of the chain can be checked wherever it is: the hash that it follows on stands in the row
/// before. And what a part changes in the state is a sum like any other. So who has walked what does
/// not matter, and neither waits for the other for longer than a part takes.
final class JournalParts: Sendable {
  /// Some tenths of a second: short to wait for, long against what it costs to begin one.
  static let usualLength: Int64 = 4_096
  /// More parts than this are not made: they become longer. Each costs a look into every table, and
  /// in a damaged file the last transaction may have any number.
  static let maxCount: Int64 = 4_096

  private struct Left {
    var first: Int64 = 1
    var last: Int64 = 0
    var end: Int64 = 0
    var length: Int64 = 1
  }

  private let left = Mutex(Left())
  private let length: Int64

  init(length: Int64) {
    precondition(length > 0, "Pass a length of at least one transaction.")
    self.length = length
  }

  /// Tells how long the journal is. Called once, before a part is taken.
  ///
  /// An empty journal is one part as well: there may be entries that no transaction owns.
  func open(through last: Int64) {
    let end = max(1, last)
    let longer = max(length, (end - 1) / Self.maxCount + 1)
    left.withLock { $0 = Left(last: end, end: end, length: longer) }
  }

  /// The next part from the front. The journal's last part has no end, see ``open(through:)``.
  func takeFirst() -> ClosedRange<Int64>? {
    left.withLock { left in
      guard left.first <= left.last else { return nil }
      let first = left.first
      let last = min(left.last, first + left.length - 1)
      left.first = last + 1
      return first...(last == left.end ? .max : last)
    }
  }

  /// The next part from the back.
  func takeLast() -> ClosedRange<Int64>? {
    left.withLock { left in
      guard left.first <= left.last else { return nil }
      let last = left.last
      let first = max(left.first, last - left.length + 1)
      left.last = first - 1
      return first...(last == left.end ? .max : last)
    }
  }
}

/// The end of the journal, as the second reader has walked it.
struct JournalRest: Sendable {
  /// Where it begins; `nil` if nothing was left.
  var first: Int64?
  var findings: [Finding] = []
  var transactions: Int64 = 0
  var entries: Int64 = 0
  var expected: ExpectedState
}
