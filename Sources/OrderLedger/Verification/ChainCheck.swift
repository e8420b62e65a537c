import OrderLedgerModel

/// Follows the chain from link to link.
struct ChainCheck {
  let store: [UInt8]
  var previous: JournalHead?
  /// Kept from link to link for its memory.
  private var preimage = ByteWriter(capacity: 4_096)

  init(store: [UInt8]) {
    self.store = store
  }

  /// What is wrong with the next link.
  mutating func check(_ record: JournalRecord) -> [String] {
    let sequence = record.transaction.header.sequence
    let before = previous ?? .empty
    var problems: [String] = []
    guard record.hash.count == SHA256Digest.zero.count else {
      previous = JournalHead(record, hash: SHA256Digest.zero)
      return ["its hash has \(record.hash.count) bytes"]
    }
    if sequence != before.sequence + 1 {
      problems.append("follows \(before.sequence)")
    }
    if before.sequence > 0, record.transaction.header.recordedAt <= before.recordedAt {
      problems.append("was recorded no later than the one before")
    }
    let policy = record.transaction.header.policyVersion ?? 0
    let isSet = record.transaction.header.command == SetPolicy.name
    if policy != before.policy + (isSet ? 1 : 0) {
      problems.append("names policy \(policy), but \(before.policy) was in force")
    }
    preimage.removeAll()
    record.transaction.writePreimage(into: &preimage, store: store, previous: before.hash)
    if !SHA256Digest.of(preimage, is: record.hash) {
      problems.append("the hash is not that of its entries and the hash before")
    }
    previous = JournalHead(record)
    return problems
  }
}

extension JournalHead {
  init(_ record: JournalRecord, hash: [UInt8]? = nil) {
    self.init(
      sequence: record.transaction.header.sequence,
      recordedAt: record.transaction.header.recordedAt, hash: hash ?? record.hash,
      policy: record.transaction.header.policyVersion ?? 0)
  }
}
