// How the ledger's own values are written. A change of any of these changes digests and the chain:
// it needs a new version of both formats.
extension ByteWriter {
  mutating func append<Kind>(_ id: Identifier<Kind>) { append(id.text) }
  mutating func append<Kind>(_ id: Identifier<Kind>?) { append(id) { $0.append($1.text) } }

  /// Why a gateway refused. What a person notes has no such method: it can be erased, and what is
  /// written here can't.
  mutating func append(failure: Note?) { append(failure) { $0.append($1.text) } }

  mutating func append(_ time: Timestamp) { append(time.microseconds) }
  mutating func append(_ time: Timestamp?) { append(time) { $0.append($1.microseconds) } }

  /// The three letters and the exponent.
  mutating func append(_ currency: Currency) { append(currency.bits) }
  mutating func append(_ currency: Currency?) { append(currency) { $0.append($1.bits) } }

  mutating func append(_ tender: Tender) {
    append(tender.kind.rawValue)
    append(tender.name)
  }

  mutating func append(_ discounts: [Discount]) {
    append(list: discounts) {
      $0.append($1.code)
      $0.append($1.amount)
    }
  }

  mutating func append(_ taxes: [Tax]) {
    append(list: taxes) {
      $0.append($1.code)
      $0.append($1.amount)
    }
  }
}
