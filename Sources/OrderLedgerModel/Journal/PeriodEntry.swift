/// An entry: a period was closed, or something happened in one that was.
public struct PeriodEntry: Sendable, Hashable {
  /// Which of the two.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// All up to ``PeriodEntry/time`` is closed.
    case closed = 0
    /// It happened at ``PeriodEntry/time``, in a closed period, and is dated in the open one.
    case late = 1

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .closed: "closed"
      case .late: "late"
      }
    }
  }

  /// Which of the two.
  public let kind: Kind
  /// The last instant of the closed period; or when it happened, as the caller says.
  public let time: Timestamp

  package init(_ kind: Kind, _ time: Timestamp) {
    self.kind = kind
    self.time = time
  }
}

/// An entry: the transaction's postings are the opposite of another one's.
public struct Reversal: Sendable, Hashable {
  /// The journal transaction that is reversed.
  public let sequence: Int64

  package init(of sequence: Int64) { self.sequence = sequence }
}

extension PeriodEntry: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(kind.rawValue)
    writer.append(time)
  }
}

extension Reversal: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) { writer.append(sequence) }
}
