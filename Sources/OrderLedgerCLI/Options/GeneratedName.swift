import OrderLedger

/// The names of a document that the caller gives none: the same request for the same order always
/// has the same ones, so that a repetition is known for what it is.
///
/// `1001-cancel-5f0c2a9e`: the order, what is done, and a digest of all choices. The key is
/// `cli:cancel:` and the whole digest. Whoever means to do the same thing twice names the document.
struct GeneratedName {
  let document: RefundID
  let key: IdempotencyKey

  /// - Parameter request: the command with any document name, and without a key. Its note is no part
  ///   of the names: they stay when the note is erased, and a short one could be guessed from them.
  init(order: OrderID, verb: String, request: Command) throws {
    let hex = Self.digest(request.withoutNote)
    let suffix = "-\(verb)-\(hex.prefix(8))"
    let isLong = order.text.utf8.count + suffix.utf8.count > Limits.maxIdentifierBytes
    document = try RefundID(isLong ? "\(verb)-\(hex)" : order.text + suffix)
    key = try IdempotencyKey("cli:\(verb):\(hex)")
  }

  /// - Parameter request: the cancellations with any names, and without a key.
  init(verb: String, _ request: CancelOrders) throws {
    let hex = Self.digest(request.withoutNotes)
    document = try RefundID("\(verb)-\(hex)")
    key = try IdempotencyKey("cli:\(verb):\(hex)")
  }

  private static func digest(_ request: some JSONLine) -> String {
    let digest = String(fnv1a(request.json()), radix: 16)
    return String(repeating: "0", count: 16 - digest.utf8.count) + digest
  }

  /// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv): the same on every run, unlike
  /// `Hasher`. Two requests that met would be refused, not mixed up: the ledger compares them.
  private static func fnv1a(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01B3
    }
    return hash
  }
}

extension CancelOrders {
  /// The request without the free text that comes with its cancellations.
  fileprivate var withoutNotes: CancelOrders {
    var copy = self
    for index in copy.cancellations.indices { copy.cancellations[index].note = nil }
    return copy
  }
}

extension Command {
  /// The command without the free text that comes with a cancellation or a request for one, a
  /// refund or a return.
  fileprivate var withoutNote: Command {
    var copy = self
    switch action {
    case .cancelOrder(var cancel):
      cancel.note = nil
      copy.action = .cancelOrder(cancel)
    case .requestCancellation(var asking):
      asking.cancel.note = nil
      copy.action = .requestCancellation(asking)
    case .refund(var refund):
      refund.note = nil
      copy.action = .refund(refund)
    case .returnItems(var items):
      items.note = nil
      copy.action = .returnItems(items)
    case .inspectReturn(var inspection):
      inspection.note = nil
      copy.action = .inspectReturn(inspection)
    default: break
    }
    return copy
  }
}
