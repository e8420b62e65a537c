import COrderLedgerSQLiteTestShim

/// Something that was done to the disk, or answered.
struct Operation {
  enum Kind {
    case change(Disk.Change)
    case flush(withDirectory: Bool)
    case failedFlush
    case create
    case delete(withDirectory: Bool)
    /// The command of this journal transaction was answered.
    case acknowledged(Int64)
    /// Somebody was told that the disk failed.
    case refused
  }

  let role: Int32
  let kind: Kind

  /// All that was recorded, copied.
  static func recorded() -> [Operation] {
    (0..<order_ledger_torture_count()).compactMap { index in
      unsafe Operation(order_ledger_torture_get(index))
    }
  }

  private init?(_ op: order_ledger_torture_op) {
    role = unsafe op.file
    let offset = unsafe op.offset
    switch unsafe Int(op.op) {
    case ORDER_LEDGER_OP_WRITE:
      // unsafe: the record keeps the bytes until the next one begins.
      let bytes = unsafe Array(UnsafeBufferPointer(start: op.bytes, count: Int(op.length)))
      kind = .change(.write(offset: Int(offset), bytes: bytes))
    case ORDER_LEDGER_OP_TRUNCATE: kind = .change(.truncate(size: Int(offset)))
    case ORDER_LEDGER_OP_SYNC: kind = .flush(withDirectory: offset == 1)
    case ORDER_LEDGER_OP_FAILED_SYNC: kind = .failedFlush
    case ORDER_LEDGER_OP_CREATE: kind = .create
    case ORDER_LEDGER_OP_DELETE: kind = .delete(withDirectory: offset == 1)
    case ORDER_LEDGER_OP_MARK: kind = offset == 0 ? .refused : .acknowledged(offset)
    default: return nil
    }
  }
}
