public import OrderLedgerModel

/// The fields of a head, and those that a signature adds.
enum HeadField: String, CodingKey {
  case seq, recordedAt, hash
  case store, publicKey, signature
}

/// `{"hash":"…","recordedAt":"…","seq":17}`: the hash in hexadecimal, and no time in an empty journal.
extension JournalHead: Codable, JSONLine {
  /// Reads what ``encode(to:)`` wrote.
  ///
  /// - Throws: `LedgerError`: `missingField`, `wrongType`, `invalidTime`.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: HeadField.self)
    guard let sequence = try? fields.decode(Int64.self, forKey: .seq), sequence >= 0 else {
      throw LedgerError(
        fields.contains(.seq) ? .wrongType : .missingField, .init("field", HeadField.seq.rawValue),
        allowed: "a whole number of at least 0")
    }
    self.init(
      sequence: sequence,
      recordedAt: sequence == 0
        ? JournalHead.empty.recordedAt : try Timestamp(parsing: fields.text(.recordedAt)),
      hash: try fields.bytes(.hash, count: 32))
  }

  /// Writes all fields.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: HeadField.self)
    try fields.encode(sequence, forKey: .seq)
    if sequence > 0 { try fields.encode(recordedAt.description, forKey: .recordedAt) }
    try fields.encode(hexHash, forKey: .hash)
  }
}

/// `{"hash":"…","publicKey":"…","recordedAt":"…","seq":17,"signature":"…","store":"…"}`.
extension SignedHead: Codable, JSONLine {
  /// Reads what ``encode(to:)`` wrote. Whether the signature is right is ``isSigned(by:)``'s to say.
  ///
  /// - Throws: `LedgerError`: `missingField`, `wrongType`, `invalidTime`.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: HeadField.self)
    self.init(
      store: try fields.bytes(.store, count: 16), head: try JournalHead(from: decoder),
      publicKey: try fields.bytes(.publicKey, count: 32),
      signature: try fields.bytes(.signature, count: 64))
  }

  /// Writes all fields.
  public func encode(to encoder: any Encoder) throws {
    try head.encode(to: encoder)
    var fields = encoder.container(keyedBy: HeadField.self)
    try fields.encode(store.hexadecimal, forKey: .store)
    try fields.encode(publicKey.hexadecimal, forKey: .publicKey)
    try fields.encode(signature.hexadecimal, forKey: .signature)
  }
}

extension KeyedDecodingContainer<HeadField> {
  fileprivate func text(_ field: HeadField) throws(LedgerError) -> String {
    guard contains(field) else { throw LedgerError(.missingField, .init("field", field.rawValue)) }
    guard let text = try? decode(String.self, forKey: field) else {
      throw LedgerError(.wrongType, .init("field", field.rawValue), allowed: "text")
    }
    return text
  }

  fileprivate func bytes(_ field: HeadField, count: Int) throws(LedgerError) -> [UInt8] {
    let text = try text(field)
    guard let bytes = [UInt8](hexadecimal: text), bytes.count == count else {
      throw LedgerError(
        .wrongType, .init("field", field.rawValue), found: "a text of \(text.utf8.count) bytes",
        allowed: "\(2 * count) hexadecimal digits")
    }
    return bytes
  }
}
