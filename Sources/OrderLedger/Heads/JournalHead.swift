public import OrderLedgerModel

/// The end of the journal: how far it goes, and the hash that stands for all of it.
///
/// Exported and kept elsewhere, it shows later whether the journal still begins as it did then:
/// the chain alone can't tell that its end was cut off. See ``LedgerReading/compare(_:)``.
public struct JournalHead: Sendable, Hashable {
  /// The last journal transaction; 0 for an empty journal.
  public let sequence: Int64
  /// When it was recorded.
  public let recordedAt: Timestamp
  /// Its hash: SHA-256, chained over all before it. 32 zeros for an empty journal.
  public let hash: [UInt8]
  /// The version of the policy in force; 0 where none was set.
  var policy: Int64 = 0

  /// The head of an empty journal.
  static let empty = JournalHead(
    sequence: 0, recordedAt: Timestamp(microseconds: 0), hash: SHA256Digest.zero)

  /// Equal heads are of the same journal. The policy follows from the hash, and is not kept with it.
  public static func == (left: JournalHead, right: JournalHead) -> Bool {
    left.sequence == right.sequence && left.recordedAt == right.recordedAt
      && left.hash == right.hash
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(sequence)
    hasher.combine(hash)
  }

  /// The hash in hexadecimal.
  public var hexHash: String { hash.hexadecimal }
}
