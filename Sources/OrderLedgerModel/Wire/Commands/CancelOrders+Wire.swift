/// `{"command":"cancelOrders","mode":"each","cancellations":[{…},{…}]}`.
///
/// With `document` a cancellation may leave its own name out: it is the document's name, a slash and
/// its place from 1.
extension CancelOrders: Codable, JSONLine {
  enum Fields: String, WireField {
    case command, key, actor, at, mode, document, cancellations
  }

  /// The request that an object states. Throws ``LedgerError``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WireKey.self)
    let problems = WireProblems(refusesUnknownFields: true)
    self = try problems.finish(Self(WireReader<Fields>(container, problems)))
  }

  init(_ wire: WireReader<Fields>) {
    let name: String = wire.required(.command)
    if wire.has(.command), name != Self.name {
      wire.report(
        WireFault(code: .unknownCommand, found: WirePath.word(name), allowed: Self.name), .command)
    }
    let document: RefundID? = wire.optional(.document)
    var items: [BulkItem] = wire.required(.cancellations)
    if let document {
      for index in items.indices where !items[index].isNamed {
        do throws(IdentifierError) {
          items[index].cancel.cancellation = try Self.name(index, of: document)
        } catch {
          wire.report(
            WireFault(
              code: .invalidIdentifier, found: "\(error.problem)", allowed: error.allowed),
            .document)
        }
      }
    } else if let index = items.firstIndex(where: { !$0.isNamed }) {
      wire.problems.report(
        LedgerError(
          .missingField, .field("\(wire.path(.cancellations))[\(index)].cancellation"),
          allowed: "a string, or a document's name for all"))
    }
    self.init(
      items.map(\.cancel),
      mode: wire.choice(.mode, among: Mode.allCases, default: .atomic) ?? .placeholder,
      key: wire.optional(.key), actor: wire.optional(.actor), at: wire.optional(.at))
  }

  /// Writes the request, defaults left out.
  public func encode(to encoder: any Encoder) throws {
    var wire = WireWriter<Fields>(encoder.container(keyedBy: WireKey.self))
    try wire.write(Self.name, .command)
    try wire.write(key, .key)
    try wire.write(actor, .actor)
    try wire.write(at, .at)
    try wire.write(mode, .mode, default: .atomic)
    try wire.write(cancellations, .cancellations)
  }
}

extension CancelOrders.Mode: WireChoice { static let placeholder = CancelOrders.Mode.atomic }

/// A cancellation among several, which may take its name from their document.
private struct BulkItem: WireObject {
  var cancel: CancelOrder
  let isNamed: Bool

  init(_ wire: WireReader<CancelOrder.Fields>) {
    isNamed = wire.has(.cancellation)
    cancel = CancelOrder(
      wire, cancellation: isNamed ? wire.required(.cancellation) : .placeholder)
  }

  func write(_ wire: inout WireWriter<CancelOrder.Fields>) throws { try cancel.write(&wire) }
}

/// One line of a wire: a command, or a request for several cancellations.
public enum LedgerRequest: Sendable, Hashable, JSONLine, Codable {
  /// One command, one journal transaction.
  case command(Command)
  /// Several cancellations, a journal transaction each.
  case cancelOrders(CancelOrders)

  private enum NameFields: String, WireField { case command }

  /// The request that an object states. Throws ``LedgerError``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WireKey.self)
    let name = try? container.decode(String.self, forKey: NameFields.command.key)
    self =
      name == CancelOrders.name
      ? .cancelOrders(try CancelOrders(from: decoder)) : .command(try Command(from: decoder))
  }

  /// Writes the request.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .command(let command): try command.encode(to: encoder)
    case .cancelOrders(let bulk): try bulk.encode(to: encoder)
    }
  }
}

extension CancelOrders {
  /// The bytes by which the ledger knows the whole request again; see ``Command/canonicalRequest``.
  package var canonicalRequest: [UInt8] {
    var writer = ByteWriter(capacity: 128 * cancellations.count)
    writer.append(UInt8(1))
    writer.append(at)
    writer.append(UInt8(40))
    writer.append(mode.rawValue)
    writer.append(list: cancellations) { $1.writeCanonical(into: &$0) }
    return writer.bytes
  }
}
