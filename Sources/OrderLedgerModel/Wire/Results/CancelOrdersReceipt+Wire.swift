/// `{"ok":false,"results":[{"ok":true,"seq":…},{"ok":false,"error":{…}}]}`: a result for each
/// cancellation as it would stand alone, and whether all were carried out.
extension CancelOrdersReceipt: Codable, JSONLine, WireObject {
  enum Fields: String, WireField { case ok, results }

  init(_ wire: WireReader<Fields>) {
    let results: [BulkResult] = wire.required(.results)
    self.init(results: results.map(\.result))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(isComplete, .ok)
    var container = wire.container
    var list = container.nestedUnkeyedContainer(forKey: Fields.results.key)
    for result in results {
      let resultContainer = list.nestedContainer(keyedBy: WireKey.self)
      switch result {
      case .success(let receipt): try receipt.writeFields(to: resultContainer)
      case .failure(let error): try error.writeFields(to: resultContainer)
      }
    }
  }

  /// The receipt that a result states. Throws ``LedgerError``.
  public init(from decoder: any Decoder) throws { self = try Self.readResult(from: decoder) }

  /// Writes the result.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}

/// What became of one cancellation among several.
private struct BulkResult: WireObject {
  enum Fields: String, WireField { case ok }

  let result: Result<Receipt, LedgerError>

  init(_ wire: WireReader<Fields>) {
    let isDone: Bool = wire.required(.ok)
    result =
      isDone
      ? .success(Receipt(WireReader<Receipt.Fields>(wire.container, wire.problems)))
      : .failure(LedgerError(WireReader<LedgerError.Fields>(wire.container, wire.problems)))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {}
}
