import Foundation
import OrderLedger

/// A request that has a hostile text: carried out, read back and undone.
struct HostileTrial: Sendable {
  /// What undoes it when all is well, and says what else was compared.
  struct Undo: Error {
    var notes = 0
    var contacts = 0
    /// Whether a transaction that was written has the text in it.
    var isInJournal = false
  }

  /// Written in one form, whatever form they came in.
  private static let times: Set<String> = ["at", "expires", "through"]

  let request: LedgerRequest
  /// The name of the field that has the text.
  let field: String
  let text: String

  /// A JSON text's object. Foundation drops a byte order mark at the beginning of a text, unless it is
  /// written as an escape.
  private static func object(_ bytes: [UInt8]) throws -> Any {
    let text = String(decoding: bytes, as: UTF8.self).replacing("\u{FEFF}", with: "\\uFEFF")
    return try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// What is wrong with the request after it was written as JSON and read again.
  func faultAfterRoundTrip(_ path: TextPath) throws -> String? {
    let bytes = request.json()
    guard try LedgerRequest(json: bytes) == request else {
      return "another command after a round trip"
    }
    guard !Self.times.contains(field),
      // What says no more than the default does is left out.
      let back = path.text(in: try Self.object(bytes))
    else { return nil }
    return Self.isSame(back, text) ? nil : "another text after a round trip"
  }

  /// - Throws: ``Undo`` if all that was written came back; `LedgerError` if the ledger turned it
  ///   down; `TortureError` if something else came back.
  func run(in transaction: borrowing LedgerTransaction) throws {
    let answer = try transaction.perform(request)
    if let refusal = answer.firstRefusal { throw refusal }
    var undo = Undo()
    // What had been written before says nothing of this text.
    for receipt in answer.receipts where !receipt.replayed {
      guard let found = try transaction.transaction(receipt.sequence),
        found == receipt.transaction,
        // As bytes, too: texts that mean the same in Unicode are equal to Swift.
        Receipt(transaction: found).json() == receipt.json()
      else { throw TortureError("another transaction than was written") }
      if try hasNote(receipt, transaction) { undo.notes += 1 }
      if try Self.has(text, in: Self.object(receipt.json())) { undo.isInJournal = true }
    }
    if try hasContact(transaction) { undo.contacts += 1 }
    throw undo
  }

  /// Whether the text is the note of an order's transaction, and came back with its timeline. The
  /// journal itself has a digest of it only.
  private func hasNote(
    _ receipt: Receipt, _ transaction: borrowing LedgerTransaction
  ) throws -> Bool {
    guard field == "note", let order = receipt.transaction.header.transition?.order else {
      return false
    }
    let items = try transaction.timeline(of: order)
    let item = items.last { $0.transaction.header.sequence == receipt.sequence }
    guard let item, Self.isSame(item.note ?? "", text) else {
      throw TortureError("another note than was written")
    }
    return true
  }

  /// Whether contact data was set, and came back.
  private func hasContact(_ transaction: borrowing LedgerTransaction) throws -> Bool {
    guard case .command(let command) = request, case .setContact(let set) = command.action else {
      return false
    }
    let found = try transaction.customer(set.customer)?.contact ?? Contact()
    for (back, text) in [
      (found.name, set.contact.name), (found.email, set.contact.email),
      (found.phone, set.contact.phone), (found.language, set.contact.language),
    ] {
      guard (back == nil) == (text == nil), Self.isSame(back ?? "", text ?? "") else {
        throw TortureError("other contact data than were written")
      }
    }
    return true
  }

  /// Whether one of the texts in a JSON value has this one in it, as bytes: an account's, for example,
  /// has the name of a payment service behind its number.
  private static func has(_ text: String, in value: Any) -> Bool {
    switch value {
    case let found as String:
      text.isEmpty || Data(found.utf8).range(of: Data(text.utf8)) != nil
    case let object as [String: Any]: object.values.contains { has(text, in: $0) }
    case let array as [Any]: array.contains { has(text, in: $0) }
    default: false
    }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }
}
