import OrderLedgerModel
import Testing

@Suite struct `Identifier kinds` {
  private func problem(
    _ body: () throws(IdentifierError) -> Void
  ) -> IdentifierError.Problem? {
    do throws(IdentifierError) {
      try body()
      return nil
    } catch {
      return error.problem
    }
  }

  private func actor(_ text: String) -> IdentifierError.Problem? {
    problem { () throws(IdentifierError) in _ = try ActorID(text) }
  }

  private func key(_ text: String) -> IdentifierError.Problem? {
    problem { () throws(IdentifierError) in _ = try IdempotencyKey(text) }
  }

  @Test(arguments: [
    ("staff:ann", "staff", "ann"), ("app:shop:7", "app", "shop:7"), ("x:Ö b", "x", "Ö b"),
  ])
  func `an actor has a kind and a name`(text: String, kind: String, name: String) throws {
    let actor = try ActorID(text)
    #expect(actor.kind == kind)
    #expect(actor.name == name)
  }

  @Test(arguments: ["ann", ":ann", "staff:", ":", "Staff:ann", "st4ff:ann", "st aff:ann", "ö:ann"])
  func `an actor without a kind of lowercase letters is refused`(text: String) {
    #expect(actor(text) == .missingKind)
  }

  @Test func `an actor's name has no space at its ends, and the whole a limit`() {
    #expect(actor("staff: ann") == .edgeSpace(codePoint: 0x20))
    #expect(actor("staff:\u{A0}ann") == .edgeSpace(codePoint: 0xA0))
    #expect(actor("staff:ann ") == .edgeSpace(codePoint: 0x20))
    #expect(actor("staff:a\0") == .forbidden(codePoint: 0, offset: 7))
    #expect(actor("s:" + String(repeating: "x", count: 62)) == nil)
    #expect(actor("s:" + String(repeating: "x", count: 63)) == .tooLong(bytes: 65))
  }

  @Test func `an idempotency key is printable ASCII up to its own limit`() {
    #expect(key("8e03978e-40d5-43e8-bc93-6894a57f9324") == nil)
    let most = String(repeating: "~", count: Limits.maxIdempotencyKeyBytes)
    #expect(key(most) == nil)
    #expect(key(most + "~") == .tooLong(bytes: 129))
    #expect(key("") == .empty)
    #expect(key("a b") == nil)
    #expect(key("a ") == .edgeSpace(codePoint: 0x20))
    #expect(key("a\u{7F}") == .forbidden(codePoint: 0x7F, offset: 1))
    #expect(key("é") == .forbidden(codePoint: 0xE9, offset: 0))
  }

  @Test func `every kind is named as code names it`() {
    let names = [
      OrderIdentity.name, LineIdentity.name, StockKeepingUnitIdentity.name, LocationIdentity.name,
      CustomerIdentity.name, PaymentIdentity.name, FulfillmentIdentity.name, ChannelIdentity.name,
      RefundIdentity.name, AttemptIdentity.name, ReasonIdentity.name, TaxIdentity.name,
      DiscountIdentity.name,
      GatewayIdentity.name, GatewayReferenceIdentity.name, IdempotencyIdentity.name,
      ActorIdentity.name,
    ]
    #expect(
      names == [
        "OrderID", "LineID", "SKU", "LocationID", "CustomerID", "PaymentID", "FulfillmentID",
        "Channel", "RefundID", "AttemptID", "ReasonCode", "TaxCode", "DiscountCode",
        "GatewayName", "GatewayReference", "IdempotencyKey", "ActorID",
      ])
  }
}
