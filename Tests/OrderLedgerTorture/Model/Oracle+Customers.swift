import OrderLedger

/// What is known of a customer besides orders.
struct OracleCustomer: Sendable {
  var contact: Contact?
  /// The journal transaction that it came with.
  var contactBy: Int64?
  var erasedBy: Int64?
}

/// Free text that was written with a journal transaction.
struct OracleNote: Sendable {
  let order: String?
  var text: String?
  var erasedBy: Int64?
}

extension Oracle {
  mutating func set(_ action: SetContact) throws {
    let contact = action.contact
    var wrong = Refusals()
    let texts = [contact.name, contact.email, contact.phone, contact.language].compactMap(\.self)
    wrong.add("emptySelection", if: texts.isEmpty)
    for text in texts {
      wrong.add("invalidText", if: text.isEmpty || text.utf8.count > 256)
      wrong.add("invalidText", if: text.hasPrefix(" ") || text.utf8.contains(0))
    }
    try wrong.settle()
    if customers[action.customer.text]?.erasedBy != nil { throw Refused("customerErased") }
    customers[action.customer.text] = OracleCustomer(contact: contact, contactBy: sequence)
  }

  mutating func erase(_ action: EraseCustomer) throws {
    let name = action.customer.text
    let isKnown = customers[name] != nil || orders.values.contains { $0.customer == name }
    if !isKnown { throw Refused("customerNotFound") }
    let own = notes.filter { _, note in
      note.text != nil && note.order.flatMap { orders[$0]?.customer } == name
    }
    let customer = customers[name] ?? OracleCustomer()
    if let erasedBy = customer.erasedBy, customer.contact == nil, own.isEmpty {
      throw Echo(sequence: erasedBy)
    }
    for sequence in own.keys {
      notes[sequence]?.text = nil
      notes[sequence]?.erasedBy = self.sequence
    }
    customers[name] = OracleCustomer(erasedBy: sequence)
  }

  /// Writes down the note that came with a command.
  mutating func keepNote(of action: Action) {
    guard let note = Self.note(of: action) else { return }
    notes[sequence] = OracleNote(order: byOrder[sequence], text: note.text)
  }

  static func note(of action: Action) -> Note? {
    switch action {
    case .cancelOrder(let action): action.note
    case .refund(let action): action.note
    case .requestCancellation(let action): action.cancel.note
    case .answerCancellation(let action): action.note
    case .returnItems(let action): action.note
    case .inspectReturn(let action): action.note
    case .adjust(let action): action.note
    case .reverse(let action): action.note
    default: nil
    }
  }

  /// Whether a request is the same as the one that its key was used for: in all, or in all but a
  /// text that nobody can tell from another any more.
  func isSame(_ command: Command, _ known: (command: Command, sequence: Int64)) -> Bool {
    guard command.at == known.command.at else { return false }
    if command.action == known.command.action { return true }
    if case .setContact(let action) = command.action,
      case .setContact(let first) = known.command.action, action.customer == first.customer
    {
      return customers[action.customer.text]?.contactBy != known.sequence
    }
    guard notes[known.sequence]?.erasedBy != nil else { return false }
    return command.action.noted("") == known.command.action.noted("")
  }
}

extension Action {
  /// The same with another note in the place of its note.
  func noted(_ text: Note) -> Action {
    func other(_ note: Note?) -> Note? { note.map { _ in text } }
    switch self {
    case .cancelOrder(var action):
      action.note = other(action.note)
      return .cancelOrder(action)
    case .refund(var action):
      action.note = other(action.note)
      return .refund(action)
    case .requestCancellation(var action):
      action.cancel.note = other(action.cancel.note)
      return .requestCancellation(action)
    case .answerCancellation(var action):
      action.note = other(action.note)
      return .answerCancellation(action)
    case .returnItems(var action):
      action.note = other(action.note)
      return .returnItems(action)
    case .inspectReturn(var action):
      action.note = other(action.note)
      return .inspectReturn(action)
    case .adjust(var action):
      action.note = other(action.note)
      return .adjust(action)
    case .reverse(var action):
      action.note = other(action.note)
      return .reverse(action)
    default: return self
    }
  }
}
