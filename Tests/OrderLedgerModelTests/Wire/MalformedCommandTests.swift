import OrderLedgerModel
import Testing

@Suite struct `Malformed commands` {
  struct Case: Sendable, CustomTestStringConvertible {
    let json: String
    let code: LedgerError.Code
    let path: String?
    var found: String?
    var allowed: String?

    var testDescription: String { "\(code) \(path ?? "") \(json)" }

    init(
      _ json: String, _ code: LedgerError.Code, _ path: String? = nil, found: String? = nil,
      allowed: String? = nil
    ) {
      self.json = json
      self.code = code
      self.path = path
      self.found = found
      self.allowed = allowed
    }
  }

  private func check(_ row: Case, sourceLocation: SourceLocation = #_sourceLocation) {
    do throws(LedgerError) {
      let command = try Command(json: row.json.utf8)
      Issue.record("read as \(command)", sourceLocation: sourceLocation)
    } catch {
      #expect(error.code == row.code, "\(error)", sourceLocation: sourceLocation)
      #expect(error.subject?.kind == row.path.map { _ in "field" }, sourceLocation: sourceLocation)
      #expect(error.subject?.name == row.path, sourceLocation: sourceLocation)
      if let found = row.found { #expect(error.found == found, sourceLocation: sourceLocation) }
      if let allowed = row.allowed {
        #expect(error.allowed == allowed, sourceLocation: sourceLocation)
      }
      #expect(!error.detailedDescription.contains("secret"), sourceLocation: sourceLocation)
    }
  }

  /// A cancellation with these fields besides the required ones.
  private static func cancel(_ fields: String) -> String {
    #"{"command":"cancelOrder","order":"1","cancellation":"c","reason":"other",\#(fields)}"#
  }

  private static func count(_ fields: String) -> String {
    #"{"command":"countStock",\#(fields)}"#
  }

  @Test(arguments: [
    Case(#"{"command":"takeBack"}"#, .unknownCommand, "command", found: "takeBack"),
    Case(#"{"command":"openDisputes","x":1.5}"#, .unknownCommand, "command"),
    Case(
      #"{"command":"a secret@b"}"#, .unknownCommand, "command", found: "a text of 10 bytes"),
    Case(#"{}"#, .missingField, "command"),
    Case(#"{"command":7}"#, .wrongType, "command", found: "an integer", allowed: "a string"),
    Case(#"{"command":null}"#, .wrongType, "command", found: "null"),
  ])
  func `the command is named and known`(row: Case) { check(row) }

  @Test(arguments: [
    Case(cancel(#""colour":1"#), .unknownField, "colour", found: "colour"),
    Case(cancel(#""lines":[{"line":"A","colour":1}]"#), .unknownField, "lines[0].colour"),
    Case(
      cancel(#""lines":[{"line":"A"},{"line":"B","disposition":{"kind":"kept","x":{}}}]"#),
      .unknownField, "lines[1].disposition.x", allowed: "kind, location"),
    Case(cancel(#""refund":{"kind":"original","amount":5}"#), .unknownField, "refund.amount"),
    Case(cancel(#""shipping":{"kind":"keep","amount":5}"#), .unknownField, "shipping.amount"),
    Case(cancel(#""b":1,"a":2"#), .unknownField, "a"),
    Case(cancel(#""a\nb":1"#), .unknownField, #"a\nb"#),
    Case(cancel(#""colour":1.5"#), .unknownField, "colour"),
    Case(
      #"{"command":"voidAuthorization","colour":1}"#, .unknownField, "colour",
      allowed: "command, key, actor, at, expectedVersion, order, payment"),
  ])
  func `an unknown field is refused by name at every depth`(row: Case) { check(row) }

  @Test(arguments: [
    Case(#"{"command":"closeLocation"}"#, .missingField, "location", allowed: "a string"),
    Case(cancel(#""lines":[{"quantity":1}]"#), .missingField, "lines[0].line"),
    Case(cancel(#""refund":{"kind":"amount"}"#), .missingField, "refund.amount"),
    Case(cancel(#""fee":{}"#), .missingField, "fee.amount", allowed: "an integer"),
    Case(
      #"{"command":"moveStock","sku":"A","to":{"location":"L","bucket":"safety"},"#
        + #""quantity":1,"reason":"x"}"#, .missingField, "from", allowed: "an object"),
    Case(
      #"{"command":"placeOrder","order":"1","currency":"GBP"}"#, .missingField, "lines",
      allowed: "an array"),
    Case(
      #"{"command":"placeOrder","order":"1","currency":"GBP","lines":[],"#
        + #""charges":[{"line":"T","amount":1}]}"#, .missingField, "charges[0].kind"),
  ])
  func `a missing field is named`(row: Case) { check(row) }

  @Test(arguments: [
    Case(cancel(#""notify":1"#), .wrongType, "notify", found: "an integer"),
    Case(cancel(#""notify":"true""#), .wrongType, "notify", allowed: "true or false"),
    Case(cancel(#""lines":{}"#), .wrongType, "lines", found: "an object", allowed: "an array"),
    Case(cancel(#""lines":null"#), .wrongType, "lines", found: "null"),
    Case(cancel(#""note":null"#), .wrongType, "note", found: "null"),
    Case(cancel(#""lines":["A"]"#), .wrongType, "lines[0]", found: "a string"),
    Case(cancel(#""lines":[{"line":"A"},[]]"#), .wrongType, "lines[1]", found: "an array"),
    Case(cancel(#""refund":"original""#), .wrongType, "refund", allowed: "an object"),
    Case(cancel(#""lines":[{"line":"A","quantity":"1"}]"#), .wrongType, "lines[0].quantity"),
    Case(
      cancel(#""lines":[{"line":"A","quantity":1.0}]"#), .wrongType, "lines[0].quantity",
      found: "a number with a fraction or an exponent", allowed: "an integer"),
    Case(cancel(#""expectedVersion":1e3"#), .wrongType, "expectedVersion"),
    Case(
      cancel(#""expectedVersion":9223372036854775808"#), .wrongType, "expectedVersion",
      found: "a number that is no integer of 64 bits"),
    Case(cancel(#""at":1795428000"#), .wrongType, "at"),
    Case(cancel(#""fee":[]"#), .wrongType, "fee", found: "an array"),
  ])
  func `a value of the wrong type is named with what was found`(row: Case) { check(row) }

  @Test(arguments: [
    Case(
      #"{"command":"closeLocation","location":"secret\u0000"}"#, .invalidIdentifier, "location",
      found: "U+0000 at byte 6"),
    Case(#"{"command":"closeLocation","location":""}"#, .invalidIdentifier, "location"),
    Case(cancel(#""key":"é""#), .invalidIdentifier, "key"),
    Case(cancel(#""actor":"secret""#), .invalidIdentifier, "actor"),
    Case(cancel(#""note":"secret\u0000""#), .invalidText, "note"),
    Case(cancel(#""at":"2026-11-23""#), .invalidTime, "at", found: "a date without a time"),
    Case(cancel(#""at":"2026-11-23T10:00:00""#), .invalidTime, "at"),
    Case(cancel(#""at":"secret""#), .invalidTime, "at", found: "no time from byte 0 on"),
    Case(
      count(#""sku":"A","location":"L","quantity":1,"at":"2026-02-30T00:00:00Z""#), .invalidTime,
      "at", found: "a day out of range"),
    Case(
      #"{"command":"placeOrder","order":"1","currency":"ABC","lines":[]}"#, .unknownCurrency,
      "currency", found: "ABC"),
    Case(
      #"{"command":"placeOrder","order":"1","currency":"CLF/0","lines":[]}"#, .unknownCurrency,
      "currency", found: "a text of 5 bytes"),
    Case(
      cancel(#""shipping":{"kind":"all"}"#), .invalidChoice, "shipping.kind", found: "all",
      allowed: "auto, proportional, amount, keep"),
    Case(cancel(#""refund":{"kind":"all","amount":5}"#), .invalidChoice, "refund.kind"),
    Case(
      #"{"command":"refund","order":"1","refund":"r","amount":1,"reason":"x","#
        + #""to":{"kind":"none"}}"#, .invalidChoice, "to.kind",
      allowed: "original, later, storeCredit"),
    Case(
      #"{"command":"placeOrder","order":"1","currency":"GBP","lines":[],"#
        + #""charges":[{"line":"S","kind":"shipping","amount":1}]}"#, .invalidChoice,
      "charges[0].kind", allowed: "tip, duty, fee, giftWrap"),
    Case(
      #"{"command":"placeOrder","order":"1","currency":"GBP","lines":[],"#
        + #""shipping":[{"line":"S","kind":"tip","amount":1}]}"#, .invalidChoice,
      "shipping[0].kind", allowed: "shipping"),
    Case(
      #"{"command":"settleRefund","attempt":"a","outcome":"done"}"#, .invalidChoice, "outcome",
      allowed: "succeeded, failed, cancelled"),
  ])
  func `a value that breaks its rule is named, and personal text is not repeated`(row: Case) {
    check(row)
  }

  @Test(arguments: [
    Case(
      cancel(#""note":"secret\u0000","lines":[{"line":7,"colour":1}]"#), .unknownField,
      "lines[0].colour"),
    Case(cancel(#""at":"x","lines":[{"quantity":true}]"#), .missingField, "lines[0].line"),
    Case(
      cancel(#""at":"x","lines":[{"line":"","quantity":true}]"#), .wrongType,
      "lines[0].quantity"),
    Case(
      cancel(#""at":"x","shipping":{"kind":"x"},"lines":[{"line":""}]"#), .invalidIdentifier,
      "lines[0].line"),
    Case(cancel(#""refund":{"kind":"x"},"at":"x""#), .invalidTime, "at"),
    Case(cancel(#""expectedVersion":1.5,"lines":[{}]"#), .missingField, "lines[0].line"),
    Case(cancel(#""expectedVersion":1.5,"at":"x""#), .wrongType, "expectedVersion"),
  ])
  func `of several faults, the first in the order of precedence is reported`(row: Case) {
    check(row)
  }
}
