import OrderLedgerModel

/// The names an import gives: the same for the same row of the same file, whenever it is read.
///
/// Keys hold the order's number beside the row's, so that another file's row of the same number is
/// another request. Nothing here can fail: the mapping's name and every order number have been
/// checked to leave room (``ImportLimits``).
struct ImportNames {
  let mapping: String

  /// `import:online-retail:536365:1:place`.
  func key(_ what: String, _ order: String, row: Int) -> IdempotencyKey {
    IdempotencyKey(unchecked: "import:\(mapping):\(Self.encode(order, 48)):\(row):\(what)")
  }

  /// `import:online-retail:location:main`: the same for every file.
  func key(location: LocationID) -> IdempotencyKey {
    IdempotencyKey(unchecked: "import:\(mapping):location:\(Self.encode(location.text, 48))")
  }

  /// `import:online-retail:opening:536365:85123A`. The first order stands for the file: a longer
  /// version of the same file asks for other quantities under the same keys, and is told so.
  func key(opening sku: String, firstOrder: String) -> IdempotencyKey {
    IdempotencyKey(
      unchecked:
        "import:\(mapping):opening:\(Self.encode(firstOrder, 48)):\(Self.encode(sku, 36))")
  }

  static func payment(_ order: String) -> PaymentID { PaymentID(unchecked: "\(order)-pay") }

  /// The cancellation of the `number`-th order that a document hits: `C536379-1`.
  static func cancellation(_ document: String, _ number: Int) -> RefundID {
    RefundID(unchecked: "\(document)-\(number)")
  }

  static func attempt(_ document: String, _ number: Int) -> AttemptID {
    AttemptID(unchecked: "\(document)-\(number)")
  }

  /// A name as part of a key: itself, or a hash where it is too long or not printable ASCII.
  static func encode(_ name: String, _ maxBytes: Int) -> String {
    let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    if isPlain, name.utf8.count <= maxBytes, name.utf8.first != UInt8(ascii: "~") { return name }
    // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return "~" + String(hash, radix: 16)
  }
}
