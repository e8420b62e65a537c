/// An entry: what became of a customer's personal data. The data itself is in no entry.
public struct CustomerChange: Sendable, Hashable {
  /// What.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Contact data was set; the transaction's note digest is that of the data.
    case contactSet = 0
    /// The customer was erased: what follows is gone, and no contact data is taken any more.
    case erased = 1
    /// Contact data is gone.
    case contactErased = 2
    /// A note is gone.
    case noteErased = 3

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .contactSet: "contactSet"
      case .erased: "erased"
      case .contactErased: "contactErased"
      case .noteErased: "noteErased"
      }
    }
  }

  /// What.
  public let kind: Kind
  /// Whose.
  public let customer: CustomerID
  /// The journal transaction whose contact data was replaced or is gone, or whose note is gone; of
  /// an erasure, the one before.
  public let other: Int64?

  package init(_ kind: Kind, _ customer: CustomerID, _ other: Int64? = nil) {
    self.kind = kind
    self.customer = customer
    self.other = other
  }
}

extension CustomerChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(kind.rawValue)
    writer.append(customer)
    writer.append(other)
  }
}

/// What the ledger holds of a customer's personal data.
package struct CustomerState: Sendable, Hashable {
  /// The transaction that set the contact data.
  package let contact: Int64?
  /// The last erasure.
  package let erasedBy: Int64?
  /// Transactions of the customer's orders that have a note.
  package let notes: [Int64]

  package init(contact: Int64?, erasedBy: Int64?, notes: [Int64]) {
    self.contact = contact
    self.erasedBy = erasedBy
    self.notes = notes
  }
}
