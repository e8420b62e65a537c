/// Sets where a customer's messages go, in place of what was set before, which is erased.
public struct SetContact: Sendable, Hashable {
  /// Whose.
  public var customer: CustomerID
  /// The data; not empty.
  public var contact: Contact

  /// Messages for `customer` go to `contact`.
  public init(customer: CustomerID, contact: Contact) {
    self.customer = customer
    self.contact = contact
  }
}

/// Erases a customer's personal data: contact data, and the notes on the customer's orders.
///
/// The orders stay, under the customer's opaque id, and so do the books and the chain, which knows
/// salted digests alone. From then on no contact data is taken for that id. Done again, it erases
/// what was noted since; where there is nothing, the first receipt comes back.
///
/// Notes are found by the customer of their order. Those of orders without a customer, and of postings
/// by hand without an order, are not erased.
public struct EraseCustomer: Sendable, Hashable {
  /// Whose.
  public var customer: CustomerID

  /// Erases the personal data of `customer`.
  public init(customer: CustomerID) { self.customer = customer }
}

extension SetContact: ActionConvertible {
  /// `.setContact` of itself.
  public var action: Action { .setContact(self) }
}

extension EraseCustomer: ActionConvertible {
  /// `.eraseCustomer` of itself.
  public var action: Action { .eraseCustomer(self) }
}
