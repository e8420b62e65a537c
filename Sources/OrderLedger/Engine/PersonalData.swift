import OrderLedgerModel
import OrderLedgerSQLite

/// What the chain must not hold: a note or contact data, with the salt of its digest.
struct PersonalData {
  let salt: [UInt8]
  let digest: [UInt8]

  init(_ bytes: [UInt8], using randomness: inout some RandomNumberGenerator) {
    var salt: [UInt8] = []
    for _ in 0..<16 { salt.append(UInt8.random(in: 0...255, using: &randomness)) }
    self.salt = salt
    digest = SHA256Digest.of(salt + bytes)
  }
}

extension JournalWriter {
  func writeContact(
    _ contact: Contact, salt: [UInt8], _ sequence: Int64
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertContact) { statement in
      statement.bind(1, sequence)
      statement.bind(2, salt)
      statement.bind(3, contact.name)
      statement.bind(4, contact.email)
      statement.bind(5, contact.phone)
      statement.bind(6, contact.language)
    }
  }

  /// Writes what became of a customer's data, and takes away what is gone, which has to be there.
  func write(_ change: CustomerChange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertCustomerChange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, code: change.kind)
      statement.bind(4, change.customer)
      statement.bind(5, change.other)
    }
    guard let other = change.other, change.kind != .erased else { return }
    let sql = change.kind == .noteErased ? Catalog.deleteNote : Catalog.deleteContact
    // Pages that are emptied are overwritten, not only the rows.
    try connection.withSecureDelete { () throws(LedgerError) in
      try connection.ledgerChangeOne(sql) { $0.bind(1, other) }
    }
  }
}

extension Projector {
  func apply(_ change: CustomerChange, _ sequence: Int64) throws(LedgerError) {
    switch change.kind {
    case .contactSet: try setCustomer(change.customer, contact: sequence, erasedBy: nil)
    case .erased: try setCustomer(change.customer, contact: nil, erasedBy: sequence)
    case .contactErased: break
    case .noteErased:
      try connection.ledgerChangeOne(Catalog.insertErasedNote) { statement in
        statement.bind(1, change.other)
        statement.bind(2, sequence)
      }
    }
  }

  private func setCustomer(
    _ customer: CustomerID, contact: Int64?, erasedBy: Int64?
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.updateCustomer) { statement in
      statement.bind(1, customer)
      statement.bind(2, contact)
      statement.bind(3, erasedBy)
    }
  }
}
