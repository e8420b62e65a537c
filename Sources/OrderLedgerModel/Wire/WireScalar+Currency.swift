/// `GBP`, with the exponent that ISO 4217 gives it; or `CLF/0`, where an amount of the ledger has
/// another one. Without it, such amounts would be read back wrong by a factor of ten thousand.
extension Currency: WireScalar {
  static var placeholder: Currency { .gbp }

  init(wire raw: String) throws(WireFault) {
    let parts = raw.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    do throws(MoneyError) {
      switch parts.count {
      case 1:
        try self.init(raw)
      case 2 where parts[1].count == 1:
        let digit = Int(parts[1].first ?? 0) - Int(UInt8(ascii: "0"))
        try self.init(code: Substring(parts[0]), exponent: digit)
      default:
        throw .malformedCurrency(utf8Count: raw.utf8.count)
      }
    } catch {
      throw WireFault(
        code: .unknownCurrency, found: WirePath.word(raw),
        allowed: "a code of ISO 4217, such as GBP")
    }
  }

  var wire: String {
    if let standard = try? Currency(code), standard == self { return code }
    return "\(code)/\(exponent)"
  }
}

extension WirePath {
  /// A word of a fixed vocabulary that the caller got wrong, or how long it is when it can't have
  /// been meant as one: other text may be personal.
  static func word(_ text: String) -> String {
    let isWord =
      (1...32).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic) }
    return isWord ? text : "a text of \(text.utf8.count) bytes"
  }
}
