import OrderLedgerModel
import OrderLedgerSQLite

extension ExpectedState {
  /// Adds what became of a customer's data.
  mutating func add(_ change: CustomerChange, _ sequence: Int64) {
    let row = secret.customer(change.customer)
    switch change.kind {
    case .contactSet:
      sketch.add(.customer, row, SketchedColumn.first, sequence &- (change.other ?? 0))
      // The transaction's digest is that of the contact data, not of a note.
      notes -= 1
    case .erased:
      sketch.add(.customer, row, SketchedColumn.second, sequence &- (change.other ?? 0))
    case .contactErased:
      sketch.add(.customer, row, SketchedColumn.first, 0 &- (change.other ?? 0))
    case .noteErased:
      notes -= 1
      sketch.insert(.erasedNote, secret.row(.erasedNote, change.other ?? 0, sequence))
    }
  }
}

extension SketchSecret {
  func customer(_ id: CustomerID) -> SketchedRow {
    row(.customer) { $0.combine(bytes: id.text) }
  }
}

extension Verifier {
  /// Customers, and notes that were erased: small tables, read to their ends.
  func addCustomers(to sketch: inout Sketch, _ secret: SketchSecret) throws(LedgerError) {
    do throws(SQLiteError) {
      let customers = try connection.statement(Catalog.everyCustomer)
      while try customers.step() {
        let row = secret.customer(try customers.id(0))
        // A number that is there is that of a transaction: 0 is not nothing.
        sketch.add(.customer, row, SketchedColumn.first, try customers.sequenceOrNil(1) ?? 0)
        sketch.add(.customer, row, SketchedColumn.second, try customers.sequenceOrNil(2) ?? 0)
      }
      let notes = try connection.statement(Catalog.everyErasedNote)
      while try notes.step() {
        sketch.insert(
          .erasedNote, secret.row(.erasedNote, try notes.int64(0), try notes.int64(1)))
      }
    } catch {
      throw LedgerError(error)
    }
  }

  /// Contact data is the one that was hashed, and each customer's own; nothing is missing that was
  /// not erased.
  mutating func checkPersonalData(_ expected: ExpectedState) throws(LedgerError) {
    var wrong: [Int64] = []
    var strange: [Int64] = []
    try connection.ledgerForEach(Catalog.everyContact) { _ in
    } row: { row in
      let sequence = try row.int64(0)
      let contact = Contact(
        name: try row.stringOrNil(2), email: try row.stringOrNil(3), phone: try row.stringOrNil(4),
        language: try row.stringOrNil(5))
      let digest = SHA256Digest.of(try row.blob(1) + contact.digestedBytes)
      if try row.blobOrNil(6) != digest { wrong.append(sequence) }
      if try row.stringOrNil(7) == nil { strange.append(sequence) }
    }
    for sequence in wrong {
      find(.record, at: sequence, "its contact data is not the one that was hashed")
    }
    for sequence in strange {
      find(.record, at: sequence, "its contact data is not what the customer has now")
    }
    let counts = try connection.ledgerFirst(Catalog.countOfNotes) { _ in
    } row: {
      (notes: try $0.int64(0), contacts: try $0.int64(1), customers: try $0.int64(2))
    }
    guard let counts else { return }
    if counts.notes != expected.notes {
      find(
        .record, "\(counts.notes) notes, but \(expected.notes) were written and not erased")
    }
    if counts.contacts != counts.customers {
      find(.record, "\(counts.contacts) contacts, but \(counts.customers) customers have one")
    }
  }
}
