// A request holds the cancellation that it asks for. In tables and in the chain it is the text of its
// wire form, which is canonical: equal cancellations have equal texts, and a field that a later
// release adds is left out where it has its default.

extension CancelOrder {
  private struct Whole: JSONLine, Decodable {
    let cancel: CancelOrder

    init(_ cancel: CancelOrder) { self.cancel = cancel }
    init(from decoder: any Decoder) throws { cancel = try CancelOrder.readResult(from: decoder) }
    func encode(to encoder: any Encoder) throws { try cancel.writeAll(to: encoder) }
  }

  /// The cancellation as one JSON object.
  package var text: String { String(decoding: Whole(self).json(), as: UTF8.self) }

  /// The cancellation that a text states.
  package init(text: String) throws(LedgerError) {
    self = try Whole(json: text.utf8).cancel
  }
}
