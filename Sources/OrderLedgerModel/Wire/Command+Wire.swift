/// The fields that all commands have.
enum CommandFields: String, WireField {
  case command, key, actor, at, expectedVersion
}

/// One flat object: the fields of all commands, and those of the command that `command` names.
///
/// Fields are refused by name where the command does not know them, and so are `null`s: leave a
/// field out instead. All faults are ``LedgerError``s, whichever decoder is used; but only
/// ``JSONLine/init(json:)`` refuses a field that is there twice and a number such as `1.0`, which
/// `JSONDecoder` takes for an integer.
extension Command: Codable, JSONLine {
  /// The command that an object states. Throws ``LedgerError``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WireKey.self)
    let problems = WireProblems(refusesUnknownFields: true)
    self = try problems.finish(try Self.read(container, problems))
  }

  private static func read(
    _ container: KeyedDecodingContainer<WireKey>, _ problems: WireProblems
  ) throws(LedgerError) -> Command {
    // Unknown fields are the action's to refuse: it knows its own.
    let envelope = WireReader<CommandFields>(
      container, problems, envelope: container.allKeys.map(\.stringValue))
    let name: String = envelope.required(.command)
    guard let form = Action.forms[name] else {
      if let problem = problems.first { throw problem }
      throw LedgerError(
        .unknownCommand, .field(envelope.path(.command)), found: WirePath.word(name),
        allowed: Action.forms.keys.sorted().joined(separator: ", "))
    }
    return Command(
      form(container, problems), key: envelope.optional(.key), actor: envelope.optional(.actor),
      at: envelope.optional(.at), expectedVersion: envelope.optional(.expectedVersion))
  }

  /// Writes the command, defaults left out.
  public func encode(to encoder: any Encoder) throws {
    let container = encoder.container(keyedBy: WireKey.self)
    var wire = WireWriter<CommandFields>(container)
    try wire.write(action.name, .command)
    try wire.write(key, .key)
    try wire.write(actor, .actor)
    try wire.write(at, .at)
    try wire.write(expectedVersion, .expectedVersion)
    try action.write(to: container)
  }
}
