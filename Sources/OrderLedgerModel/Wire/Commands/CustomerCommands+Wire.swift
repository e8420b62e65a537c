extension SetContact: WireObject {
  enum Fields: String, WireField { case customer, name, email, phone, language }

  init(_ wire: WireReader<Fields>) {
    self.init(
      customer: wire.required(.customer),
      contact: Contact(
        name: wire.optional(.name), email: wire.optional(.email), phone: wire.optional(.phone),
        language: wire.optional(.language)))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(customer, .customer)
    try wire.write(contact.name, .name)
    try wire.write(contact.email, .email)
    try wire.write(contact.phone, .phone)
    try wire.write(contact.language, .language)
  }
}

extension EraseCustomer: WireObject {
  enum Fields: String, WireField { case customer }

  init(_ wire: WireReader<Fields>) { self.init(customer: wire.required(.customer)) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(customer, .customer) }
}

/// The contact data is compared by its salted digest (``Command/personalPart``).
extension SetContact: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(customer) }
}

extension EraseCustomer: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(customer) }
}

extension Command {
  /// What of the command is free text or contact data of a person, as bytes: what the ledger keeps
  /// beside the chain and can erase. `nil` for commands without.
  ///
  /// It is no part of ``canonicalRequest``, whose digest is neither salted nor ever erased: a short
  /// text could be guessed from it. A retry's is compared with the salted digest that the journal
  /// holds, as long as the salt is there.
  package var personalPart: [UInt8]? {
    if case .setContact(let action) = action { return action.contact.digestedBytes }
    return action.note.map { Array($0.text.utf8) }
  }
}

extension Action {
  /// The free text that comes with the action.
  var note: Note? {
    switch self {
    case .cancelOrder(let action): action.note
    case .refund(let action): action.note
    case .requestCancellation(let action): action.cancel.note
    case .answerCancellation(let action): action.note
    case .returnItems(let action): action.note
    case .inspectReturn(let action): action.note
    case .adjust(let action): action.note
    case .reverse(let action): action.note
    // No `default`: whoever adds a command has to say whether it has a note.
    case .openLocation, .closeLocation, .receiveStock, .moveStock, .countStock, .placeOrder,
      .authorizePayment, .capturePayment, .recordPayment, .voidAuthorization,
      .expireAuthorization, .fulfill, .cancelFulfillment, .submitRefund, .settleRefund,
      .issueStoreCredit, .issueGiftCard, .expireCredit, .openDispute, .closeDispute,
      .expireCancellationRequest, .setPolicy, .receiveReturn, .cancelReturn, .holdStock,
      .releaseHold, .expireHolds, .allocateBackorder, .closePeriod, .setContact, .eraseCustomer:
      nil
    }
  }
}
