public import OrderLedgerModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ImportMapping {
  /// The mapping that a JSON text describes.
  ///
  /// - Throws: `LedgerError` that names the field: `malformedJSON`, `unknownField`, `missingField`,
  ///   `wrongType`, `invalidChoice`, `invalidIdentifier`, `invalidText`, `unknownCurrency`.
  public init(json: some Sequence<UInt8>) throws(LedgerError) {
    do {
      self = try JSONDecoder().decode(ImportMapping.self, from: Data(json))
    } catch let error as LedgerError {
      throw error
    } catch DecodingError.typeMismatch {
      throw LedgerError(.wrongType, LedgerError.Subject("field", "mapping"), allowed: "an object")
    } catch {
      throw LedgerError(.malformedJSON)
    }
    try check()
  }

  /// The mapping as JSON, fields in alphabetical order.
  public func json() throws(LedgerError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self))
    } catch {
      throw LedgerError(.malformedJSON)
    }
  }

  /// Refuses a mapping that contradicts itself.
  package func check() throws(LedgerError) {
    let isName = name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard isName, (1...ImportLimits.mappingNameBytes).contains(name.utf8.count) else {
      throw Self.refusal(
        .invalidText, "name", "1 to \(ImportLimits.mappingNameBytes) of a-z, 0-9 and -")
    }
    guard delimiter >= 0x09, delimiter < 0x7F, ![0x0A, 0x0D, 0x22].contains(delimiter) else {
      throw Self.refusal(.invalidChoice, "delimiter", "one ASCII character that is no quote")
    }
    if let rule = cancellations {
      guard rule.orderPrefix != nil || rule.negativeQuantity else {
        throw Self.refusal(
          .invalidChoice, "cancellations", "orderPrefix, negativeQuantity or both")
      }
    }
    for (field, prefix) in [
      ("cancellations.orderPrefix", cancellations?.orderPrefix), ("badDebtPrefix", badDebtPrefix),
    ] where prefix == "" {
      throw Self.refusal(.invalidText, field, "at least one character")
    }
    for pattern in items + shipping {
      switch pattern {
      case .prefix(let text), .suffix(let text), .exact(let text):
        guard !text.isEmpty else { throw Self.refusal(.invalidText, "text", "not empty") }
      case .digitsThenLetters(let digits):
        guard (0...64).contains(digits) else {
          throw Self.refusal(.invalidQuantity, "digits", "0 to 64")
        }
      }
    }
    // Bounds of a fixed offset.
    do { _ = try date.zone.offsetMinutes(at: .epoch) } catch {
      throw Self.refusal(.invalidTime, "date.zone", "at most 23:59 either way")
    }
  }

  private static func refusal(
    _ code: LedgerError.Code, _ field: String, _ allowed: String
  ) -> LedgerError {
    LedgerError(code, LedgerError.Subject("field", field), allowed: allowed)
  }
}
