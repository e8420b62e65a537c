// The exponents are written out, so that a constant costs no lookup; a test holds them to the table.
extension Currency {
  private init(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar, _ exponent: UInt32
  ) {
    self.init(bits: first.value << 24 | second.value << 16 | third.value << 8 | exponent)
  }

  /// Australian dollar, 2 decimals.
  public static let aud = Currency("A", "U", "D", 2)
  /// Brazilian real, 2 decimals.
  public static let brl = Currency("B", "R", "L", 2)
  /// Canadian dollar, 2 decimals.
  public static let cad = Currency("C", "A", "D", 2)
  /// Swiss franc, 2 decimals.
  public static let chf = Currency("C", "H", "F", 2)
  /// Chinese yuan, 2 decimals.
  public static let cny = Currency("C", "N", "Y", 2)
  /// Czech koruna, 2 decimals.
  public static let czk = Currency("C", "Z", "K", 2)
  /// Danish krone, 2 decimals.
  public static let dkk = Currency("D", "K", "K", 2)
  /// Euro, 2 decimals.
  public static let eur = Currency("E", "U", "R", 2)
  /// Pound sterling, 2 decimals.
  public static let gbp = Currency("G", "B", "P", 2)
  /// Hong Kong dollar, 2 decimals.
  public static let hkd = Currency("H", "K", "D", 2)
  /// Hungarian forint, 2 decimals.
  public static let huf = Currency("H", "U", "F", 2)
  /// Indian rupee, 2 decimals.
  public static let inr = Currency("I", "N", "R", 2)
  /// Japanese yen, no decimals.
  public static let jpy = Currency("J", "P", "Y", 0)
  /// South Korean won, no decimals.
  public static let krw = Currency("K", "R", "W", 0)
  /// Kuwaiti dinar, 3 decimals.
  public static let kwd = Currency("K", "W", "D", 3)
  /// Mexican peso, 2 decimals.
  public static let mxn = Currency("M", "X", "N", 2)
  /// Norwegian krone, 2 decimals.
  public static let nok = Currency("N", "O", "K", 2)
  /// New Zealand dollar, 2 decimals.
  public static let nzd = Currency("N", "Z", "D", 2)
  /// Polish złoty, 2 decimals.
  public static let pln = Currency("P", "L", "N", 2)
  /// Swedish krona, 2 decimals.
  public static let sek = Currency("S", "E", "K", 2)
  /// Singapore dollar, 2 decimals.
  public static let sgd = Currency("S", "G", "D", 2)
  /// Turkish lira, 2 decimals.
  public static let `try` = Currency("T", "R", "Y", 2)
  /// United States dollar, 2 decimals.
  public static let usd = Currency("U", "S", "D", 2)
  /// South African rand, 2 decimals.
  public static let zar = Currency("Z", "A", "R", 2)
}
