#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Color and weight, on terminals that want them.
struct Style: Sendable {
  enum Face: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  let isOn: Bool

  /// Not with `NO_COLOR` (https://no-color.org) nor on a terminal without any.
  static var isWanted: Bool {
    environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"
  }

  private static func environment(_ name: String) -> String {
    // unsafe: the text is copied at once; nothing in this process sets variables.
    guard let value = unsafe getenv(name) else { return "" }
    return unsafe String(cString: value)
  }

  func callAsFunction(_ text: String, _ face: Face?) -> String {
    guard isOn, let face, !text.isEmpty else { return text }
    return "\u{1B}[\(face.rawValue)m\(text)\u{1B}[0m"
  }
}
