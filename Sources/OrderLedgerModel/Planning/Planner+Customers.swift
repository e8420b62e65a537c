extension SetContact: PlannedAction {
  package static var name: String { "setContact" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.customer = customer
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try contact.check()
    if let erasedBy = snapshot.customer?.erasedBy {
      throw LedgerError(.customerErased, .customer(customer), sequence: erasedBy)
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = customer.text
    builder.contact = contact
    builder.record(
      .customer(CustomerChange(.contactSet, customer, snapshot.customer?.contact)))
    return .plan(try builder.finish())
  }
}

extension EraseCustomer: PlannedAction {
  package static var name: String { "eraseCustomer" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.customer = customer
    set.seesNotes = true
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    guard let state = snapshot.customer else {
      throw LedgerError(.customerNotFound, .customer(customer))
    }
    if let erasedBy = state.erasedBy, state.contact == nil, state.notes.isEmpty {
      return .replay(sequence: erasedBy)
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = customer.text
    builder.record(.customer(CustomerChange(.erased, customer, state.erasedBy)))
    if let contact = state.contact {
      builder.record(.customer(CustomerChange(.contactErased, customer, contact)))
    }
    for note in state.notes {
      builder.record(.customer(CustomerChange(.noteErased, customer, note)))
    }
    return .plan(try builder.finish())
  }
}

extension LedgerError.Subject {
  static func customer(_ id: CustomerID) -> LedgerError.Subject {
    LedgerError.Subject("customer", id.text)
  }
}
