/// The code, which stands for the exponent that ISO 4217 gives it.
///
/// The journal keeps no other exponents. An amount that a program counts in other units is written
/// as `CLF/0`, which no reader takes, rather than wrong by a factor of ten thousand.
extension Currency: WireScalar {
  static var placeholder: Currency { .gbp }

  init(wire raw: String) throws(WireFault) {
    do throws(MoneyError) {
      try self.init(raw)
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
