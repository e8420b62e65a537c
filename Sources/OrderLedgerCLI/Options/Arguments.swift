import ArgumentParser
import OrderLedger

/// Readers for the command line, to be given as `transform`.
enum Read {
  static func id<Kind>(_ text: String) throws -> Identifier<Kind> { try Identifier(text) }
  static func note(_ text: String) throws -> Note { try Note(text) }

  /// A time with its zone, or a day, which begins at midnight UTC.
  static func time(_ text: String) throws -> Timestamp {
    try Timestamp(parsing: text.utf8.count == 10 ? text + "T00:00:00Z" : text)
  }

  /// A day in UTC.
  static func day(_ text: String) throws -> CivilDate {
    guard text.utf8.count == 10 else {
      throw ValidationError("a day is written like 2026-11-23")
    }
    return try time(text).date
  }

  static func cursor(_ text: String) throws -> OrderCursor {
    guard let cursor = OrderCursor(text: text) else {
      throw ValidationError("a cursor is the 'next' of the page before")
    }
    return cursor
  }

  /// `A` or `A:2`: what stands after the last colon is a quantity, if it is a number.
  static func line(_ text: String) throws -> LineArgument {
    guard let colon = text.lastIndex(of: ":"), let units = Int64(text[text.index(after: colon)...])
    else { return LineArgument(line: try LineID(text), quantity: nil) }
    return LineArgument(line: try LineID(text[..<colon]), quantity: units)
  }
}

/// A line of an order on the command line.
struct LineArgument: Sendable, Hashable {
  let line: LineID
  let quantity: Int64?
}

/// An amount on the command line, in major units, to be read when the order's currency is known.
struct AmountArgument: Sendable, Hashable {
  let text: String
  /// The option that it was given for.
  let option: String

  func minorUnits(_ currency: Currency) throws -> Int64 {
    do {
      return try Money(parsing: text, currency: currency).minorUnits
    } catch {
      throw ToolError.usage(
        "\(option) \(text) is no amount in \(currency.code): \(error)")
    }
  }
}

/// `--refund` on the command line.
enum RefundArgument: Sendable, Hashable {
  case choice(RefundChoice)
  case amount(AmountArgument)

  init(_ text: String) {
    switch text {
    case "original": self = .choice(.original)
    case "later": self = .choice(.later)
    case "none": self = .choice(.none)
    case "storeCredit": self = .choice(.storeCredit)
    default: self = .amount(AmountArgument(text: text, option: "--refund"))
    }
  }

  func value(_ currency: Currency) throws -> RefundChoice {
    switch self {
    case .choice(let choice): choice
    case .amount(let amount): .amount(try amount.minorUnits(currency))
    }
  }
}

/// `--shipping` on the command line.
enum ShippingArgument: Sendable, Hashable {
  case choice(ShippingChoice)
  case amount(AmountArgument)

  init(_ text: String) {
    switch text {
    case "auto": self = .choice(.auto)
    case "proportional": self = .choice(.proportional)
    case "keep": self = .choice(.keep)
    default: self = .amount(AmountArgument(text: text, option: "--shipping"))
    }
  }

  func value(_ currency: Currency) throws -> ShippingChoice {
    switch self {
    case .choice(let choice): choice
    case .amount(let amount): .amount(try amount.minorUnits(currency))
    }
  }
}
